import type { EpochDay } from '../../core/calendar/civil-date.ts';
import { datesNote } from '../dates-note.ts';
import { dayOfMidnight } from '../json-fields.ts';
import { arranged, type Observation } from '../observations.ts';
import type { Parsed } from '../provider.ts';
import { type Answer, readJson, wrongShape } from '../read-json.ts';
import { chartSchema } from './schema.ts';

const FIELDS = { price: 'prices', 'market-cap': 'market_caps' } as const;

/** What of a coin is wanted. */
export type Measure = keyof typeof FIELDS;

/**
 * Daily values in USD. A stamp of 00:00 is the value at that instant, so the close of the day before: that is its date. The last
 * point is the present one, with a stamp within the day, and is left out, as are points without a value (null or 0).
 *
 * @throws ProviderError `changed-shape`, also where other points than the last are stamped within a day.
 */
export function parseChart(body: string, answer: Answer, measure: Measure): Parsed {
  const { data, notes } = readJson(body, chartSchema, answer);
  const points = data[FIELDS[measure]];
  const known: Observation[] = [];
  const empty: EpochDay[] = [];
  for (const [i, [instant, value]] of points.entries()) {
    const midnight = dayOfMidnight(instant / 1000);
    if (midnight === undefined && i === points.length - 1) break;
    if (midnight === undefined) throw wrongShape(answer, `expected points at 00:00 UTC, found one at ${instant} (milliseconds)`, { body });
    if (value === null || value === 0) empty.push(midnight - 1);
    else known.push({ date: midnight - 1, value });
  }
  return arranged(known, { ...answer, body, notes: [...notes, ...datesNote(empty, 'point')] });
}
