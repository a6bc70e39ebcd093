import { existsSync, readFileSync } from 'node:fs';
import { parseCivilDate } from '../../../src/core/calendar/civil-date.ts';

const shared = new URL('../../../../shared/', import.meta.url);

/** Whether the real data lie beside the repository; without them the tests that read them are skipped. */
export const hasSharedData = existsSync(new URL('data/market/SPX.csv', shared)) && existsSync(new URL('reference/weekly/RUT.csv', shared));

if (!hasSharedData) console.warn(`skipped: no real data at ${shared.pathname}`);

/** The dates in the first column of a CSV file there. */
export function sharedDates(path: string): Int32Array {
  const [, ...lines] = readFileSync(new URL(path, shared), 'utf8').trim().split('\n');
  return Int32Array.from(lines, (line) => {
    const date = parseCivilDate(line.slice(0, 10));
    if (date === undefined) throw new Error(`no date: ${line}`);
    return date;
  });
}
