import type { EpochDay } from '../../calendar/civil-date.ts';

/** A line of a fund's holdings that is shares of a company. */
export interface HoldingLine {
  readonly ticker: string;
  readonly name: string;
  /** Market value, above 0, in the fund's currency. */
  readonly value: number;
  /** What tells its company from all others; undefined where that is not known. */
  readonly company: string | undefined;
}

/** A company in a fund, with all its share classes. */
export interface Constituent {
  /** As `keyOf` its lines. */
  readonly key: string;
  readonly tickers: readonly string[];
  /** As the first of its lines has it. */
  readonly name: string;
  /** Share of the value of all constituents, from 0 to 1. */
  readonly weight: number;
}

/** The holdings of one date and when the world could know them. */
export interface DatedHoldings {
  readonly asOf: EpochDay;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly knownAt: number;
}

/** What tells the company of a line from all others: the company where it is known, else the ticker. */
export const keyOf = ({ company, ticker }: Pick<HoldingLine, 'company' | 'ticker'>): string => company ?? `ticker ${ticker}`;

/**
 * The companies of a fund: lines of one company are one constituent, their weights added.
 *
 * @returns The heaviest first; weights add up to 1. A line whose company is not known is a constituent of its own.
 */
export function constituentsOf(lines: readonly HoldingLine[]): Constituent[] {
  const total = lines.reduce((sum, { value }) => sum + value, 0);
  const byKey = Map.groupBy(lines, keyOf);
  const all = [...byKey].map(([key, own]) => ({
    key,
    tickers: own.map(({ ticker }) => ticker),
    name: (own[0] as HoldingLine).name,
    weight: own.reduce((sum, { value }) => sum + value, 0) / total,
  }));
  return all.sort((a, b) => b.weight - a.weight);
}

/**
 * The last holdings that were known at an instant: never those of a later date, of which the companies that failed meanwhile are gone.
 *
 * @param all - In any order.
 * @param instant - Milliseconds since 1970-01-01T00:00Z.
 * @returns Undefined before the first were known.
 */
export function holdingsKnownAt<H extends DatedHoldings>(all: readonly H[], instant: number): H | undefined {
  return all
    .filter(({ knownAt }) => knownAt <= instant)
    .reduce<H | undefined>((last, one) => (last !== undefined && last.asOf >= one.asOf ? last : one), undefined);
}
