import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  rankShiftTest,
  type ShiftInput,
  type ShiftPair,
  startYears,
  type VolatilityScaledShift,
  volatilityScaledShiftTest,
} from '../../../../src/core/methods/inference/shift-variants.ts';
import { isInsufficient } from '../../../../src/core/numerics/insufficient.ts';
import { mean } from '../../../reference/brute-force/numbers.ts';
import { centred, shifted, tailOf } from '../../../reference/brute-force/study.ts';
import { firstNotFinite } from '../../../reference/finite-numbers.ts';
import { firstDifference } from '../../../reference/side-by-side.ts';

const SEED = { seed: 20_260_915, numRuns: 150 };

/** Outcomes on dates with events on them; eighths, so that ties are common; gaps of up to 200 days, so that years pass. */
const circles = fc
  .array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 1, max: 200 }), fc.integer({ min: 0, max: 4 })), {
    minLength: 1,
    maxLength: 40,
  })
  .chain((days) =>
    fc.record({
      outcomes: fc.constant(days.map(([outcome]) => outcome / 8)),
      dates: fc.constant(days.map((_, i) => days.slice(0, i + 1).reduce((total, [, gap]) => total + gap, 10_000))),
      volatility: fc.constant(days.map(([, , step]) => (step === 0 ? Number.NaN : (step - 1) / 4))),
      events: fc.uniqueArray(fc.nat(days.length - 1), { maxLength: 6 }).map((places) => places.sort((a, b) => a - b)),
    }),
  );
type Drawn = typeof circles extends fc.Arbitrary<infer T> ? T : never;
const inputOf = ({ outcomes, dates, events }: Omit<Drawn, 'volatility'>): ShiftInput => ({
  outcomes: Float64Array.from(outcomes),
  dates: Int32Array.from(dates),
  events: Int32Array.from(events),
});

/** Why there is nothing to compare, by definition. */
const isTooLittle = (outcomes: readonly number[], events: readonly number[]) =>
  events.length === 0 || events.length === outcomes.length || new Set(outcomes).size === 1;

/** Both shifts of outcomes, by definition, with the larger p. */
function bothShifts(plain: readonly number[], twin: readonly number[], events: readonly number[]) {
  const [own, other] = [plain, twin].map((values) => shifted(values, events, mean)) as [number[], number[]];
  const [ownTail, otherTail] = [tailOf(own), tailOf(other)];
  return {
    plain: { ...ownTail, observed: own[0], draws: plain.length },
    centred: { ...otherTail, observed: other[0], draws: plain.length },
    p: { up: Math.max(ownTail.pUpper, otherTail.pUpper), down: Math.max(ownTail.pLower, otherTail.pLower) },
    dates: plain.length,
    observations: events.length,
  };
}

/** Standing of each value: the share of values below it and half of those within 1e-9, itself included. */
const standings = (values: readonly number[]) =>
  values.map((value) => {
    const [below, tied] = [
      values.filter((other) => other < value - 1e-9).length,
      values.filter((other) => Math.abs(other - value) <= 1e-9).length,
    ];
    return (below + tied / 2) / values.length;
  });

describe('the shift of ranks', () => {
  it('shifts the standings of the outcomes, and of the era-centred ones, by definition', () => {
    fc.assert(
      fc.property(circles, (drawn) => {
        const { outcomes, dates, events } = drawn;
        const result = rankShiftTest(inputOf(drawn));
        expect(firstNotFinite(result)).toBeUndefined();
        expect(isInsufficient(result)).toBe(isTooLittle(outcomes, events));
        if (isInsufficient(result)) return;
        expect(firstDifference(result, bothShifts(standings(outcomes), standings(centred(dates, outcomes)), events))).toBeUndefined();
      }),
      SEED,
    );
  });

  it('does not care by how much: an outlier counts as the highest and no more', () => {
    const input = { dates: Int32Array.from({ length: 9 }, (_, i) => 12_000 + i), events: Int32Array.of(2, 5) };
    const at = (highest: number) =>
      (rankShiftTest({ ...input, outcomes: Float64Array.of(1, 5, highest, 2, 8, 3, 9, 4, 7) }) as ShiftPair).plain;
    expect(at(1e6)).toEqual(at(10));
    // The highest of nine and the third: standings 17/18 and 5/18.
    expect(at(10).observed).toBeCloseTo(11 / 18, 14);
  });

  it('has a mean standing of one half over all shifts', () => {
    const outcomes = Float64Array.from({ length: 50 }, (_, i) => Math.sin(i * i));
    const dates = Int32Array.from({ length: 50 }, (_, i) => 12_000 + i);
    const observed = Array.from(
      { length: 50 },
      (_, place) => (rankShiftTest({ outcomes, dates, events: Int32Array.of(place) }) as ShiftPair).plain.observed,
    );
    expect(mean(observed)).toBeCloseTo(0.5, 12);
  });
});

