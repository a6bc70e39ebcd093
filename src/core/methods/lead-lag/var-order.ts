import { type Insufficient, insufficient, isInsufficient } from '../../numerics/insufficient.ts';
import { type LagRegressions, lagRegressions } from './lag-regressions.ts';

/** A rule for the number of lags: Akaike's, Schwarz's, or Hannan and Quinn's. */
export type Criterion = 'aic' | 'bic' | 'hq';

/** The information criteria of vector autoregressions of the orders 0 … P. */
export interface VarOrders {
  /** Of order p at index p. */
  readonly criteria: Readonly<Record<Criterion, Float64Array>>;
  /** The order from 1 to P with the smallest, the lower order on equal terms. */
  readonly chosen: Readonly<Record<Criterion, number>>;
  /** n − P, for every order. */
  readonly observations: number;
}

/** Residuals below this share of the variance have no digits left. */
const LEAST_SHARE = 1e-10;

/**
 * Choice of the number of lags of a vector autoregression of two series with a constant:
 *
 *     ln |Σ_p| + c (4p + 2) / T,   c = 2 (AIC), ln T (BIC), 2 ln ln T (HQ);   Σ_p = Σ_t e_t e_t′ / T, T = n − P
 *
 * @param a - n values, levels or changes.
 * @param b - As `a`.
 * @param maxOrder - P, at least 1; all orders are compared on the sample that order P leaves.
 * @returns Insufficient for too few values, or where lags give a series exactly or depend on one another.
 * @throws RangeError for values that are not finite, lengths that differ, or an order below 1.
 * @remarks Missing values: refuses. The criteria are those of a and b brought to standard deviation 1, which adds the same number to each.
 * Sources: Akaike (1974), Schwarz (1978), Hannan and Quinn (1979). Checked against numpy's least squares.
 */
export function varOrders(a: Float64Array, b: Float64Array, maxOrder: number): VarOrders | Insufficient {
  const regressions = lagRegressions(a, b, maxOrder);
  return isInsufficient(regressions) ? regressions : varOrdersOf(regressions);
}

/** The choice of {@link varOrders} from regressions that are there already. Missing values: propagates. */
export function varOrdersOf({ both, observations: n }: Pick<LagRegressions, 'both' | 'observations'>): VarOrders | Insufficient {
  const shares = both.aa.map((aa, p) => (aa * (both.bb[p] as number) - (both.ab[p] as number) ** 2) / n ** 2);
  if (shares.some((share) => !(share > LEAST_SHARE ** 2))) return insufficient('the lags give a series exactly', both.aa.length, n);
  const logs = shares.map(Math.log);
  const criterion = (weight: number) => logs.map((log, p) => log + (weight * (4 * p + 2)) / n);
  const criteria = { aic: criterion(2), bic: criterion(Math.log(n)), hq: criterion(2 * Math.log(Math.log(n))) };
  const smallest = (values: Float64Array) => values.indexOf(Math.min(...values.subarray(1)), 1);
  return { criteria, chosen: { aic: smallest(criteria.aic), bic: smallest(criteria.bic), hq: smallest(criteria.hq) }, observations: n };
}
