import { laggedProducts } from '../../numerics/fast-fourier.ts';
import { type Insufficient, insufficient, isInsufficient } from '../../numerics/insufficient.ts';
import { mean } from '../../numerics/moments.ts';
import { isConstant, requireFinite, requireInteger, requireSameLength } from '../../numerics/require.ts';

/** An autoregression x_t − x̄ = Σ_j φ_j (x_(t−j) − x̄) + u_t. */
export interface Autoregression {
  readonly order: number;
  /** φ_1 … φ_p. */
  readonly coefficients: Float64Array;
  /** Of u, by the Yule–Walker equations. */
  readonly variance: number;
  /** n ln(variance of order p) + 2p, for p = 0 … the largest order. */
  readonly aic: Float64Array;
  readonly observations: number;
}

/**
 * Autoregression by the Yule–Walker equations, its order that of the smallest AIC (the lower order on equal terms).
 *
 *     φ_pp = (γ_p − Σ_(j<p) φ_(p−1)j γ_(p−j)) / v_(p−1),   φ_pj = φ_(p−1)j − φ_pp φ_(p−1)(p−j),   v_p = v_(p−1) (1 − φ_pp²)
 *     AIC_p = n ln v_p + 2p
 *
 * @param values - n values.
 * @param maxOrder - Largest order tried; by default ⌊10 log₁₀ n⌋, but below n.
 * @returns The autoregression; insufficient for values that are all the same, or fewer than 3.
 * @throws RangeError for values that are not finite or an order outside 0 … n − 1.
 * @remarks Missing values: refuses. The recursion is Levinson's; the autocovariances have divisor n, so the process fitted is
 * stationary. Checked against scipy's solver of the Yule–Walker equations.
 */
export function autoregressionByAic(values: Float64Array, maxOrder = usualOrder(values.length)): Autoregression | Insufficient {
  const n = values.length;
  requireFinite('the values of an autoregression', values);
  if (n < 3) return insufficient('an autoregression needs three values', 3, n);
  requireInteger('the largest order', maxOrder, { minimum: 0, maximum: n - 1 });
  if (isConstant(values)) return insufficient('the values are all the same', 2, 1);
  const { correlations, logVariance } = momentsOf(values, maxOrder);
  const orders = levinson(correlations);
  const aic = Float64Array.from(orders, ({ share }, p) => n * (Math.log(share) + logVariance) + 2 * p);
  const order = aic.indexOf(Math.min(...aic));
  const { coefficients, share } = orders[order] as LevinsonStep;
  return { order, coefficients, variance: share * Math.exp(logVariance), aic, observations: n };
}

const usualOrder = (n: number): number => Math.max(0, Math.min(n - 1, Math.floor(10 * Math.log10(n))));

/** Autocorrelations at the lags 0 … L and the logarithm of the variance (divisor n), of values that are not all the same. */
function momentsOf(values: Float64Array, maxLag: number): { readonly correlations: Float64Array; readonly logVariance: number } {
  const centre = mean(values);
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value - centre)), 0);
  const deviations = values.map((value) => (value - centre) / largest);
  const { xx } = laggedProducts(deviations, deviations, maxLag);
  const whole = xx[0] as number;
  return { correlations: xx.map((product) => product / whole), logVariance: Math.log(whole / values.length) + 2 * Math.log(largest) };
}

interface LevinsonStep {
  readonly coefficients: Float64Array;
  /** Share of the variance that is left. */
  readonly share: number;
}

/** Below this share of the variance the recursion has no digits left, and ends. */
const LEAST_SHARE = 1e-10;

/** The solutions of the Yule–Walker equations of the orders 0 … L, or up to where they are exact. */
function levinson(correlations: Float64Array): LevinsonStep[] {
  const steps: LevinsonStep[] = [{ coefficients: new Float64Array(0), share: 1 }];
  for (let p = 1; p < correlations.length; p++) {
    const { coefficients, share } = steps[p - 1] as LevinsonStep;
    const explained = coefficients.reduce((sum, phi, j) => sum + phi * (correlations[p - 1 - j] as number), 0);
    const last = ((correlations[p] as number) - explained) / share;
    const others = coefficients.map((phi, j) => phi - last * (coefficients[p - 2 - j] as number));
    const left = share * (1 - last * last);
    if (!(left > LEAST_SHARE)) break;
    steps.push({ coefficients: Float64Array.of(...others, last), share: left });
  }
  return steps;
}

