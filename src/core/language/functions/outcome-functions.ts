import type { OutcomeFunction, Parameter } from '../function-definition.ts';

const x: Parameter = { name: 'x', kind: 'series', doc: 'the target: a series or an expression of series' };
const h: Parameter = { name: 'h', kind: 'horizon', doc: 'horizon: a span such as 180d, or a count of observations' };

/** The functions that look ahead. */
export const outcomeFunctions: readonly OutcomeFunction[] = [
  {
    name: 'return',
    result: 'outcome',
    parameters: [x, h],
    doc: 'Simple return from the entry close to the last close on or before entry + h.',
    example: 'return(BTC, 180d)',
  },
  {
    name: 'max_gain',
    result: 'outcome',
    parameters: [x, h],
    doc: 'Highest close up to entry + h against the entry close (at least 0).',
    example: 'max_gain(BTC, 365d)',
  },
  {
    name: 'max_loss',
    result: 'outcome',
    parameters: [x, h],
    doc: 'Lowest close up to entry + h against the entry close (at most 0).',
    example: 'max_loss(BTC, 365d)',
  },
  {
    name: 'excess_return',
    result: 'outcome',
    parameters: [x, { name: 'y', kind: 'series', doc: 'the benchmark' }, h],
    doc: 'Log return of x minus log return of y, each by its own entry and exit.',
    example: 'excess_return(BTC, SPX, 90d)',
  },
  {
    name: 'hits',
    result: 'outcome',
    parameters: [
      { name: 'e', kind: 'events', doc: "the target's own trigger" },
      { name: 'within', kind: 'horizon', doc: 'horizon' },
    ],
    doc: '1 when an event is dated after the entry and not later than entry + h, else 0.',
    example: 'hits(all_time_high(BTC), within: 180d)',
  },
  {
    name: 'time_to_peak',
    result: 'outcome',
    parameters: [x, h],
    doc: 'Calendar days from entry to the first maximum up to entry + h.',
    example: 'time_to_peak(BTC, 365d)',
  },
];
