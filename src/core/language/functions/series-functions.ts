import { isoWeekStart } from '../../calendar/civil-date.ts';
import { countUpTo, nextScheduledDate, type Schedule } from '../../calendar/schedule.ts';
import { drawdown } from '../../methods/risk/drawdown.ts';
import { realizedVolatility } from '../../methods/risk/realized-volatility.ts';
import { rollingCorrelation } from '../../methods/rolling/correlation.ts';
import { daysSinceHighest, rollingMaximum, rollingMinimum, rollingSum } from '../../methods/rolling/extremes.ts';
import { exponentialMovingAverage, movingAverage } from '../../methods/rolling/moving-average.ts';
import { percentileRank, zScore } from '../../methods/rolling/standing.ts';
import { type Curve, firstReached, joined, lagIndices, lookbackStarts } from '../../series/curve.ts';
import type { Arguments, CausalFunction, Parameter } from '../function-definition.ts';

const x: Parameter = { name: 'x', kind: 'series', doc: 'a series or an expression of series' };
const lagLength: Parameter = { name: 'n', kind: 'extent', least: 0, doc: 'observations, or a span such as 13w' };
const n: Parameter = { name: 'n', kind: 'extent', doc: 'observations, or a span such as 13w' };
const lookback: Parameter = { name: 'lookback', kind: 'extent', doc: 'observations, or a span; the value itself is the last of them' };

/** A curve of trailing windows: `f(values, starts)` with its warm-up. */
function trailing(args: Arguments, extent: string, f: (values: Float64Array, starts: Int32Array) => Float64Array): Curve {
  const curve = args.series('x');
  const starts = lookbackStarts(curve.dates, args.extent(extent), curve.warmup);
  return { ...curve, values: f(curve.values, starts), warmup: Math.max(curve.warmup, firstReached(starts)) };
}

/** A curve that compares each value with the one an extent earlier. */
function lagged(args: Arguments, f: (now: number, then: number) => number): Curve {
  const curve = args.series('x');
  const before = lagIndices(curve.dates, args.extent('n'), curve.warmup);
  const values = curve.values.map((value, i) =>
    (before[i] as number) < 0 ? Number.NaN : f(value, curve.values[before[i] as number] as number),
  );
  return { ...curve, values, warmup: Math.max(curve.warmup, firstReached(before)) };
}

/**
 * The last observation of each ISO week. A week is over when its calendar schedules no further close in it; where the last
 * close is missing from the data, its end is known only from the next observation.
 */
function weekly(curve: Curve): Curve {
  const keep: number[] = [];
  const knownAt: number[] = [];
  curve.dates.forEach((day, i) => {
    const week = isoWeekStart(day);
    const next = curve.dates[i + 1];
    if (next !== undefined && isoWeekStart(next) === week) return;
    const scheduled = curve.schedule.isUnscheduled ? undefined : nextScheduledDate(curve.schedule, day);
    const isLastScheduled = scheduled !== undefined && isoWeekStart(scheduled) !== week;
    if (!isLastScheduled && next === undefined) return;
    keep.push(i);
    knownAt.push((isLastScheduled ? curve.knownAt[i] : curve.knownAt[i + 1]) as number);
  });
  const warmDate = curve.dates[curve.warmup] ?? Number.POSITIVE_INFINITY;
  const dates = Int32Array.from(keep, (i) => curve.dates[i] as number);
  return {
    dates,
    values: Float64Array.from(keep, (i) => curve.values[i] as number),
    knownAt: Float64Array.from(knownAt),
    schedule: weekEnds(curve.schedule),
    warmup: countUpTo(dates, warmDate - 1),
  };
}

function weekEnds({ dates, closes, ...known }: Schedule): Schedule {
  const ends: number[] = [];
  dates.forEach((day, i) => {
    const next = dates[i + 1];
    if (next !== undefined && isoWeekStart(next) !== isoWeekStart(day)) ends.push(i);
  });
  return {
    ...known,
    dates: Int32Array.from(ends, (i) => dates[i] as number),
    closes: Float64Array.from(ends, (i) => closes[i] as number),
  };
}

/** The last value of `x` known at each close of `on`: the only way in which a value is ever carried forward. */
function filled(source: Curve, on: Curve): Curve {
  const latest = on.knownAt.map((instant) => countUpTo(source.knownAt, instant) - 1);
  const values = Float64Array.from(latest, (i) => (i < 0 ? Number.NaN : (source.values[i] as number)));
  const reached = latest.findIndex((i) => i >= source.warmup);
  return { ...on, values, warmup: reached < 0 ? on.dates.length : Math.max(reached, on.warmup) };
}

