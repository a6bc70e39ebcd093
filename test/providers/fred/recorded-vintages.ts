import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { Http } from '../../../src/providers/http-port.ts';

const VINTAGES = new URL('../../../../shared/api/fred/vintages/', import.meta.url);

/** Series whose answers were recorded on many days of 2026. */
export const RECORDED_SERIES = ['BAMLH0A0HYM2', 'DTWEXBGS', 'M2SL', 'WALCL', 'WTREGEN'] as const;

/** Whether the recordings lie beside the repository. */
export const hasRecordedVintages = existsSync(VINTAGES);

if (!hasRecordedVintages) console.info(`The recorded vintages are not tested: ${VINTAGES.pathname} is not there.`);

/** A row as ALFRED gives it: the value of a date from one day to another. */
export interface AlfredRow {
  readonly realtime_start: string;
  readonly realtime_end: string;
  readonly date: string;
  readonly value: string;
}

/** A value of a date with the day on which it was first seen. */
export interface Version {
  readonly date: string;
  readonly value: number;
  readonly since: string;
}

const FOREVER = '9999-12-31';

/** Days (`YYYY-MM-DD`) on which the answer of a series was recorded, ascending. */
export function recordedDays(series: string): string[] {
  return readdirSync(new URL(`${series}/`, VINTAGES))
    .map((name) => name.slice(0, 10))
    .sort();
}

/** The answer as it was recorded that day: the newest 60 rows, newest first. */
export function recordedBody(series: string, day: string): string {
  return readFileSync(new URL(`${series}/${day}.json`, VINTAGES), 'utf8');
}

/**
 * The recordings of a series as ALFRED would give them, in order of date and real time. A period begins on the first recorded day
 * of a value and ends on the day before another text stood there: the same figure in another form is a row of its own. What leaves
 * the newest 60 rows goes on for ever.
 */
export function alfredRows(series: string): AlfredRow[] {
  const periods = new Map<string, AlfredRow[]>();
  for (const day of recordedDays(series)) {
    const { observations } = JSON.parse(recordedBody(series, day)) as { observations: { date: string; value: string }[] };
    for (const { date, value } of observations) {
      const rows = periods.get(date) ?? [];
      periods.set(date, rows);
      const last = rows.at(-1);
      if (last?.value === value) continue;
      if (last) rows[rows.length - 1] = { ...last, realtime_end: dayBefore(day) };
      rows.push({ realtime_start: day, realtime_end: FOREVER, date, value });
    }
  }
  return [...periods.keys()].sort().flatMap((date) => periods.get(date) as AlfredRow[]);
}

/** The versions of a series by plain comparison of the recorded days: each value that differs from the one before it. */
export function recordedVersions(series: string): Version[] {
  const found: Version[] = [];
  const seen = new Map<string, number>();
  for (const since of recordedDays(series)) {
    const { observations } = JSON.parse(recordedBody(series, since)) as { observations: { date: string; value: string }[] };
    for (const { date, value: text } of observations) {
      const value = Number.parseFloat(text);
      if (text === '.' || seen.get(date) === value) continue;
      seen.set(date, value);
      found.push({ date, value, since });
    }
  }
  return found.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.since < b.since ? -1 : 1));
}

/** The instant at which a day ends in New York, or at which it is HH:MM there; ISO 8601. */
export function knownInstant(day: string, time?: string): string {
  const date = Temporal.PlainDate.from(day);
  const zoned = date
    .add({ days: time === undefined ? 1 : 0 })
    .toZonedDateTime({ timeZone: 'America/New_York', plainTime: time ?? '00:00' });
  return new Date(zoned.epochMilliseconds).toISOString();
}

interface Archive {
  /** The most vintages that a window of real time may have; FRED has 2000. */
  readonly mostVintages?: number;
  /** The most rows of a page; FRED has 100,000. */
  readonly mostRows?: number;
}

/** ALFRED over some rows: clips them to the real time that is asked for, refuses windows with too many vintages, and gives pages. */
export function playedArchive(
  rows: readonly AlfredRow[],
  { mostVintages = 2000, mostRows = 100_000 }: Archive = {},
): Http & { readonly asked: URL[] } {
  const asked: URL[] = [];
  return {
    asked,
    async get({ url, query = {}, hands = [] }) {
      const whole = new URL(url);
      for (const [name, value] of Object.entries(query)) if (value !== undefined) whole.searchParams.set(name, String(value));
      asked.push(whole);
      const { status, body } = answered(rows, whole.searchParams, { mostVintages, mostRows });
      if (status >= 400 && !hands.includes(status)) throw new Error(`nobody reads ${status} for ${whole.href}`);
      const sha256 = createHash('sha256').update(body).digest('hex');
      return { status, body, etag: undefined, record: { url: whole.href, status, bytes: body.length, sha256, at: 0 } };
    },
  };
}

function answered(
  rows: readonly AlfredRow[],
  query: URLSearchParams,
  { mostVintages, mostRows }: Required<Archive>,
): { status: number; body: string } {
  const from = query.get('realtime_start') as string;
  const to = query.get('realtime_end') as string;
  const observationStart = query.get('observation_start') ?? '1600-01-01';
  const vintages = new Set(rows.map(({ realtime_start }) => realtime_start).filter((day) => day >= from && day <= to));
  if (!rows.some(({ realtime_start }) => realtime_start <= to))
    return refused('The series does not exist in ALFRED but may exist in FRED.');
  if (vintages.size > mostVintages)
    return refused(
      `There are ${vintages.size} vintage dates in the specified real-time period: ${from} to ${to}.  This exceeds the maximum number of vintage dates allowed (${mostVintages}).`,
    );
  const clipped = rows
    .filter(({ realtime_start, realtime_end, date }) => realtime_start <= to && realtime_end >= from && date >= observationStart)
    .map((row) => ({ ...row, realtime_start: later(row.realtime_start, from), realtime_end: earlier(row.realtime_end, to) }));
  const offset = Number(query.get('offset'));
  const limit = Math.min(Number(query.get('limit')), mostRows);
  const head = { realtime_start: from, realtime_end: to, observation_start: observationStart, observation_end: FOREVER };
  const form = { units: 'lin', output_type: 1, file_type: 'json', order_by: 'observation_date', sort_order: 'asc' };
  const observations = clipped.slice(offset, offset + limit);
  return { status: 200, body: JSON.stringify({ ...head, ...form, count: clipped.length, offset, limit, observations }) };
}

function refused(message: string): { status: number; body: string } {
  return { status: 400, body: JSON.stringify({ error_code: 400, error_message: `Bad Request.  ${message}` }) };
}

const later = (a: string, b: string): string => (a > b ? a : b);
const earlier = (a: string, b: string): string => (a < b ? a : b);

function dayBefore(day: string): string {
  return Temporal.PlainDate.from(day).subtract({ days: 1 }).toString();
}
