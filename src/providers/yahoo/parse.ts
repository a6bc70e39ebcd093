import { type EpochDay, formatCivilDate } from '../../core/calendar/civil-date.ts';
import { arranged } from '../observations.ts';
import type { Parsed } from '../provider.ts';
import { type Answer, readJson, wrongShape } from '../read-json.ts';
import { type Bar, finalBars } from './bars.ts';
import { eventNotes } from './events.ts';
import { faultOfChart } from './fault.ts';
import { localDates } from './local-date.ts';
import { type ChartMeta, type ChartResult, chartSchema } from './schema.ts';

/** What was asked for, as far as the answer is held against it. */
export interface ChartQuestion {
  readonly symbol: string;
  readonly since: EpochDay | undefined;
  /** Instant of the request, milliseconds since 1970-01-01T00:00Z. */
  readonly now: number;
}

/** Days by which the first bar may come after the first trade before the reader is told. */
const LATE_START = 10;

/**
 * Reads a chart as closes, with adjusted closes beside them. Each bar is dated by the exchange's clock at its own stamp.
 *
 * @throws ProviderError `changed-shape` for another symbol, other than daily bars, or columns of unequal length.
 */
export function parseChart(body: string, question: ChartQuestion, answer: Answer): Parsed {
  const { data, notes } = readJson(body, chartSchema, answer);
  const { result, error } = data.chart;
  if (error) throw faultOfChart(error, body, answer);
  const chart = result?.[0];
  if (chart === undefined) throw wrongShape(answer, 'the answer has neither a result nor an error', { body });
  const { meta } = chart;
  const { firstTradeDate } = meta;
  const problem = problemOf(meta, question.symbol);
  if (problem !== undefined) throw wrongShape(answer, problem, { body });
  const dateOf = datesIn(meta.exchangeTimezoneName, answer, body);
  const final = finalBars(barsOf(chart, dateOf, { ...answer, body }), { meta, now: question.now, dateOf });
  const parsed = arranged(final.observations, { ...answer, body });
  return {
    ...parsed,
    ...unitOf(meta),
    notes: [
      ...notes,
      ...final.notes,
      ...parsed.notes,
      ...eventNotes(chart.events, dateOf),
      ...beginningNotes(parsed.dates[0], firstTradeDate == null ? undefined : dateOf(firstTradeDate), question),
    ],
  };
}

function problemOf({ symbol, dataGranularity }: ChartMeta, asked: string): string | undefined {
  if (symbol.toUpperCase() !== asked.toUpperCase()) return `asked for ${asked}, the answer is of ${symbol}`;
  if (dataGranularity !== '1d') return `asked for daily bars of ${asked}, the answer has bars of ${dataGranularity}`;
  return undefined;
}

function datesIn(zone: string, answer: Answer, body: string): (stamp: number) => EpochDay {
  try {
    return localDates(zone);
  } catch (cause) {
    throw wrongShape(answer, `meta.exchangeTimezoneName: expected a time zone, found ${JSON.stringify(zone)}`, { body, cause });
  }
}

function barsOf(
  { timestamp, indicators }: ChartResult,
  dateOf: (stamp: number) => EpochDay,
  place: Answer & { readonly body: string },
): Bar[] {
  const closes = indicators.quote[0]?.close ?? [];
  const adjusted = indicators.adjclose?.[0]?.adjclose;
  const stamps = timestamp ?? [];
  if (closes.length !== stamps.length || (adjusted !== undefined && adjusted.length !== stamps.length)) {
    const counts = `${stamps.length} stamps, ${closes.length} closes${adjusted ? ` and ${adjusted.length} adjusted closes` : ''}`;
    throw wrongShape(place, `expected columns of one length, found ${counts}`, place);
  }
  return stamps.map((stamp, i) => ({ date: dateOf(stamp), close: closes[i] as number | null, adjusted: adjusted?.[i] }));
}

/** An index has a currency in Yahoo's answers, but is not money: its unit is left to the catalogue. */
function unitOf({ currency, instrumentType }: ChartMeta): { unit?: string } {
  return currency && instrumentType !== 'INDEX' ? { unit: currency } : {};
}

/** Where the whole history was asked for and its beginning did not come. */
function beginningNotes(first: EpochDay | undefined, firstTrade: EpochDay | undefined, { symbol, since }: ChartQuestion): string[] {
  if (since !== undefined || first === undefined || firstTrade === undefined || first <= firstTrade + LATE_START) return [];
  return [`${symbol} has traded since ${formatCivilDate(firstTrade)}, but the answer begins on ${formatCivilDate(first)}.`];
}
