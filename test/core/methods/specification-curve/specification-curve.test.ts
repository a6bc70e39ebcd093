import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Specification,
  type SpecificationCurve,
  specificationCurve,
} from '../../../../src/core/methods/specification-curve/specification-curve.ts';
import { isInsufficient } from '../../../../src/core/numerics/insufficient.ts';

const DAY = 17_000;
const SLACK = 1e-12;

const specifications = fc.integer({ min: 8, max: 40 }).chain((n) =>
  fc.array(
    fc.record({
      start: fc.integer({ min: 0, max: 4 }),
      outcomes: fc.array(fc.integer({ min: -6, max: 6 }), { minLength: n, maxLength: n }),
      events: fc.uniqueArray(fc.integer({ min: 0, max: n - 1 }), { minLength: 1, maxLength: 4 }),
      statistic: fc.constantFrom('mean' as const, 'median' as const),
    }),
    { minLength: 1, maxLength: 6 },
  ),
);

type Drawn = { start: number; outcomes: number[]; events: number[]; statistic: 'mean' | 'median' };

const given = ({ start, outcomes, events, statistic }: Drawn): Specification => ({
  dates: Int32Array.from(outcomes, (_, i) => DAY + 100 * (i + start)),
  outcomes: Float64Array.from(outcomes, (value) => value / 7),
  events: Int32Array.from(events.toSorted((a, b) => a - b)),
  statistic,
});

const average = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const middle = (values: readonly number[]) => {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return Number.isInteger(half) ? ((sorted[half - 1] as number) + (sorted[half] as number)) / 2 : (sorted[Math.floor(half)] as number);
};

/** The curve from its definition: whole searches on plain arrays. */
function byDefinition(all: readonly Specification[], era: boolean) {
  const common = [...(all[0] as Specification).dates].filter((day) => all.every(({ dates }) => dates.includes(day)));
  const n = common.length;
  const scores = all.map(({ dates, outcomes, events, statistic }) => {
    const days = [...dates];
    const values = new Map(
      days.map((day, i) => {
        const near = days.flatMap((other, j) => (Math.abs(other - day) <= 365 ? [outcomes[j] as number] : []));
        return [day, (outcomes[i] as number) - (era ? average(near) : 0)];
      }),
    );
    const places = [...events].map((event) => common.indexOf(days[event] as number)).filter((place) => place >= 0);
    if (places.length === 0 || places.length === n) return undefined;
    const shifts = common.map((_, k) => {
      const moved = places.map((place) => values.get(common[(place + k) % n] as number) as number);
      return statistic === 'mean' ? average(moved) : middle(moved);
    });
    const centre = average(shifts);
    const deviation = Math.sqrt(average(shifts.map((value) => (value - centre) ** 2)));
    if (shifts.every((value) => Math.abs(value - (shifts[0] as number)) <= SLACK)) return undefined;
    return shifts.map((value) => (value - centre) / deviation);
  });
  return scores;
}

function jointOf(scores: readonly number[][]): { up: number; down: number; median: number } {
  const n = (scores[0] as number[]).length;
  const medians = Array.from({ length: n }, (_, k) => middle(scores.map((score) => score[k] as number)));
  const observed = medians[0] as number;
  return {
    up: medians.filter((value) => value >= observed - SLACK).length / n,
    down: medians.filter((value) => value <= observed + SLACK).length / n,
    median: observed,
  };
}

/** Those that would cost the first two events (or its only one), or half of its dates, each asked in turn. */
function apartOf([first, ...others]: readonly Specification[]): number[] {
  const { dates, events } = first as Specification;
  let common = [...dates];
  return others.flatMap((other, i) => {
    const shared = common.filter((day) => other.dates.includes(day));
    const kept = [...events].filter((event) => shared.includes(dates[event] as number)).length;
    const joins = shared.length > dates.length / 2 && kept >= Math.max(1, events.length - 1);
    if (joins) common = shared;
    return joins ? [] : [i + 1];
  });
}

