import { betaQuantile } from '../../numerics/distributions.ts';
import { type Insufficient, insufficient } from '../../numerics/insufficient.ts';
import { requireBetween, requireInteger } from '../../numerics/require.ts';

/** An interval of a probability. */
export interface ProportionInterval {
  readonly lower: number;
  readonly upper: number;
  readonly level: number;
  readonly observations: number;
}

/**
 * Exact interval of the probability of a success (Clopper and Pearson): the p at which both binomial tails of the count are at least
 * (1 − level) / 2.
 *
 *     lower = Beta quantile of (1 − level) / 2 with shapes H and n − H + 1;   upper = that of (1 + level) / 2 with shapes H + 1 and n − H
 *
 * @param successes - H, a whole number from 0 to n.
 * @param trials - n.
 * @returns Insufficient without a trial.
 * @throws RangeError for counts that are not whole numbers with 0 ≤ H ≤ n, or a level outside (0, 1).
 * @remarks Missing values: none can be given. Holds its level for every p, and so is wide. Source: Clopper and Pearson (1934). Checked
 * against R's binom.test.
 */
export function clopperPearson(successes: number, trials: number, { level = 0.95 } = {}): ProportionInterval | Insufficient {
  requireInteger('the number of trials', trials, { minimum: 0 });
  requireInteger('the number of successes', successes, { minimum: 0, maximum: trials });
  requireBetween('the level of the interval', level, { above: 0, below: 1 });
  if (trials === 0) return insufficient('no trial', 1, 0);
  return {
    lower: successes === 0 ? 0 : betaQuantile((1 - level) / 2, successes, trials - successes + 1),
    upper: successes === trials ? 1 : betaQuantile((1 + level) / 2, successes + 1, trials - successes),
    level,
    observations: trials,
  };
}
