import type { z } from 'zod';
import type { ClaimEntry } from '../../../contract/pack.ts';
import { type EpochDay, formatCivilDate } from '../../../core/calendar/civil-date.ts';
import type { Quantity } from '../../../core/reader/numbers/quantities.ts';
import type { Candidate } from '../../../core/reader/statements/read-text.ts';
import type { MarketConcept, Mention } from '../../../core/reader/words/lexicon.ts';

/** How a claim is checked, as a claim file writes it. */
export type Check = z.input<typeof ClaimEntry>['check'];

/** What a draft is made from. */
export interface DraftContext {
  readonly candidate: Candidate;
  readonly markets: ReadonlyMap<string, MarketConcept>;
  /** The day on which the text came out, or was read. */
  readonly published: EpochDay;
  /** The article that its places count in. */
  readonly text: string;
  /** Days between two values of the data on a market, as a rule; 1 where it is not known. */
  readonly spacing: number;
}

/** A check of a claim that no pack has; null with what is missing where it cannot be made. */
export interface Draft {
  readonly check: Check | null;
  readonly test: string;
  /** The numbers of the claim that the check uses. */
  readonly used?: readonly Quantity[];
  readonly missing: readonly string[];
}

/** A market with what its data are called, and where the claim names it. */
export interface Subject {
  readonly id: string;
  readonly title: string;
  readonly series: string;
  /** A rate or a spread moves in points, not in percent. */
  readonly isRate: boolean;
  /** Another instrument stands in: it moves alike, at other levels. */
  readonly isStandIn: boolean;
  readonly at: number;
}

export const missing = (test: string, ...what: string[]): Draft => ({ check: null, test, missing: what });

/** The markets of a claim that have data, in the order in which it names them, and the titles of those that have none. */
export function subjectsOf({ candidate: { about, mentions, start }, markets }: DraftContext): { subjects: Subject[]; lacking: string[] } {
  const named = about.flatMap((id) => {
    const market = markets.get(id);
    return market
      ? [{ id, market, at: mentions.find((mention) => mention.kind === 'market' && mention.concept === id)?.start ?? start }]
      : [];
  });
  const subjects = named
    .flatMap(({ id, market, at }): Subject[] =>
      market.series === null
        ? []
        : [
            {
              id,
              title: market.title,
              series: /^[\w.]+$/.test(market.series) ? market.series : `(${market.series})`,
              isRate: RATES.has(market.kind),
              isStandIn: market.stand_in === true,
              at,
            },
          ],
    )
    .sort((a, b) => a.at - b.at);
  return { subjects, lacking: named.filter(({ market }) => market.series === null).map(({ market }) => market.title) };
}

const RATES: ReadonlySet<string> = new Set(['rate', 'spread']);

/** Data that would be needed. */
export const seriesOf = (titles: readonly string[]): string[] => titles.map((title) => `a series for ${title}`);

/** What is said to happen: events, moves and states, in order. */
export const predicatesOf = ({ mentions }: Candidate): Mention[] =>
  mentions.filter(({ kind }) => kind === 'event' || kind === 'move' || kind === 'state');

/** Which way a claim says it goes. */
export const directionOf = (mentions: readonly Mention[]): 'up' | 'down' =>
  mentions.find(({ move }) => move !== null)?.move === 'down' ? 'down' : 'up';

const UNITS: Readonly<Record<string, string>> = { days: 'd', weeks: 'w', months: 'mo', years: 'y' };

/** A length of time as the language writes it; undefined where it is none. */
export function spanOf({ value, to, unit }: Quantity): string | undefined {
  const longest = Math.round(to ?? value);
  if (unit === 'quarters') return `${3 * longest}mo`;
  if (unit === 'sessions') return `${longest}`;
  const letter = UNITS[unit ?? ''];
  return letter === undefined || longest < 1 || longest > 1000 ? undefined : `${longest}${letter}`;
}

/** A number of a claim, as a check uses it. */
export interface Used<T> {
  readonly value: T;
  readonly from: Quantity;
}

/** The first length of time that a claim names. */
export function namedSpan({ quantities }: Candidate): Used<string> | undefined {
  for (const from of quantities) {
    const value = spanOf(from);
    if (value !== undefined && /[a-z]/.test(value)) return { value, from };
  }
  return undefined;
}

