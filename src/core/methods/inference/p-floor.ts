import { type Insufficient, insufficient } from '../../numerics/insufficient.ts';
import { requireBetween, requireInteger } from '../../numerics/require.ts';
import { requireProbability } from '../../numerics/unit-interval.ts';
import type { BothSides } from './shift.ts';

/** Lowest p of a test by all shifts of a circle of so many admissible dates: 1/n. @throws RangeError for less than one. */
export function lowestShiftP(dates: number): number {
  requireInteger('the number of admissible dates', dates, { minimum: 1 });
  return 1 / dates;
}

/** Lowest p of a test by draws: 1 / (1 + draws). @throws RangeError for less than one draw. */
export function lowestDrawnP(draws: number): number {
  requireInteger('draws', draws, { minimum: 1 });
  return 1 / (1 + draws);
}

/** Lowest one-sided p of a sign-flip or signed-rank test, all values of one sign: 2^−N. @throws RangeError for less than one value. */
export function lowestSignFlipP(observations: number): number {
  requireInteger('the number of observations', observations, { minimum: 1, maximum: 1000 });
  return 2 ** -observations;
}

/**
 * Lowest p of a binomial test: b^N where all trials hit, (1 − b)^N where none does.
 *
 * @param trials - N, at least one.
 * @param baseRate - b, in [0, 1]. A p of 0 is possible only where the base rate leaves no chance at all.
 * @throws RangeError for other numbers.
 */
export function lowestBinomialP(trials: number, baseRate: number): BothSides {
  requireInteger('the number of trials', trials, { minimum: 1 });
  requireProbability('the base rate', baseRate);
  return { up: baseRate ** trials, down: (1 - baseRate) ** trials };
}

/**
 * Lowest one-sided p of an exact two-sample test: 1 / C(m + n, m).
 *
 * @param first - m, at least one.
 * @param second - n, at least one.
 * @throws RangeError for other numbers.
 */
export function lowestTwoSampleP(first: number, second: number): number {
  requireInteger('the size of the first sample', first, { minimum: 1 });
  requireInteger('the size of the second sample', second, { minimum: 1 });
  let choices = 1;
  for (let i = 1; i <= Math.min(first, second); i++) choices = (choices * (Math.max(first, second) + i)) / i;
  return 1 / Math.min(choices, Number.MAX_VALUE);
}

/**
 * Fewest trials that can reach a p at all: the smallest N with b^N ≤ α.
 *
 * @param baseRate - b: chance of a hit under the null; 1/2 for a sign-flip test.
 * @param alpha - α, in (0, 1).
 * @returns N, or Insufficient for a base rate of 1, which no number of hits beats.
 * @throws RangeError for a base rate outside [0, 1] or an α outside (0, 1).
 */
export function fewestTrials(baseRate: number, alpha = 0.05): number | Insufficient {
  requireProbability('the base rate', baseRate);
  requireBetween('alpha', alpha, { above: 0, below: 1 });
  if (baseRate === 1) return insufficient('every admissible date hits, so that no number of hits stands out', 1, 0);
  if (baseRate === 0) return 1;
  const about = Math.max(1, Math.ceil(Math.log(alpha) / Math.log(baseRate)) - 1);
  return baseRate ** about <= alpha ? about : about + 1;
}
