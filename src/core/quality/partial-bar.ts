import { closeInstant } from '../calendar/calendars.ts';
import { quantileSorted } from '../numerics/quantile.ts';
import type { Series } from '../series/series.ts';
import type { PartialBar } from './finding.ts';
import { compared, relativeDifferences, type Second } from './second.ts';

/** The last observation as it stood when it was recorded. */
export interface Recorded {
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly at: number;
  readonly date: number;
  readonly value: number;
}

/** Bars that still formed when they were recorded: their close came later. */
export function findPartialBars({ calendar, dates, values }: Series, recordings: readonly Recorded[]): PartialBar[] {
  const early = recordings.filter(({ at, date }) => closeInstant(calendar, date) > at);
  const byDate = new Map(early.toReversed().map((recording) => [recording.date, recording]));
  return [...byDate.values()]
    .toSorted((a, b) => a.date - b.date)
    .flatMap(({ at, date, value }): PartialBar[] => {
      const clock = { recordedAt: at, closesAt: closeInstant(calendar, date) };
      const index = dates.indexOf(date);
      const final = index < 0 ? value : (values[index] as number);
      const base = { kind: 'partial bar', dates: Int32Array.of(date) } as const;
      // What was put right since is a note: the value that stands is final.
      if (final !== value) return [{ ...base, severity: 'note', evidence: { by: 'revision', ...clock, first: value, final } }];
      return [{ ...base, severity: 'error', evidence: { by: 'clock', ...clock } }];
    });
}

/** The last bar differs so many times as much as nearly all others do, and by at least this share. */
const FACTOR = 3;
const LEAST_DIFFERENCE = 0.003;
const LEAST_COMMON = 60;
const RECENT = 250;

/** A last bar that lies further from a second source than the bars before it ever do. */
export function findUnlikeLastBar(series: Series, second: Second): PartialBar[] {
  const last = series.dates.at(-1);
  const from = Math.max(0, series.dates.length - RECENT);
  const pair = compared({ dates: series.dates.subarray(from), values: series.values.subarray(from) }, second);
  if (last === undefined || pair.dates.length < LEAST_COMMON || pair.dates.at(-1) !== last) return [];
  const differences = relativeDifferences(pair);
  const difference = differences.at(-1) as number;
  const usual = quantileSorted(differences.slice(0, -1).sort(), 0.99);
  if (difference < LEAST_DIFFERENCE || difference < FACTOR * usual) return [];
  return [{ kind: 'partial bar', severity: 'warning', dates: Int32Array.of(last), evidence: { by: 'second source', difference, usual } }];
}