/** Change over a span, in what the series moves in. */
export const changeOf = ({ series, isRate }: Subject, span: string): string => `${isRate ? 'change' : 'pct_change'}(${series}, ${span})`;

/** Bounds that a number stands for: more than it, less, between two, or about it. */
export interface Bounds {
  readonly low: number | null;
  readonly high: number | null;
}

/** The bounds of a number with some slack; `scale` turns its unit into the series' own. */
export function boundsOf({ value, to, approx }: Quantity, scale: (value: number) => number, slack: (value: number) => number): Bounds {
  const first = scale(value);
  if (to !== null) {
    const ends = [first, scale(to)].sort((a, b) => a - b) as [number, number];
    return { low: ends[0], high: ends[1] };
  }
  if (approx === 'over') return first < 0 ? { low: null, high: first } : { low: first, high: null };
  if (approx === 'under') return first < 0 ? { low: first, high: null } : { low: null, high: first };
  return { low: first - slack(first), high: first + slack(first) };
}

/** A condition that an expression lies within bounds. */
export const lies = (expression: string, { low, high }: Bounds): string =>
  [low === null ? '' : `${expression} > ${literal(low)}`, high === null ? '' : `${expression} < ${literal(high)}`]
    .filter(Boolean)
    .join(' and ');

/** Money beyond this is no price, but what something is worth in all, or what flows. */
const NO_PRICE = 1e7;
const LEVELS: ReadonlySet<string> = new Set(['points', 'USD', 'EUR', 'GBP', 'JPY', 'CHF']);

/** A level that a claim names: a plain number, points or money; of a rate a percentage. Of what stands in none. */
export function levelOf({ quantities }: Candidate, { isRate, isStandIn }: Subject): Used<number> | undefined {
  if (isStandIn) return undefined;
  const from = quantities.find(
    ({ unit, inWords, value }) =>
      !inWords && value < NO_PRICE && (unit === null || LEVELS.has(unit) || (isRate && (unit === 'percent' || unit === 'bp'))),
  );
  return from && { value: from.unit === 'bp' ? from.value / 100 : from.value, from };
}

/** The change that a claim names, as a decimal with the direction's sign. `Four times` is how often, unless something doubles. */
export function shareOf({ quantities, mentions }: Candidate): Used<number> | undefined {
  const multiplies =
    mentions.some(({ concept }) => concept === 'double') || quantities.some(({ unit, value }) => unit === 'times' && value < 1);
  const from = quantities.find(({ unit }) => unit === 'percent' || (multiplies && unit === 'times'));
  return from && { value: signedShare(from, from.value, mentions), from };
}

/** A number of a change as a decimal: half of it is a loss of half, twice a gain of all. */
export function signedShare({ unit, sign }: Quantity, value: number, mentions: readonly Mention[]): number {
  if (unit === 'times') return value - 1;
  return sign === -1 || directionOf(mentions) === 'down' ? -value / 100 : value / 100;
}

/** A number as the language writes it. */
export const literal = (value: number): string =>
  value < 0 ? `0 - ${Number((-value).toPrecision(12))}` : `${Number(value.toPrecision(12))}`;

/** The days that a claim names, else the month up to its publication; undefined where they lie after it. */
export function periodOf({ candidate: { dates }, published }: DraftContext): Period | undefined {
  const dated = dates.find(({ from, to }) => from !== null && to !== null);
  if (!dated) return { from: published - 31, to: published, isNamed: false };
  const isOpen = dated.relation === 'since' || dated.relation === 'after';
  const [from, last] = [dated.from as EpochDay, dated.to as EpochDay];
  if (from > published) return undefined;
  return { from, to: isOpen ? published : Math.min(last, published), isNamed: true };
}

interface Period {
  readonly from: EpochDay;
  readonly to: EpochDay;
  readonly isNamed: boolean;
}

/** Two days as a check writes them. */
export const between = ({ from, to }: { readonly from: EpochDay; readonly to: EpochDay }): [string, string] => [
  formatCivilDate(from),
  formatCivilDate(to),
];
