import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backwardDickeyFuller } from '../../../../src/core/methods/regimes/backward-dickey-fuller.ts';
import { explosiveStatistics, shortestWindow } from '../../../../src/core/methods/regimes/explosive.ts';
import { simulatedCriticalValues } from '../../../../src/core/methods/regimes/explosive-bootstrap.ts';
import {
  backwardCriticalValue,
  tabulated,
  tabulatedCriticalValues,
} from '../../../../src/core/methods/regimes/explosive-critical-values.ts';
import { backwardTable, explosiveTable } from '../../../../src/core/methods/regimes/explosive-table.ts';
import { seededStream } from '../../../../src/core/numerics/random.ts';
import { referencesOf } from '../long-horizon/references.ts';
import { there, walk } from './made-up-walks.ts';

const references = referencesOf('psy-gsadf');

/** A share of so many draws is within four standard errors of a level that is itself a quantile of `tabled` draws. */
function expectShare(share: number, level: number, { draws, tabled }: { readonly draws: number; readonly tabled: number }): void {
  expect(Math.abs(share - level)).toBeLessThan(4 * Math.sqrt(level * (1 - level) * (1 / draws + 1 / tabled)));
}

/** Standard errors of the quantiles at 10, 5 and 1 % of so many draws, the tail between them taken as exponential. */
function standardErrors([ten, five, one]: readonly [number, number, number], draws: number): readonly number[] {
  const [near, far] = [Math.log(2) / (five - ten), Math.log(5) / (one - five)];
  return [Math.sqrt(9 / draws) / near, Math.sqrt(19 / draws) / far, Math.sqrt(99 / draws) / far];
}

describe('the critical value of BSADF at one date', () => {
  it('falls as the level rises, at every length', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: tabulated.fewest, max: tabulated.most }),
        fc.double({ min: tabulated.strictest, max: 0.4, noNaN: true }),
        (observations, level) => {
          const [here, milder] = [backwardCriticalValue(observations, level), backwardCriticalValue(observations, level * 1.2)];
          expect(here).toBeGreaterThan(milder);
        },
      ),
      { seed: 20265, numRuns: 300 },
    );
  });

  it('is that of the table at its own lengths and levels, and between them in between', () => {
    for (const { observations, quantiles } of backwardTable) {
      expect(backwardCriticalValue(observations, 0.05)).toBeCloseTo(quantiles[3] as number, 12);
      expect(backwardCriticalValue(observations, tabulated.strictest)).toBeCloseTo(quantiles.at(-1) as number, 12);
      expect(backwardCriticalValue(observations, tabulated.mildest)).toBeCloseTo(quantiles[0] as number, 12);
    }
    const [lower, higher] = [backwardCriticalValue(300, 0.01), backwardCriticalValue(500, 0.01)].toSorted((a, b) => a - b);
    expect(backwardCriticalValue(400, 0.01)).toBeGreaterThanOrEqual(lower as number);
    expect(backwardCriticalValue(400, 0.01)).toBeLessThanOrEqual(higher as number);
  });

  it.each([
    [30, 0.1, 200_000],
    [85, 0.05, 200_000],
    [420, 0.01, 200_000],
    [850, 0.05, 150_000],
  ])('at %i observations is exceeded on a share %d of other walks', (lookback, level, tabled) => {
    const bar = backwardCriticalValue(lookback, level);
    const draws = 3000;
    const windows = { minimumWindow: shortestWindow(lookback), maximumWindow: lookback, lag: 0 };
    let above = 0;
    for (let seed = 0; seed < draws; seed++) {
      const { supremum } = backwardDickeyFuller(walk(90_000 + seed, lookback), windows, lookback - 1);
      if ((supremum.at(-1) as number) > bar) above++;
    }
    expectShare(above / draws, level, { draws, tabled });
  });

  it('is refused outside the table', () => {
    for (const [observations, level] of [
      [29, 0.05],
      [10_001, 0.05],
      [Number.NaN, 0.05],
      [100, 0.0009],
      [100, 0.51],
      [100, Number.NaN],
    ] as const)
      expect(() => backwardCriticalValue(observations, level)).toThrow(RangeError);
  });
});

describe('tabulated critical values of SADF and GSADF', () => {
  it('are those of the table at its lengths, rise as the level falls, and reach daily series of decades', () => {
    for (const { observations, sadf, gsadf } of explosiveTable) {
      const found = tabulatedCriticalValues(observations);
      expect(found.map(({ level }) => level)).toEqual([0.1, 0.05, 0.01]);
      found.forEach((value, i) => {
        expect(value.sadf).toBeCloseTo(sadf[i] as number, 12);
        expect(value.gsadf).toBeCloseTo(gsadf[i] as number, 12);
        expect(value.gsadf).toBeGreaterThan(value.sadf);
      });
      expect(sadf).toEqual(sadf.toSorted((a, b) => a - b));
      expect(gsadf).toEqual(gsadf.toSorted((a, b) => a - b));
    }
    expect(tabulatedCriticalValues(5700)).toHaveLength(3);
    for (const observations of [29, 10_001, Number.NaN]) expect(() => tabulatedCriticalValues(observations)).toThrow(RangeError);
  });

  it('can be made again: the 5 % values of 30 observations, from the same seed', () => {
    const { sadf, gsadf, draws } = explosiveTable[0] as (typeof explosiveTable)[number];
    const again = simulatedCriticalValues(30, { draws, stream: seededStream(30) });
    // The table has three decimals.
    expect(Math.abs(again.sadf - sadf[1])).toBeLessThan(0.0005 + 1e-9);
    expect(Math.abs(again.gsadf - gsadf[1])).toBeLessThan(0.0005 + 1e-9);
  });

  it.each([
    [100, 2000],
    [400, 400],
  ])('at %i observations are exceeded by their shares of %i other walks', (n, draws) => {
    const found = Array.from({ length: draws }, (_, seed) =>
      there(explosiveStatistics(walk(70_000 + seed, n).map((value, i) => value + i / n))),
    );
    for (const { level, sadf, gsadf } of tabulatedCriticalValues(n)) {
      expectShare(found.filter((each) => each.sadf > sadf).length / draws, level, { draws, tabled: 20_000 });
      expectShare(found.filter((each) => each.gsadf > gsadf).length / draws, level, { draws, tabled: 20_000 });
    }
  });

  it.skipIf(!references.present)('agree with those that exuber ships, within the error of its 2,000 walks and of ours', () => {
    const shipped = references.json('expected_exuber.json').critical_values as Readonly<
      Record<string, Record<'sadf' | 'gsadf', Record<string, number>>>
    >;
    for (const [name, expected] of Object.entries(shipped)) {
      const found = tabulatedCriticalValues(Number(name.slice(1)));
      for (const statistic of ['sadf', 'gsadf'] as const) {
        const ours = found.map((value) => value[statistic]) as [number, number, number];
        const [theirError, ourError] = [standardErrors(ours, 2000), standardErrors(ours, 20_000)];
        ['90%', '95%', '99%'].forEach((level, i) => {
          const error = Math.hypot(theirError[i] as number, ourError[i] as number);
          const away = Math.abs((ours[i] as number) - (expected[statistic][level] as number)) / error;
          expect(away).toBeLessThan(3);
        });
      }
    }
  });
});