export const seriesFunctions: readonly CausalFunction[] = [
  {
    name: 'log',
    result: 'series',
    parameters: [x],
    doc: 'Natural logarithm; missing where x is not positive.',
    example: 'log(RUT)',
    evaluate: (args) => {
      const curve = args.series('x');
      return { ...curve, values: curve.values.map((value) => (value > 0 ? Math.log(value) : Number.NaN)) };
    },
  },
  {
    name: 'change',
    result: 'series',
    parameters: [x, lagLength],
    doc: 'x now minus x n observations (or a span) ago.',
    example: 'change(WALCL, 13)',
    evaluate: (args) => lagged(args, (now, then) => now - then),
  },
  {
    name: 'pct_change',
    result: 'series',
    parameters: [x, lagLength],
    doc: 'Relative change over n observations (or a span), as a decimal.',
    example: 'pct_change(BTC, 13w)',
    evaluate: (args) => lagged(args, (now, then) => (then === 0 ? Number.NaN : now / then - 1)),
  },
  {
    name: 'yoy',
    result: 'series',
    parameters: [x],
    doc: 'Relative change over one year: against the last observation on or before the same day a year earlier.',
    example: 'yoy(M2SL)',
    evaluate: (args) =>
      lagged({ ...args, extent: () => ({ count: 1, unit: 'y' }) }, (now, then) => (then === 0 ? Number.NaN : now / then - 1)),
  },
  {
    name: 'lag',
    result: 'series',
    parameters: [x, lagLength],
    doc: 'The value n observations (or a span) earlier.',
    example: 'lag(RUT, 5)',
    evaluate: (args) => lagged(args, (_, then) => then),
  },
  {
    name: 'ma',
    result: 'series',
    parameters: [x, n],
    doc: 'Simple moving average of the last n observations (or the span).',
    example: 'ma(RUT, 200)',
    evaluate: (args) => trailing(args, 'n', movingAverage),
  },
  {
    name: 'sum',
    result: 'series',
    parameters: [x, n],
    doc: 'Sum of the last n observations (or the span).',
    example: 'sum(change(WALCL, 1), 13w)',
    evaluate: (args) => trailing(args, 'n', rollingSum),
  },
  {
    name: 'highest',
    result: 'series',
    parameters: [x, n],
    doc: 'Highest of the last n observations (or the span), the value itself included.',
    example: 'highest(BTC, 90d)',
    evaluate: (args) => trailing(args, 'n', rollingMaximum),
  },
  {
    name: 'lowest',
    result: 'series',
    parameters: [x, n],
    doc: 'Lowest of the last n observations (or the span), the value itself included.',
    example: 'highest(BTC, 90d) / lowest(BTC, 90d) - 1',
    evaluate: (args) => trailing(args, 'n', rollingMinimum),
  },
  {
    name: 'ema',
    result: 'series',
    parameters: [x, { name: 'n', kind: 'count', doc: 'observations; the smoothing is 2 / (n + 1)' }],
    doc: 'Exponential moving average, begun with the simple mean of the first n observations.',
    example: 'ema(RUT, 50)',
    evaluate: (args) => {
      const curve = args.series('x');
      const count = args.number('n');
      return { ...curve, values: exponentialMovingAverage(curve.values, count, curve.warmup), warmup: curve.warmup + count - 1 };
    },
  },
  {
    name: 'zscore',
    result: 'series',
    parameters: [x, lookback],
    doc: 'Standard score within the lookback (sample standard deviation).',
    example: 'zscore(NFCI, lookback: 104)',
    evaluate: (args) => trailing(args, 'lookback', zScore),
  },
  {
    name: 'pct_rank',
    result: 'series',
    parameters: [x, lookback],
    doc: 'Share of the lookback at or below the value, in (0, 1].',
    example: 'pct_rank(RUT, lookback: 252)',
    evaluate: (args) => trailing(args, 'lookback', percentileRank),
  },
  {
    name: 'drawdown',
    result: 'series',
    parameters: [x],
    doc: 'Distance from the highest value so far: value / running maximum − 1, at most 0.',
    example: 'drawdown(BTC)',
    evaluate: (args) => {
      const curve = args.series('x');
      return { ...curve, values: drawdown(curve.values) };
    },
  },
  {
    name: 'days_since_high',
    result: 'series',
    parameters: [x],
    doc: 'Calendar days since the highest value so far; 0 on the day that makes or equals it.',
    example: 'days_since_high(BTC)',
    evaluate: (args) => {
      const curve = args.series('x');
      return { ...curve, values: daysSinceHighest(curve.dates, curve.values) };
    },
  },
  {
    name: 'realized_vol',
    result: 'series',
    parameters: [x, n],
    doc: 'Realised volatility: sample standard deviation of the last n log returns, per observation (not annualised).',
    example: 'realized_vol(BTC, 30)',
    evaluate: (args) => {
      const curve = args.series('x');
      const starts = lookbackStarts(curve.dates, args.extent('n'), curve.warmup + 1);
      return { ...curve, values: realizedVolatility(curve.values, starts), warmup: Math.max(curve.warmup, firstReached(starts)) };
    },
  },
  {
    name: 'corr',
    result: 'series',
    parameters: [x, { name: 'y', kind: 'series', doc: 'the other series' }, n],
    doc: 'Pearson correlation over the last n common observations. Give it changes, not price levels.',
    example: 'corr(pct_change(RUT, 1), pct_change(SPX, 1), 60)',
    evaluate: (args) => {
      const pair = joined(args.series('x'), args.series('y'));
      const starts = lookbackStarts(pair.a.dates, args.extent('n'), pair.a.warmup);
      return {
        ...pair.a,
        values: rollingCorrelation(pair.a.values, pair.b.values, starts),
        warmup: Math.max(pair.a.warmup, firstReached(starts)),
      };
    },
  },
  {
    name: 'weekly',
    result: 'series',
    parameters: [x],
    doc: 'The last observation of each ISO week, once the week is over.',
    example: 'weekly(RUT)',
    evaluate: (args) => weekly(args.series('x')),
  },
  {
    name: 'fill',
    result: 'series',
    parameters: [x, { name: 'on', kind: 'series', doc: 'the series whose dates are taken' }],
    doc: 'The last value of x known at each close of another series. Nothing else fills forward.',
    example: 'fill(NFCI, RUT)',
    evaluate: (args) => filled(args.series('x'), args.series('on')),
  },
];
