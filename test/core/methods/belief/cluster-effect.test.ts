import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ClusterEffect, clusterEffect } from '../../../../src/core/methods/belief/cluster-effect.ts';
import { isInsufficient } from '../../../../src/core/numerics/insufficient.ts';
import { seededStream } from '../../../../src/core/numerics/random.ts';
import { standardNormal } from '../../../../src/core/numerics/standard-normal.ts';
import { firstNotFinite } from '../../../reference/finite-numbers.ts';

const SEED = { seed: 20_261_122, numRuns: 300 };
const effectOf = (outcomes: readonly number[], events: readonly number[], clusters: readonly number[]) =>
  clusterEffect(Float64Array.from(outcomes), Int32Array.from(events), Int32Array.from(clusters));

const studies = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 2, maxLength: 40 }).chain((eighths) =>
  fc.record({
    outcomes: fc.constant(eighths.map((value) => value / 8)),
    events: fc
      .uniqueArray(fc.tuple(fc.nat(eighths.length - 1), fc.nat(3)), { minLength: 0, maxLength: 8, selector: ([place]) => place })
      .map((events) => events.toSorted(([a], [b]) => a - b)),
  }),
);

/** By definition: every shift, the mean of the means inside each cluster. */
function bruteForce(outcomes: readonly number[], events: readonly number[], clusters: readonly number[]) {
  const average = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const names = [...new Set(clusters)];
  const shifts = outcomes.map((_, k) =>
    average(
      names.map((name) => average(events.filter((_, i) => clusters[i] === name).map((e) => outcomes[(e + k) % outcomes.length] as number))),
    ),
  );
  const centre = average(outcomes);
  return { effect: (shifts[0] as number) - centre, standardError: Math.sqrt(average(shifts.map((s) => (s - centre) ** 2))) };
}

describe('the effect of clusters', () => {
  it('weighs clusters alike, by hand: outcomes 4 0 2 6 with two events in one cluster and one in another', () => {
    // S_0 = ((4 + 0) / 2 + 6) / 2 = 4, the others 2.5, 2 and 3.5, about a mean of 3.
    expect(effectOf([4, 0, 2, 6], [0, 1, 3], [0, 0, 1])).toEqual({
      effect: 1,
      standardError: Math.sqrt(0.625),
      observations: 3,
      effectiveObservations: 2,
    });
  });

  it('is that of the double loop over shifts and clusters, and never holds a NaN', () => {
    fc.assert(
      fc.property(studies, ({ outcomes, events }) => {
        const places = events.map(([place]) => place);
        const clusters = events.map(([, cluster]) => cluster);
        const found = effectOf(outcomes, places, clusters);
        expect(firstNotFinite(found)).toBeUndefined();
        if (isInsufficient(found)) return;
        const expected = bruteForce(outcomes, places, clusters);
        expect(found.effect).toBeCloseTo(expected.effect, 12);
        expect(found.standardError).toBeCloseTo(expected.standardError, 12);
        expect(found.standardError).toBeGreaterThan(0);
      }),
      SEED,
    );
  });

  it('does not change when a constant is added to all outcomes, and scales with them', () => {
    fc.assert(
      fc.property(studies, ({ outcomes, events }) => {
        const [places, clusters] = [events.map(([place]) => place), events.map(([, cluster]) => cluster)];
        const found = effectOf(outcomes, places, clusters);
        fc.pre(!isInsufficient(found));
        const moved = effectOf(
          outcomes.map((y) => 4 * y - 3),
          places,
          clusters,
        ) as ClusterEffect;
        expect(moved.effect).toBeCloseTo(4 * (found as ClusterEffect).effect, 10);
        expect(moved.standardError).toBeCloseTo(4 * (found as ClusterEffect).standardError, 10);
      }),
      SEED,
    );
  });

  it('has a larger standard error than independent instances where the horizons of outcomes overlap', () => {
    const stream = seededStream(5);
    const steps = Array.from({ length: 630 }, () => standardNormal(stream));
    const overlapping = Array.from({ length: 600 }, (_, i) => steps.slice(i, i + 30).reduce((sum, step) => sum + step, 0));
    const events = [100, 103, 106, 109, 400, 403, 406, 409];
    const { standardError } = effectOf(overlapping, events, [0, 0, 0, 0, 1, 1, 1, 1]) as ClusterEffect;
    const deviation = Math.sqrt(overlapping.reduce((sum, y) => sum + y * y, 0) / 600);
    expect(standardError).toBeGreaterThan((1.5 * deviation) / Math.sqrt(8));
  });

  it('is Insufficient for one event, for events of one cluster, for outcomes that are all the same and for events on all dates', () => {
    for (const [outcomes, events, clusters] of [
      [[1, 2, 3], [], []],
      [[1, 2, 3], [1], [0]],
      [
        [1, 2, 3],
        [0, 1],
        [0, 0],
      ],
      [
        [0.1, 0.1, 0.1],
        [0, 2],
        [0, 1],
      ],
      [
        [0.1, 0.7, 0.2],
        [0, 1, 2],
        [0, 1, 2],
      ],
      [
        [0.1, -0.1, 0.1, -0.1],
        [0, 1],
        [0, 1],
      ],
    ] as const)
      expect(effectOf(outcomes, events, clusters)).toMatchObject({ ok: false });
  });

  it('refuses outcomes that are not finite, places outside the dates and clusters of another number', () => {
    expect(() => effectOf([1, Number.NaN, 3], [0, 2], [0, 1])).toThrow('the outcomes must be finite, was NaN at index 1');
    expect(() => effectOf([1, 2, 3], [0, 3], [0, 1])).toThrow(RangeError);
    expect(() => effectOf([1, 2, 3], [0, -1], [0, 1])).toThrow(RangeError);
    expect(() => effectOf([1, 2, 3], [0, 1], [0])).toThrow(RangeError);
  });
});
