import { type RandomStream, seededStream } from '../../src/core/numerics/random.ts';

/** For each function of the language that reads the past: expressions over the panels' series, each with another twist. */
export const cases: Readonly<Record<string, readonly string[]>> = {
  all_time_high: [
    'all_time_high(A)',
    'all_time_high(A, after: 5)',
    'all_time_high(B, after: 3w)',
    'all_time_high(C, after: 1mo)',
    'all_time_high(A / B, after: 2)',
    'all_time_high(weekly(B), after: 2)',
    'all_time_high(ma(A, 7), after: 10d)',
  ],
  new_high: [
    'new_high(A, lookback: 20)',
    'new_high(B, lookback: 30d)',
    'new_high(A - D, lookback: 10)',
    'new_high(fill(C, A), lookback: 15)',
  ],
  first_close_above: ['first_close_above(A, 60)', 'first_close_above(zscore(B, lookback: 20), 1)', 'first_close_above(A / B, 1)'],
  crosses_above: [
    'crosses_above(A, ma(A, 20))',
    'crosses_above(A / B, ma(A / B, 15))',
    'crosses_above(A, D)',
    'crosses_above(fill(B, A), A)',
    'crosses_above(change(C, 2), 0)',
  ],
  crosses_below: [
    'crosses_below(A, ema(A, 9))',
    'crosses_below(D, A)',
    'crosses_below(weekly(A), ma(weekly(A), 4))',
    'crosses_below(yoy(M), 0)',
  ],
  breakout: [
    'breakout(A, lookback: 40, margin: 1%, quiet: 10)',
    'breakout(B, lookback: 60d, quiet: 2w, gap: 5d)',
    'breakout(A / D, lookback: 15, gap: 3, quiet: 5)',
    'breakout(A, lookback: 10, gap: 0, quiet: 0, margin: -2%)',
  ],
  retest: [
    'retest(breakout(A, lookback: 20, gap: 5, quiet: 5), within: 40, tolerance: 3%)',
    'retest(breakout(B, lookback: 30d, gap: 3, quiet: 1w), within: 60d, tolerance: 2%)',
    'retest(breakout(A / B, lookback: 10, gap: 2, quiet: 2), tolerance: 5%)',
  ],
  explosive: [
    'explosive(A, lookback: 30, level: 20%)',
    'explosive(log(B), lookback: 40, level: 10%, persist: 2)',
    'explosive(A / D, lookback: 30, level: 20%)',
  ],
  date: [
    'date(2006-03-04, 2010-06-06, 2014-12-25, 2015-07-04, 2019-01-01, 2022-05-28)',
    'cooldown(date(2011-01-01, 2013-09-09, 2016-02-02), 5)',
    'date(2008-01-01, 2009-01-01, 2010-01-01, 2011-01-01, 2012-01-01) or all_time_high(B)',
  ],
  events: ['events("days.csv")', 'all_time_high(A) or events("days.csv")', 'within(all_time_high(A), events("days.csv"), 30)'],
  while: [
    'while(all_time_high(A), A > ma(A, 20))',
    'while(all_time_high(A), B > ma(B, 10))',
    'while(all_time_high(B), A > 30)',
    'while(new_high(A, lookback: 5), D > lag(D, 1))',
    'while(new_high(A, lookback: 5), C > lag(C, 1))',
    'while(all_time_high(A), fill(C, A) > 0)',
  ],
  within: [
    'within(all_time_high(B), all_time_high(A), 20)',
    'within(all_time_high(A), all_time_high(B), 30d)',
    'within(new_high(A, lookback: 5), new_high(D, lookback: 5), 3)',
    'within(all_time_high(C), new_high(A, lookback: 10), 2)',
  ],
  cooldown: ['cooldown(new_high(A, lookback: 5), 10)', 'cooldown(all_time_high(B), 20d)', 'cooldown(A > B or B > 60, 3)'],
  log: ['log(A)', 'log(A / B - 1)', 'log(A) - log(D)'],
  change: ['change(A, 5)', 'change(C, 2w)', 'change(A - B, 10d)'],
  pct_change: ['pct_change(B, 13)', 'pct_change(A, 1mo)', 'pct_change(A - 40, 2)'],
  ma: ['ma(A, 20)', 'ma(B, 3w)', 'ma(ma(A / B, 5), 5)', 'ma(D, 1)'],
  sum: ['sum(A, 20)', 'sum(change(B, 1), 3w)', 'sum(C, 2mo)'],
  highest: ['highest(A, 20)', 'highest(B, 3w)', 'A / highest(fill(C, A), 7)'],
  lowest: ['lowest(A, 20)', 'lowest(B / A, 3w)', 'lowest(change(D, 2), 5)'],
  ema: ['ema(A, 20)', 'ema(A / D, 5)', 'ema(ma(B, 4), 3)'],
  zscore: ['zscore(A, lookback: 20)', 'zscore(B, lookback: 30d)', 'zscore(change(A / B, 3), lookback: 12)'],
  pct_rank: ['pct_rank(A, lookback: 20)', 'pct_rank(C, lookback: 2mo)', 'pct_rank(drawdown(B), lookback: 15)'],
  drawdown: ['drawdown(A)', 'drawdown(A / B)', 'drawdown(change(B, 5))'],
  days_since_high: ['days_since_high(A)', 'days_since_high(A / B)', 'days_since_high(change(B, 5))'],
  realized_vol: ['realized_vol(A, 10)', 'realized_vol(B, 1mo)', 'realized_vol(fill(B, A), 8)'],
  lag: ['lag(A, 3)', 'lag(B, 1mo)', 'A / lag(A, 0) + lag(D, 1)'],
  yoy: ['yoy(B)', 'yoy(M)', 'yoy(weekly(A))'],
  corr: ['corr(pct_change(A, 1), pct_change(B, 1), 15)', 'corr(A, D, 30d)', 'corr(fill(C, A), A, 12)'],
  weekly: [
    'weekly(A)',
    'weekly(B)',
    'weekly(A / B)',
    'weekly(fill(C, A))',
    'weekly(ma(D, 3))',
    'weekly(C)',
    'ma(weekly(A) / weekly(B), 3)',
  ],
  fill: ['fill(C, A)', 'fill(A, B)', 'fill(B, A)', 'fill(D, A)', 'fill(M, weekly(A))', 'fill(ma(C, 3), A / B)', 'fill(weekly(B), A) / A'],
};

