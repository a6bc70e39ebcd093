import { mean, sampleVariance } from '../../numerics/moments.ts';

/**
 * Share of an effect that is left when the effects of a scan are shrunk towards none, by how much wider they spread than luck alone makes them
 * (James and Stein; Efron and Morris):
 *
 *     kept = max(0, 1 − 1 / V),   V the mean square of the standardised effects z
 *
 * since z is a true effect plus noise of variance 1, whose mean square is 1 + τ².
 *
 * @param standardised - z of every hypothesis of the scan, the dull ones too.
 * @returns From 0 to 1; 0 for fewer than two.
 * @remarks Missing values: propagates. Of hypotheses that hang together the spread is known less well than their number makes believe; it is
 * a correction for picking the best, no test. Source: Efron and Morris (1973).
 */
export function keptShare(standardised: Float64Array): number {
  if (standardised.length < 2) return 0;
  const square = sampleVariance(standardised) + mean(standardised) ** 2;
  return Math.max(0, 1 - 1 / square);
}
