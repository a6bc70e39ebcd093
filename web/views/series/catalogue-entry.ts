import type { SeriesEntry } from '../../../src/contract/claims.ts';
import { formatNumber } from '../../../src/contract/format.ts';
import type { CatalogueSearch } from './series-search.ts';

export const STATES = ['held', 'notHeld', 'stale', 'unreadable', 'findings'] as const;
export type State = (typeof STATES)[number];

/** Days after which a series of a calendar has missed what was due; weekends and holidays are let pass. */
const LATE: Readonly<Record<string, number>> = { 'weekly-new-york': 16, 'weekly-utc': 16, monthly: 75, irregular: 120 };
const LATE_DAILY = 7;

/** What a series is: held or not, readable, up to date. */
export function stateOf({ held, error, calendar, ageDays }: SeriesEntry): Exclude<State, 'findings'> {
  if (!held) return 'notHeld';
  if (error !== null) return 'unreadable';
  return ageDays !== null && ageDays > (LATE[calendar] ?? LATE_DAILY) ? 'stale' : 'held';
}

/** Whether a series is chosen; `found` holds the ids with findings where they are known. */
export function isChosen(entry: SeriesEntry, search: CatalogueSearch, found: ReadonlySet<string> | undefined): boolean {
  const { q = '', calendar, source, unit, state } = search;
  const all = [entry.id, entry.title, entry.unit, entry.source, entry.calendar].join(' ').toLowerCase();
  const words = q.toLowerCase().split(/\s+/);
  return (
    words.every((word) => all.includes(word)) &&
    (calendar === undefined || entry.calendar === calendar) &&
    (source === undefined || entry.source === source) &&
    (unit === undefined || entry.unit === unit) &&
    hasState(entry, state, found)
  );
}

function hasState(entry: SeriesEntry, state: string | undefined, found: ReadonlySet<string> | undefined): boolean {
  if (state === undefined) return true;
  if (state === 'findings') return found?.has(entry.id) ?? true;
  // A stale series is held too.
  return state === 'held' ? entry.held : stateOf(entry) === state;
}

/** The values that a field has, each with how many series have it, the most frequent first. */
export function counted(entries: readonly SeriesEntry[], field: 'calendar' | 'source' | 'unit'): (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const entry of entries) if (entry[field] !== '') counts.set(entry[field], (counts.get(entry[field]) ?? 0) + 1);
  return [...counts].sort(([a, n], [b, m]) => m - n || a.localeCompare(b));
}

type AgeWords = Readonly<Record<'today' | 'yesterday' | 'days' | 'months' | 'years', string>>;

/** An age in words: days up to three months, months up to two years. */
export function ageInWords(days: number | null, words: AgeWords): string {
  if (days === null) return '–';
  if (days <= 0) return words.today;
  if (days === 1) return words.yesterday;
  if (days < 90) return words.days.replace('{n}', String(days));
  if (days < 730) return words.months.replace('{n}', String(Math.round(days / 30.44)));
  return words.years.replace('{n}', formatNumber(days / 365.25, 1));
}

const CALENDARS = {
  'utc-daily': 'everyDay',
  'new-york': 'newYork',
  weekdays: 'weekdays',
  'weekly-new-york': 'weeklyNewYork',
  'weekly-utc': 'weeklyUtc',
  monthly: 'monthly',
  irregular: 'irregular',
} as const;

/** What a calendar means: its days, its close and the time zone of it. */
export function calendarInWords(calendar: string, words: Readonly<Record<(typeof CALENDARS)[keyof typeof CALENDARS], string>>): string {
  const name = CALENDARS[calendar as keyof typeof CALENDARS];
  return name ? words[name] : calendar;
}
