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
}

/** A check of a claim that no pack has; null with what is missing where it cannot be made. */
export interface Draft {
  readonly check: Check | null;
  readonly test: string;
  readonly missing: readonly string[];
}

/** A market with what its data are called, and where the claim names it. */
export interface Subject {
  readonly id: string;
  readonly title: string;
  readonly series: string;
  /** A rate or a spread moves in points, not in percent. */
  readonly isRate: boolean;
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

/** The first length of time that a claim names. */
export const namedSpan = ({ quantities }: Candidate): string | undefined =>
  quantities.map(spanOf).find((span) => span !== undefined && /[a-z]/.test(span));

/** Change over a span, in what the series moves in. */
export const changeOf = ({ series, isRate }: Subject, span: string): string => `${isRate ? 'change' : 'pct_change'}(${series}, ${span})`;

/** A level that a claim names: a plain number, points or money. */
export function levelOf({ quantities }: Candidate, { isRate }: Subject): number | undefined {
  const found = quantities.find(
    ({ unit, inWords }) => !inWords && (unit === null || LEVELS.has(unit) || (isRate && (unit === 'percent' || unit === 'bp'))),
  );
  return found && (found.unit === 'bp' ? found.value / 100 : found.value);
}

const LEVELS: ReadonlySet<string> = new Set(['points', 'USD', 'EUR', 'GBP', 'JPY', 'CHF']);

/** The percentage that a claim names, as a decimal with the direction's sign. */
export function shareOf({ quantities, mentions }: Candidate): number | undefined {
  const found = quantities.find(({ unit }) => unit === 'percent' || unit === 'times');
  if (!found) return undefined;
  const size = found.unit === 'times' ? found.value - 1 : found.value / 100;
  return found.sign === -1 || directionOf(mentions) === 'down' ? -size : size;
}

/** A number as the language writes it. */
export const literal = (value: number): string =>
  value < 0 ? `0 - ${Number((-value).toPrecision(12))}` : `${Number(value.toPrecision(12))}`;

/** The days that a claim names, else the month up to its publication. */
export function periodOf({ candidate: { dates }, published }: DraftContext): {
  readonly from: EpochDay;
  readonly to: EpochDay;
  readonly isNamed: boolean;
} {
  const dated = dates.find(({ from, to }) => from !== null && to !== null);
  const since = dated?.relation === 'since' || dated?.relation === 'after';
  const from = dated?.from ?? published - 31;
  const to = since ? published : Math.min(dated?.to ?? published, published);
  return { from: Math.min(from, to), to, isNamed: dated !== undefined };
}

/** Two days as a check writes them. */
export const between = ({ from, to }: { readonly from: EpochDay; readonly to: EpochDay }): [string, string] => [
  formatCivilDate(from),
  formatCivilDate(to),
];
