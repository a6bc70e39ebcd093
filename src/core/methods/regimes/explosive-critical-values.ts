import { normalQuantile } from '../../numerics/distributions.ts';
import { backwardLevels, backwardTable, explosiveTable } from './explosive-table.ts';

/** Critical values of a right-tailed test for explosive phases at one level. */
export interface TabulatedCriticalValue {
  readonly level: number;
  readonly sadf: number;
  readonly gsadf: number;
}

/** Bounds between which {@link backwardCriticalValue} is tabulated. */
export const tabulated = {
  fewest: (backwardTable[0] as { observations: number }).observations,
  most: (backwardTable.at(-1) as { observations: number }).observations,
  strictest: backwardLevels.at(-1) as number,
  mildest: backwardLevels[0] as number,
} as const;

/**
 * What BSADF, at one given date, exceeds with probability `level` on a random walk: the critical value of the trigger.
 *
 * @param observations - n, the longest window, from 30 to 10,000; the shortest is ⌊n (0.01 + 1.8 / √n)⌋.
 * @param level - From 0.001 to 0.5.
 * @returns Interpolated between tabulated quantiles: in log n, and in the normal quantile of 1 − level.
 * @throws RangeError outside these bounds.
 * @remarks The table was simulated by scripts/simulate-explosive-critical-values.ts, from 200,000 walks a length up to 700
 * observations and from 15,000 at 10,000. Missing values: there are none.
 */
export function backwardCriticalValue(observations: number, level: number): number {
  const { strictest, mildest } = tabulated;
  if (!(level >= strictest && level <= mildest)) throw new RangeError(`the level must be from ${strictest} to ${mildest}, was ${level}`);
  const z = backwardLevels.map((each) => normalQuantile(1 - each));
  return between(observations, backwardTable, ({ quantiles }) => interpolated(z, quantiles, normalQuantile(1 - level)));
}

/**
 * Critical values of SADF and GSADF at 10, 5 and 1 % for random walks.
 *
 * @param observations - n, from 30 to 10,000; the shortest window is ⌊n (0.01 + 1.8 / √n)⌋ and no lag is taken.
 * @returns Three levels, interpolated in log n between tabulated lengths.
 * @throws RangeError outside these lengths.
 * @remarks The table was simulated by scripts/simulate-explosive-critical-values.ts, from 20,000 walks a length up to 700
 * observations and from 500 at 10,000. Agrees with the table of exuber 1.1.0 (2,000 walks) within simulation error. Missing values:
 * there are none.
 */
export function tabulatedCriticalValues(observations: number): readonly TabulatedCriticalValue[] {
  return ([0.1, 0.05, 0.01] as const).map((level, i) => ({
    level,
    sadf: between(observations, explosiveTable, ({ sadf }) => sadf[i] as number),
    gsadf: between(observations, explosiveTable, ({ gsadf }) => gsadf[i] as number),
  }));
}

function between<Row extends { readonly observations: number }>(
  observations: number,
  table: readonly Row[],
  quantile: (row: Row) => number,
): number {
  const lengths = table.map((row) => row.observations);
  const [fewest, most] = [lengths[0] as number, lengths.at(-1) as number];
  if (!(observations >= fewest && observations <= most))
    throw new RangeError(`the observations must be from ${fewest} to ${most}, as tabulated, were ${observations}`);
  return interpolated(lengths.map(Math.log), table.map(quantile), Math.log(observations));
}

/** Linear interpolation at x, within ascending abscissae. */
function interpolated(abscissae: readonly number[], ordinates: readonly number[], x: number): number {
  const above = Math.max(
    1,
    abscissae.findIndex((abscissa, i) => abscissa >= x || i === abscissae.length - 1),
  );
  const [x0, x1] = [abscissae[above - 1] as number, abscissae[above] as number];
  const [y0, y1] = [ordinates[above - 1] as number, ordinates[above] as number];
  return y0 + ((x - x0) / (x1 - x0)) * (y1 - y0);
}
