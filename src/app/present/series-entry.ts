import type { SeriesEntry } from '../../contract/claims.ts';
import { type EpochDay, formatCivilDate } from '../../core/calendar/civil-date.ts';
import type { Series } from '../../core/series/series.ts';
import type { CatalogueSeries } from '../pull/catalogue.ts';

/** A series as a listing shows it; its age is counted to `day`. */
export function seriesEntry(series: Series, day: EpochDay): SeriesEntry {
  const { id, title, unit, calendar, dates, source, notes } = series;
  const last = dates.at(-1);
  return {
    id,
    title,
    unit,
    calendar,
    from: dates.length > 0 ? formatCivilDate(dates[0] as number) : null,
    to: last === undefined ? null : formatCivilDate(last),
    rows: dates.length,
    source,
    ageDays: last === undefined ? null : day - last,
    notes: [...notes],
    error: null,
    held: true,
  };
}

/** A series whose file could not be read, with the reason. */
export function unreadableEntry(id: string, error: Error): SeriesEntry {
  return {
    id,
    title: id,
    unit: '',
    calendar: '',
    from: null,
    to: null,
    rows: 0,
    source: '',
    ageDays: null,
    notes: [],
    error: error.message,
    held: true,
  };
}

/** A series of the catalogue of which nothing is held. */
export function catalogueEntry({ id, title, unit, calendar, byHand }: CatalogueSeries, program: string): SeriesEntry {
  const way = byHand ?? `\`${program} pull ${id}\` brings it`;
  return { ...unreadableEntry(id, new Error()), title, unit, calendar, notes: [`not held yet: ${way}`], error: null, held: false };
}
