import { type Insufficient, insufficient, isInsufficient } from '../../numerics/insufficient.ts';
import type { Series } from '../../series/series.ts';
import { type Change, changesOf, measuredLevels, type PairedChanges, pairAsKnown } from './align.ts';
import { type GrangerTest, grangerTest } from './granger.ts';
import { type GrangerOrders, grangerOrders } from './granger-orders.ts';
import { type LagRange, type PeakTest, peakTest } from './peak-test.ts';
import { type PreWhitened, preWhiten, whitenEach } from './pre-whitening.ts';
import { type ChosenTodaYamamoto, todaYamamotoChosen } from './toda-yamamoto.ts';
import type { Criterion, VarOrders } from './var-order.ts';

/** The largest pre-whitened cross-correlation with the order of the autoregression that was taken out. */
export interface WhitePeakTest extends PeakTest {
  readonly autoregressionOrder: number;
}

/** Granger's test at the order that the criterion picks, beside all orders. */
export interface ChosenGranger {
  readonly test: GrangerTest | Insufficient;
  readonly orders: GrangerOrders;
  readonly varOrders: VarOrders;
}

/** What speaks for one series leading the other, from the leader as the follower's instants knew it. */
export interface Lead {
  /** Over the lags 1 … L, all of them without common hours. */
  readonly crossCorrelation: WhitePeakTest | Insufficient;
  readonly granger: ChosenGranger | Insufficient;
  readonly todaYamamoto: ChosenTodaYamamoto | Insufficient;
  /** Pairs of changes. */
  readonly observations: number;
}

/** How leads are looked for; all of it is declared before the data are seen. */
export interface LeadOptions {
  /** L: largest lag in observations of the pair. */
  readonly maxLag: number;
  /** Largest order of the autoregressions; by default the smaller of L and ⌊12 (n / 100)^(1/4)⌋. */
  readonly maxOrder?: number;
  /** That picks the order, for changes and for levels. Default `aic`. */
  readonly criterion?: Criterion;
  /** Default `log-return`. */
  readonly change?: Change;
  /** Default `leader`. */
  readonly whitening?: Whitening;
}

/**
 * Whose autoregression is taken out before the cross-correlation: the leader's, out of both sides (`preWhiten`); or each side's own, out of itself
 * (`whitenEach`), which holds its level where the leader persists and both move at the same time.
 */
export type Whitening = 'leader' | 'each';

/**
 * The tests that a leader foretells a follower: the largest pre-whitened cross-correlation of the lags 1 … L, Granger's test on changes and
 * Toda and Yamamoto's on levels.
 *
 * @param leader - Any two calendars; they are paired by `pairAsKnown`, so that every lag from 1 on is over before the follower's
 * interval begins.
 * @param follower - As `leader`.
 * @returns Each part, or why it is missing.
 * @throws RangeError for options outside their range. Missing values: a level without a logarithm is insufficient.
 */
export function leadOf(leader: Series, follower: Series, options: LeadOptions): Lead {
  const paired = pairAsKnown(leader, follower);
  const changes = changesOf(paired, options.change);
  if (isInsufficient(changes)) return { crossCorrelation: changes, granger: changes, todaYamamoto: changes, observations: 0 };
  const maxOrder = options.maxOrder ?? usualOrder(changes.observations, options.maxLag);
  const lags = { maxOrder, criterion: options.criterion ?? 'aic' } as const;
  const levels = measuredLevels(paired, options.change);
  return {
    crossCorrelation: whitePeakTest(changes, { from: 1, to: options.maxLag }, options.whitening),
    granger: chosenGranger(changes, lags),
    todaYamamoto: isInsufficient(levels) ? levels : todaYamamotoChosen(levels.a, levels.b, lags),
    observations: changes.observations,
  };
}

/** The largest order of the autoregressions unless another is asked for: that of n changes and the largest lag. */
export const usualOrder = (n: number, maxLag: number): number => Math.max(1, Math.min(maxLag, Math.floor(12 * (n / 100) ** (1 / 4))));

/**
 * The largest cross-correlation over a range of lags after the autoregression of a is taken out of both, or that of each out of itself.
 *
 * @param changes - Paired changes; a is the leader.
 * @param whitening - By default the leader's.
 * @returns Insufficient where the range reaches over half of what the pre-whitening leaves. Throws, missing values: as `peakTest`.
 */
export function whitePeakTest(changes: PairedChanges, range: LagRange, whitening?: Whitening): WhitePeakTest | Insufficient {
  const white = whitePair(changes, range, whitening);
  if (isInsufficient(white)) return white;
  const test = peakTest(white.leader, white.follower, { range });
  return isInsufficient(test) ? test : { ...test, autoregressionOrder: white.autoregression.order };
}

/** The changes that {@link whitePeakTest} holds against each other. Missing values, and when there are none: as there. */
export function whitePair({ a, b }: PairedChanges, range: LagRange, whitening: Whitening = 'leader'): PreWhitened | Insufficient {
  const white = whitening === 'each' ? whitenEach(a, b) : preWhiten(a, b);
  if (isInsufficient(white)) return white;
  const needed = 2 * (range.to - range.from + 1);
  return white.observations < needed ? insufficient('the lags reach over half of the data', needed, white.observations) : white;
}

function chosenGranger(
  { a, b }: PairedChanges,
  { maxOrder, criterion }: { readonly maxOrder: number; readonly criterion: Criterion },
): ChosenGranger | Insufficient {
  const both = grangerOrders(a, b, maxOrder);
  if (isInsufficient(both)) return both;
  return { test: grangerTest(a, b, both.varOrders.chosen[criterion]), orders: both.aToB, varOrders: both.varOrders };
}
