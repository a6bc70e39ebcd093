import { readFileSync } from 'node:fs';
import type { RandomStream } from '../../src/core/numerics/random.ts';
import { standardNormal } from '../../src/core/numerics/standard-normal.ts';
import { BANDWIDTH, garchReturns, slowDrift } from '../size-study/worlds.ts';
import { DAYS } from './calendars.ts';
import { TARGETS } from './cells.ts';

const VOLATILITY = 0.03;
/** Share of the variance of each target that all of them have in common. */
const COMMON = 0.8;

/** Daily log returns that know nothing of one another. */
export const whiteReturns = (stream: RandomStream): Float64Array =>
  Float64Array.from({ length: DAYS.length - 1 }, () => VOLATILITY * standardNormal(stream));

/** Daily log returns of two and a half times the deviation in the first third of the days. */
export const loudAtFirst = (stream: RandomStream): Float64Array =>
  whiteReturns(stream).map((value, i) => (i < DAYS.length / 3 ? 2.5 * value : value));

/** GARCH-t with bull and bear, each target by itself. */
export const bullAndBear = (stream: RandomStream): Float64Array => garchReturns(stream, DAYS.length - 1);

/** The returns of all targets, which mostly go together. */
export function correlatedReturns(stream: RandomStream): Float64Array[] {
  const common = bullAndBear(stream);
  return Array.from({ length: TARGETS }, () =>
    bullAndBear(stream).map((own, i) => Math.sqrt(COMMON) * (common[i] as number) + Math.sqrt(1 - COMMON) * own),
  );
}

/** Returns whose drift wanders as Bitcoin's did, turned by a random number of days: drift and events meet by chance. */
export function wanderingReturns(stream: RandomStream): Float64Array {
  const drift = bitcoinDrift();
  const turn = stream.below(drift.length);
  return whiteReturns(stream).map((value, i) => value + (drift[(i + turn) % drift.length] as number));
}

let known: Float64Array | undefined;

/** Mean of Bitcoin's returns under a Gaussian kernel of 180 days, from the weekly closes that ship. */
function bitcoinDrift(): Float64Array {
  if (known) return known;
  const lines = readFileSync(new URL('../../reference/BTC.csv', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .slice(1);
  const logs = lines.map((line) => Math.log(Number(line.split(',')[1])));
  const weekly = logs.slice(1).map((log, i) => log - (logs[i] as number));
  known = slowDrift(Float64Array.from(weekly.flatMap((gain) => Array.from({ length: 7 }, () => gain / 7))), BANDWIDTH.wandering);
  return known;
}
