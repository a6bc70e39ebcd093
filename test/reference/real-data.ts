import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Series } from '../../src/core/series/series.ts';
import { csvFolder } from '../../src/providers/file/provider.ts';
import { dayOf } from './brute-force/dates.ts';
import { type Series as BruteSeries, fromCsv } from './brute-force/series.ts';

const market = fileURLToPath(new URL('../../../shared/data/market/', import.meta.url));
const weekly = fileURLToPath(new URL('../../reference/', import.meta.url));

/** Whether the daily prices lie beside the repository; without them the tests that read them are skipped. */
export const hasDailyPrices = existsSync(`${market}RUT.csv`) && existsSync(`${market}BTC.csv`);

if (!hasDailyPrices) console.warn(`skipped: no daily prices at ${market}`);

/** The same files, read by the program and by the brute force. */
export interface RealData {
  readonly program: Readonly<Record<string, Series>>;
  readonly brute: Readonly<Record<string, BruteSeries>>;
}

export const dailyPrices = (calendars: Readonly<Record<string, BruteSeries['calendar']>>) => read(market, calendars);
export const weeklyTable = (calendars: Readonly<Record<string, BruteSeries['calendar']>>) => read(weekly, calendars);

async function read(folder: string, calendars: Readonly<Record<string, BruteSeries['calendar']>>): Promise<RealData> {
  const provider = csvFolder(folder, { today: dayOf('2026-11-20') });
  const program: Record<string, Series> = {};
  const brute: Record<string, BruteSeries> = {};
  for (const [id, calendar] of Object.entries(calendars)) {
    program[id] = await provider.load(id);
    brute[id] = fromCsv(readFileSync(`${folder}${id}.csv`, 'utf8'), calendar);
  }
  return { program, brute };
}
