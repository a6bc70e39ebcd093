import { type Insufficient, insufficient, isInsufficient } from '../../numerics/insufficient.ts';
import { requireFinite, requireInteger } from '../../numerics/require.ts';
import { hamiltonFilter, type MarkovSwitchingParameters } from './hamilton-filter.ts';
import { estimateMarkovSwitching, type MarkovSwitchingOptions } from './markov-switching.ts';

/** When the model is estimated. */
export interface AsKnownOptions extends MarkovSwitchingOptions {
  /** Observations that the first estimate reads: no probability is given before. */
  readonly firstFit: number;
  /** Observations from one estimate to the next. */
  readonly refitEvery: number;
}

/** Regime probabilities that read nothing later than their dates, not even through the parameters. */
export interface RegimesAsKnown {
  /** P(S_t = regime of the larger mean | y_0 … y_t), one for each observation from `first` on. */
  readonly secondRegime: Float64Array;
  /** Index of the observation that the first value belongs to. */
  readonly first: number;
  /** The parameters in use, each from the index `from` on, estimated on all observations before it. */
  readonly fits: readonly { readonly from: number; readonly parameters: MarkovSwitchingParameters }[];
  readonly observations: number;
}

/**
 * Filtered probabilities of two Markov-switching regimes with parameters that are estimated again and again, each time on the past
 * alone: what could have been said on each date.
 *
 *     P(S_t = second | y_0 … y_t; parameters estimated on y_0 … y_(f−1)),   f the last of firstFit, firstFit + refitEvery, … ≤ t
 *
 * @param values - n observations in the order of time: changes or returns, not price levels.
 * @returns n − first probabilities, or why there are none: n ≤ firstFit, or no estimate succeeded. Where a later estimate does not,
 * the parameters before it stay in use.
 * @throws RangeError for values that are not finite, a first fit or a distance below 1, or a number of terms outside 0 … 6.
 * @remarks Missing values: refuses. The second regime is the one of the larger mean in each estimate: where the means are close and
 * the variances are not, look at `fits` before a probability is compared across them. Costs an estimate of up to n observations
 * n / refitEvery times. Checked against the estimate and the filter of each past by themselves, and by cutting off the future.
 */
export function regimesAsKnown(values: Float64Array, { firstFit, refitEvery, ...options }: AsKnownOptions): RegimesAsKnown | Insufficient {
  requireFinite('the values', values);
  requireInteger('the first fit', firstFit, { minimum: 1 });
  requireInteger('the distance of fits', refitEvery, { minimum: 1 });
  const n = values.length;
  if (n <= firstFit) return insufficient('no observation comes after the first fit', firstFit + 1, n);
  const fits: { from: number; parameters: MarkovSwitchingParameters }[] = [];
  const secondRegime = new Float64Array(n);
  let failure: Insufficient | undefined;
  for (let from = firstFit; from < n; from += refitEvery) {
    const estimate = estimateMarkovSwitching(values.subarray(0, from), options);
    if (isInsufficient(estimate)) failure ??= estimate;
    else fits.push({ from, parameters: estimate.parameters });
    const inUse = fits.at(-1);
    if (!inUse) continue;
    const to = Math.min(n, from + refitEvery);
    const filtered = hamiltonFilter(values.subarray(0, to), inUse.parameters);
    secondRegime.set(filtered.secondRegime.subarray(from - filtered.first), from);
  }
  const [earliest] = fits;
  if (!earliest) return failure as Insufficient;
  return { secondRegime: secondRegime.slice(earliest.from), first: earliest.from, fits, observations: n };
}
