import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cyclePhase,
  eraMatches,
  type Matches,
  matchedPlacebo,
  nearMatches,
} from '../../../../src/core/methods/inference/matched-placebo.ts';
import { mean } from '../../../reference/brute-force/numbers.ts';

const SEED = { seed: 20_260_722, numRuns: 200 };
const placesOf = (matches: Matches) =>
  matches.flatMap(({ from, to }) => Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i));
const ascending = fc
  .array(fc.integer({ min: 1, max: 120 }), { minLength: 1, maxLength: 40 })
  .map((gaps) => gaps.map((_, i) => gaps.slice(0, i + 1).reduce((total, gap) => total + gap, 5000)));

describe('era matches', () => {
  it('are the dates more than 30 and at most 365 calendar days away', () => {
    const dates = Int32Array.of(634, 635, 969, 970, 1000, 1030, 1031, 1365, 1366);
    expect(placesOf(eraMatches(dates, 4))).toEqual([1, 2, 6, 7]);
  });

  it('equal the search through all dates', () => {
    fc.assert(
      fc.property(ascending, fc.nat(39), (dates, event) => {
        const day = dates[event % dates.length] as number;
        const expected = [...dates.keys()].filter((i) => {
          const apart = Math.abs((dates[i] as number) - day);
          return apart > 30 && apart <= 365;
        });
        expect(placesOf(eraMatches(Int32Array.from(dates), event % dates.length))).toEqual(expected);
      }),
      SEED,
    );
  });
});

describe('matches near a key', () => {
  it('are all places whose key is at most the radius away, equal keys and the event itself included', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 40 }),
        fc.nat(39),
        fc.nat(20),
        (values, at, radius) => {
          const keys = [...values].sort((a, b) => a - b);
          const event = at % keys.length;
          const expected = [...keys.keys()].filter((i) => Math.abs((keys[i] as number) - (keys[event] as number)) <= radius);
          expect(placesOf(nearMatches(Float64Array.from(keys), event, radius))).toEqual(expected);
        },
      ),
      SEED,
    );
  });
});

describe('the phase of a cycle', () => {
  it('is the days since its last beginning, counted anew on the day it begins, and missing before the first', () => {
    expect([...cyclePhase(Int32Array.of(9, 10, 11, 99, 100, 250), Int32Array.of(10, 100))]).toEqual([Number.NaN, 0, 1, 89, 0, 150]);
  });
});

describe('the matched placebo', () => {
  const run = (from: number, to: number): Matches => [{ from, to }];
  const outcomes = Float64Array.of(0, 1, 1, 0, 1, 0, 0, 1);

  it("expects the mean over the events of each event's own matched mean, and counts events and dates that match", () => {
    const events = [
      { place: 1, matches: run(0, 4) },
      { place: 4, matches: [...run(0, 2), ...run(4, 8)] },
    ];
    const placebo = matchedPlacebo(outcomes, events, { draws: 100, seed: 1 });
    expect(placebo).toMatchObject({ observed: 1, observations: 2, matches: 8, draws: 100 });
    expect(placebo?.expected).toBeCloseTo(mean([2 / 4, 3 / 6]), 12);
  });

  it('leaves an event without matches out of both sides, and says nothing where none has any', () => {
    const events = [
      { place: 0, matches: run(3, 3) },
      { place: 2, matches: run(1, 4) },
    ];
    expect(matchedPlacebo(outcomes, events, { draws: 10, seed: 1 })).toMatchObject({ observed: 1, observations: 1, matches: 3 });
    expect(matchedPlacebo(outcomes, events.slice(0, 1), { draws: 10, seed: 1 })).toBeUndefined();
  });

  it('counts the observed placing among the draws, so that p is never 0: 1 of 1 + draws where no draw reaches it', () => {
    const lone = Float64Array.of(0, 0, 0, 0, 9);
    const placebo = matchedPlacebo(lone, [{ place: 4, matches: run(0, 4) }], { draws: 499, seed: 3 });
    expect(placebo).toMatchObject({ pUpper: 1 / 500, pLower: 1 });
  });

  it('has within 4 standard errors the exact chance that independent draws reach as many hits', () => {
    // Chances 1/2, 1/2 and 1/3: all three hit with 1/12; at least two with 1/12 + 1/6 + 1/12 + 1/12 = 5/12.
    const pools = [run(0, 4), [...run(0, 2), ...run(4, 8)], run(5, 8)];
    const exact = { 3: 1 / 12, 2: 5 / 12 };
    for (const [hits, chance] of Object.entries(exact)) {
      const places = hits === '3' ? [1, 4, 7] : [1, 4, 5];
      const events = pools.map((matches, i) => ({ place: places[i] as number, matches }));
      const draws = 10_000;
      const { pUpper } = matchedPlacebo(outcomes, events, { draws, seed: 7 }) as { pUpper: number };
      expect(Math.abs(pUpper - chance)).toBeLessThan(4 * Math.sqrt((chance * (1 - chance)) / draws));
    }
  });

  it('draws the same with the same seed and otherwise with another', () => {
    const many = Float64Array.from({ length: 500 }, (_, i) => Math.sin(i));
    const events = [
      { place: 2, matches: run(0, 500) },
      { place: 30, matches: run(0, 400) },
    ];
    const p = (seed: number) => matchedPlacebo(many, events, { draws: 2000, seed })?.pUpper;
    expect(p(5)).toBe(p(5));
    expect(new Set([p(5), p(6), p(7)]).size).toBeGreaterThan(1);
  });
});
