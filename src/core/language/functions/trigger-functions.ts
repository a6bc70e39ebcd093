import { tabulated } from '../../methods/regimes/explosive-critical-values.ts';
import { explosiveStarts } from '../../methods/regimes/explosive-start.ts';
import { allTimeHigh, allTimeHighWarmup } from '../../methods/triggers/all-time-high.ts';
import { type BreakoutOptions, type Breakouts, breakouts } from '../../methods/triggers/breakout.ts';
import { crossing, firstAbove } from '../../methods/triggers/crossing.ts';
import { newHigh } from '../../methods/triggers/new-high.ts';
import { retests } from '../../methods/triggers/retest.ts';
import { type Curve, type Extent, firstReached, joined, lookbackStarts } from '../../series/curve.ts';
import { type Arguments, type CausalFunction, eventsOn, type Parameter } from '../function-definition.ts';

const x: Parameter = { name: 'x', kind: 'series', doc: 'a series or an expression of series' };

function crossesSide(args: Arguments, side: 'above' | 'below') {
  const left = args.series('x');
  const right = args.operand('y');
  const pair = typeof right === 'number' ? { a: left, b: { ...left, values: left.values.map(() => right) } } : joined(left, right);
  return eventsOn(pair.a, crossing(pair.a.values, pair.b.values, side), pair.a.warmup + 1);
}

/** How a `breakout(…)` call is read, where values can be known from an index on. */
export const breakoutOptions = (args: Arguments, first: number): BreakoutOptions => ({
  lookback: args.extent('lookback'),
  gap: args.extent('gap'),
  margin: args.number('margin'),
  quiet: args.extent('quiet'),
  first,
});

/** The breakouts of a `breakout(…)` call, with the curve they were found on. */
export function findBreakouts(args: Arguments): { curve: Curve; found: Breakouts } {
  const curve = args.series('x');
  return { curve, found: breakouts(curve.dates, curve.values, breakoutOptions(args, curve.warmup)) };
}

const yParameter: Parameter = { name: 'y', kind: 'operand', doc: 'a series or a number' };
const twenty: Extent = { count: 20 };

export const triggerFunctions: readonly CausalFunction[] = [
  {
    name: 'all_time_high',
    result: 'events',
    parameters: [
      x,
      {
        name: 'after',
        least: 0,
        kind: 'extent',
        fallback: { count: 0 },
        doc: 'drought: observations strictly between the records, or a span between their dates',
      },
    ],
    doc: 'The first record close after a drought.',
    example: 'all_time_high(RUT, after: 1y)',
    evaluate: (args) => {
      const curve = args.series('x');
      const drought = { after: args.extent('after'), first: curve.warmup };
      return eventsOn(curve, allTimeHigh(curve.dates, curve.values, drought), allTimeHighWarmup(curve.dates, drought));
    },
  },
  {
    name: 'new_high',
    result: 'events',
    parameters: [x, { name: 'lookback', kind: 'extent', doc: 'observations, the close itself included, or a span' }],
    doc: 'A close above each of those before it in the lookback.',
    example: 'new_high(RUT, lookback: 252)',
    evaluate: (args) => {
      const curve = args.series('x');
      const starts = lookbackStarts(curve.dates, args.extent('lookback'), curve.warmup);
      return eventsOn(curve, newHigh(curve.values, starts), firstReached(starts));
    },
  },
  {
    name: 'first_close_above',
    result: 'events',
    parameters: [x, { name: 'level', kind: 'number', doc: 'a price' }],
    doc: 'The first close ever above a level, after at least one at or below it.',
    example: 'first_close_above(RUT, 2600)',
    evaluate: (args) => {
      const curve = args.series('x');
      return eventsOn(curve, firstAbove(curve.values, args.number('level')), curve.warmup + 1);
    },
  },
  {
    name: 'crosses_above',
    result: 'events',
    parameters: [x, yParameter],
    doc: 'x above y now and not at the observation before.',
    example: 'crosses_above(RUT / SPX, ma(RUT / SPX, 200))',
    evaluate: (args) => crossesSide(args, 'above'),
  },
  {
    name: 'crosses_below',
    result: 'events',
    parameters: [x, yParameter],
    doc: 'x below y now and not at the observation before.',
    example: 'crosses_below(NFCI, 0)',
    evaluate: (args) => crossesSide(args, 'below'),
  },
  {
    name: 'breakout',
    result: 'events',
    parameters: [
      x,
      { name: 'lookback', kind: 'extent', doc: 'the past that makes the level' },
      { name: 'margin', kind: 'number', fallback: 0, doc: 'how far above the level, as a share' },
      { name: 'quiet', kind: 'extent', least: 0, fallback: { count: 120 }, doc: 'for how long before it must not have been above' },
      { name: 'gap', kind: 'extent', least: 0, fallback: twenty, doc: 'how long before the close that past ends' },
    ],
    doc: 'A close above long-standing resistance after a quiet time.',
    example: 'breakout(RUT, lookback: 1000, margin: 1%, quiet: 120)',
    evaluate: (args) => {
      const { curve, found } = findBreakouts(args);
      return eventsOn(curve, found.on, found.warmup);
    },
  },
  {
    name: 'retest',
    result: 'events',
    parameters: [
      { name: 'of', kind: 'breakout', doc: 'a breakout(…)' },
      { name: 'within', kind: 'extent', fallback: { count: 120 }, doc: 'observations or span from the breakout' },
      { name: 'tolerance', kind: 'number', fallback: 0.03, doc: 'half-width of the band around the level, as a share' },
    ],
    doc: 'Resistance that became support: above the band, back inside it, and above it again.',
    example: 'retest(breakout(RUT, lookback: 1000, margin: 1%), within: 120, tolerance: 3%)',
    evaluate: () => {
      throw new Error('retest is evaluated with its breakout');
    },
  },
  {
    name: 'explosive',
    result: 'events',
    parameters: [
      { name: 'x', kind: 'series', doc: 'a series or an expression of series; the log of a price' },
      {
        name: 'lookback',
        kind: 'count',
        least: tabulated.fewest,
        most: tabulated.most,
        fallback: 500,
        doc: 'observations in the longest window of growth that is tried; the shortest is by rule',
      },
      {
        name: 'level',
        kind: 'number',
        least: tabulated.strictest,
        most: tabulated.mildest,
        fallback: 0.01,
        doc: 'share of dates on which a random walk would be called explosive',
      },
      { name: 'persist', kind: 'count', fallback: 1, doc: 'observations in a row that must be explosive' },
    ],
    doc: 'The first date of an explosive phase: growth that feeds on itself, by the backward sup ADF statistic (BSADF).',
    example: 'explosive(log(BTC), lookback: 500)',
    evaluate: (args) => {
      const curve = args.series('x');
      const [lookback, level, persist] = [args.number('lookback'), args.number('level'), args.number('persist')];
      const { on, warmup } = explosiveStarts(curve.values, { lookback, level, persist, first: curve.warmup });
      return eventsOn(curve, on, warmup);
    },
  },
];

/** The event set of a retest, given the breakouts of its first argument. */
export function evaluateRetest(args: Arguments, { curve, found }: { curve: Curve; found: Breakouts }) {
  const on = retests(curve.dates, curve.values, found, { within: args.extent('within'), tolerance: args.number('tolerance') });
  return eventsOn(curve, on, found.warmup + 2);
}
