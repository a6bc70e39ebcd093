import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  eraCentred,
  leaveOneOutStandings,
  linearStanding,
  shiftedMeans,
  shiftedMedians,
  standing,
} from '../../../../src/core/methods/inference/shift.ts';
import { mean, median } from '../../../reference/brute-force/numbers.ts';
import { centred, shifted, tailOf } from '../../../reference/brute-force/study.ts';
import { firstDifference } from '../../../reference/side-by-side.ts';

const reference = JSON.parse(readFileSync(new URL('../../../reference/circular-shift/circular-shift.json', import.meta.url), 'utf8'));
const SEED = { seed: 20_260_720, numRuns: 200 };

/** Outcomes on a circle with events on it; eighths, so that ties are common. */
const circles = fc
  .array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 1, max: 60 })), { minLength: 2, maxLength: 60 })
  .chain((days) =>
    fc.record({
      outcomes: fc.constant(days.map(([outcome]) => outcome / 8)),
      dates: fc.constant(days.map((_, i) => days.slice(0, i + 1).reduce((total, [, gap]) => total + gap, 10_000))),
      events: fc.uniqueArray(fc.nat(days.length - 1), { minLength: 1, maxLength: 8 }).map((places) => places.sort((a, b) => a - b)),
    }),
  );

describe('the linear shift', () => {
  it('counts the placements that keep every event on the line, worked by hand: outcomes 1 2 4 8 3 with events at 1 and 3', () => {
    // Placements 1 4, 2 8, 4 3: means 2.5, 5, 3.5, the second observed.
    expect(linearStanding(Float64Array.of(1, 2, 4, 8, 3), Int32Array.of(1, 3))).toEqual({
      observed: 5,
      countUpper: 1,
      countLower: 3,
      pUpper: 1 / 3,
      pLower: 1,
      pTwoSided: 2 / 3,
      draws: 3,
    });
  });

  it('is the circular shift less the shifts that wrap, whatever the outcomes', () => {
    fc.assert(
      fc.property(circles, ({ outcomes, events }) => {
        const n = outcomes.length;
        const [first, last] = [events[0] as number, events.at(-1) as number];
        const all = shiftedMeans(Float64Array.from(outcomes), Int32Array.from(events));
        const kept = Array.from(all).filter((_, k) => k < n - last || k >= n - first);
        const found = linearStanding(Float64Array.from(outcomes), Int32Array.from(events));
        expect(found.draws).toBe(kept.length);
        expect(found.countUpper).toBe(kept.filter((value) => value >= (all[0] as number) - 1e-12).length);
        expect(found.countLower).toBe(kept.filter((value) => value <= (all[0] as number) + 1e-12).length);
      }),
      SEED,
    );
  });
});

