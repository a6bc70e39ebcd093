import { describe, expect, it } from 'vitest';
import { formatCivilDate } from '../../../src/core/calendar/civil-date.ts';
import { daily, dated, sessions } from '../series/made-series.ts';
import { curveFor, environmentOf, eventsOf, firedOn, valuesOn } from './asking.ts';

const instants = (knownAt: Float64Array) => Array.from(knownAt, (instant) => new Date(instant).toISOString().slice(0, 16));

describe('two series in one expression', () => {
  const pair = environmentOf([
    dated('X', { '2024-01-01': 10, '2024-01-02': 20, '2024-01-04': 40 }),
    dated('Y', { '2024-01-02': 2, '2024-01-03': 3, '2024-01-04': 5 }),
  ]);

  it('stand on the dates that both have', () => {
    expect(valuesOn('X / Y', pair)).toEqual({ '2024-01-02': 10, '2024-01-04': 8 });
    expect(valuesOn('X - 2 * Y', pair)).toEqual({ '2024-01-02': 16, '2024-01-04': 30 });
    expect(firedOn('X > 7 * Y', pair)).toEqual(['2024-01-02', '2024-01-04']);
  });

  it('have no value where the divisor is zero', () => {
    expect(valuesOn('X / (Y - 2)', pair)).toEqual({ '2024-01-04': 40 / 3 });
  });

  it('are known when the later of the two is', () => {
    const mixed = environmentOf([
      sessions('RUT', '2024-07-03', [1, 2, 3]),
      daily('BTC', '2024-07-01', [1, 1, 1, 1, 1, 1, 1, 1]),
      sessions('FED', '2024-07-03', [1, 1, 1], { lagDays: 1 }),
    ]);
    expect(instants(curveFor('RUT', mixed).knownAt)).toEqual(['2024-07-03T17:00', '2024-07-05T20:00', '2024-07-08T20:00']);
    expect(instants(curveFor('RUT / BTC', mixed).knownAt)).toEqual(['2024-07-04T00:00', '2024-07-06T00:00', '2024-07-09T00:00']);
    expect(instants(curveFor('BTC / RUT', mixed).knownAt)).toEqual(instants(curveFor('RUT / BTC', mixed).knownAt));
    expect(instants(curveFor('RUT / FED', mixed).knownAt)).toEqual(['2024-07-04T17:00', '2024-07-06T20:00', '2024-07-09T20:00']);
    expect(instants(eventsOf('crosses_above(RUT, FED)', mixed).knownAt)).toEqual(instants(curveFor('RUT / FED', mixed).knownAt));
  });

  it('of which one warms up have values from there on', () => {
    const both = environmentOf([daily('X', '2024-01-01', [1, 2, 3, 4]), daily('Y', '2024-01-02', [1, 1, 1])]);
    expect(valuesOn('X / ma(X, 3)', both)).toEqual({ '2024-01-03': 1.5, '2024-01-04': 4 / 3 });
    expect(curveFor('Y / ma(X, 3)', both).warmup).toBe(1);
  });

  it('a number stands for a constant series', () => {
    const x = environmentOf([daily('X', '2024-01-01', [1, 2, 4])]);
    expect(valuesOn('8 / X', x)).toEqual({ '2024-01-01': 8, '2024-01-02': 4, '2024-01-03': 2 });
    expect(valuesOn('-X + 1', x)).toEqual({ '2024-01-01': 0, '2024-01-02': -1, '2024-01-03': -3 });
  });

  it('X.adj reads the adjusted close, also of a quoted id', () => {
    const x = environmentOf([
      daily('X', '2024-01-01', [1]),
      daily('X.adj', '2024-01-01', [2]),
      daily('B-C', '2024-01-01', [5]),
      daily('B-C.adj', '2024-01-01', [7]),
    ]);
    expect(valuesOn('X + 10 * X.adj + 100 * "B-C" + 1000 * "B-C.adj"', x)).toEqual({ '2024-01-01': 7521 });
  });
});

