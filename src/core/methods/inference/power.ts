import { quantileSorted } from '../../numerics/quantile.ts';
import type { BothSides } from './shift.ts';

/** Share of an effect that era-centring leaves over a horizon in days: 1 − h / 730 up to 365 days, 365 / (2h) beyond. */
export const centringShare = (horizonDays: number): number => (horizonDays <= 365 ? 1 - horizonDays / 730 : 365 / (2 * horizonDays));

/**
 * Smallest effect that a study sees with 80 % power at a one-sided 5 %:
 *
 *     (q_0.95{S_k} − q_0.20{S_k}) / c
 *
 * with the era-centred shift distribution, quantiles of R type 7, and c the share of an effect that centring leaves.
 *
 * and, for an effect downwards, (q_0.80{S_k} − q_0.05{S_k}) / c.
 *
 * @param centredShifts - S_0 … S_{n−1} of the era-centred outcomes.
 * @returns The sizes, positive, in the statistic's own measure: logs for returns, a share for hits.
 */
export function minimumDetectableEffect(centredShifts: Float64Array, horizonDays: number): BothSides {
  const sorted = Float64Array.from(centredShifts).sort();
  const share = centringShare(horizonDays);
  return {
    up: (quantileSorted(sorted, 0.95) - quantileSorted(sorted, 0.2)) / share,
    down: (quantileSorted(sorted, 0.8) - quantileSorted(sorted, 0.05)) / share,
  };
}