describe('the shift of outcomes over volatility', () => {
  it('leaves out the dates whose volatility is missing or zero, then shifts what is left by definition', () => {
    fc.assert(
      fc.property(circles, fc.integer({ min: 1, max: 30 }), (drawn, horizonObservations) => {
        const { outcomes, dates, volatility, events } = drawn;
        const result = volatilityScaledShiftTest({ ...inputOf(drawn), volatility: Float64Array.from(volatility), horizonObservations });
        expect(firstNotFinite(result)).toBeUndefined();
        const kept = [...outcomes.keys()].filter((t) => (volatility[t] as number) > 0);
        const scaled = kept.map((t) => (outcomes[t] as number) / (volatility[t] as number) / Math.sqrt(horizonObservations));
        const places = events.flatMap((event) => (kept.includes(event) ? [kept.indexOf(event)] : []));
        expect(isInsufficient(result)).toBe(isTooLittle(scaled, places));
        if (isInsufficient(result)) return;
        const twin = centred(
          kept.map((t) => dates[t] as number),
          scaled,
        );
        const { leftOut, ...pair } = result;
        expect(firstDifference(pair, bothShifts(scaled, twin, places))).toBeUndefined();
        expect(leftOut).toEqual({ dates: outcomes.length - kept.length, events: events.length - places.length });
      }),
      SEED,
    );
  });

  it('with one volatility throughout is the exact shift in another unit', () => {
    const outcomes = Float64Array.from({ length: 60 }, (_, i) => Math.sin(i * i));
    const input = { outcomes, dates: Int32Array.from({ length: 60 }, (_, i) => 12_000 + 9 * i), events: Int32Array.of(3, 20, 44) };
    const scaled = volatilityScaledShiftTest({
      ...input,
      volatility: new Float64Array(60).fill(0.04),
      horizonObservations: 25,
    }) as VolatilityScaledShift;
    const expected = bothShifts([...outcomes], centred([...input.dates], [...outcomes]), [3, 20, 44]);
    expect(scaled.p).toEqual(expected.p);
    expect(scaled.plain.observed).toBeCloseTo((expected.plain.observed as number) / 0.2, 12);
  });

  it('says why there is nothing left, and refuses volatilities that are none', () => {
    const input = { outcomes: Float64Array.of(1, 2, 3), dates: Int32Array.of(1, 2, 3), events: Int32Array.of(1) };
    const scaled = (volatility: readonly number[], horizonObservations = 5) =>
      volatilityScaledShiftTest({ ...input, volatility: Float64Array.from(volatility), horizonObservations });
    expect(scaled([1, Number.NaN, 1])).toMatchObject({ ok: false, reason: 'no event has a complete outcome' });
    expect(scaled([0, 0, 0])).toMatchObject({ ok: false });
    expect(() => scaled([1, -0.1, 1])).toThrow(RangeError);
    expect(() => scaled([1, Number.POSITIVE_INFINITY, 1])).toThrow(RangeError);
    expect(() => scaled([1, 1])).toThrow(RangeError);
    expect(() => scaled([1, 1, 1], 0)).toThrow(RangeError);
  });
});

describe('the headline p by the year in which the data begin', () => {
  it('is that of the dates from each first of January on, by definition', () => {
    fc.assert(
      fc.property(circles, (drawn) => {
        const { outcomes, dates, events } = drawn;
        const rows = startYears(inputOf(drawn));
        expect(firstNotFinite(rows)).toBeUndefined();
        const yearOf = (day: number) => new Date(day * 86_400_000).getUTCFullYear();
        const first = yearOf(dates[0] as number);
        expect(rows.map(({ year }) => year)).toEqual(
          Array.from({ length: yearOf(dates.at(-1) as number) - first + 1 }, (_, i) => first + i),
        );
        for (const row of rows) {
          const kept = [...dates.keys()].filter((t) => yearOf(dates[t] as number) >= row.year);
          const [values, days] = [kept.map((t) => outcomes[t] as number), kept.map((t) => dates[t] as number)];
          const places = events.flatMap((event) => (kept.includes(event) ? [kept.indexOf(event)] : []));
          expect([row.dates, row.observations]).toEqual([kept.length, places.length]);
          expect(isInsufficient(row.p)).toBe(isTooLittle(values, places));
          if (isInsufficient(row.p)) continue;
          const { p, plain } = bothShifts(values, centred(days, values), places);
          expect(firstDifference([row.p, row.observed], [p, plain.observed])).toBeUndefined();
        }
      }),
      SEED,
    );
  });

  it('begins with the whole study and ends where no event is left', () => {
    // 2020-12-31, 2021-01-01, 2021-06-01, 2022-03-01; the event is in 2021.
    const rows = startYears({
      outcomes: Float64Array.of(1, 4, 2, 3),
      dates: Int32Array.of(18_627, 18_628, 18_779, 19_052),
      events: Int32Array.of(1),
    });
    expect(rows.map(({ year, dates, observations, observed }) => ({ year, dates, observations, observed }))).toEqual([
      { year: 2020, dates: 4, observations: 1, observed: 4 },
      { year: 2021, dates: 3, observations: 1, observed: 4 },
      { year: 2022, dates: 1, observations: 0, observed: null },
    ]);
    expect(rows[1]?.p).toEqual({ up: 1 / 3, down: 1 });
    expect(rows[2]?.p).toMatchObject({ ok: false, reason: 'no event has a complete outcome' });
    expect(startYears({ outcomes: new Float64Array(0), dates: new Int32Array(0), events: new Int32Array(0) })).toEqual([]);
  });
});

describe('what the variants of the shift refuse', () => {
  it.each([
    ['outcomes that are missing', { outcomes: Float64Array.of(1, Number.NaN, 2) }],
    ['dates that go back', { dates: Int32Array.of(1, 3, 2) }],
    ['another number of dates', { dates: Int32Array.of(1, 2) }],
    ['an event beyond the dates', { events: Int32Array.of(3) }],
    ['an event before the dates', { events: Int32Array.of(-1) }],
    ['an event twice', { events: Int32Array.of(1, 1) }],
  ])('%s', (_, fault) => {
    const input = { outcomes: Float64Array.of(1, 2, 3), dates: Int32Array.of(1, 2, 3), events: Int32Array.of(1), ...fault };
    expect(() => rankShiftTest(input)).toThrow(RangeError);
    expect(() => startYears(input)).toThrow(RangeError);
    expect(() => volatilityScaledShiftTest({ ...input, volatility: Float64Array.of(1, 1, 1), horizonObservations: 4 })).toThrow(RangeError);
  });
});
