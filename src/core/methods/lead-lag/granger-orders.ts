import { fUpperTail } from '../../numerics/distributions.ts';
import { type Insufficient, insufficient, isInsufficient } from '../../numerics/insufficient.ts';
import { lagRegressions } from './lag-regressions.ts';
import { type VarOrders, varOrdersOf } from './var-order.ts';

/** Granger's F of one direction for the orders 1 … P. */
export interface GrangerOrders {
  /** F of order p at index p − 1. */
  readonly f: Float64Array;
  readonly p: Float64Array;
  /** min(1, P × the smallest p): what it is worth when the best of P orders is picked (Bonferroni). */
  readonly pAnyOrder: number;
}

/** Granger's F both ways for all orders on one common sample, and the order that is chosen without a look at them. */
export interface GrangerBothWays {
  readonly aToB: GrangerOrders;
  readonly bToA: GrangerOrders;
  readonly varOrders: VarOrders;
  /** n − P, for every order. */
  readonly observations: number;
}

const LEAST_SHARE = 1e-10;

/**
 * Granger's tests of two series both ways, for all orders from 1 to P at once.
 *
 *     F_p = ((RSS_0 − RSS_1) / p) / (RSS_1 / (n − P − 2p − 1)),   t = P … n − 1 for every p
 *
 * @param a - n changes.
 * @param b - As `a`.
 * @param maxOrder - P, at least 1.
 * @returns Insufficient for too few values, sides that are constant, lags that depend on one another or give a series exactly.
 * @throws RangeError for values that are not finite, lengths that differ, or an order below 1.
 * @remarks One sample for all orders, so that they can be compared; `grangerTest` of an order below P uses P − p more values. Meant for
 * changes: of levels that wander the cross products keep fewer digits. Missing values: refuses. Checked against QR, order by order.
 */
export function grangerOrders(a: Float64Array, b: Float64Array, maxOrder: number): GrangerBothWays | Insufficient {
  const regressions = lagRegressions(a, b, maxOrder);
  if (isInsufficient(regressions)) return regressions;
  const { own, both, observations } = regressions;
  const chosen = varOrdersOf(regressions);
  if (isInsufficient(chosen)) return chosen;
  const exact = [both.aa, both.bb].some((sums) => !((sums[maxOrder] as number) > LEAST_SHARE * observations));
  if (exact) return insufficient('the lags give a series exactly', maxOrder, maxOrder);
  return {
    aToB: ordersOf(own.b, both.bb, observations),
    bToA: ordersOf(own.a, both.aa, observations),
    varOrders: chosen,
    observations,
  };
}

function ordersOf(restricted: Float64Array, unrestricted: Float64Array, observations: number): GrangerOrders {
  const maxOrder = restricted.length - 1;
  const f = new Float64Array(maxOrder);
  const p = new Float64Array(maxOrder);
  for (let order = 1; order <= maxOrder; order++) {
    const after = unrestricted[order] as number;
    const degreesOfFreedom = observations - 2 * order - 1;
    f[order - 1] = (Math.max(0, (restricted[order] as number) - after) / order / after) * degreesOfFreedom;
    p[order - 1] = fUpperTail(f[order - 1] as number, order, degreesOfFreedom);
  }
  return { f, p, pAnyOrder: Math.min(1, maxOrder * Math.min(...p)) };
}
