import { binomialLowerTail, binomialUpperTail, normalQuantile } from '../../numerics/distributions.ts';
import { type Insufficient, insufficient, isInsufficient } from '../../numerics/insufficient.ts';
import type { Interval } from '../../numerics/interval.ts';
import { requireBetween, requireInteger } from '../../numerics/require.ts';
import { requireProbability } from '../../numerics/unit-interval.ts';
import { clopperPearson } from '../scoring/clopper-pearson.ts';
import { lowestBinomialP } from './p-floor.ts';
import type { BothSides } from './shift.ts';

/** Hits among trials. */
export interface Hits {
  /** In [0, trials]; averaged inside clusters they need not be whole. */
  readonly hits: number;
  /** Number of clusters. */
  readonly trials: number;
}

/** An exact test of hits against a base rate. */
export interface BinomialTest {
  readonly hits: number;
  readonly baseRate: number;
  readonly pUpper: number;
  readonly pLower: number;
  /** Probability of all counts that are no more likely than the observed one. */
  readonly pTwoSided: number;
  /** The p had every trial hit (up), or none (down). */
  readonly lowestP: BothSides;
  /** Trials. */
  readonly observations: number;
}

/** Hits within this of a whole number are that number: averages inside clusters are sums of thirds, fifths, … */
const WHOLE = 1e-9;
const wholeBelow = (hits: number): number => Math.floor(hits + WHOLE);
const wholeAbove = (hits: number): number => Math.ceil(hits - WHOLE);

/**
 * Exact binomial test of hits against a base rate.
 *
 *     p_upper = P(X ≥ hits),   p_lower = P(X ≤ hits),   X binomial with N trials and chance b
 *
 * Hits that are not whole stand between two counts, and each p is the larger of those that the two would have: the upper one is that
 * of the count below, the lower one that of the count above. So the test stays conservative.
 *
 * @param counted - Hits, averaged inside clusters, and the number of clusters.
 * @param baseRate - b, in (0, 1).
 * @returns The test, or why there is none: no trial, or a base rate of 0 or 1, against which nothing can be tested.
 * @throws RangeError for hits outside [0, trials], trials that are not whole, or a base rate outside [0, 1]. Missing values: refuses.
 * @remarks Takes the base rate as known and the clusters as independent. Checked against R's binom.test.
 */
export function binomialTest(counted: Hits, baseRate: number): BinomialTest | Insufficient {
  const { hits, trials } = requireHits(counted);
  requireProbability('the base rate', baseRate);
  if (trials === 0) return insufficient('no trial', 1, 0);
  if (baseRate === 0 || baseRate === 1) return insufficient('the base rate leaves nothing to chance', 2, 1);
  const [below, above] = [wholeBelow(hits), wholeAbove(hits)];
  return {
    hits,
    baseRate,
    pUpper: binomialUpperTail(below, trials, baseRate),
    pLower: binomialLowerTail(above, trials, baseRate),
    pTwoSided: Math.max(noMoreLikely(below, trials, baseRate), noMoreLikely(above, trials, baseRate)),
    lowestP: lowestBinomialP(trials, baseRate),
    observations: trials,
  };
}

function requireHits(counted: Hits): Hits {
  requireInteger('the number of trials', counted.trials, { minimum: 0 });
  if (!(counted.hits >= 0 && counted.hits <= counted.trials)) {
    throw new RangeError(`the hits must be between 0 and the ${counted.trials} trials, were ${counted.hits}`);
  }
  return counted;
}

/** Counts whose probabilities differ by less than this share are equally likely, as in R. */
const AS_LIKELY = 1e-7;

/** Probability of the counts that are no more likely than one of them: the tail beyond it and the far tail. */
function noMoreLikely(count: number, trials: number, chance: number): number {
  const logOdds = Math.log(chance) - Math.log1p(-chance);
  const logMass = new Float64Array(trials + 1);
  for (let k = 1; k <= trials; k++) logMass[k] = (logMass[k - 1] as number) + Math.log((trials - k + 1) / k) + logOdds;
  const level = (logMass[count] as number) + Math.log1p(AS_LIKELY);
  const likelier = Array.from(logMass.keys()).filter((k) => (logMass[k] as number) > level);
  if (likelier.length === 0) return 1;
  const [first, last] = [likelier[0] as number, likelier.at(-1) as number];
  return Math.min(1, binomialLowerTail(first - 1, trials, chance) + binomialUpperTail(last + 1, trials, chance));
}

/** An interval of a hit rate. */
export interface HitRateInterval extends Interval {
  /** Hits over trials. */
  readonly estimate: number;
  /** Trials. */
  readonly observations: number;
}

/**
 * Exact interval of a hit rate by Clopper and Pearson, for hits that need not be whole: lower end of the count below, upper end of the
 * count above, so that it never holds less than its level.
 *
 * @param options - `level`, by default 0.95.
 * @returns Insufficient without a trial.
 * @throws RangeError for hits outside [0, trials] or a level outside (0, 1). Missing values: refuses.
 * @remarks Checked against R's binom.test.
 */
export function clopperPearsonInterval(counted: Hits, { level = 0.95 } = {}): HitRateInterval | Insufficient {
  const { hits, trials } = requireHits(counted);
  const low = clopperPearson(wholeBelow(hits), trials, { level });
  const high = clopperPearson(wholeAbove(hits), trials, { level });
  if (isInsufficient(low)) return low;
  if (isInsufficient(high)) return high;
  return { estimate: hits / trials, lower: low.lower, upper: high.upper, level, observations: trials };
}

/**
 * Wilson's score interval of a hit rate, without correction for continuity: narrower than the exact one, right on average.
 *
 *     (r + z²/2N ± z √(r(1 − r)/N + z²/4N²)) / (1 + z²/N),   r = hits / N
 *
 * @param options - `level`, by default 0.95.
 * @returns Insufficient without a trial.
 * @throws RangeError for hits outside [0, trials] or a level outside (0, 1). Missing values: refuses.
 * @remarks Source: Wilson (1927). Checked against R's prop.test.
 */
export function wilsonInterval(counted: Hits, { level = 0.95 } = {}): HitRateInterval | Insufficient {
  const { hits, trials } = requireHits(counted);
  requireBetween('the level of the interval', level, { above: 0, below: 1 });
  if (trials === 0) return insufficient('no trial', 1, 0);
  const rate = hits / trials;
  const z = normalQuantile((1 + level) / 2);
  const share = z ** 2 / trials;
  const reach = z * Math.sqrt((rate * (1 - rate)) / trials + share / (4 * trials));
  return {
    estimate: rate,
    lower: hits === 0 ? 0 : Math.max(0, (rate + share / 2 - reach) / (1 + share)),
    upper: hits === trials ? 1 : Math.min(1, (rate + share / 2 + reach) / (1 + share)),
    level,
    observations: trials,
  };
}
