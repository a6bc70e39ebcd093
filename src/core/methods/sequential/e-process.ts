import { type Insufficient, insufficient } from '../../numerics/insufficient.ts';
import { requireBetween, requireSameLength } from '../../numerics/require.ts';
import { requireProbabilities } from '../../numerics/unit-interval.ts';

/** The wealth of somebody who bets against the null hypothesis, from 1. */
export interface EProcess {
  /** Wealth now: under the null its expectation is at most 1 whenever one stops. Not above the largest finite number. */
  readonly eValue: number;
  /** min(1, 1 / the largest wealth so far): at most a share p of nulls ever gets to p, however often one looks. */
  readonly anytimeP: number;
  /** Natural log of the wealth before the first observation (0) and after each: n + 1 values. */
  readonly logWealth: Float64Array;
  /** Anytime-valid p before the first observation (1) and after each: n + 1 values, never rising. */
  readonly anytimePs: Float64Array;
  readonly observations: number;
}

/** Whether the claim says more than the null, or less. */
export type Alternative = 'greater' | 'less';

/** Options of {@link mixtureEProcess}. */
export interface MixtureOptions {
  /** Default `greater`: the null is that the mean is at most the base rate. */
  readonly alternative?: Alternative;
  /** Shapes of the beta distribution of the share of wealth that is bet. Default 1 and 1: uniform. */
  readonly bets?: { readonly alpha: number; readonly beta: number };
}

/** A payoff is cut here before it overflows; a smaller one than is fair only loses. */
const LARGEST_PAYOFF = 1e300;

/**
 * Mixture e-process for hits against a base rate. Under the null the mean of y_t, given all before it, is at most b_t. A share u of the
 * wealth bet on each hit at fair odds gives
 *
 *     E_n(u) = Π (1 − u + u y_t / b_t),   E_n = ∫ E_n(u) dBeta(u; α, β)
 *
 * For 0/1 outcomes and a constant base rate b it mixes the likelihood ratios of q against b over q = b + u (1 − b), alternatives above b
 * only: one that mixed those below b too would reject a null below b for what it does not claim. The integral is exact, a sum of beta
 * integrals that each outcome carries on:
 *
 *     E_t = Σ_j W_j(t),   W_j(t) = [W_j(t−1) (β + t − 1 − j) + (y_t / b_t) W_(j−1)(t−1) (α + j − 1)] / (α + β + t − 1)
 *
 * @param outcomes - n outcomes in the order in which they became known: 0 or 1, or the hits averaged inside a cluster, in [0, 1].
 * @param baseRates - b_t, each fixed before its outcome is known; one number where it is the same for all.
 * @returns Wealth 1 and p 1 before any outcome. Insufficient where a base rate is 0 or 1: there is nothing to bet on.
 * @throws RangeError for values outside [0, 1], arrays of different length, or shapes that are not positive.
 * @remarks Missing values: refuses. Each outcome has to be known before the next forecast's span begins: forecasts whose horizons
 * overlap are one cluster and enter as one. Time and memory grow with n² and n. Sources: Robbins (1970) for mixtures, Cover (1991) for the
 * mixture over bets, Shafer (2021), Waudby-Smith and Ramdas (2024). Checked against the closed form by scipy, numerical integration by
 * mpmath, and enumeration of all outcomes.
 */
export function mixtureEProcess(
  outcomes: Float64Array,
  baseRates: Float64Array | number,
  { alternative = 'greater', bets = { alpha: 1, beta: 1 } }: MixtureOptions = {},
): EProcess | Insufficient {
  const rates = perObservation(baseRates, outcomes.length);
  requireProbabilities('an outcome', outcomes);
  requireProbabilities('a base rate', rates);
  for (const shape of [bets.alpha, bets.beta]) requireBetween('a shape of the bets', shape, { above: 0, below: Number.POSITIVE_INFINITY });
  const telling = rates.filter((rate) => rate > 0 && rate < 1).length;
  if (telling < rates.length) return insufficient('a base rate of 0 or 1 leaves nothing to bet on', rates.length, telling);
  const isGreater = alternative === 'greater';
  const payoffs = outcomes.map((y, t) => {
    const rate = rates[t] as number;
    return Math.min(LARGEST_PAYOFF, isGreater ? y / rate : (1 - y) / (1 - rate));
  });
  return wealthOf(mixedFactors(payoffs, bets));
}

