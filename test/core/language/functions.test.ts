import { describe, expect, it } from 'vitest';
import { evaluateSeries, evaluateTrigger } from '../../../src/core/language/evaluate.ts';
import { evaluateOutcome } from '../../../src/core/language/evaluate-outcome.ts';
import { functionNamed, functions } from '../../../src/core/language/functions/registry.ts';
import { seededStream } from '../../../src/core/numerics/random.ts';
import { daily, day, sessions } from '../series/made-series.ts';
import { checked, environmentOf } from './asking.ts';

/** A price that wanders by up to 2 % a day. */
function wandering(seed: number, length: number, start: number): number[] {
  const stream = seededStream(seed);
  const values = [start];
  while (values.length < length) values.push((values.at(-1) as number) * (1 + (stream.below(4001) - 2000) / 100_000 + 0.0004));
  return values;
}

const environment = environmentOf(
  [
    sessions('RUT', '2000-01-03', wandering(1, 4000, 1800)),
    sessions('SPX', '2000-01-03', wandering(2, 4000, 1500)),
    daily('BTC', '2000-01-01', wandering(3, 8000, 900)),
    sessions(
      'NFCI',
      '2000-01-03',
      wandering(4, 4000, 1).map((value) => Math.log(value)),
    ),
    sessions('WALCL', '2000-01-03', wandering(5, 4000, 700)),
    daily('M2SL', '2000-01-01', wandering(6, 8000, 100)),
  ],
  'BTC',
  { 'halvings.csv': [day('2002-11-28'), day('2006-07-09')] },
);

const named = functions.map((definition) => [definition.name, definition] as const);

describe('the example of each function', () => {
  it.each(named.filter(([, { result }]) => result === 'events'))('%s is a trigger that fires', (_, { example }) => {
    const { dates, knownAt, values, on, warmup } = evaluateTrigger(checked(example, 'trigger'), environment);
    expect([knownAt.length, values.length, on.length]).toEqual([dates.length, dates.length, dates.length]);
    expect(on.some((fired) => fired === 1)).toBe(true);
    expect(on.slice(0, warmup).every((fired) => fired === 0)).toBe(true);
  });

  it.each(named.filter(([, { result }]) => result === 'series'))('%s is a series with values from its warm-up on', (_, { example }) => {
    const { dates, knownAt, values, warmup } = evaluateSeries(checked(example, 'series'), environment);
    expect([knownAt.length, values.length]).toEqual([dates.length, dates.length]);
    expect(values.slice(0, warmup).every(Number.isNaN)).toBe(true);
    expect(values.slice(warmup).filter(Number.isFinite).length).toBeGreaterThan(100);
    expect(Number.isNaN(values[warmup])).toBe(false);
  });

  it.each(named.filter(([, { result }]) => result === 'outcome'))('%s is an outcome that can be read', (_, { example }) => {
    const reader = evaluateOutcome(checked(example, 'outcome'), environment);
    const { values, periods } = reader.read(environment.series('RUT', false).knownAt.slice(500, 600));
    expect(values.every(Number.isFinite)).toBe(true);
    expect(periods.complete.every((complete) => complete === 1)).toBe(true);
  });
});

describe('the list of functions', () => {
  it('has each function of the language once', () => {
    expect(functions.map(({ name }) => name).sort()).toEqual(
      [
        ...['all_time_high', 'new_high', 'first_close_above', 'crosses_above', 'crosses_below', 'breakout', 'retest', 'explosive'],
        ...['date', 'events', 'while', 'within', 'cooldown'],
        ...['log', 'change', 'pct_change', 'ma', 'ema', 'zscore', 'pct_rank', 'drawdown', 'realized_vol', 'lag', 'yoy', 'corr'],
        ...['sum', 'highest', 'lowest', 'days_since_high', 'weekly', 'fill'],
        ...['return', 'max_gain', 'max_loss', 'excess_return', 'hits', 'time_to_peak'],
      ].sort(),
    );
    for (const definition of functions) expect(functionNamed(definition.name)).toBe(definition);
    expect(functionNamed('toString')).toBeUndefined();
  });

  it.each(named)('says of %s what it does, what each argument is, and shows a call of it', (name, { doc, example, parameters }) => {
    expect(doc).toMatch(/^[A-Z1x].*\.$/);
    expect(example).toContain(`${name}(`);
    for (const parameter of parameters) expect(parameter.doc).not.toBe('');
    expect(new Set(parameters.map((parameter) => parameter.name)).size).toBe(parameters.length);
  });
});
