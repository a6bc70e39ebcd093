import { existsSync, readFileSync } from 'node:fs';

const folder = new URL('../../../../../shared/refs/scoring/', import.meta.url);

/** Whether the reference forecasts lie beside the repository; without them the tests that read them are skipped. */
export const hasForecasts = existsSync(new URL('forecasts.csv', folder)) && existsSync(new URL('expected.json', folder));

if (!hasForecasts) console.warn(`skipped: no reference forecasts at ${folder.pathname}`);

/** 60 forecasts with their outcomes, and the numbers of scikit-learn and of the definitions. */
export function sharedForecasts() {
  const rows = readFileSync(new URL('forecasts.csv', folder), 'utf8').trim().split('\n').slice(1);
  const column = (at: number) => Float64Array.from(rows, (row) => Number(row.split(',')[at]));
  return { p: column(0), y: column(1), expected: JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8')) };
}