describe('a specification curve', () => {
  it('is what its definition says, for both shifts', () => {
    fc.assert(
      fc.property(specifications, (drawn) => {
        const whole = drawn.map(given);
        const apart = apartOf(whole);
        const all = whole.filter((_, i) => !apart.includes(i));
        const curve = specificationCurve(all);
        expect(specificationCurve(whole)).toMatchObject(
          isInsufficient(curve) ? curve : { joint: curve.joint, median: curve.median, apart },
        );
        const [plain, centred] = [byDefinition(all, false), byDefinition(all, true)];
        const able = plain.flatMap((scores, s) => (scores && centred[s] ? [s] : []));
        if (isInsufficient(curve)) {
          expect(able).toEqual([]);
          return;
        }
        const joint = [plain, centred].map((scores) => jointOf(able.map((s) => scores[s] as number[])));
        expect(curve.joint.up).toBeCloseTo(Math.max(...joint.map(({ up }) => up)), 12);
        expect(curve.joint.down).toBeCloseTo(Math.max(...joint.map(({ down }) => down)), 12);
        expect(curve.points.map(({ specification }) => specification).toSorted((a, b) => a - b)).toEqual(able);
        for (const { specification, standardised } of curve.points) {
          const [z, zCentred] = [plain, centred].map((scores) => (scores[specification] as number[])[0] as number) as [number, number];
          const nearer = Math.sign(z) === Math.sign(zCentred) ? Math.sign(z) * Math.min(Math.abs(z), Math.abs(zCentred)) : 0;
          expect(standardised).toBeCloseTo(nearer, 9);
        }
      }),
      { seed: 3, numRuns: 200 },
    );
  });

  it('leaves apart what would cost the first one its history, and says which', () => {
    const outcomes = Float64Array.from({ length: 60 }, (_, i) => Math.sin(i * i));
    const dates = Int32Array.from(outcomes, (_, i) => DAY + 40 * i);
    const asked = { dates, outcomes, events: Int32Array.of(3, 9, 40), statistic: 'mean' } as const;
    const late = { dates: dates.subarray(10), outcomes: outcomes.subarray(10), events: Int32Array.of(20), statistic: 'mean' } as const;
    const curve = specificationCurve([asked, late, { ...asked, statistic: 'median' }]) as SpecificationCurve;
    expect(curve.apart).toEqual([1]);
    expect(curve.observations).toBe(60);
    expect(curve.points.find(({ specification }) => specification === 0)?.observations).toBe(3);
  });

  it('refuses outcomes that are no numbers and places that are none', () => {
    const outcomes = Float64Array.from({ length: 20 }, (_, i) => i % 7);
    const one = { dates: Int32Array.from(outcomes, (_, i) => DAY + i), outcomes, events: Int32Array.of(3, 9), statistic: 'mean' } as const;
    expect(() => specificationCurve([{ ...one, outcomes: outcomes.with(5, Number.NaN) }])).toThrow(/finite/);
    expect(() => specificationCurve([{ ...one, events: Int32Array.of(3, 25) }])).toThrow(RangeError);
    expect(() => specificationCurve([{ ...one, outcomes: outcomes.subarray(1) }])).toThrow(RangeError);
  });

  it('of one specification has that one’s own p', () => {
    const outcomes = Float64Array.from({ length: 50 }, (_, i) => Math.sin(i * i));
    const dates = Int32Array.from(outcomes, (_, i) => DAY + 40 * i);
    const curve = specificationCurve([{ dates, outcomes, events: Int32Array.of(3, 20), statistic: 'mean' }]) as SpecificationCurve;
    expect(curve.joint).toEqual(curve.points[0]?.p);
  });

  it('does not change with the order in which the specifications are given, where all take part', () => {
    fc.assert(
      fc.property(specifications, (drawn) => {
        fc.pre(apartOf(drawn.map(given)).length === 0 && apartOf(drawn.map(given).reverse()).length === 0);
        const forwards = specificationCurve(drawn.map(given));
        const backwards = specificationCurve(drawn.map(given).reverse());
        if (isInsufficient(forwards) || isInsufficient(backwards)) {
          expect(isInsufficient(backwards)).toBe(isInsufficient(forwards));
          return;
        }
        expect(backwards.joint).toEqual(forwards.joint);
        expect(backwards.median.up).toBeCloseTo(forwards.median.up, 10);
        expect(backwards.median.down).toBeCloseTo(forwards.median.down, 10);
        expect(backwards.points.map(({ standardised }) => standardised)).toEqual(forwards.points.map(({ standardised }) => standardised));
      }),
      { seed: 4, numRuns: 100 },
    );
  });

  it('rejects a curve without relation about as often as it says', () => {
    let rejected = 0;
    const worlds = 400;
    for (let world = 0; world < worlds; world++) {
      const outcomes = Float64Array.from({ length: 120 }, (_, i) => (Math.sin((world + 1) * 12.9898 + i * i * 78.233) * 43_758.5453) % 1);
      const dates = Int32Array.from(outcomes, (_, i) => DAY + 60 * i);
      const all = [3, 4, 5].map((few) => ({
        dates,
        outcomes,
        events: Int32Array.from({ length: few }, (_, e) => ((7 * world + 11 * e) % 100) + e).sort(),
        statistic: 'mean' as const,
      }));
      const curve = specificationCurve(all) as SpecificationCurve;
      if (curve.joint.up <= 0.1) rejected++;
    }
    // The larger of two p is at or below nominal; five standard errors of slack.
    expect(rejected / worlds).toBeLessThan(0.1 + 5 * Math.sqrt((0.1 * 0.9) / worlds));
    expect(rejected).toBeGreaterThan(0);
  });

  it('says why where there is nothing to tell', () => {
    const dates = Int32Array.from({ length: 20 }, (_, i) => DAY + i);
    const flat = { dates, outcomes: new Float64Array(20), events: Int32Array.of(4), statistic: 'mean' as const };
    const without = { dates, outcomes: Float64Array.from(dates), events: new Int32Array(0), statistic: 'mean' as const };
    const elsewhere = { ...without, dates: dates.map((day) => day + 1000) };
    expect(specificationCurve([flat])).toMatchObject({
      ok: false,
      reason: expect.stringContaining('no specification has an event and a spread'),
    });
    expect(specificationCurve([without])).toMatchObject({ ok: false });
    expect(specificationCurve([without, elsewhere])).toMatchObject({ ok: false });
    const short = { dates: dates.subarray(0, 1), outcomes: new Float64Array(1), events: Int32Array.of(0), statistic: 'mean' as const };
    expect(specificationCurve([short])).toMatchObject({ ok: false, reason: expect.stringContaining('dates in common') });
    expect(() => specificationCurve([])).toThrow('at least one specification');
  });
});
