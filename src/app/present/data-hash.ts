import { createHash } from 'node:crypto';
import type { Series } from '../../core/series/series.ts';

/** SHA-256 (hex) of the observations of some series: ids, dates, values and instants of knowledge, in the order of the ids. */
export function dataHash(series: ReadonlyMap<string, Series>): string {
  const hash = createHash('sha256');
  for (const id of [...series.keys()].sort()) {
    const { dates, values, knownAt } = series.get(id) as Series;
    hash.update(id).update('\n');
    for (const array of [dates, values, knownAt]) hash.update(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
  }
  return hash.digest('hex');
}
