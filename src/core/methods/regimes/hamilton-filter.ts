import { requireBetween, requireFinite } from '../../numerics/require.ts';

/** One number for each of the two regimes. */
export type PerRegime = readonly [number, number];

/**
 * A two-regime Markov-switching model, Hamilton's autoregressive form:
 *
 *     y_t − μ(S_t) = Σ_(i = 1…p) φ_i (y_(t−i) − μ(S_(t−i))) + e_t,   e_t normal with variance σ²(S_t)
 */
export interface MarkovSwitchingParameters {
  readonly means: PerRegime;
  /** Equal where only the mean switches. */
  readonly variances: PerRegime;
  /** Probability of staying in each regime from one observation to the next, in (0, 1). */
  readonly stay: PerRegime;
  /** φ_1 … φ_p; none where the observations are independent within a regime. */
  readonly autoregression: readonly number[];
}

/** What can be said of the regime on each date from the observations up to it. */
export interface FilteredRegimes {
  /** P(S_t = second regime | y_0 … y_t), one for each observation from `first` on. */
  readonly secondRegime: Float64Array;
  /** Index of the observation that the first value belongs to: p, the number of autoregressive terms. */
  readonly first: number;
  /** Log-likelihood of the observations from `first` on, given those before. */
  readonly logLikelihood: number;
  readonly observations: number;
}

/**
 * Hamilton's filter: filtered regime probabilities and likelihood at given parameters. The regimes begin at their long-run
 * shares, ((1 − stay_2), (1 − stay_1)) / (2 − stay_1 − stay_2).
 *
 * @param values - n observations in the order of time: changes or returns, not price levels.
 * @returns n − p probabilities; none where n ≤ p, and then the log-likelihood is 0.
 * @throws RangeError for values that are not finite or so far from the means that their likelihood is no number, variances that
 * are not positive, or stay outside (0, 1).
 * @remarks Missing values: refuses. A date's probability reads nothing after it; give parameters estimated on earlier data where
 * the past is to be judged as it could have been. There is no smoothed probability here on purpose: it reads the future. Source:
 * Hamilton (1989). Checked against statsmodels 0.13.5 and EViews on Hamilton's own data, and against the sum over all paths.
 */
export function hamiltonFilter(values: Float64Array, parameters: MarkovSwitchingParameters): FilteredRegimes {
  requireFinite('the values', values);
  requireParameters(parameters);
  const { joint, logLikelihood, first, histories } = jointFilter(values, parameters);
  if (!Number.isFinite(logLikelihood)) throw new RangeError(`the log-likelihood of the values must be finite, was ${logLikelihood}`);
  const dates = joint.length / histories;
  const secondRegime = new Float64Array(dates);
  for (let i = 0; i < dates; i++) {
    let sum = 0;
    for (let history = 1; history < histories; history += 2) sum += joint[i * histories + history] as number;
    secondRegime[i] = Math.min(1, sum);
  }
  return { secondRegime, first, logLikelihood, observations: values.length };
}

function requireParameters({ means, variances, stay, autoregression }: MarkovSwitchingParameters): void {
  requireFinite('the means', Float64Array.from(means));
  requireFinite('the autoregression', Float64Array.from(autoregression));
  for (const variance of variances) requireBetween('a variance', variance, { above: 0, below: Number.POSITIVE_INFINITY });
  for (const probability of stay) requireBetween('the probability of staying', probability, { above: 0, below: 1 });
}

/**
 * Probabilities of histories (S_t … S_(t−p)): bit i of a history's number is the regime i observations back, so that odd
 * numbers are the second regime now.
 */
export interface JointFilter {
  /** For each date from `first` on, P(history | y_0 … y_t) for each history. */
  readonly joint: Float64Array;
  /** In parallel, P(history | y_0 … y_(t−1)). */
  readonly predicted: Float64Array;
  /** 2^(p + 1). */
  readonly histories: number;
  readonly first: number;
  readonly logLikelihood: number;
}

/** The filter over histories. Missing values: propagates; the parameters are taken as they are. */
export function jointFilter(values: Float64Array, parameters: MarkovSwitchingParameters): JointFilter {
  const first = parameters.autoregression.length;
  const histories = 2 ** (first + 1);
  const dates = Math.max(0, values.length - first);
  const joint = new Float64Array(dates * histories);
  const predicted = new Float64Array(dates * histories);
  const logs = new Float64Array(histories);
  let logLikelihood = 0;
  if (dates > 0) predicted.set(beginning(parameters, histories));
  for (let i = 0; i < dates; i++) {
    const from = i * histories;
    let largest = Number.NEGATIVE_INFINITY;
    for (let history = 0; history < histories; history++) {
      logs[history] = logDensity(values, parameters, { t: first + i, history });
      largest = Math.max(largest, logs[history]);
    }
    let likelihood = 0;
    for (let history = 0; history < histories; history++) {
      const weight = (predicted[from + history] as number) * Math.exp((logs[history] as number) - largest);
      joint[from + history] = weight;
      likelihood += weight;
    }
    logLikelihood += largest + Math.log(likelihood);
    for (let history = 0; history < histories; history++) {
      joint[from + history] = (joint[from + history] as number) / likelihood;
      if (i + 1 === dates) continue;
      for (const regime of [0, 1] as const) {
        const next = from + histories + nextHistory(history, regime, histories);
        predicted[next] = (predicted[next] as number) + (joint[from + history] as number) * moving(parameters, history, regime);
      }
    }
  }
  return { joint, predicted, histories, first, logLikelihood };
}

/** The history that follows one when a regime comes. */
export const nextHistory = (history: number, regime: number, histories: number): number => ((history << 1) | regime) & (histories - 1);

/** Probability that a regime follows a history. */
export function moving({ stay }: MarkovSwitchingParameters, history: number, regime: number): number {
  const now = history & 1;
  return regime === now ? (stay[now] as number) : 1 - (stay[now] as number);
}

/** Probabilities of the first histories: the oldest regime at its long-run share, the later ones by the chain. */
function beginning(parameters: MarkovSwitchingParameters, histories: number): Float64Array {
  const [a, b] = parameters.stay;
  const second = (1 - a) / (2 - a - b);
  return Float64Array.from({ length: histories }, (_, history) => {
    const lags = Math.log2(histories) - 1;
    let probability = (history >> lags) & 1 ? second : 1 - second;
    for (let i = lags; i > 0; i--) probability *= moving(parameters, history >> i, (history >> (i - 1)) & 1);
    return probability;
  });
}

function logDensity(
  values: Float64Array,
  { means, variances, autoregression }: MarkovSwitchingParameters,
  { t, history }: { readonly t: number; readonly history: number },
): number {
  let error = (values[t] as number) - (means[history & 1] as number);
  for (let i = 1; i <= autoregression.length; i++) {
    error -= (autoregression[i - 1] as number) * ((values[t - i] as number) - (means[(history >> i) & 1] as number));
  }
  const variance = variances[history & 1] as number;
  return -0.5 * (Math.log(2 * Math.PI * variance) + (error * error) / variance);
}