/** Operators and shapes that are no function. */
export const operators: readonly string[] = [
  'A > ma(A, 5) and B > ma(B, 5)',
  'B > ma(B, 5) and A > ma(A, 5)',
  'all_time_high(A) and D > 40',
  'all_time_high(A) or all_time_high(B)',
  'all_time_high(A) or all_time_high(C)',
  'all_time_high(A) or all_time_high(D)',
  'not all_time_high(A)',
  'not (A > 60 or B > 60)',
  'not (fill(C, A) > A) and new_high(A, lookback: 3)',
  'A.adj > A',
  '-A < -B and not C > 50',
  '60 > A or 60 > C',
];

const pick = <T>(stream: RandomStream, list: readonly T[]): T => list[stream.below(list.length)] as T;

function randomSeries(stream: RandomStream, depth: number): string {
  if (depth === 0) return pick(stream, ['A', 'A', 'B', 'B', 'C', 'D', 'A.adj']);
  const x = () => randomSeries(stream, depth - 1 - stream.below(depth));
  const n = pick(stream, ['1', '2', '5', '9', '8d', '2w', '1mo']);
  return pick(stream, [
    () => `${x()} / ${randomSeries(stream, 0)}`,
    () => `(${x()} - ${x()})`,
    () => `ma(${x()}, ${n})`,
    () => `ema(${x()}, ${1 + stream.below(9)})`,
    () => `lag(${x()}, ${n})`,
    () => `change(${x()}, ${n})`,
    () => `drawdown(${x()})`,
    () => `zscore(${x()}, lookback: ${n})`,
    () => `pct_rank(${x()}, lookback: ${n})`,
    () => `weekly(${x()})`,
    () => `fill(${x()}, ${x()})`,
    () => `corr(${x()}, ${x()}, 8)`,
  ])();
}

function randomEvents(stream: RandomStream, depth: number): string {
  const x = () => randomSeries(stream, stream.below(3));
  if (depth === 0) {
    return pick(stream, [
      () => `${x()} > ${x()}`,
      () => `all_time_high(${x()}, after: ${stream.below(4)})`,
      () => `new_high(${x()}, lookback: ${2 + stream.below(9)})`,
      () => `crosses_above(${x()}, ${x()})`,
      () => `crosses_below(${x()}, ma(${randomSeries(stream, 0)}, 6))`,
      () => `breakout(${x()}, lookback: 6, gap: 2, quiet: 3)`,
      () => `retest(breakout(${x()}, lookback: 5, gap: 1, quiet: 2), within: 30)`,
    ])();
  }
  const e = () => randomEvents(stream, depth - 1);
  return pick(stream, [
    () => `(${e()} and ${e()})`,
    () => `(${e()} or ${e()})`,
    () => `not (${e()})`,
    () => `while(${e()}, ${e()})`,
    () => `within(${e()}, ${e()}, ${stream.below(8)})`,
    () => `cooldown(${e()}, ${stream.below(6)})`,
  ])();
}

/** Expressions put together at random, the same ones for the same seed. */
export function randomCompositions(seed: number, count: number): string[] {
  const stream = seededStream(seed);
  return Array.from({ length: count }, () => randomEvents(stream, 1 + stream.below(2)));
}
