import fc from 'fast-check';
import { newYorkClose, newYorkSessions } from '../../../../src/core/calendar/new-york.ts';
import { normalQuantile } from '../../../../src/core/numerics/distributions.ts';
import { seededStream } from '../../../../src/core/numerics/random.ts';
import type { Series } from '../../../../src/core/series/series.ts';
import { daily, day, seriesOn } from '../../series/made-series.ts';

/** Independent standard normal numbers, the same for the same seed. */
export function normals(seed: number): () => number {
  const stream = seededStream(seed);
  return () => normalQuantile((stream.uniform() * (2 ** 53 - 1) + 0.5) / 2 ** 53);
}

export const noise = (count: number, seed: number): Float64Array => Float64Array.from({ length: count }, normals(seed));

/** Values of any size, of equal ones too, none of them so large that sums of squares overflow. */
export const anyValues = (minLength: number, maxLength = 60): fc.Arbitrary<Float64Array> =>
  fc
    .array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ min: -1e6, max: 1e6, noNaN: true })), { minLength, maxLength })
    .map((values) => Float64Array.from(values));

/** Two such arrays of one length. */
export const anyPair = (minLength: number, maxLength = 60): fc.Arbitrary<readonly [Float64Array, Float64Array]> =>
  anyValues(2 * minLength, 2 * maxLength).map((values) => {
    const half = values.length >> 1;
    return [values.slice(0, half), values.slice(half, 2 * half)] as const;
  });

const HOUR_MS = 3_600_000;

/** A market that never sleeps: a random walk of its log price by the hour. */
export interface HourlyMarket {
  readonly start: number;
  readonly logs: Float64Array;
}

export function hourlyMarket(first: string, days: number, seed: number): HourlyMarket {
  return { start: day(first) * 24 * HOUR_MS, logs: walk(noise(24 * days + 1, seed).map((step) => 0.002 * step)) };
}

const priceAt = ({ start, logs }: HourlyMarket, instant: number): number =>
  100 * Math.exp(logs[Math.round((instant - start) / HOUR_MS)] as number);

/** The market as seen at New York's closes. */
export function seenInNewYork(id: string, market: HourlyMarket): Series {
  const end = market.start + (market.logs.length - 1) * HOUR_MS;
  const dates = newYorkSessions().dates.filter((date) => newYorkClose(date) >= market.start && newYorkClose(date) <= end);
  return seriesOn(
    id,
    dates,
    Array.from(dates, (date) => priceAt(market, newYorkClose(date))),
    { calendar: 'new-york' },
  );
}

/** The market as seen at 24:00 UTC of every day. */
export function seenAtMidnight(id: string, market: HourlyMarket): Series {
  const days = Math.floor((market.logs.length - 1) / 24);
  const first = market.start / (24 * HOUR_MS);
  return seriesOn(
    id,
    Int32Array.from({ length: days }, (_, i) => first + i),
    Array.from({ length: days }, (_, i) => priceAt(market, market.start + (i + 1) * 24 * HOUR_MS)),
  );
}

/** Two daily series from changes, each known at 24:00 UTC. */
export const dailyPair = (a: Float64Array, b: Float64Array): readonly [Series, Series] => [pricesOf('A', a), pricesOf('B', b)];

const pricesOf = (id: string, changes: Float64Array): Series =>
  daily(
    id,
    '2015-01-01',
    Array.from(walk(changes), (level) => 100 * Math.exp(0.01 * level)),
  );

/** Sums of the steps so far. */
export function walk(steps: Float64Array): Float64Array {
  let level = 0;
  return steps.map((step) => {
    level += step;
    return level;
  });
}