/** By what the mixed wealth is multiplied at each observation; the weights of the beta integrals are kept at a sum of 1. */
function mixedFactors(payoffs: Float64Array, { alpha, beta }: { readonly alpha: number; readonly beta: number }): Float64Array {
  const weights = new Float64Array(payoffs.length + 1);
  weights[0] = 1;
  return payoffs.map((payoff, t) => {
    let factor = 0;
    for (let j = t + 1; j >= 0; j--) {
      const kept = (weights[j] as number) * (beta + t - j);
      const bet = j === 0 ? 0 : payoff * (weights[j - 1] as number) * (alpha + j - 1);
      weights[j] = (kept + bet) / (alpha + beta + t);
      factor += weights[j] as number;
    }
    for (let j = 0; j <= t + 1; j++) weights[j] = (weights[j] as number) / factor;
    return factor;
  });
}

/** Options of {@link bettingEProcess}. */
export interface BettingOptions {
  /** What no value can be below, and what none can be above. */
  readonly lower: number;
  readonly upper: number;
  /** Default `greater`: the null is that the mean is at most the null mean. */
  readonly alternative?: Alternative;
  /** Largest share of the wealth that is put at risk, in (0, 1). Default 0.5. */
  readonly largestStake?: number;
}

/**
 * Betting e-process for bounded values. Under the null the mean of x_t, given all before it, is at most m_t. With g_t = (x_t − m_t) / (upper −
 * lower), the null mean m′_t on the scale from 0 to 1, and a bet from what came before,
 *
 *     E_n = Π (1 + λ_t g_t),   λ_t = max(0, min(c / m′_t, d / (v + d²)))
 *     d = Σ_(i<t) g_i / t,   v = (1/4 + Σ_(i<t) (g_i − d_i)²) / t,   d_i = Σ_(j≤i) g_j / (i + 1)
 *
 * (the approximately growth-optimal bet, with one pretended observation at the null mean and of variance 1/4, so that the first bet is 0).
 *
 * @param values - n values in [lower, upper], in the order in which they became known.
 * @param nullMeans - m_t, each fixed before its value is known and strictly between the bounds; one number where it is the same for all.
 * @returns Wealth 1 and p 1 before any value.
 * @throws RangeError for values outside the bounds, null means that are not strictly inside them, or arrays of different length.
 * @remarks Missing values: refuses. Returns have no bounds: give the percentile of each outcome among the admissible dates', whose null
 * mean is 1/2, and not returns cut off at a bound, whose mean is another. As with {@link mixtureEProcess} each value has to be known before
 * the next one's span begins. Source: Waudby-Smith and Ramdas (2024). Checked against numpy and enumeration.
 */
export function bettingEProcess(
  values: Float64Array,
  nullMeans: Float64Array | number,
  { lower, upper, alternative = 'greater', largestStake = 0.5 }: BettingOptions,
): EProcess {
  const means = perObservation(nullMeans, values.length);
  requireBetween('the width of the bounds', upper - lower, { above: 0, below: Number.POSITIVE_INFINITY });
  requireBetween('the largest stake', largestStake, { above: 0, below: 1 });
  values.forEach((value, t) => {
    if (!(value >= lower && value <= upper)) throw new RangeError(`a value must be in [${lower}, ${upper}], was ${value} at index ${t}`);
    requireBetween('a null mean', means[t] as number, { above: lower, below: upper });
  });
  const sign = alternative === 'greater' ? 1 : -1;
  const floor = alternative === 'greater' ? lower : upper;
  let [excess, squares] = [0, 1 / 4];
  const factors = values.map((value, t) => {
    const gain = (sign * (value - (means[t] as number))) / (upper - lower);
    const [drift, variance] = [excess / (t + 1), squares / (t + 1)];
    const nullMean = (sign * ((means[t] as number) - floor)) / (upper - lower);
    const bet = Math.max(0, Math.min(largestStake / nullMean, drift / (variance + drift ** 2)));
    excess += gain;
    squares += (gain - excess / (t + 2)) ** 2;
    return 1 + bet * gain;
  });
  return wealthOf(factors);
}

function perObservation(values: Float64Array | number, length: number): Float64Array {
  const array = typeof values === 'number' ? new Float64Array(length).fill(values) : values;
  requireSameLength('what the null says', array.length, length);
  return array;
}

function wealthOf(factors: Float64Array): EProcess {
  const logWealth = new Float64Array(factors.length + 1);
  const anytimePs = new Float64Array(factors.length + 1).fill(1);
  let largest = 0;
  factors.forEach((factor, t) => {
    logWealth[t + 1] = (logWealth[t] as number) + Math.log(factor);
    largest = Math.max(largest, logWealth[t + 1] as number);
    anytimePs[t + 1] = Math.max(Number.MIN_VALUE, Math.exp(-largest));
  });
  return {
    eValue: Math.min(Number.MAX_VALUE, Math.exp(logWealth.at(-1) as number)),
    anytimeP: anytimePs.at(-1) as number,
    logWealth,
    anytimePs,
    observations: factors.length,
  };
}
