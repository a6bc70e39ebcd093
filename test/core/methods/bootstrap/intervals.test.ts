import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type BootstrapInterval,
  basicInterval,
  bcaInterval,
  expandedPercentileInterval,
  percentileInterval,
  studentisedInterval,
} from '../../../../src/core/methods/bootstrap/intervals.ts';
import { isInsufficient } from '../../../../src/core/numerics/insufficient.ts';
import { firstNotFinite } from '../../../reference/finite-numbers.ts';
import { firstDifference } from '../../../reference/side-by-side.ts';

interface Case {
  readonly values: number[];
  readonly level: number;
  readonly replicates: number[];
  readonly standardErrors: number[];
  readonly jackknife: number[];
  readonly intervals: Record<string, [number, number]>;
}
const { cases }: { cases: Case[] } = JSON.parse(
  readFileSync(new URL('../../../reference/bootstrap-intervals/bootstrap-intervals.json', import.meta.url), 'utf8'),
);
const SEED = { seed: 20_260_915, numRuns: 200 };

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
/** All five intervals of a mean. */
function allOf({ values, level, replicates, standardErrors, jackknife }: Omit<Case, 'intervals'>) {
  const resampled = { estimate: mean(values), replicates: Float64Array.from(replicates), observations: values.length, level };
  const centre = mean(values);
  const spread = values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1);
  return {
    percentile: percentileInterval(resampled),
    basic: basicInterval(resampled),
    BCa: bcaInterval({ ...resampled, jackknife: Float64Array.from(jackknife) }),
    studentised: studentisedInterval({
      ...resampled,
      standardError: Math.sqrt(spread / values.length),
      standardErrors: Float64Array.from(standardErrors),
    }),
    expandedPercentile: expandedPercentileInterval(resampled),
  };
}
const ends = (interval: object) => [(interval as BootstrapInterval).lower, (interval as BootstrapInterval).upper];

describe('bootstrap intervals', () => {
  it.each(cases.map((one) => [one.values.length, one.level, one] as const))(
    'of %d values at level %d are scipy’s and numpy’s to 1e-12',
    (_, __, one) => {
      const found = allOf(one);
      expect(Object.keys(found).sort()).toEqual(Object.keys(one.intervals).sort());
      for (const [name, interval] of Object.entries(found)) {
        const [lower, upper] = one.intervals[name] as [number, number];
        expect(ends(interval)[0], name).toBeCloseTo(lower, 12);
        expect(ends(interval)[1], name).toBeCloseTo(upper, 12);
        expect(interval).toMatchObject({ level: one.level, draws: one.replicates.length, observations: one.values.length });
      }
    },
  );

  const worlds = fc.record({
    values: fc.array(fc.integer({ min: -8, max: 8 }), { minLength: 0, maxLength: 9 }),
    picks: fc.array(fc.array(fc.nat(1000), { minLength: 9, maxLength: 9 }), { minLength: 40, maxLength: 60 }),
  });
  /** Resamples of values by the picks given, with what the intervals need. */
  const caseOf = (values: readonly number[], picks: readonly (readonly number[])[]): Omit<Case, 'intervals'> => {
    const samples = picks.map((pick) => pick.slice(0, values.length).map((at) => values[at % values.length] as number));
    const error = (sample: readonly number[]) =>
      Math.sqrt(sample.reduce((sum, value) => sum + (value - mean(sample)) ** 2, 0) / (sample.length - 1) / sample.length);
    return {
      values: [...values],
      level: 0.8,
      replicates: samples.map(mean),
      standardErrors: samples.map(error),
      jackknife: values.map((_, i) => mean(values.filter((_, j) => j !== i))),
    };
  };

  it('never hold NaN or an end that is infinite, and stand the right way round, ties and resamples without spread included', () => {
    fc.assert(
      fc.property(worlds, ({ values, picks }) => {
        if (values.length < 2) return;
        const found = allOf(caseOf(values, picks));
        expect(firstNotFinite(found)).toBeUndefined();
        for (const interval of Object.values(found)) {
          if (values.length < 5) expect(interval).toMatchObject({ ok: false, needed: 5, available: values.length });
          if (!isInsufficient(interval)) expect(interval.lower).toBeLessThanOrEqual(interval.upper);
        }
      }),
      SEED,
    );
  });

  it('move with the data: shifted, scaled, and turned round with its sign', () => {
    fc.assert(
      fc.property(worlds, fc.integer({ min: -20, max: 20 }), fc.integer({ min: 1, max: 8 }), ({ values, picks }, shift, factor) => {
        if (values.length < 5) return;
        const plain = allOf(caseOf(values, picks));
        const changed = (change: (value: number) => number) => allOf(caseOf(values.map(change), picks));
        const [moved, turned] = [changed((value) => factor * value + shift), changed((value) => -value)];
        for (const name of Object.keys(plain) as (keyof typeof plain)[]) {
          const interval = plain[name];
          expect([isInsufficient(moved[name]), isInsufficient(turned[name])]).toEqual(Array(2).fill(isInsufficient(interval)));
          if (isInsufficient(interval)) continue;
          const [lower, upper] = [interval.lower, interval.upper];
          expect(firstDifference(ends(moved[name]), [factor * lower + shift, factor * upper + shift])).toBeUndefined();
          expect(firstDifference(ends(turned[name]), [-upper, -lower])).toBeUndefined();
        }
      }),
      SEED,
    );
  });

  it('by percentile and expanded percentile nest, and so do levels', () => {
    const { values, replicates } = cases[0] as Case;
    const at = (level: number) => ({
      estimate: mean(values),
      replicates: Float64Array.from(replicates),
      observations: values.length,
      level,
    });
    const [narrow, wide] = [ends(percentileInterval(at(0.8))), ends(percentileInterval(at(0.95)))] as [number[], number[]];
    const expanded = ends(expandedPercentileInterval(at(0.8)));
    expect(wide[0]).toBeLessThan(narrow[0] as number);
    expect(wide[1]).toBeGreaterThan(narrow[1] as number);
    expect(expanded[0]).toBeLessThan(narrow[0] as number);
    expect(expanded[1]).toBeGreaterThan(narrow[1] as number);
  });

  it('without bias or skew BCa is the percentile interval', () => {
    const replicates = Float64Array.from({ length: 101 }, (_, i) => (i - 50) / 10);
    const resampled = { estimate: 0, replicates, observations: 6, level: 0.9 };
    const jackknife = Float64Array.of(-1, 1, -2, 2, -3, 3);
    const [bca, percentile] = [ends(bcaInterval({ ...resampled, jackknife })), ends(percentileInterval(resampled))];
    expect(bca).toEqual(percentile.map((end) => expect.closeTo(end, 12)));
  });
});

