import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { blockIndices, fixedBlocks, geometricBlocks, resampledMeans } from '../../../../src/core/methods/bootstrap/block-resampling.ts';
import { seededStream } from '../../../../src/core/numerics/random.ts';
import { firstDifference } from '../../../reference/side-by-side.ts';
import { referencesOf } from '../long-horizon/references.ts';

const [blocks, bootstrap] = [referencesOf('block-length'), referencesOf('stationary-bootstrap')];
const SEED = { seed: 20_260_915, numRuns: 200 };
const variance = (values: Float64Array) => {
  const centre = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / values.length;
};
/** Lengths of the runs of neighbouring places, on the circle. */
const runsOf = (places: Int32Array): number[] => {
  const runs: number[] = [];
  places.forEach((place, i) => {
    const goesOn = i > 0 && place === ((places[i - 1] as number) + 1) % places.length;
    if (goesOn) runs.push((runs.pop() as number) + 1);
    else runs.push(1);
  });
  return runs;
};

describe('block lengths', () => {
  it.each([1, 1.5, 7, 40])('of the stationary bootstrap are geometric with mean %d', (mean) => {
    const [lengths, stream] = [geometricBlocks(mean), seededStream(11)];
    const drawn = Array.from({ length: 200_000 }, () => lengths(stream));
    const average = drawn.reduce((sum, length) => sum + length, 0) / drawn.length;
    const error = Math.sqrt((mean * (mean - 1)) / drawn.length);
    expect(Math.abs(average - mean)).toBeLessThanOrEqual(4 * error);
    expect(drawn.every((length) => Number.isInteger(length) && length >= 1)).toBe(true);
    for (const reach of [1, 2, 5, 20, 100]) {
      const expected = (1 - 1 / mean) ** reach;
      const share = drawn.filter((length) => length > reach).length / drawn.length;
      expect(Math.abs(share - expected)).toBeLessThanOrEqual(4.5 * Math.sqrt((expected * (1 - expected)) / drawn.length) + 1e-9);
    }
  });

  it('of the circular bootstrap are always the same', () => {
    const [lengths, stream] = [fixedBlocks(6), seededStream(1)];
    expect([lengths(stream), lengths(stream)]).toEqual([6, 6]);
  });

  it('are refused where they are no lengths', () => {
    for (const mean of [0.99, 0, -3, Number.NaN, Number.POSITIVE_INFINITY]) expect(() => geometricBlocks(mean)).toThrow(RangeError);
    for (const length of [0, 1.5, Number.NaN]) expect(() => fixedBlocks(length)).toThrow(RangeError);
  });
});

describe('a block resample', () => {
  it('of the circular bootstrap is made of whole blocks on the circle, the last one cut', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 50 }), fc.nat(1e6), (n, length, seed) => {
        const places = blockIndices(n, fixedBlocks(length), seededStream(seed));
        expect(places.length).toBe(n);
        places.forEach((place, i) => {
          expect(place >= 0 && place < n).toBe(true);
          if (i % length > 0) expect(place).toBe(((places[i - 1] as number) + 1) % n);
        });
      }),
      SEED,
    );
  });

  it('of the stationary bootstrap has blocks of the mean length that was asked for', () => {
    const [lengths, stream] = [geometricBlocks(10), seededStream(3)];
    const runs = Array.from({ length: 200 }, () => runsOf(blockIndices(2000, lengths, stream))).flat();
    // Two blocks run on into one where the second happens to begin next to the first: one in 2,000.
    expect(400_000 / runs.length).toBeGreaterThan(9.9);
    expect(400_000 / runs.length).toBeLessThan(10.15);
  });

  it('holds every place equally often, the first and the last included', () => {
    const [lengths, stream] = [geometricBlocks(4), seededStream(5)];
    const counts = new Float64Array(20);
    for (let draw = 0; draw < 20_000; draw++)
      for (const place of blockIndices(20, lengths, stream)) counts[place] = (counts[place] as number) + 1;
    for (const count of counts) expect(Math.abs(count / 20_000 - 1)).toBeLessThan(0.05);
  });

  it('with blocks of one is the ordinary bootstrap, and the same for the same seed', () => {
    const draw = (seed: number) => [...blockIndices(50, fixedBlocks(1), seededStream(seed))];
    expect(draw(9)).toEqual(draw(9));
    expect(draw(9)).not.toEqual(draw(10));
    expect(runsOf(Int32Array.from(draw(9))).length).toBeGreaterThan(40);
  });

  it('of no observation is refused', () => {
    expect(() => blockIndices(0, fixedBlocks(1), seededStream(1))).toThrow(RangeError);
  });
});

describe('resampled means', () => {
  it('are the means of the resamples that the same stream gives place by place, jointly for all series', () => {
    const columns = fc
      .integer({ min: 1, max: 30 })
      .chain((n) => fc.array(fc.array(fc.integer({ min: -99, max: 99 }), { minLength: n, maxLength: n }), { minLength: 1, maxLength: 4 }));
    const length = fc.double({ min: 1, max: 40, noNaN: true });
    fc.assert(
      fc.property(columns, length, fc.nat(1e6), fc.boolean(), (series, mean, seed, circular) => {
        const lengths = circular ? fixedBlocks(Math.round(mean)) : geometricBlocks(mean);
        const found = resampledMeans(
          series.map((column) => Float64Array.from(column)),
          { lengths, draws: 12, stream: seededStream(seed) },
        );
        const stream = seededStream(seed);
        const n = (series[0] as number[]).length;
        const expected = Array.from({ length: 12 }, () => {
          const places = blockIndices(n, lengths, stream);
          return series.map((column) => places.reduce((sum, place) => sum + (column[place] as number), 0) / n);
        });
        const turned = series.map((_, c) => expected.map((means) => means[c]));
        expect(
          firstDifference(
            found.map((means) => [...means]),
            turned,
          ),
        ).toBeUndefined();
      }),
      SEED,
    );
  });

  test.skipIf(!blocks.present || !bootstrap.present)(
    'vary as Politis and Romano say: 100,000 draws come within 1.5 % of the exact variance',
    () => {
      // Three standard errors of a variance from 100,000 draws are 1.3 %.
      const { cases } = bootstrap.json('expected.json');
      for (const [name, expected] of Object.entries<Record<string, number>>(cases)) {
        const [, series, length] = /^(.*)_b(\d+)$/.exec(name) as unknown as [string, string, string];
        const values = blocks.csv(`${series}.csv`).y as Float64Array;
        const options = { lengths: geometricBlocks(Number(length)), draws: 100_000, stream: seededStream(values.length + Number(length)) };
        const [means] = resampledMeans([values], options) as [Float64Array];
        const ratio = (variance(means) * values.length) / (expected.exact_sb_variance_of_sqrt_n_mean as number);
        expect(Math.abs(ratio - 1), `${name}: ${ratio}`).toBeLessThan(0.015);
      }
    },
  );

  it('refuse series of another length, values that are missing, and no series or draw', () => {
    const options = { lengths: fixedBlocks(2), draws: 3, stream: seededStream(1) };
    expect(() => resampledMeans([Float64Array.of(1, 2), Float64Array.of(1)], options)).toThrow(RangeError);
    expect(() => resampledMeans([Float64Array.of(1, Number.NaN)], options)).toThrow(RangeError);
    expect(() => resampledMeans([], options)).toThrow(RangeError);
    expect(() => resampledMeans([new Float64Array(0)], options)).toThrow(RangeError);
    expect(() => resampledMeans([Float64Array.of(1)], { ...options, draws: 0 })).toThrow(RangeError);
  });
});
