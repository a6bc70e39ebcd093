import type { SeriesDetail, SeriesEntry, SeriesList } from '../../contract/claims.ts';
import { SeriesInput, SeriesShowInput } from '../../contract/operations.ts';
import { type EpochDay, formatCivilDate } from '../../core/calendar/civil-date.ts';
import { printSeriesId } from '../../core/language/print.ts';
import { asOf, endOfDay } from '../../core/series/panel.ts';
import type { Series } from '../../core/series/series.ts';
import { ProviderError } from '../../providers/provider.ts';
import type { Context } from '../context.ts';
import { givenDate, loadPanel, readExpression } from '../panel.ts';
import { catalogueEntry, seriesEntry, unreadableEntry } from '../present/series-entry.ts';
import { readCatalogues } from '../pull/catalogue.ts';

const CHART_POINTS = 240;

/** Lists the series; one whose file cannot be read stands in the list with the reason. */
export async function listSeries(given: unknown, context: Context): Promise<SeriesList> {
  const input = SeriesInput.parse(given);
  const day = givenDate(input.asOf, context) ?? context.today;
  const held = await context.series.ids();
  const entries: SeriesEntry[] = [];
  for (const id of held) entries.push(await entryOf(id, day, context));
  if (input.all) entries.push(...(await notHeld(held, context)));
  return { dataSource: context.series.description, series: entries.filter((entry) => isFound(entry, input.search)) };
}

async function notHeld(held: readonly string[], context: Context): Promise<SeriesEntry[]> {
  const catalogue = readCatalogues(await context.data.readCatalogueFiles(undefined), undefined);
  return [...catalogue.values()].filter(({ id }) => !held.includes(id)).map((series) => catalogueEntry(series, context.program));
}

/** Whether each word stands somewhere in what is said of a series. */
function isFound({ id, title, unit, source, calendar }: SeriesEntry, search = ''): boolean {
  const text = [id, title, unit, source, calendar].join(' ').toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

async function entryOf(id: string, day: EpochDay, context: Context): Promise<SeriesEntry> {
  try {
    return seriesEntry(asOf(await context.series.load(id), endOfDay(day)), day);
  } catch (error) {
    if (error instanceof ProviderError) return unreadableEntry(id, error);
    throw error;
  }
}

/** A series as it was known by the end of the day asked for, or of today. */
export async function knownSeries(
  { id, asOf: date }: Pick<SeriesShowInput, 'id' | 'asOf'>,
  context: Context,
): Promise<{ readonly known: Series; readonly day: EpochDay }> {
  const panel = await loadPanel(context, [readExpression(printSeriesId(id), 'series')]);
  const day = givenDate(date, context) ?? context.today;
  return { known: asOf(panel.series.get(id) as Series, endOfDay(day)), day };
}

/** Shows one series: its last rows with the instants at which they became known. */
export async function showSeries(given: unknown, context: Context): Promise<SeriesDetail> {
  const input = SeriesShowInput.parse(given);
  const { known, day } = await knownSeries(input, context);
  const from = Math.max(0, known.dates.length - input.rows);
  const lastRows = Array.from(known.dates.subarray(from), (day, i) => ({
    date: formatCivilDate(day),
    value: known.values[from + i] as number,
    knownAt: new Date(known.knownAt[from + i] as number).toISOString(),
  }));
  return { ...seriesEntry(known, day), lastRows, points: thinned(known), values: input.values ? allOf(known) : null };
}

const allOf = ({ dates, values }: Series): SeriesDetail['values'] => ({
  dates: Array.from(dates, formatCivilDate),
  values: Array.from(values),
});

function thinned({ dates, values }: Series): SeriesDetail['points'] {
  const count = Math.min(CHART_POINTS, values.length);
  return Array.from({ length: count }, (_, i) => {
    const at = Math.round((i * (values.length - 1)) / Math.max(1, count - 1));
    return { date: formatCivilDate(dates[at] as number), value: values[at] as number };
  });
}