describe('the circular shift', () => {
  it.each([0, 1, 2])('has the counts, medians and leave-one-out counts of numpy (member %i)', (m) => {
    const { outcomes, events, observed, plain, median: byMedian, leaveOneOut } = reference.members[m];
    const [values, places] = [Float64Array.from(outcomes), Int32Array.from(events)];
    const found = standing(shiftedMeans(values, places));
    expect(found.observed).toBeCloseTo(observed, 12);
    expect({ upper: found.countUpper, lower: found.countLower }).toEqual(plain);
    const medians = standing(shiftedMedians(values, places));
    expect({ upper: medians.countUpper, lower: medians.countLower }).toEqual(byMedian);
    const left = leaveOneOutStandings(values, places).map(({ countUpper, countLower }) => ({ upper: countUpper, lower: countLower }));
    expect(left).toEqual(leaveOneOut);
  });

  it('moves all events together around the circle, worked by hand: outcomes 1 2 4 8 with events at 0 and 3', () => {
    expect([...shiftedMeans(Float64Array.of(1, 2, 4, 8), Int32Array.of(0, 3))]).toEqual([4.5, 1.5, 3, 6]);
    const { countUpper, countLower, pUpper, pLower, pTwoSided, draws } = standing(Float64Array.of(4.5, 1.5, 3, 6));
    expect({ countUpper, countLower, pUpper, pLower, pTwoSided, draws }).toEqual({
      countUpper: 2,
      countLower: 3,
      pUpper: 0.5,
      pLower: 0.75,
      pTwoSided: 1,
      draws: 4,
    });
  });

  it('counts a shift that is tied to 1e-12 on both sides, and one that is further away on one', () => {
    const { countUpper, countLower } = standing(Float64Array.of(1, 1 + 9e-13, 1 - 9e-13, 1 + 3e-12, 1 - 3e-12));
    expect({ countUpper, countLower }).toEqual({ countUpper: 4, countLower: 4 });
  });

  it('gives means, medians, counts and p of the double loop, ties included', () => {
    fc.assert(
      fc.property(circles, ({ outcomes, events }) => {
        const [values, places] = [Float64Array.from(outcomes), Int32Array.from(events)];
        for (const [actual, statistic] of [
          [shiftedMeans(values, places), mean],
          [shiftedMedians(values, places), median],
        ] as const) {
          const all = shifted(outcomes, events, statistic);
          expect(firstDifference([...actual], all)).toBeUndefined();
          expect(firstDifference(standing(actual), { ...tailOf(all), observed: all[0], draws: all.length })).toBeUndefined();
        }
      }),
      SEED,
    );
  });

  it('never gives a p of 0 or above 1, and the two one-sided counts cover every shift', () => {
    fc.assert(
      fc.property(circles, ({ outcomes, events }) => {
        const { countUpper, countLower, pUpper, pLower, pTwoSided, draws } = standing(
          shiftedMeans(Float64Array.from(outcomes), Int32Array.from(events)),
        );
        for (const p of [pUpper, pLower, pTwoSided]) expect(p >= 1 / draws && p <= 1).toBe(true);
        expect(countUpper + countLower).toBeGreaterThanOrEqual(draws + 1);
      }),
      SEED,
    );
  });

  it('keeps its counts when a constant is added to all outcomes or all are scaled, and swaps its sides when they change sign', () => {
    fc.assert(
      fc.property(
        circles,
        fc.integer({ min: -64, max: 64 }),
        fc.integer({ min: 1, max: 16 }),
        ({ outcomes, dates, events }, constant, factor) => {
          const places = Int32Array.from(events);
          const sides = (values: readonly number[]) =>
            [Float64Array.from(values), eraCentred(Int32Array.from(dates), Float64Array.from(values))].map((each) => {
              const { countUpper, countLower } = standing(shiftedMeans(each, places));
              return [countUpper, countLower];
            });
          expect(sides(outcomes.map((y) => factor * y + constant))).toEqual(sides(outcomes));
          expect(sides(outcomes.map((y) => -y))).toEqual(sides(outcomes).map(([upper, lower]) => [lower, upper]));
        },
      ),
      SEED,
    );
  });

  it('has the same shifts, begun elsewhere, when outcomes and events move around the circle together', () => {
    fc.assert(
      fc.property(circles, fc.nat(59), ({ outcomes, events }, turn) => {
        const n = outcomes.length;
        const turned = outcomes.map((_, i) => outcomes[(i + turn) % n] as number);
        const places = events.map((place) => (place - (turn % n) + n) % n).sort((a, b) => a - b);
        const before = shiftedMeans(Float64Array.from(outcomes), Int32Array.from(events));
        const after = shiftedMeans(Float64Array.from(turned), Int32Array.from(places));
        expect(firstDifference([...after], [...before])).toBeUndefined();
      }),
      SEED,
    );
  });
});

describe('the shift without each event in turn', () => {
  it('is the same from the sums of all events as from each smaller set recomputed', () => {
    fc.assert(
      fc.property(circles, ({ outcomes, dates, events }) => {
        const centredOutcomes = eraCentred(Int32Array.from(dates), Float64Array.from(outcomes));
        for (const values of [Float64Array.from(outcomes), centredOutcomes]) {
          const without = (left: number) => events.filter((event) => event !== left);
          const expected = events.length === 1 ? [] : events.map((left) => standing(shiftedMeans(values, Int32Array.from(without(left)))));
          expect(firstDifference(leaveOneOutStandings(values, Int32Array.from(events)), expected)).toBeUndefined();
        }
      }),
      SEED,
    );
  });
});

describe('era-centring', () => {
  it.each([0, 1, 2])('gives the counts of numpy (member %i)', (m) => {
    const { outcomes, events, centred: counts, centredObserved } = reference.members[m];
    const values = eraCentred(Int32Array.from(reference.dates), Float64Array.from(outcomes));
    const { observed, countUpper, countLower } = standing(shiftedMeans(values, Int32Array.from(events)));
    expect(observed).toBeCloseTo(centredObserved, 12);
    expect({ upper: countUpper, lower: countLower }).toEqual(counts);
  });

  it('takes dates exactly 365 days away into the mean and leaves out those 366 away', () => {
    const dates = Int32Array.of(1000, 1365, 1731);
    expect([...eraCentred(dates, Float64Array.of(3, 5, 100))]).toEqual([3 - 4, 5 - 4, 0]);
  });

  it('equals the double loop over all pairs of dates', () => {
    fc.assert(
      fc.property(circles, ({ outcomes, dates }) => {
        const actual = eraCentred(Int32Array.from(dates), Float64Array.from(outcomes));
        expect(firstDifference([...actual], centred(dates, outcomes))).toBeUndefined();
      }),
      SEED,
    );
  });

  it('leaves nothing of an outcome that is the same on all dates, whatever its size', () => {
    const dates = Int32Array.from({ length: 900 }, (_, i) => 9000 + 2 * i);
    const left = eraCentred(dates, new Float64Array(900).fill(1234.5));
    expect(Math.max(...left.map(Math.abs))).toBeLessThan(1e-12);
  });
});