describe('events of another calendar', () => {
  // 2024-01-05 is a Friday, 2024-01-15 a holiday in New York.
  const newYork = sessions('RUT', '2024-01-02', Array(20).fill(1));
  const bitcoin = (...eventDays: number[]) =>
    daily(
      'BTC',
      '2024-01-01',
      Array.from({ length: 31 }, (_, i) => (eventDays.includes(i + 1) ? 9 : 1)),
    );
  const moved = (...eventDays: number[]) => firedOn('RUT > 5 or BTC > 5', environmentOf([newYork, bitcoin(...eventDays)]));

  it('move to the next date there that closes when they are known', () => {
    // A 24:00 UTC close on a session's date comes after that session's close.
    expect(moved(3)).toEqual(['2024-01-04']);
    expect(moved(5)).toEqual(['2024-01-08']);
    expect(moved(6)).toEqual(['2024-01-08']);
    expect(moved(7)).toEqual(['2024-01-08']);
    expect(moved(12, 13, 14, 15)).toEqual(['2024-01-16']);
    expect(moved(1)).toEqual(['2024-01-02']);
  });

  it('after the calendar’s last date have nowhere to move to yet', () => {
    expect(moved(31)).toEqual([]);
  });

  it('known earlier on the same date stay on it', () => {
    const home = environmentOf([daily('BTC', '2024-01-01', Array(20).fill(1)), sessions('RUT', '2024-01-02', [1, 9, 1, 9, 1])]);
    expect(firedOn('BTC > 5 or RUT > 5', home)).toEqual(['2024-01-03', '2024-01-05']);
  });

  it('published with a lag move to the first close after they were published', () => {
    const fed = sessions('FED', '2024-01-02', [1, 9, 1, 1, 1], { lagDays: 1 });
    expect(firedOn('RUT > 5 or FED > 5', environmentOf([newYork, fed]))).toEqual(['2024-01-04']);
  });

  it('on the very dates of the first calendar but published with a lag move as well', () => {
    const fed = sessions('FED', '2024-01-02', [1, 9, ...Array(18).fill(1)], { lagDays: 1 });
    expect(firedOn('RUT > 5 or FED > 5', environmentOf([newYork, fed]))).toEqual(['2024-01-04']);
    expect(firedOn('within(RUT > 0, FED > 5, 0)', environmentOf([newYork, fed]))).toEqual(['2024-01-04']);
  });

  it('on equal calendars and clocks stay where they are', () => {
    const twin = sessions('SPX', '2024-01-02', [1, 9, ...Array(18).fill(1)]);
    expect(firedOn('RUT > 5 or SPX > 5', environmentOf([newYork, twin]))).toEqual(['2024-01-03']);
  });

  it('are joined on the first operand’s calendar, whichever that is', () => {
    const both = environmentOf([newYork, bitcoin(6)]);
    expect(eventsOf('RUT > 5 or BTC > 5', both).dates).toHaveLength(20);
    expect(eventsOf('BTC > 5 or RUT > 5', both).dates).toHaveLength(31);
    expect(firedOn('BTC > 5 or RUT > 5', both)).toEqual(['2024-01-06']);
  });

  it('meet with and where both come on one date', () => {
    const both = environmentOf([sessions('RUT', '2024-01-02', [1, 1, 1, 1, 9, 9]), bitcoin(6)]);
    expect(firedOn('RUT > 5 and BTC > 5', both)).toEqual(['2024-01-08']);
  });

  it('warm up on the first calendar where the moved ones could first come', () => {
    const both = environmentOf([newYork, bitcoin()]);
    const { warmup, dates } = eventsOf('RUT > 0 and all_time_high(BTC, after: 8)', both);
    // The earliest possible record of BTC is on 2024-01-10 and comes to the next session.
    expect(formatCivilDate(dates[warmup] as number)).toBe('2024-01-11');
  });
});