/** Two series after the filter that makes the leader white. */
export interface PreWhitened {
  /** n − p values each. */
  readonly leader: Float64Array;
  readonly follower: Float64Array;
  readonly autoregression: Autoregression;
  readonly observations: number;
}

/**
 * Pre-whitening of a pair: the autoregression of the leader is taken out of both series.
 *
 *     u_t = (x_t − x̄) − Σ_j φ_j (x_(t−j) − x̄),   v_t = (y_t − ȳ) − Σ_j φ_j (y_(t−j) − ȳ),   t = p … n − 1
 *
 * What the leader's own persistence would spread over many lags of a cross-correlation then stands at its own lag.
 *
 * @param leader - n changes.
 * @param follower - As `leader`.
 * @param maxOrder - Largest order tried; by default ⌊10 log₁₀ n⌋.
 * @returns Insufficient where a side is constant, before or after the filter.
 * @throws RangeError for values that are not finite, or lengths that differ.
 * @remarks Missing values: refuses. Source: Box and Jenkins (1970).
 */
export function preWhiten(leader: Float64Array, follower: Float64Array, maxOrder?: number): PreWhitened | Insufficient {
  requireSameLength('the follower', follower.length, leader.length);
  requireFinite('the follower', follower);
  const autoregression = autoregressionByAic(leader, maxOrder);
  if (isInsufficient(autoregression)) return autoregression;
  const white = filtered(leader, autoregression.coefficients);
  const coloured = filtered(follower, autoregression.coefficients);
  if (isConstant(follower) || isConstant(white) || isConstant(coloured)) return insufficient('the values are all the same', 2, 1);
  return { leader: white, follower: coloured, autoregression, observations: white.length };
}

/**
 * Each side without its own autoregression.
 *
 *     u_t = (x_t − x̄) − Σ_j φ_j (x_(t−j) − x̄),   v_t = (y_t − ȳ) − Σ_j ψ_j (y_(t−j) − ȳ),   t = max(p, q) … n − 1
 *
 * What the leader's filter does to a follower that moves at the same time as the leader looks like a lead where the leader persists: its past
 * values come into the follower with the coefficients of the filter. With a filter each, two series that only move at the same time have no other
 * correlation left.
 *
 * @param leader - n changes.
 * @param follower - As `leader`.
 * @param maxOrder - Largest order tried; by default ⌊10 log₁₀ n⌋.
 * @returns As {@link preWhiten}, with the leader's autoregression. Throws as there.
 * @remarks Missing values: refuses. Source: Haugh (1976).
 */
export function whitenEach(leader: Float64Array, follower: Float64Array, maxOrder?: number): PreWhitened | Insufficient {
  requireSameLength('the follower', follower.length, leader.length);
  const autoregression = autoregressionByAic(leader, maxOrder);
  if (isInsufficient(autoregression)) return autoregression;
  const own = autoregressionByAic(follower, maxOrder);
  if (isInsufficient(own)) return own;
  const left = leader.length - Math.max(autoregression.order, own.order);
  const [white, other] = [filtered(leader, autoregression.coefficients), filtered(follower, own.coefficients)].map((values) =>
    values.subarray(values.length - left),
  ) as [Float64Array, Float64Array];
  if (isConstant(white) || isConstant(other)) return insufficient('the values are all the same', 2, 1);
  return { leader: white, follower: other, autoregression, observations: left };
}

function filtered(values: Float64Array, coefficients: Float64Array): Float64Array {
  const centre = mean(values);
  const order = coefficients.length;
  const deviations = new Float64Array(values.length);
  for (let t = 0; t < values.length; t++) deviations[t] = (values[t] as number) - centre;
  const rests = new Float64Array(values.length - order);
  for (let t = 0; t < rests.length; t++) {
    let rest = deviations[t + order] as number;
    for (let j = 0; j < order; j++) rest -= (coefficients[j] as number) * (deviations[t + order - 1 - j] as number);
    rests[t] = rest;
  }
  return rests;
}
