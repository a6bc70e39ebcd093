import { autocovariances } from '../../numerics/autocovariance.ts';
import { type Insufficient, insufficient } from '../../numerics/insufficient.ts';
import { mean } from '../../numerics/moments.ts';
import { isConstant, requireFinite } from '../../numerics/require.ts';

/** Block lengths that an observed series asks for, in observations (no whole numbers). */
export interface BlockLength {
  /** Mean block length of the stationary bootstrap. */
  readonly stationary: number;
  /** Block length of the circular block bootstrap. */
  readonly circular: number;
  /** The lag after which a run of autocorrelations stays inside the band; null where no run does. */
  readonly lastLag: number | null;
  /** M: the lags that the flat-top window reaches. */
  readonly bandwidth: number;
  /** The longest block length that is given. */
  readonly cap: number;
  /** Whether either length was cut to the cap. */
  readonly capped: boolean;
  readonly observations: number;
}

const FEWEST = 9;

/**
 * Automatic block length of Politis and White, with the correction of Patton, Politis and White.
 *
 *     c(k) = Σ_t (y_t − ȳ)(y_{t+k} − ȳ) / n,   ρ(k) = c(k) / c(0)
 *     m = first lag of the first run of K = max(5, ⌊log10 n⌋) lags with |ρ| < 2 √(log10 n / n)
 *     M = min(2m, ⌈√n⌉ + K), or ⌈√n⌉ + K without such a run
 *     λ(s) = 1 for s ≤ 1/2, 2(1 − s) up to 1
 *     G = Σ_{|k| ≤ M} λ(|k|/M) |k| c(k),   g = Σ_{|k| ≤ M} λ(|k|/M) c(k)
 *     b = (2 G² / D)^(1/3) n^(1/3),   D = 2g² (stationary), 4g²/3 (circular)
 *
 * cut to [1, ⌈min(3√n, n/3)⌉].
 *
 * @param values - n observations of a stationary series.
 * @returns Both lengths, or why there are none: fewer than 9 observations, or the same value throughout.
 * @throws RangeError for values that are not finite.
 * @remarks Missing values: refuses. Source: Politis and White (2004), Patton, Politis and White (2009). Checked against arch (Python)
 * and np (R); they may return less than 1, which is no block.
 */
export function automaticBlockLength(values: Float64Array): BlockLength | Insufficient {
  requireFinite('values', values);
  const n = values.length;
  if (n < FEWEST) return insufficient('too few observations for a block length', FEWEST, n);
  if (isConstant(values)) return insufficient('the series has the same value throughout', 2, 1);
  const run = Math.max(5, Math.floor(Math.log10(n)));
  const reach = Math.ceil(Math.sqrt(n)) + run;
  const covariances = autocovariances(unitDeviations(values), reach);
  const lastLag = firstQuietLag(covariances, run, 2 * Math.sqrt(Math.log10(n) / n));
  const bandwidth = lastLag === null ? reach : Math.min(2 * lastLag, reach);
  const { slope, level } = flatTopSums(covariances, bandwidth);
  const cap = Math.ceil(Math.min(3 * Math.sqrt(n), n / 3));
  const lengthFor = (factor: number) => (level === 0 ? cap : Math.cbrt(((2 * slope ** 2) / (factor * level ** 2)) * n));
  const within = (length: number) => Math.max(1, Math.min(length, cap));
  const [stationary, circular] = [lengthFor(2), lengthFor(4 / 3)];
  return {
    stationary: within(stationary),
    circular: within(circular),
    lastLag,
    bandwidth,
    cap,
    capped: !(stationary < cap && circular < cap),
    observations: n,
  };
}

/** Deviations from the mean over the largest of them: block lengths know no unit, and no square is lost to it. */
function unitDeviations(values: Float64Array): Float64Array {
  const centre = mean(values);
  const largest = values.reduce((top, value) => Math.max(top, Math.abs(value - centre)), 0);
  return values.map((value) => (value - centre) / largest);
}

/** First lag, from 1, that opens a run of so many autocorrelations inside the band. */
function firstQuietLag(covariances: Float64Array, run: number, band: number): number | null {
  let quiet = 0;
  for (let lag = 1; lag < covariances.length; lag++) {
    quiet = Math.abs(covariances[lag] as number) < band * (covariances[0] as number) ? quiet + 1 : 0;
    if (quiet === run) return lag - run + 1;
  }
  return null;
}

function flatTopSums(covariances: Float64Array, bandwidth: number): { slope: number; level: number } {
  let slope = 0;
  let level = covariances[0] as number;
  for (let lag = 1; lag <= bandwidth; lag++) {
    const weight = Math.min(1, 2 * (1 - lag / bandwidth));
    slope += 2 * weight * lag * (covariances[lag] as number);
    level += 2 * weight * (covariances[lag] as number);
  }
  return { slope, level };
}
