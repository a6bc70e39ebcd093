import type { EpochDay } from '../../calendar/civil-date.ts';
import { type Insufficient, insufficient } from '../../numerics/insufficient.ts';
import { endOfDay } from '../../series/panel.ts';
import type { Versions } from '../../series/series.ts';
import type { Constituent } from './constituents.ts';
import { incomeKnownAt, type KnownIncome } from './trailing-income.ts';

/** Why a constituent has no income: of its history nothing was known yet, or what was known is too old; or a reason given by the caller. */
export type Lack<Reason extends string> = Reason | 'nothing known yet' | 'too old';

/** A constituent with its income as it was known, or why there is none. */
export interface ReadConstituent<Reason extends string> extends Constituent {
  /** Also where it is too old to count. */
  readonly income: KnownIncome | undefined;
  /** Undefined where the income counts. */
  readonly lack: Lack<Reason> | undefined;
}

/** A share of those whose income counts, and what all together could have. */
export interface CoveredShare {
  readonly ok: true;
  /** Of those whose income counts, from 0 to 1. */
  readonly share: number;
  /** Share of all if none, and if all, of those without an income had a loss. */
  readonly lowest: number;
  readonly highest: number;
}

/** How many constituents had a loss over their last four quarters, and how much weight. */
export interface UnprofitableShare<Reason extends string> {
  readonly constituents: readonly ReadConstituent<Reason>[];
  readonly count: { readonly negative: number; readonly covered: number; readonly all: number };
  /** Shares of the value of all constituents. */
  readonly weight: { readonly negative: number; readonly covered: number };
  readonly byCount: CoveredShare | Insufficient;
  readonly byWeight: CoveredShare | Insufficient;
}

/** The fund at a date, what its companies earned, and from when on too little is known. */
export interface UnprofitableRequest<Reason extends string> {
  readonly constituents: readonly Constituent[];
  /** Date of the holdings. */
  readonly heldOn: EpochDay;
  /** Income of four quarters in every version, or why there is none, by the constituent's key. */
  readonly incomes: ReadonlyMap<string, Versions | Reason>;
  /** What was known by the end of this date (UTC) counts. */
  readonly asOf: EpochDay;
  /** Days from the end of the four quarters, and from the date of the holdings, to `asOf` at most. */
  readonly maximumAge: number;
}

/** Of fewer than this share nothing is said about the whole. */
export const MINIMUM_COVERAGE = 0.5;

/**
 * The share of a fund's companies whose net income over the last four reported quarters was below 0, by count and by weight, as known at
 * the end of a date.
 *
 * share = Σ w·[income < 0] / Σ w over the constituents whose income is known and not too old; w is 1 by count. Two share classes of one
 * company are one constituent. An income of exactly 0 is no loss.
 *
 * @returns Too little data is a value: where less than half is covered, by count or by weight, or the holdings are too old.
 * @throws RangeError for an income that is neither a history nor a reason.
 */
export function unprofitableShare<Reason extends string>(request: UnprofitableRequest<Reason>): UnprofitableShare<Reason> {
  const { heldOn, asOf, maximumAge } = request;
  const constituents = request.constituents.map((constituent) => readConstituent(constituent, request));
  const covered = constituents.filter(({ lack }) => lack === undefined);
  const negative = covered.filter(({ income }) => (income as KnownIncome).value < 0);
  const count = { negative: negative.length, covered: covered.length, all: constituents.length };
  const weight = { negative: weightOf(negative), covered: weightOf(covered) };
  const isOld = asOf - heldOn > maximumAge;
  const old = insufficient('the last holdings are too old: days at most', maximumAge, asOf - heldOn);
  return {
    ...{ constituents, count, weight },
    byCount: isOld ? old : shareOf({ ...count, words: 'companies with an income' }),
    byWeight: isOld ? old : shareOf({ ...weight, all: 1, words: 'weight of companies with an income' }),
  };
}

function readConstituent<Reason extends string>(
  constituent: Constituent,
  { incomes, asOf, maximumAge }: UnprofitableRequest<Reason>,
): ReadConstituent<Reason> {
  const history = incomes.get(constituent.key);
  if (history === undefined) throw new RangeError(`incomes must have a history or a reason for ${constituent.key}, had nothing`);
  if (typeof history === 'string') return { ...constituent, income: undefined, lack: history };
  const income = incomeKnownAt(history, endOfDay(asOf));
  const lack = income === undefined ? 'nothing known yet' : asOf - income.end > maximumAge ? 'too old' : undefined;
  return { ...constituent, income, lack };
}

/** Shares that add up to 1 may miss it by a rounding error. */
const weightOf = (constituents: readonly Constituent[]): number =>
  Math.min(
    1,
    constituents.reduce((sum, { weight }) => sum + weight, 0),
  );

interface Parts {
  readonly negative: number;
  readonly covered: number;
  readonly all: number;
  readonly words: string;
}

function shareOf({ negative, covered, all, words }: Parts): CoveredShare | Insufficient {
  if (covered < MINIMUM_COVERAGE * all || covered === 0) return insufficient(words, MINIMUM_COVERAGE * all, covered);
  return { ok: true, share: negative / covered, lowest: negative / all, highest: (negative + all - covered) / all };
}
