import { bartlettLongRunVariance } from '../../numerics/autocovariance.ts';
import { type Insufficient, insufficient } from '../../numerics/insufficient.ts';
import { mean, sampleDeviation } from '../../numerics/moments.ts';
import { isConstant, requireBetween, requireFinite, requireInteger } from '../../numerics/require.ts';
import { standardisedMoment } from '../../numerics/standardised-moment.ts';
import type { SharpeMoments } from '../inference/deflated-sharpe.ts';

/** A figure per period and times √periodsPerYear. */
export interface PerPeriodAndYear {
  readonly perPeriod: number;
  readonly annualised: number;
}

/** A Sharpe ratio with Lo's standard errors. */
export interface SharpeRatio {
  readonly ratio: PerPeriodAndYear;
  /** For independent normal returns. */
  readonly standardError: PerPeriodAndYear;
  /** For returns that are autocorrelated and of any shape. */
  readonly robustStandardError: (PerPeriodAndYear & { readonly lags: number }) | Insufficient;
  readonly moments: SharpeMoments;
  readonly periodsPerYear: number;
  readonly observations: number;
}

/**
 * Sharpe ratio of excess returns, with the standard errors of Lo (2002):
 *
 *     SR = mean / s,  s with divisor T − 1
 *     independent normal returns   √((1 + SR² / 2) / T)
 *     autocorrelated returns       √(Ω / T), Ω the long-run variance (Bartlett, L lags) of z_t − SR (z_t² − 1) / 2, z_t = (r_t − mean) / s
 *
 * annualised by √periodsPerYear, which is right where the returns are not autocorrelated.
 *
 * @param returns - T simple returns less what cash earned, as decimals, one for each period.
 * @param options - `periodsPerYear`: periods in a year: 365, 252, 52.
 * `lags`: L, below T; by default Newey and West's ⌊4 (T / 100)^(2/9)⌋, at most T − 1.
 * @returns The ratio, or Insufficient: fewer than 2 returns, or returns that are all the same.
 * @throws RangeError for returns that are not finite, periods per year that are not positive or lags that are none.
 * @remarks Missing values: refuses. The second form is Lo's GMM estimator by the delta method. Checked against numpy, which takes the
 * covariance matrix of mean and variance and their gradient instead.
 */
export function sharpeRatio(
  returns: Float64Array,
  { periodsPerYear, lags }: { readonly periodsPerYear: number; readonly lags?: number },
): SharpeRatio | Insufficient {
  requireFinite('the returns', returns);
  requireBetween('periods per year', periodsPerYear, { above: 0, below: Number.POSITIVE_INFINITY });
  const n = returns.length;
  if (n < 2) return insufficient('too few returns for a Sharpe ratio', 2, n);
  const deviation = sampleDeviation(returns);
  if (isConstant(returns) || !(deviation > 0)) return insufficient('the returns are all the same', 2, 1);
  const bandwidth = lags ?? Math.min(n - 1, Math.floor(4 * (n / 100) ** (2 / 9)));
  requireInteger('the number of lags', bandwidth, { minimum: 0, maximum: n - 1 });
  const centre = mean(returns);
  const ratio = centre / deviation;
  const influence = returns.map((value) => influenceOf((value - centre) / deviation, ratio));
  const longRun = bartlettLongRunVariance(influence, bandwidth);
  const annualise = (perPeriod: number) => ({ perPeriod, annualised: perPeriod * Math.sqrt(periodsPerYear) });
  return {
    ratio: annualise(ratio),
    standardError: annualise(Math.sqrt((1 + ratio ** 2 / 2) / n)),
    robustStandardError:
      longRun > 1e-12
        ? { ...annualise(Math.sqrt(longRun / n)), lags: bandwidth }
        : insufficient('the returns leave the Sharpe ratio no long-run variance', 3, n),
    moments: { sharpe: ratio, skewness: standardisedMoment(returns, 3), kurtosis: standardisedMoment(returns, 4), observations: n },
    periodsPerYear,
    observations: n,
  };
}

/** What one standardised return adds to the error of the ratio. */
const influenceOf = (z: number, ratio: number): number => z - (ratio / 2) * (z ** 2 - 1);
