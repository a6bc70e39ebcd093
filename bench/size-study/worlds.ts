import { makeSchedule } from '../../src/core/calendar/calendars.ts';
import { epochDay } from '../../src/core/calendar/civil-date.ts';
import { blockIndices, geometricBlocks } from '../../src/core/methods/bootstrap/block-resampling.ts';
import type { Target } from '../../src/core/methods/event-study/holding-period.ts';
import { mean } from '../../src/core/numerics/moments.ts';
import type { RandomStream } from '../../src/core/numerics/random.ts';
import { standardNormal } from '../../src/core/numerics/standard-normal.ts';
import type { Cell } from './cells.ts';

/** The days of every world: those of Bitcoin's daily record, each closing at 24:00 UTC. */
export const DAYS = Int32Array.from({ length: epochDay(2026, 9, 25) - epochDay(2010, 7, 18) + 1 }, (_, i) => epochDay(2010, 7, 18) + i);

/** The dates of Bitcoin's halvings, as in claims/russell-crypto.yaml. */
export const HALVINGS = {
  name: 'halvings',
  dates: Int32Array.of(epochDay(2012, 11, 28), epochDay(2016, 7, 9), epochDay(2020, 5, 11), epochDay(2024, 4, 20)),
};

/** Mean length of a resampled block, and the deviations of the kernels of the drift, in days. */
export const BLOCK = 60;
export const BANDWIDTH = { wandering: 180, 'wandering fast': 60 } as const;

const BLOCKS = geometricBlocks(BLOCK);
const SCHEDULE = makeSchedule('utc-daily', DAYS);

/**
 * A target's closes in a world of the cell's kind. A drift that wanders does so where Bitcoin's did, or turned by a random number of days.
 *
 * @param returns - Real daily log returns, one for each of {@link DAYS} but the first; not used by `garch`.
 */
export function targetWorld({ world, trigger }: Pick<Cell, 'world' | 'trigger'>, stream: RandomStream, returns: Float64Array): Target {
  if (world === 'garch') return priced(garchReturns(stream));
  if (world === 'blocks') return priced(resampled(returns, stream));
  const { drift, residuals } = split(returns, BANDWIDTH[world]);
  const turn = trigger === 'turned' ? stream.below(drift.length) : 0;
  return priced(resampled(residuals, stream).map((residual, i) => residual + (drift[(i + turn) % drift.length] as number)));
}

/**
 * Share of an effect, spread evenly over a horizon after an event, that a Gaussian kernel of this deviation leaves within the horizon: so
 * much of a real relation would still be in the drift of a world.
 */
export function keptByKernel(bandwidth: number, horizon: number): number {
  const weights = kernel(bandwidth);
  const total = weights.reduce((sum, weight) => sum + 2 * weight, -(weights[0] as number));
  let kept = 0;
  for (let i = 0; i < horizon; i++) for (let j = 0; j < horizon; j++) kept += weights[Math.abs(i - j)] ?? 0;
  return kept / total / horizon;
}

/** The target whose log returns are these, from the second day on. */
export function priced(logs: Float64Array): Target {
  const values = new Float64Array(DAYS.length);
  let level = Math.log(100);
  values[0] = 100;
  for (let i = 1; i < DAYS.length; i++) {
    level += logs[i - 1] as number;
    values[i] = Math.exp(level);
  }
  return { dates: DAYS, values, schedule: SCHEDULE };
}

const BULL = 0.0035;
const BEAR = -0.0015;
const SPELL = 365;
const FREEDOM = 5;

/** GARCH(1,1) with Student-t shocks of five degrees of freedom; the drift is a bull's or a bear's, in spells of a year on average. */
export function garchReturns(stream: RandomStream, days = DAYS.length - 1): Float64Array {
  let variance = 0.0015;
  let isBull = stream.uniform() < 0.5;
  return Float64Array.from({ length: days }, () => {
    if (stream.uniform() < 1 / SPELL) isBull = !isBull;
    const shock = Math.sqrt(variance) * studentT(stream) * Math.sqrt((FREEDOM - 2) / FREEDOM);
    variance = 0.00003 + 0.08 * shock * shock + 0.9 * variance;
    return (isBull ? BULL : BEAR) + shock;
  });
}

/** Student's t with five degrees of freedom: a normal over the root of a chi-square, itself of two exponentials and a normal. */
function studentT(stream: RandomStream): number {
  const exponentials = Math.max(stream.uniform(), 2 ** -53) * Math.max(stream.uniform(), 2 ** -53);
  return standardNormal(stream) / Math.sqrt((standardNormal(stream) ** 2 - 2 * Math.log(exponentials)) / FREEDOM);
}

/** Values drawn in blocks of geometric length from a circle of them. */
const resampled = (values: Float64Array, stream: RandomStream): Float64Array =>
  Float64Array.from(blockIndices(values.length, BLOCKS, stream), (place) => values[place] as number);

interface Parts {
  readonly drift: Float64Array;
  readonly residuals: Float64Array;
}

/** Weights of a Gaussian kernel at gaps of 0, 1, … four deviations. */
const kernel = (bandwidth: number): Float64Array =>
  Float64Array.from({ length: 4 * bandwidth + 1 }, (_, gap) => Math.exp(-0.5 * (gap / bandwidth) ** 2));

const parts = new Map<number, Parts>();

/** Mean of returns under a Gaussian kernel of so many days. */
export function slowDrift(returns: Float64Array, bandwidth: number): Float64Array {
  const weights = kernel(bandwidth);
  const reach = weights.length - 1;
  return returns.map((_, i) => {
    let sum = 0;
    let total = 0;
    for (let j = Math.max(0, i - reach); j <= Math.min(returns.length - 1, i + reach); j++) {
      const weight = weights[Math.abs(i - j)] as number;
      sum += weight * (returns[j] as number);
      total += weight;
    }
    return sum / total;
  });
}

/** Returns as a slow drift (their mean under a Gaussian kernel) and what is left; kept, since all worlds share it. */
function split(returns: Float64Array, bandwidth: number): Parts {
  const known = parts.get(bandwidth);
  if (known) return known;
  const drift = slowDrift(returns, bandwidth);
  const left = returns.map((value, i) => value - (drift[i] as number));
  const centre = mean(left);
  const made = { drift, residuals: left.map((value) => value - centre) };
  parts.set(bandwidth, made);
  return made;
}
