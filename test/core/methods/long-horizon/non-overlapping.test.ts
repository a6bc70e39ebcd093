import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusterNumbers } from '../../../../src/core/methods/event-study/clusters.ts';
import { nonOverlappingCheck } from '../../../../src/core/methods/long-horizon/non-overlapping.ts';
import { isInsufficient } from '../../../../src/core/numerics/insufficient.ts';
import { expectFinite, there } from './made-up-regressions.ts';

const circles = fc
  .record({
    outcomes: fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ min: -5, max: 5, noNaN: true })), {
      minLength: 2,
      maxLength: 40,
    }),
    places: fc.uniqueArray(fc.nat(39), { minLength: 4, maxLength: 12 }),
    horizon: fc.integer({ min: 0, max: 6 }),
  })
  .map(({ outcomes, places, horizon }) => {
    const events = Int32Array.from(places.filter((place) => place < outcomes.length)).sort();
    return { outcomes: Float64Array.from(outcomes), events, periods: { entries: events, exits: events.map((event) => event + horizon) } };
  });

describe('the check on events that do not overlap', () => {
  it('keeps the first event of each run, worked by hand', () => {
    const outcomes = Float64Array.from({ length: 30 }, (_, t) => t % 10);
    const events = Int32Array.of(2, 4, 9, 20, 26);
    const { kept, mean, baseMean, observations } = there(
      nonOverlappingCheck(outcomes, events, { entries: events, exits: events.map((e) => e + 5) }),
    );
    // 4 falls into the holding period of 2, and 9 into that of 4.
    expect([...kept]).toEqual([2, 20, 26]);
    expect([observations, mean, baseMean]).toEqual([3, (2 + 0 + 6) / 3, 4.5]);
  });

  it('keeps one event of each of the study’s clusters, and its p counts every shift by the definition', () => {
    let answered = 0;
    fc.assert(
      fc.property(circles, ({ outcomes, events, periods }) => {
        const result = nonOverlappingCheck(outcomes, events, periods);
        expectFinite(result);
        if (isInsufficient(result)) return;
        answered++;
        const clusters = clusterNumbers(periods.entries, periods.exits);
        expect([...result.kept]).toEqual([...events].filter((_, i) => i === 0 || clusters[i] !== clusters[i - 1]));
        const n = outcomes.length;
        const shifted = Array.from(
          { length: n },
          (_, k) => [...result.kept].reduce((sum, e) => sum + (outcomes[(e + k) % n] as number), 0) / result.kept.length,
        );
        expect(result.pUpper).toBe(shifted.filter((value) => value >= (shifted[0] as number) - 1e-12).length / n);
        expect(result.pLower).toBe(shifted.filter((value) => value <= (shifted[0] as number) + 1e-12).length / n);
      }),
      { seed: 9, numRuns: 400 },
    );
    expect(answered).toBeGreaterThan(100);
  });

  it('is withheld for one run, for no event, and for outcomes that are all the same', () => {
    const events = Int32Array.of(3, 5);
    const periods = { entries: events, exits: events.map((event) => event + 4) };
    const outcomes = Float64Array.from({ length: 20 }, (_, t) => t % 3);
    expect(nonOverlappingCheck(outcomes, events, periods)).toMatchObject({ ok: false, needed: 2, available: 1 });
    expect(nonOverlappingCheck(outcomes, new Int32Array(0), { entries: [], exits: [] })).toMatchObject({ ok: false, available: 0 });
    const apart = { entries: events, exits: events };
    expect(nonOverlappingCheck(new Float64Array(20).fill(0.1), events, apart)).toMatchObject({ ok: false });
  });

  it('refuses places that do not ascend or lie outside, periods that run backwards, and outcomes that are not finite', () => {
    const outcomes = Float64Array.from({ length: 20 }, (_, t) => t % 3);
    const check =
      (events: number[], entries: number[], exits: number[], values = outcomes) =>
      () =>
        nonOverlappingCheck(values, Int32Array.from(events), { entries, exits });
    expect(check([3, 3], [3, 3], [4, 4])).toThrow(/an event must be an integer from 4 to 19, was 3/);
    expect(check([20], [20], [21])).toThrow(/an event must be an integer from 0 to 19, was 20/);
    expect(check([3, 5], [5, 3], [6, 6])).toThrow('entries must not descend, was 3 after 5');
    expect(check([3, 5], [3, 5], [2, 6])).toThrow('an exit must not come before its entry, was 2 for 3');
    expect(check([3, 5], [3, Number.NaN], [4, 6])).toThrow(/entries must not descend/);
    expect(check([3], [3, 4], [4])).toThrow('the entries must have 1 values, had 2');
    expect(check([3], [3], [4], outcomes.with(2, Number.NaN))).toThrow(/outcomes must be finite, was NaN at index 2/);
  });
});
