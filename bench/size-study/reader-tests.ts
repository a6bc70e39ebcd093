import type { Circle } from '../../src/core/methods/event-study/circle.ts';
import { binomialUpperTail, normalUpperTail, studentTUpperTail } from '../../src/core/numerics/distributions.ts';
import { mean, sampleDeviation } from '../../src/core/numerics/moments.ts';
import type { RandomStream } from '../../src/core/numerics/random.ts';

const DRAWS = 399;

/** One-sided p of the tests that a reader would try first, each with its usual null distribution. */
export interface ReaderTests {
  /** t-test of a mean return above zero. */
  readonly tAboveZero: number;
  /** t-test of a mean return above the mean over all dates, taken as known. */
  readonly tAboveBase: number;
  /** More rises than a coin would give. */
  readonly signTest: number;
  /** More rises than the share of rises over all dates would give. */
  readonly binomialBase: number;
  /** The same number of dates drawn at random, 399 times. */
  readonly randomDates: number;
  /** Regression of the outcome on a dummy of the events, with Bartlett weights over the horizon and normal critical values. */
  readonly hacDummy: number;
}

/** The readers' tests of a study's circle; 1 where there is nothing to test. */
export function readerTests({ outcomes, events }: Circle, overlap: number, stream: RandomStream): ReaderTests {
  const values = Float64Array.from(events, (place) => outcomes[place] as number);
  const base = mean(outcomes);
  const rises = countPositive(values);
  return {
    tAboveZero: tTest(values, 0),
    tAboveBase: tTest(values, base),
    signTest: binomialUpperTail(rises, values.length, 0.5),
    binomialBase: binomialUpperTail(rises, values.length, countPositive(outcomes) / outcomes.length),
    randomDates: randomDates(outcomes, values, stream),
    hacDummy: hacDummy(outcomes, events, overlap),
  };
}

const countPositive = (values: Float64Array): number => values.reduce((count, value) => count + (value > 0 ? 1 : 0), 0);

function tTest(values: Float64Array, against: number): number {
  if (values.length < 2) return 1;
  return studentTUpperTail((mean(values) - against) / (sampleDeviation(values) / Math.sqrt(values.length)), values.length - 1);
}

function randomDates(outcomes: Float64Array, values: Float64Array, stream: RandomStream): number {
  if (values.length === 0) return 1;
  const observed = mean(values) * values.length;
  let above = 0;
  for (let draw = 0; draw < DRAWS; draw++) {
    let sum = 0;
    for (let e = 0; e < values.length; e++) sum += outcomes[stream.below(outcomes.length)] as number;
    if (sum >= observed) above++;
  }
  return (1 + above) / (1 + DRAWS);
}

function hacDummy(outcomes: Float64Array, events: Int32Array, lags: number): number {
  const n = outcomes.length;
  if (events.length === 0 || events.length === n) return 1;
  const dummy = new Float64Array(n).fill(-events.length / n);
  for (const place of events) dummy[place] = 1 - events.length / n;
  const centre = mean(outcomes);
  const squares = dot(dummy, dummy);
  const slope = dot(dummy, outcomes) / squares;
  const scores = outcomes.map((outcome, i) => (outcome - centre - slope * (dummy[i] as number)) * (dummy[i] as number));
  const variance = bartlettSum(scores, lags);
  return variance > 0 ? normalUpperTail(slope / (Math.sqrt(variance) / squares)) : 1;
}

/**
 * Sum over lags l = −L … L of (1 − |l| / (L + 1)) times the products of values l apart, which is the sum of the squares of all
 * sums of L + 1 neighbours, over L + 1: one pass at any L.
 */
export function bartlettSum(values: Float64Array, lags: number): number {
  let window = 0;
  let squares = 0;
  for (let i = 0; i < values.length + lags; i++) {
    if (i < values.length) window += values[i] as number;
    if (i > lags) window -= values[i - lags - 1] as number;
    squares += window * window;
  }
  return squares / (lags + 1);
}

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);
