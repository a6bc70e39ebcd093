import type { EpochDay } from '../../core/calendar/civil-date.ts';
import { datesNote } from '../dates-note.ts';
import { dayOfMidnight } from '../json-fields.ts';
import { arranged, type Observation } from '../observations.ts';
import type { Parsed } from '../provider.ts';
import { type Answer, readJson, wrongShape } from '../read-json.ts';
import { stablecoinChartSchema, valueLockedSchema } from './schema.ts';

interface Reading {
  /** Seconds since 1970. */
  readonly date: number;
  readonly value: number | undefined;
}

/** Circulating coins pegged to the dollar, worth in USD, by UTC date. Throws ProviderError. */
export function parseStablecoins(body: string, answer: Answer): Parsed {
  const { data, notes } = readJson(body, stablecoinChartSchema, answer);
  const readings = data.map(({ date, totalCirculatingUSD }) => ({ date, value: totalCirculatingUSD.peggedUSD }));
  return dated(readings, { ...answer, body, notes });
}

/** Value locked over all chains in USD, by UTC date. Throws ProviderError. */
export function parseValueLocked(body: string, answer: Answer): Parsed {
  const { data, notes } = readJson(body, valueLockedSchema, answer);
  const readings = data.map(({ date, tvl }) => ({ date, value: tvl }));
  return dated(readings, { ...answer, body, notes });
}

function dated(readings: readonly Reading[], place: Answer & { readonly body: string; readonly notes: readonly string[] }): Parsed {
  const notes = [...place.notes];
  const found: Observation[] = [];
  const lacking: EpochDay[] = [];
  readings.forEach(({ date: seconds, value }, i) => {
    const date = dayOfMidnight(seconds);
    if (date === undefined) {
      if (i < readings.length - 1) throw wrongShape(place, `expected readings stamped midnight UTC, found ${seconds} seconds`, place);
      notes.push('The last reading is of the running day, at an hour of its own, and was left out.');
    } else if (value === undefined) lacking.push(date);
    else found.push({ date, value });
  });
  return arranged(found, { ...place, notes: [...notes, ...datesNote(lacking, 'day')] });
}
