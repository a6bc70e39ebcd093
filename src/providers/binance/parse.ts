import { DAY_MS } from '../../core/calendar/civil-date.ts';
import { dayOfMidnight } from '../json-fields.ts';
import { arranged, type Observation } from '../observations.ts';
import type { Parsed } from '../provider.ts';
import { type Answer, readJson, wrongShape } from '../read-json.ts';
import { klinesSchema, openInterestSchema } from './schema.ts';

/** Spot data since 2025 stamp in microseconds in places: 16 digits, which as milliseconds would lie beyond the year 5000. */
const MICROSECONDS_FROM = 1e14;

/** A stamp of Binance in milliseconds since 1970-01-01T00:00Z. */
export const milliseconds = (stamp: number): number => (stamp >= MICROSECONDS_FROM ? Math.floor(stamp / 1000) : stamp);

/** What a page covers, in milliseconds; undefined where it has no rows. */
export type Extent = { readonly first: number; readonly last: number } | undefined;

/**
 * Daily closes of one page, in the pair's second currency. A kline whose closing time is not past at `now` still forms and is left out.
 *
 * @returns The closes, and from which opening to which closing time the page reaches, the forming kline included.
 * @throws ProviderError `changed-shape`, also where a kline is not that of a whole UTC day.
 */
export function parseKlines(body: string, answer: Answer, now: number): { parsed: Parsed; extent: Extent } {
  const { data, notes } = readJson(body, klinesSchema, answer);
  const found = data.flatMap((kline): Observation[] => {
    const [open, close] = [milliseconds(kline[0]), milliseconds(kline[6])];
    const date = dayOfMidnight(open / 1000);
    if (date === undefined || Math.floor(close / DAY_MS) !== date)
      throw wrongShape(answer, `expected klines of UTC days, found one from ${kline[0]} to ${kline[6]}`, { body });
    return close < now ? [{ date, value: kline[4] }] : [];
  });
  const [first, last] = [data[0], data.at(-1)];
  return {
    parsed: arranged(found, { ...answer, body, notes }),
    extent: first && last && { first: milliseconds(first[0]), last: milliseconds(last[6]) },
  };
}

/**
 * Open interest in USD. A stamp is 00:00 UTC of a date, and the value is the state some minutes after that: the price that it
 * implies is the one traded then, not that of the day's end. So it is dated by its stamp: dated by the day before, it would be
 * known minutes too early.
 *
 * @throws ProviderError `changed-shape`.
 */
export function parseOpenInterest(body: string, answer: Answer, symbol: string): Parsed {
  const { data, notes } = readJson(body, openInterestSchema(symbol), answer);
  const found = data.map(({ timestamp, sumOpenInterestValue: value }) => {
    const date = dayOfMidnight(timestamp / 1000);
    if (date === undefined) throw wrongShape(answer, `expected stamps at 00:00 UTC, found ${timestamp}`, { body });
    return { date, value };
  });
  return arranged(found, { ...answer, body, notes });
}
