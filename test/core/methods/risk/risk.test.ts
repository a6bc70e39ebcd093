import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawdown } from '../../../../src/core/methods/risk/drawdown.ts';
import { realizedVolatility } from '../../../../src/core/methods/risk/realized-volatility.ts';
import { lookbackStarts } from '../../../../src/core/series/curve.ts';
import { extents, indices, smallWorlds } from '../triggers/small-worlds.ts';

const near = (values: readonly number[]) => values.map((value) => (Number.isNaN(value) ? Number.NaN : expect.closeTo(value, 12)));

describe('the drawdown', () => {
  it('is the value over the highest so far, less one', () => {
    fc.assert(
      fc.property(smallWorlds(20, { missing: true }), ({ values }) => {
        const expected = indices(values.length).map((i) => {
          const past = Array.from(values.slice(0, i + 1)).filter((value) => !Number.isNaN(value));
          return (values[i] as number) / Math.max(...past) - 1;
        });
        const actual = drawdown(values);
        expect(Array.from(actual)).toEqual(near(expected));
        expect(actual.every((value) => !(value > 0))).toBe(true);
      }),
      { seed: 16, numRuns: 500 },
    );
  });
});

describe('realised volatility', () => {
  it('is the sample deviation of the log returns of each lookback', () => {
    fc.assert(
      fc.property(smallWorlds(20), extents(1, 7), ({ dates, values }, n) => {
        const starts = lookbackStarts(dates, n, 1);
        const expected = indices(values.length).map((i) => {
          const start = starts[i] as number;
          if (start < 0 || i - start < 1) return Number.NaN;
          const returns = indices(i + 1)
            .filter((j) => j >= start)
            .map((j) => Math.log((values[j] as number) / (values[j - 1] as number)));
          const centre = returns.reduce((total, value) => total + value, 0) / returns.length;
          return Math.sqrt(returns.reduce((total, value) => total + (value - centre) ** 2, 0) / (returns.length - 1));
        });
        expect(Array.from(realizedVolatility(values, starts))).toEqual(near(expected));
      }),
      { seed: 17, numRuns: 500 },
    );
  });

  it('does not depend on the unit of the price', () => {
    const values = Float64Array.of(3, 4, 5, 4, 6);
    const starts = Int32Array.of(-1, -1, 1, 2, 3);
    expect(
      Array.from(
        realizedVolatility(
          values.map((value) => 1000 * value),
          starts,
        ),
      ),
    ).toEqual(near(Array.from(realizedVolatility(values, starts))));
  });
});