describe('too little for a bootstrap interval', () => {
  const replicates = Float64Array.from({ length: 99 }, (_, i) => i);
  const enough = { estimate: 49, replicates, observations: 7 };

  it('is a value: fewer than 5 instances, resamples that all agree, an estimate outside them, instances that make no difference', () => {
    expect(percentileInterval({ ...enough, observations: 4 })).toMatchObject({ ok: false, needed: 5, available: 4 });
    expect(basicInterval({ ...enough, replicates: replicates.map(() => 3) })).toMatchObject({ ok: false });
    expect(bcaInterval({ ...enough, estimate: 500, jackknife: Float64Array.of(1, 2, 3) })).toMatchObject({
      reason: 'the estimate lies outside all of its resamples',
    });
    expect(bcaInterval({ ...enough, jackknife: Float64Array.of(2, 2, 2) })).toMatchObject({
      reason: 'leaving out any one instance makes no difference',
    });
    expect(bcaInterval({ ...enough, jackknife: new Float64Array(0) })).toMatchObject({ ok: false });
  });

  it('is a value where resamples without spread reach into the tails, and none where they do not', () => {
    const some = (spreadless: number) => replicates.map((_, i) => (i < spreadless ? 0 : 1));
    expect(studentisedInterval({ ...enough, standardError: 1, standardErrors: some(20) })).toMatchObject({
      ok: false,
      reason: 'too many resamples have no spread',
      needed: 99,
      available: 79,
    });
    expect(firstNotFinite(studentisedInterval({ ...enough, standardError: 1, standardErrors: some(3) }))).toBeUndefined();
    expect(isInsufficient(studentisedInterval({ ...enough, standardError: 1, standardErrors: some(3) }))).toBe(false);
  });

  it('is the caller’s mistake where there are too few resamples for the level, or numbers that are none', () => {
    const few = { ...enough, replicates: replicates.slice(0, 18) };
    expect(() => percentileInterval(few)).toThrow(
      new RangeError('the number of replicates for a level of 0.9 must be an integer at least 19, was 18'),
    );
    expect(() => percentileInterval({ ...enough, replicates: Float64Array.of(...replicates, Number.NaN) })).toThrow(RangeError);
    expect(() => percentileInterval({ ...enough, estimate: Number.NaN })).toThrow(RangeError);
    expect(() => basicInterval({ ...enough, level: 1 })).toThrow(RangeError);
    expect(() => expandedPercentileInterval({ ...enough, observations: 2.5 })).toThrow(RangeError);
    expect(() => studentisedInterval({ ...enough, standardError: -1, standardErrors: replicates })).toThrow(RangeError);
    expect(() => studentisedInterval({ ...enough, standardError: 1, standardErrors: Float64Array.of(1) })).toThrow(RangeError);
  });
});
