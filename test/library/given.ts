import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GivenSeries } from '../../src/library/given-series.ts';

/** Dates and values of a series of the weekly table, as a program of a user's would read them. */
export function givenFrom(
  id: string,
  about: Omit<GivenSeries, 'dates' | 'values'> = {},
): GivenSeries & { readonly dates: readonly string[] } {
  const lines = readFileSync(join(import.meta.dirname, `../../reference/${id}.csv`), 'utf8')
    .trim()
    .split('\n')
    .slice(1);
  const rows = lines.map((line) => line.split(','));
  return { ...about, dates: rows.map(([date]) => date as string), values: rows.map(([, value]) => Number(value)) };
}

const halvings = { name: 'halvings', dates: ['2012-11-28', '2016-07-09', '2020-05-11', '2024-04-20'] };

/** The two series of the flagship claim, as arrays. */
export const prices = {
  RUT: givenFrom('RUT', { unit: 'index points', calendar: 'weekly-new-york' }),
  BTC: givenFrom('BTC', { unit: 'USD', calendar: 'weekly-utc', cycle: halvings }),
};
