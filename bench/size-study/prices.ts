import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Series } from '../../src/core/series/series.ts';
import { csvFolder } from '../../src/providers/file/provider.ts';
import { DAYS } from './worlds.ts';

/** The daily prices beside the repository: they are read in place and not part of it. */
export const PRICES = fileURLToPath(new URL('../../../shared/data/market/', import.meta.url));

export const hasPrices = existsSync(`${PRICES}BTC.csv`) && existsSync(`${PRICES}RUT.csv`);

/** What the worlds take from real prices. */
export interface RealPrices {
  /** Bitcoin's daily log returns, one for each day of the worlds but the first. */
  readonly returns: Float64Array;
  readonly russell: Series;
}

/** @throws RangeError where the files are not there, or Bitcoin lacks a day. */
export async function readPrices(): Promise<RealPrices> {
  if (!hasPrices) throw new RangeError(`the size study resamples real prices: BTC.csv and RUT.csv must be in ${PRICES}, were not`);
  const provider = csvFolder(PRICES, { today: (DAYS.at(-1) as number) + 60 });
  const bitcoin = await provider.load('BTC');
  const closeOn = new Map(Array.from(bitcoin.dates, (day, i) => [day, bitcoin.values[i] as number]));
  const closes = Float64Array.from(DAYS, (day) => closeOn.get(day) ?? Number.NaN);
  if (closes.includes(Number.NaN)) throw new RangeError('BTC.csv must have a close on every day of the worlds, had gaps');
  const returns = closes.subarray(1).map((close, i) => Math.log(close / (closes[i] as number)));
  return { returns, russell: await provider.load('RUT') };
}
