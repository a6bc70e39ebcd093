import { requireInteger } from '../../numerics/require.ts';

/**
 * Correlation of the slopes of a regression at two horizons where nothing is foretold and the regressor is autoregressive with root ρ:
 *
 *     C(j, k) / √(C(j, j) C(k, k)),   C(j, k) = Σ_l ρ^|l| · #({1 … j} ∩ {l + 1 … l + k})
 *
 * @param root - ρ above −1 and at most 1.
 * @param first - Horizon j in periods.
 * @param second - Horizon k in periods.
 * @throws RangeError for a root outside (−1, 1] or horizons that are no whole number from 1.
 * @remarks Two horizons are not two witnesses: near 1, the second repeats the first. Source: Boudoukh, Richardson and Whitelaw (2008), who
 * print 99 % (one year and two) and 94 % (one and five) at a dividend yield's persistence.
 */
export function impliedCorrelation(root: number, first: number, second: number): number {
  if (!(root > -1 && root <= 1)) throw new RangeError(`the root must be above -1 and at most 1, was ${root}`);
  requireInteger('a horizon', first, { minimum: 1 });
  requireInteger('a horizon', second, { minimum: 1 });
  const own = overlapCovariance(root, first, first) * overlapCovariance(root, second, second);
  return Math.max(-1, Math.min(1, overlapCovariance(root, first, second) / Math.sqrt(own)));
}

function overlapCovariance(root: number, j: number, k: number): number {
  let sum = 0;
  for (let lag = 1 - k; lag < j; lag++) sum += root ** Math.abs(lag) * (Math.min(j, lag + k) - Math.max(1, lag + 1) + 1);
  return sum;
}
