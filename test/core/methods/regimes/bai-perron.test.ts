import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BaiPerron, baiPerron } from '../../../../src/core/methods/regimes/bai-perron.ts';
import { isInsufficient } from '../../../../src/core/numerics/insufficient.ts';
import { leastSquares, ones } from '../../../../src/core/numerics/least-squares.ts';
import { firstNotFinite } from '../../../reference/finite-numbers.ts';
import { reference } from '../../../reference/regimes/reference.ts';
import { toldRates } from '../../../reference/told-rates.ts';
import { largestDifference, referencesOf } from '../long-horizon/references.ts';
import { coarse, noise, there } from './made-up-walks.ts';

const nile = referencesOf('structural-break');

function expectPartitions({ partitions }: BaiPerron, expected: readonly { breaks: readonly number[]; rss: number; bic: number }[]): void {
  expect(partitions.map(({ breaks }) => breaks)).toEqual(expected.map(({ breaks }) => breaks));
  const relative = partitions.map(({ residualSumOfSquares }, m) => residualSumOfSquares / (expected[m]?.rss as number));
  expect(largestDifference(relative, ones(relative.length))).toBeLessThan(1e-10);
  const bics = partitions.map(({ bic }) => bic);
  expect(
    largestDifference(
      bics,
      expected.map(({ bic }) => bic),
    ),
  ).toBeLessThan(1e-10);
}

describe.skipIf(!nile.present)('breaks in the mean flow of the Nile', () => {
  it('have the dates, RSS and BIC of strucchange, and one of them is chosen: 1898 ends the first regime', () => {
    const expected = nile.json('expected_strucchange.json');
    const { year, flow } = nile.csv('nile.csv') as { year: Float64Array; flow: Float64Array };
    const found = there(baiPerron(flow, [ones(100)]));
    // strucchange gives the last observation of each segment counted from 1: our first of the next counted from 0.
    const breaks = (m: number): number[] => (m === 0 ? [] : [expected.breakdates[m - 1]].flat());
    expectPartitions(
      found,
      expected.m.map((m: number) => ({ breaks: breaks(m), rss: expected.RSS[m], bic: expected.BIC[m] })),
    );
    expect(found.shortestSegment).toBe(15);
    expect(found.breaks).toBe(1);
    expect(year[(found.partitions[1]?.breaks[0] as number) - 1]).toBe(1898);
    expect(found.segments.map(({ start, end }) => [start, end])).toEqual([
      [0, 28],
      [28, 100],
    ]);
    expect(found.segments[0]?.coefficients[0]).toBeCloseTo(1097.75, 10);
  });
});

describe('breaks of a regression', () => {
  const { price, response, shortest, partitions } = reference.regression;
  const columns = [ones(price.length), Float64Array.from(price)];

  it('are those of all partitions tried one by one by numpy', () => {
    const found = there(baiPerron(Float64Array.from(response), columns, { maximumBreaks: 3 }));
    expect(found.shortestSegment).toBe(shortest);
    expectPartitions(
      found,
      partitions.map(({ breaks, residualSumOfSquares, bic }) => ({ breaks, rss: residualSumOfSquares, bic })),
    );
    expect(found.breaks).toBe(2);
    for (const { start, end, coefficients } of found.segments) {
      const alone = there(
        leastSquares(
          Float64Array.from(response.slice(start, end)),
          columns.map((column) => column.subarray(start, end)),
        ),
      );
      expect(coefficients).toEqual(alone.coefficients);
    }
  });

  it('do not depend on how the regressors are written', () => {
    const y = Float64Array.from(response);
    const [plain, other] = [columns, [Float64Array.from(price, (p) => 3 - 0.01 * p), Float64Array.from(price, (p) => p + 7)]].map((x) =>
      there(baiPerron(y, x, { maximumBreaks: 3 })),
    ) as [BaiPerron, BaiPerron];
    expectPartitions(
      other,
      plain.partitions.map(({ breaks, residualSumOfSquares, bic }) => ({ breaks, rss: residualSumOfSquares, bic })),
    );
  });
});

