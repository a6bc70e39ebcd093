import { closeInstant, makeSchedule } from '../../../src/core/calendar/calendars.ts';
import { type EpochDay, isoWeekday, parseCivilDate } from '../../../src/core/calendar/civil-date.ts';
import { isNewYorkSession } from '../../../src/core/calendar/new-york.ts';
import type { CalendarName } from '../../../src/core/calendar/schedule.ts';
import { seededStream } from '../../../src/core/numerics/random.ts';
import { type Evidence, examine } from '../../../src/core/quality/examine.ts';
import type { Finding } from '../../../src/core/quality/finding.ts';
import type { Second } from '../../../src/core/quality/second.ts';
import type { Series } from '../../../src/core/series/series.ts';

export const dayOf = (iso: string): EpochDay => parseCivilDate(iso) as EpochDay;

/** A series from dates and values, as a provider would have made it. */
export function seriesOn(calendar: CalendarName, dates: Int32Array, values: Float64Array): Series {
  return {
    id: 'X',
    title: 'made up',
    unit: 'USD',
    calendar,
    dates,
    values,
    knownAt: Float64Array.from(dates, (day) => closeInstant(calendar, day)),
    schedule: makeSchedule(calendar, dates),
    source: 'made up',
    notes: [],
  };
}

const isOn: Partial<Record<CalendarName, (day: EpochDay) => boolean>> = {
  'utc-daily': () => true,
  'new-york': isNewYorkSession,
  weekdays: (day) => isoWeekday(day) <= 5,
  'weekly-utc': (day) => isoWeekday(day) === 3,
};

/** A price that wanders by about 1 % a step, with bursts of three times that. */
export function walk(calendar: CalendarName, from: string, count: number, seed = 1): Series {
  const stream = seededStream(seed);
  const normal = () => Array.from({ length: 12 }, () => stream.uniform()).reduce((sum, u) => sum + u, -6);
  const dates: EpochDay[] = [];
  for (let day = dayOf(from); dates.length < count; day++) if (isOn[calendar]?.(day)) dates.push(day);
  let level = Math.log(100);
  const values = dates.map((_, i) => {
    level += 0.01 * (i % 400 < 40 ? 3 : 1) * normal();
    return Math.round(Math.exp(level) * 1e4) / 1e4;
  });
  return seriesOn(calendar, Int32Array.from(dates), Float64Array.from(values));
}

/** The series with other dates or values, its calendar kept. */
export const remade = (series: Series, dates: readonly number[], values: readonly number[]): Series => ({
  ...seriesOn(series.calendar, Int32Array.from(dates), Float64Array.from(values)),
  id: series.id,
});

/** The series with each value put through a function of its date. */
export const revalued = (series: Series, change: (value: number, day: EpochDay, index: number) => number): Series =>
  remade(
    series,
    [...series.dates],
    Array.from(series.values, (value, i) => change(value, series.dates[i] as number, i)),
  );

/** The series without some of its dates. */
export function without(series: Series, isGone: (day: EpochDay, index: number) => boolean): Series {
  const kept = [...series.dates.keys()].filter((i) => !isGone(series.dates[i] as number, i));
  return remade(
    series,
    kept.map((i) => series.dates[i] as number),
    kept.map((i) => series.values[i] as number),
  );
}

export const secondOf = ({ dates, values }: Series): Second => ({ name: 'second', dates, values });

/** All findings but the end of the series, which is long past. */
export function found(series: Series, evidence: Partial<Evidence> = {}): Finding[] {
  const all = examine(series, { now: dayOf('2026-11-20') * 86_400_000, isPulled: false, seconds: [], recordings: [], ...evidence });
  return all.filter(({ kind }) => kind !== 'stale tail');
}

export const kinds = (findings: readonly Finding[]): string[] => findings.map(({ kind }) => kind);

/** The one finding of a kind. */
export function only<Kind extends Finding['kind']>(findings: readonly Finding[], kind: Kind): Extract<Finding, { kind: Kind }> {
  const of = findings.filter((finding) => finding.kind === kind);
  if (of.length !== 1) throw new Error(`expected one ${kind}, found ${of.length} among ${kinds(findings).join(', ') || 'nothing'}`);
  return of[0] as Extract<Finding, { kind: Kind }>;
}
