import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backwardDickeyFuller } from '../../../../src/core/methods/regimes/backward-dickey-fuller.ts';
import { classicalStandardErrors, leastSquares, ones } from '../../../../src/core/numerics/least-squares.ts';
import { reference } from '../../../reference/regimes/reference.ts';
import { largestDifference } from '../long-horizon/references.ts';
import { noise, summed, there, walk } from './made-up-walks.ts';

/** The statistic of one window, by a regression of its own. */
function dickeyFuller(window: Float64Array, lag: number): number {
  const change = window.subarray(1).map((value, i) => value - (window[i] as number));
  const response = change.subarray(lag);
  const lagged = Array.from({ length: lag }, (_, i) => change.subarray(lag - 1 - i, change.length - 1 - i));
  const fit = there(leastSquares(response, [window.subarray(lag, window.length - 1), ones(response.length), ...lagged]));
  return (fit.coefficients[0] as number) / (there(classicalStandardErrors(fit))[0] as number);
}

describe('Dickey–Fuller statistics of all windows that end at an observation', () => {
  it.each([0, 1, 2, 3] as const)('with lag %i are those of numpy, each window fitted anew', (lag) => {
    const { values, shortest } = reference.explosive;
    const expected = reference.explosive[`lag${lag}`];
    const found = backwardDickeyFuller(Float64Array.from(values), { minimumWindow: shortest, maximumWindow: values.length, lag });
    expect(largestDifference(found.supremum.subarray(shortest - 1), expected.bsadf)).toBeLessThan(1e-10);
    expect(largestDifference(found.longest.subarray(shortest - 1), expected.badf)).toBeLessThan(1e-10);
  });

  it('are those of a regression on each window, of whatever lengths and lag', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(3), fc.nat(6), fc.nat(30), (seed, lag, more, room) => {
        const values = walk(seed, 40).map((value) => value + 1000);
        const minimumWindow = 2 * lag + 5 + more;
        const maximumWindow = minimumWindow + room;
        const { supremum, longest } = backwardDickeyFuller(values, { minimumWindow, maximumWindow, lag });
        for (let end = 0; end < values.length; end++) {
          const lengths = Array.from({ length: Math.min(maximumWindow, end + 1) - minimumWindow + 1 }, (_, i) => minimumWindow + i);
          const every = lengths.map((length) => dickeyFuller(values.subarray(end + 1 - length, end + 1), lag));
          if (every.length === 0) expect([supremum[end], longest[end]]).toEqual([Number.NaN, Number.NaN]);
          else
            expect(largestDifference([supremum[end], longest[end]] as number[], [Math.max(...every), every.at(-1) as number])).toBeLessThan(
              1e-9,
            );
        }
      }),
      { seed: 20261, numRuns: 25 },
    );
  });

  it('do not depend on the unit or the origin of the level', () => {
    const values = walk(5, 120);
    for (const lag of [0, 2]) {
      const windows = { minimumWindow: 20, maximumWindow: 90, lag };
      const plain = backwardDickeyFuller(values, windows).supremum.subarray(19);
      const other = values.map((value) => 4096 * value - 70_000);
      expect(largestDifference(backwardDickeyFuller(other, windows).supremum.subarray(19), plain)).toBeLessThan(1e-9);
    }
  });

  it('read nothing after the end of a window', () => {
    const values = walk(6, 80);
    for (const lag of [0, 1]) {
      const windows = { minimumWindow: 15, maximumWindow: 40, lag };
      const whole = backwardDickeyFuller(values, windows);
      for (const cut of [15, 33, 60]) {
        const part = backwardDickeyFuller(values.subarray(0, cut), windows);
        expect(part).toEqual({ supremum: whole.supremum.slice(0, cut), longest: whole.longest.slice(0, cut) });
      }
    }
  });

  it('may be asked for from a later end on', () => {
    const values = walk(7, 60);
    const windows = { minimumWindow: 12, maximumWindow: 60, lag: 0 };
    const late = backwardDickeyFuller(values, windows, 50).supremum;
    expect(late.subarray(50)).toEqual(backwardDickeyFuller(values, windows).supremum.subarray(50));
    expect(late.subarray(0, 50).every(Number.isNaN)).toBe(true);
  });

  it('reach over no missing value', () => {
    const values = walk(8, 60);
    values[30] = Number.NaN;
    for (const lag of [0, 1]) {
      const windows = { minimumWindow: 12, maximumWindow: 60, lag };
      const found = backwardDickeyFuller(values, windows);
      const after = backwardDickeyFuller(values.subarray(31), windows);
      expect(found.supremum.subarray(31)).toEqual(after.supremum);
      expect(found.supremum.subarray(30, 31 + 11).every(Number.isNaN)).toBe(true);
    }
  });

  it.each<[string, (i: number) => number]>([
    ['a constant that is no binary fraction', () => 0.1],
    ['a straight line', (i) => 0.1 * i],
    ['growth at a constant rate, which the regression fits exactly', (i) => 100 * 1.03 ** i],
    ['rounding about a constant', (i) => 1000 + (i % 3) * 1e-13],
  ])('have none of %s', (_, level) => {
    const values = Float64Array.from({ length: 50 }, (_, i) => level(i));
    for (const lag of [0, 1, 2]) {
      const { supremum, longest } = backwardDickeyFuller(values, { minimumWindow: 15, maximumWindow: 50, lag });
      expect([...supremum, ...longest].every(Number.isNaN)).toBe(true);
    }
  });

  it('leave out only the windows without variation', () => {
    const values = summed(noise(9, 60).map((step, i) => (i < 30 ? step : 0)));
    const { supremum } = backwardDickeyFuller(values, { minimumWindow: 12, maximumWindow: 20, lag: 0 });
    // The last move is the step to index 29. A window of 20 that ends at 47 holds it, and is fitted exactly by it.
    expect(supremum.findIndex((value, i) => i >= 11 && Number.isNaN(value))).toBe(47);
    expect(supremum.subarray(47).every(Number.isNaN)).toBe(true);
  });
});
