import { createHash } from 'node:crypto';
import type { EpochDay } from '../../core/calendar/civil-date.ts';
import { asOf, endOfDay } from '../../core/series/panel.ts';
import type { Series } from '../../core/series/series.ts';

/** SHA-256 (hex) of what was known of some series by the end of a date: ids, dates, values and instants of knowledge, in the order of the ids. */
export function dataHash(series: ReadonlyMap<string, Series>, date: EpochDay): string {
  const hash = createHash('sha256');
  for (const id of [...series.keys()].sort()) {
    const { dates, values, knownAt } = asOf(series.get(id) as Series, endOfDay(date));
    hash.update(id).update('\n');
    for (const array of [dates, values, knownAt]) hash.update(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
  }
  return hash.digest('hex');
}
