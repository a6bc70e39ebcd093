import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockIndices, fixedBlocks } from '../../../../src/core/methods/bootstrap/block-resampling.ts';
import { type InstanceMean, instanceMeans } from '../../../../src/core/methods/bootstrap/instance-mean.ts';
import { isInsufficient } from '../../../../src/core/numerics/insufficient.ts';
import { quantileSorted } from '../../../../src/core/numerics/quantile.ts';
import { seededStream } from '../../../../src/core/numerics/random.ts';
import { firstNotFinite } from '../../../reference/finite-numbers.ts';

const SEED = { seed: 20_260_915, numRuns: 100 };
const bitcoin = Float64Array.of(0.4, -0.1, 0.9, 0.2, 0.05, 1.2, -0.3);
const ether = Float64Array.of(0.7, -0.2, 1.5, 0.1, 0.1, 2, -0.4);

describe('bootstrap intervals of the mean over instances', () => {
  it('resample the same instances for all targets: a target’s answer does not depend on its neighbours', () => {
    const options = { seed: 4, draws: 999 };
    const together = instanceMeans([bitcoin, ether], options);
    expect(together).toEqual([...instanceMeans([bitcoin], options), ...instanceMeans([ether], options)]);
    // Twice the outcome is the same instances again: its interval is twice the other's.
    const [one, twice] = instanceMeans([bitcoin, bitcoin.map((y) => 2 * y)], options) as [InstanceMean, InstanceMean];
    for (const name of ['percentile', 'expandedPercentile', 'basic', 'bca', 'studentised'] as const) {
      const [narrow, wide] = [one[name], twice[name]];
      if (isInsufficient(narrow) || isInsufficient(wide)) throw new Error('an interval is missing');
      expect([wide.lower, wide.upper]).toEqual([expect.closeTo(2 * narrow.lower, 12), expect.closeTo(2 * narrow.upper, 12)]);
    }
  });

  it('are those of resamples written out', () => {
    const [found] = instanceMeans([bitcoin], { seed: 4, draws: 199, level: 0.8 }) as [InstanceMean];
    const stream = seededStream(4);
    const means = Float64Array.from({ length: 199 }, () => {
      const places = blockIndices(7, fixedBlocks(1), stream);
      return places.reduce((sum, place) => sum + (bitcoin[place] as number), 0) / 7;
    }).sort();
    expect(found.percentile).toMatchObject({
      lower: expect.closeTo(quantileSorted(means, 0.1), 12),
      upper: expect.closeTo(quantileSorted(means, 0.9), 12),
    });
    expect(found).toMatchObject({ draws: 199, observations: 7 });
  });

  it('never hold a number that is not finite, ties and outliers included', () => {
    const outcomes = fc.array(fc.oneof(fc.integer({ min: -2, max: 2 }), fc.constant(1e9)), { maxLength: 9 });
    fc.assert(
      fc.property(outcomes, fc.nat(1e6), (values, seed) => {
        const found = instanceMeans([Float64Array.from(values)], { seed, draws: 99 });
        expect(firstNotFinite(found)).toBeUndefined();
        const isTooLittle = values.length < 5 || new Set(values).size === 1;
        expect(isInsufficient(found[0] as object)).toBe(isTooLittle);
      }),
      SEED,
    );
  });

  it('are none for fewer than 5 instances, and for a target that always did the same; other targets keep theirs', () => {
    expect(instanceMeans([Float64Array.of(1, 2, 3, 4)], { seed: 1 })).toEqual([
      { ok: false, reason: 'too few instances for an interval', needed: 5, available: 4 },
    ]);
    const [constant, other] = instanceMeans([bitcoin.map(() => 0.1), bitcoin], { seed: 1, draws: 99 });
    expect(constant).toMatchObject({ ok: false });
    expect(other).toMatchObject({ observations: 7 });
    expect(instanceMeans([], { seed: 1 })).toEqual([]);
  });

  it('refuse outcomes that are missing and targets of another length', () => {
    expect(() => instanceMeans([bitcoin, Float64Array.of(1)], { seed: 1 })).toThrow(RangeError);
    expect(() => instanceMeans([Float64Array.of(1, 2, Number.NaN, 4, 5)], { seed: 1 })).toThrow(RangeError);
    expect(() => instanceMeans([bitcoin], { seed: 1, draws: 5 })).toThrow(RangeError);
  });
});
