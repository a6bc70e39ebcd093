import type { SeriesDetail, SeriesList } from '../../contract/claims.ts';
import { formatCount, formatDate, formatInstant, formatLevel, formatNumber } from '../../contract/format.ts';
import { type Look, sparkline, styled, table, wrap } from './layout.ts';

/** The series there are, one a line. */
export function printSeriesList({ dataSource, series }: SeriesList, look: Look): string {
  const readable = series.filter(({ error }) => error === null);
  const rows = readable.map(({ id, title, from, to, rows: count, calendar, ageDays }) => [
    id,
    formatDate(from),
    formatDate(to),
    formatNumber(count),
    ageDays === null ? '–' : `${formatNumber(ageDays)} d`,
    calendar,
    title,
  ]);
  const failed = series.flatMap(({ id, error }) => (error === null ? [] : [wrap(`Not read: ${id}: ${error}`, { hanging: 2 })]));
  const sources = readable.map(({ id, source }) => [id, source]);
  return `${[
    styled(dataSource, 'bold', look),
    table([['id', 'from', 'to', 'rows', 'age', 'calendar', 'title'], ...rows], [3, 4]),
    '',
    styled('Sources', 'dim', look),
    table(sources),
    '',
    ...failed,
    formatCount(readable.length, 'series', 'series') + (failed.length > 0 ? `, ${failed.length} not read` : ''),
  ].join('\n')}\n`;
}

/** One series: its last rows and a small chart. */
export function printSeriesDetail(detail: SeriesDetail, look: Look): string {
  const { id, title, unit, calendar, from, to, rows, source, notes, ageDays } = detail;
  const values = everyFourth(detail.points.map(({ value }) => value));
  const isLog = Math.min(...values) > 0 && Math.max(...values) > 10 * Math.min(...values);
  const last = detail.lastRows.map(({ date, value, knownAt }) => [formatDate(date), formatLevel(value), formatInstant(knownAt)]);
  return `${[
    styled(`${id}: ${title}`, 'bold', look),
    wrap(
      `${unit}; ${calendar}; ${formatCount(rows, 'row')}, ${formatDate(from)} to ${formatDate(to)}, ${ageDays === null ? 'no age' : `${formatCount(ageDays, 'day')} old`}`,
    ),
    wrap(source),
    '',
    ...(rows === 0
      ? ['No observation was known by then.']
      : [
          sparkline(isLog ? values.map(Math.log) : values),
          wrap(
            `low ${formatLevel(Math.min(...values))}, high ${formatLevel(Math.max(...values))} of the points drawn${isLog ? '; log scale' : ''}`,
          ),
          '',
          table([['date', unit || 'value', 'known at'], ...last], [1]),
        ]),
    ...(notes.length > 0 ? ['', ...notes.map((note) => wrap(`Note: ${note}`, { hanging: 2 }))] : []),
  ].join('\n')}\n`;
}

/** A terminal has room for a quarter of the points. */
const everyFourth = (values: readonly number[]): number[] => values.filter((_, i) => values.length <= 60 || i % 4 === 3);
