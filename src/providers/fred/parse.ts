import { CsvError, parse } from 'csv-parse/sync';
import { type EpochDay, parseCivilDate } from '../../core/calendar/civil-date.ts';
import { datesNote } from '../dates-note.ts';
import { arranged } from '../observations.ts';
import type { Parsed } from '../provider.ts';
import { type Answer, readJson, wrongShape } from '../read-json.ts';
import { quoted } from '../wording.ts';
import { type FredRow, figureText, type ObservationsPage, observationsSchema } from './schema.ts';

/** The rows of all pages, with the last page's text for errors. */
export interface Pages {
  readonly rows: readonly FredRow[];
  readonly notes: readonly string[];
  readonly body: string;
}

/** Reads one page of observations as JSON. @throws ProviderError `changed-shape`; also for transformed values. */
export function readPage(body: string, answer: Answer): { readonly page: ObservationsPage; readonly notes: readonly string[] } {
  const { data: page, notes } = readJson(body, observationsSchema, answer);
  return { page, notes };
}

/**
 * Today's values. Their real-time period is today, which says nothing of when they were first known: none is given.
 *
 * @throws ProviderError `changed-shape` where a date comes twice.
 */
export function parseObservations({ rows, notes, body }: Pages, answer: Answer): Parsed {
  const place = { ...answer, body, notes };
  // Each date has one row: where one comes twice, pages overlap, and another is missing.
  if (new Set(rows.map(({ date }) => date)).size < rows.length) throw wrongShape(answer, 'a date occurs twice', place);
  return withValues(rows, place);
}

/** Reads fredgraph.csv: a header `observation_date,ID` (formerly `DATE,ID`), and a date with a figure, `.` or nothing a row. */
export function parseGraph(body: string, id: string, answer: Answer): Parsed {
  const [header = [], ...lines] = records(body, answer);
  const place = { ...answer, body, notes: headerNotes(header, id, { ...answer, body }) };
  // Every line ends: an end without one is an answer that was cut off, perhaps within a figure.
  if (!body.endsWith('\n')) throw wrongShape(place, `the answer is cut off after ${quoted((lines.at(-1) ?? header).join(','))}`, place);
  const rows = lines.map((cells, i) => {
    if (cells.length === header.length) return readLine(cells, i + 2, place);
    throw wrongShape(place, `line ${i + 2}: expected ${header.length} cells, found ${quoted(cells.join(','))}`, place);
  });
  return withValues(rows, place);
}

/** Refuses a header of anything but this series; other columns after it are noted, or refused. */
function headerNotes([date = '', series = '', ...others]: readonly string[], id: string, place: Place): string[] {
  const isKnown = ['observation_date', 'DATE'].includes(date) && series.toUpperCase() === id;
  if (!isKnown || (others.length > 0 && place.unknownFields === 'refuse')) {
    const found = quoted([date, series, ...others].join(','));
    throw wrongShape(place, `expected the header observation_date,${id}, found ${found}`, place);
  }
  return others.length > 0 ? [`Columns that are not known here were left alone: ${others.join(', ')}.`] : [];
}

function records(body: string, answer: Answer): string[][] {
  try {
    return parse(body, { bom: true, relax_column_count: true, skip_empty_lines: true });
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    throw wrongShape(answer, `the answer is no CSV: ${cause.message}`, { body, cause });
  }
}

function readLine(cells: readonly string[], line: number, place: Place): DatedFigure {
  const date = parseCivilDate(cells[0] ?? '');
  const figure = figureText.safeParse(cells[1]);
  if (date !== undefined && figure.success) return { date, value: figure.data };
  throw wrongShape(place, `line ${line}: expected a date and a figure, found ${quoted(cells.join(','))}`, place);
}

type Place = Answer & { readonly body: string; readonly notes?: readonly string[] };

interface DatedFigure {
  readonly date: EpochDay;
  readonly value: number | null;
}

function withValues(rows: readonly DatedFigure[], place: Place): Parsed {
  const missing = rows.filter(({ value }) => value === null).map(({ date }) => date);
  const observations = rows.flatMap(({ date, value }) => (value === null ? [] : [{ date, value }]));
  return arranged(observations, { ...place, notes: [...(place.notes ?? []), ...datesNote(missing, 'row')] });
}
