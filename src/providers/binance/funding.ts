import { DAY_MS, type EpochDay } from '../../core/calendar/civil-date.ts';
import { datesNote } from '../dates-note.ts';
import { arranged, type Observation } from '../observations.ts';
import type { Parsed } from '../provider.ts';
import { type Answer, readJson, wrongShape } from '../read-json.ts';
import type { Extent } from './parse.ts';
import { fundingSchema } from './schema.ts';

const HOUR_MS = 3_600_000;

/** The longest time between two fundings; some contracts fund every 4, 2 or 1 hours. */
const LONGEST_MS = 8 * HOUR_MS;

/** A rate that was paid: a fraction of the position, at an instant. */
export interface Funding {
  readonly at: number;
  readonly rate: number;
}

/**
 * Rates of one page, oldest first. Stamps, which are some milliseconds after the hour, are brought to it.
 *
 * @throws ProviderError `changed-shape`, also where stamps do not ascend.
 */
export function parseFunding(body: string, answer: Answer, symbol: string): { rates: Funding[]; notes: readonly string[]; extent: Extent } {
  const { data, notes } = readJson(body, fundingSchema(symbol), answer);
  const rates = data.map(({ fundingTime, fundingRate }) => ({ at: Math.round(fundingTime / HOUR_MS) * HOUR_MS, rate: fundingRate }));
  const disorder = rates.findIndex(({ at }, i) => i > 0 && at <= (rates[i - 1] as Funding).at);
  if (disorder > 0)
    throw wrongShape(answer, `expected ascending times, found ${data[disorder]?.fundingTime} after those of later`, { body });
  const first = data[0]?.fundingTime;
  return { rates, notes, extent: first === undefined ? undefined : { first, last: data.at(-1)?.fundingTime as number } };
}

/**
 * Sums of the rates whose stamps lie in each UTC day, 00:00 included. A day counts when it is over at `now` and its stamps cover it:
 * the first is at 00:00, and from each to the next, and from the last to 24:00, it is the same time, of 8 hours at most. So a day on
 * which a contract changes its interval is left out: it cannot be told from a day with a rate missing.
 */
export function dailyFunding(rates: readonly Funding[], place: Answer & { now: number; notes: readonly string[] }): Parsed {
  const sums: Observation[] = [];
  const broken: EpochDay[] = [];
  for (const [date, ofDay] of Map.groupBy(rates, ({ at }) => Math.floor(at / DAY_MS))) {
    if ((date + 1) * DAY_MS > place.now) continue;
    if (isCovered(date, ofDay)) sums.push({ date, value: sumOf(ofDay) });
    else broken.push(date);
  }
  const left = datesNote(broken, 'day', 'whose rates do not cover it left out');
  return arranged(sums, { ...place, body: '', notes: [...place.notes, ...left] });
}

/** Rates have 8 decimals, and so has their sum: what binary addition leaves far behind them is taken off. */
const sumOf = (rates: readonly Funding[]): number => Number(rates.reduce((sum, { rate }) => sum + rate, 0).toFixed(12));

function isCovered(date: EpochDay, ofDay: readonly Funding[]): boolean {
  const [first, second = (date + 1) * DAY_MS] = ofDay.map(({ at }) => at);
  const interval = second - (first as number);
  const isRegular = ofDay.every(({ at }, i) => at === date * DAY_MS + i * interval);
  return isRegular && interval <= LONGEST_MS && ofDay.length * interval === DAY_MS;
}