describe('breaks in a mean', () => {
  it('are the best of all partitions, at every date and not every fifth (as a package that jumps has it)', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 12, max: 18 }), fc.integer({ min: 2, max: 4 }), (seed, n, shortestSegment) => {
        const values = noise(seed, n).map((value, i) => value + (i > 5 ? 3 : 0));
        const found = there(baiPerron(values, [ones(n)], { trimming: shortestSegment / n + 1e-9, maximumBreaks: 3 }));
        const rss = (from: number, to: number) => {
          const part = values.subarray(from, to);
          const centre = part.reduce((sum, value) => sum + value, 0) / part.length;
          return part.reduce((sum, value) => sum + (value - centre) ** 2, 0);
        };
        const best = (from: number, breaks: number): number => {
          if (breaks === 0) return n - from >= shortestSegment ? rss(from, n) : Number.POSITIVE_INFINITY;
          let least = Number.POSITIVE_INFINITY;
          for (let to = from + shortestSegment; to < n; to++) least = Math.min(least, rss(from, to) + best(to, breaks - 1));
          return least;
        };
        found.partitions.forEach(({ residualSumOfSquares, breaks }, m) => {
          expect(residualSumOfSquares).toBeCloseTo(best(0, m), 9);
          const bounds = [0, ...breaks, n];
          const summed = bounds.slice(1).reduce((sum, to, i) => sum + rss(bounds[i] as number, to), 0);
          expect(summed).toBeCloseTo(residualSumOfSquares, 9);
        });
      }),
      { seed: 20266, numRuns: 60 },
    );
  });

  it('are mirrored in a mirrored series', () => {
    const values = noise(31, 80).map((value, i) => value + (i < 33 ? 0 : i < 61 ? 2 : -1));
    const [there1, back] = [values, values.toReversed()].map((series) => there(baiPerron(series, [ones(80)]))) as [BaiPerron, BaiPerron];
    expect(there1.breaks).toBe(2);
    back.partitions.forEach(({ breaks }, m) => {
      expect(breaks.map((at) => 80 - at).toReversed()).toEqual(there1.partitions[m]?.breaks);
    });
  });

  it('are none in noise, by BIC, nearly always', async ({ annotate }) => {
    const found = Array.from({ length: 100 }, (_, seed) => there(baiPerron(noise(seed, 60), [ones(60)])).breaks);
    await annotate(toldRates({ 'a break': found.filter((breaks) => breaks > 0).length / found.length }));
    expect(found.filter((breaks) => breaks > 0).length).toBeLessThan(12);
  });

  it('need room, variance, and regressors that can be told apart in each segment', () => {
    expect(baiPerron(noise(1, 3), [ones(3)])).toMatchObject({ ok: false, needed: 4, available: 3 });
    expect(baiPerron(new Float64Array(40).fill(0.1), [ones(40)])).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/segments fit exactly/),
    });
    const step = Float64Array.from({ length: 40 }, (_, i) => (i < 15 ? 0.1 : 0.3));
    expect(baiPerron(step, [ones(40)])).toMatchObject({ ok: false, reason: expect.stringMatching(/segments fit exactly/) });
    const late = Float64Array.from({ length: 40 }, (_, i) => (i < 30 ? 0 : i));
    expect(baiPerron(noise(2, 40), [ones(40), late])).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/in a segment from index 0/),
    });
    expect(isInsufficient(baiPerron(new Float64Array(0), [ones(0)]))).toBe(true);
    expect(() => baiPerron(Float64Array.of(1, Number.NaN, 3, 4, 5), [ones(5)])).toThrow(/the response must be finite/);
    expect(() => baiPerron(noise(1, 40), [ones(40)], { trimming: 0.6 })).toThrow(/the trimming must be above 0/);
    expect(() => baiPerron(noise(1, 40), [ones(40)], { maximumBreaks: 1.5 })).toThrow(/the most breaks must be an integer/);
  });

  it('are finite or not there, whatever the data', () => {
    fc.assert(
      fc.property(coarse(1, 30), (values) => {
        expect(firstNotFinite(baiPerron(values, [ones(values.length)]))).toBeUndefined();
        expect(firstNotFinite(baiPerron(values, [ones(values.length), Float64Array.from(values.keys())]))).toBeUndefined();
      }),
      { seed: 20267, numRuns: 300 },
    );
  });
});
