import { type EpochDay, formatCivilDate } from '../../core/calendar/civil-date.ts';
import { dayOfMidnight } from '../json-fields.ts';
import { arranged } from '../observations.ts';
import type { Parsed } from '../provider.ts';
import { type Answer, readJson, wrongShape } from '../read-json.ts';
import { candlesSchema } from './schema.ts';

/** The dates that a page was asked for, both included. */
export interface Window {
  readonly start: EpochDay;
  readonly end: EpochDay;
}

/**
 * Daily closes of one page, in the pair's second currency.
 *
 * @throws ProviderError `changed-shape`, also where a candle opens within a day or after the window.
 */
export function parseCandles(body: string, answer: Answer, { start, end }: Window): Parsed {
  const { data, notes } = readJson(body, candlesSchema, answer);
  const found = data.map(([time, , , , close]) => {
    const date = dayOfMidnight(time);
    if (date === undefined) throw wrongShape(answer, `expected daily candles, found one that opens at ${time}`, { body });
    if (date > end)
      throw wrongShape(answer, `asked for candles up to ${formatCivilDate(end)}, found one of ${formatCivilDate(date)}`, { body });
    return { date, value: close };
  });
  // Coinbase may give some candles of before the start, which the page before has as well.
  const within = found.filter(({ date }) => date >= start);
  return arranged(within, { ...answer, body, notes });
}
