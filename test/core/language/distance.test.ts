import { describe, expect, test } from 'vitest';
import { closeInstant } from '../../../src/core/calendar/calendars.ts';
import { formatCivilDate } from '../../../src/core/calendar/civil-date.ts';
import { nextScheduledDate } from '../../../src/core/calendar/schedule.ts';
import { distanceToTrigger, type TriggerDistance } from '../../../src/core/language/distance.ts';
import { seededStream } from '../../../src/core/numerics/random.ts';
import type { Series } from '../../../src/core/series/series.ts';
import { daily, sessions } from '../series/made-series.ts';
import { checked, environmentOf, eventsOf } from './asking.ts';

const distanceOf = (text: string, ...series: Series[]): TriggerDistance | null =>
  distanceToTrigger(checked(text, 'trigger'), environmentOf(series));

const day = (given: TriggerDistance | null) => {
  const date = given?.hindrance?.date;
  return date == null ? null : formatCivilDate(date);
};

/** The series with one observation more, on the date that its calendar schedules next. */
function withNext(series: Series, value: number): Series {
  const dates = Int32Array.from([...series.dates, nextScheduledDate(series.schedule, series.dates.at(-1) as number) as number]);
  return {
    ...series,
    dates,
    values: Float64Array.from([...series.values, value]),
    knownAt: Float64Array.from([...series.knownAt, closeInstant(series.calendar, dates.at(-1) as number)]),
  };
}

/** Whether a trigger fires on the last date, had RUT closed there at so much. */
const firesAt = (text: string, series: readonly Series[], value: number): boolean => {
  const [rut, ...others] = series;
  const last = (rut as Series).values.length;
  const longer = others.map((other) => withNext(other, other.values.at(-1) as number));
  return eventsOf(text, environmentOf([withNext(rut as Series, value), ...longer])).on[last] === 1;
};

/** A price that wanders, from a seed. */
function wandering(id: string, seed: number, { length, drift = 0 }: { length: number; drift?: number }): Series {
  const random = seededStream(seed);
  let price = 100;
  return sessions(
    id,
    '2019-03-04',
    Array.from({ length }, () => {
      price *= Math.exp(drift + 0.06 * (random.uniform() - 0.5));
      return price;
    }),
  );
}

const triggers = [
  'all_time_high(RUT)',
  'all_time_high(RUT, after: 20)',
  'all_time_high(RUT, after: 3mo)',
  'new_high(RUT, lookback: 30)',
  'new_high(RUT, lookback: 2mo)',
  'first_close_above(RUT, 118)',
  'crosses_above(RUT, 104)',
  'crosses_below(RUT, 97)',
  'crosses_above(RUT, SPX)',
  'crosses_below(RUT, SPX)',
  'breakout(RUT, lookback: 60, margin: 1%, quiet: 15, gap: 5)',
  'breakout(RUT, lookback: 3mo, margin: 1%, quiet: 1mo, gap: 1w)',
  'cooldown(all_time_high(RUT), 25)',
  'cooldown(new_high(RUT, lookback: 10), 1mo)',
  'RUT > 105',
  '110 >= RUT',
  'RUT < SPX',
];

describe('the distance to a trigger', () => {
  test.each(triggers)('%s: the next close fires just beyond the level and not just before it', (text) => {
    let reached = 0;
    for (let seed = 1; seed <= 25; seed++) {
      const series = [
        wandering('RUT', seed, { length: 90 + 11 * seed, drift: 0.0004 }),
        wandering('SPX', seed + 1000, { length: 90 + 11 * seed }),
      ];
      const found = distanceOf(text, ...series);
      if (!found) throw new Error(`${text} has a level on these data`);
      const { move, value, side, level } = found;
      const out = side === 'above' ? 1 + 1e-6 : 1 - 1e-6;
      if (found.hindrance) {
        // Nothing that the next close could be makes an event.
        for (const price of [level * 0.2, level * (2 - out), level * out, level * 5]) expect(firesAt(text, series, price)).toBe(false);
        continue;
      }
      if (found.holds) {
        expect(move).toBe(0);
        expect(firesAt(text, series, value)).toBe(true);
        continue;
      }
      reached++;
      const needed = value * (1 + (move as number));
      expect(needed).toBeCloseTo(level, 9);
      expect(firesAt(text, series, needed * out)).toBe(true);
      expect(firesAt(text, series, needed * (2 - out))).toBe(false);
      expect(side === 'above' ? move : -(move as number)).toBeGreaterThanOrEqual(0);
    }
    expect(reached).toBeGreaterThan(0);
  });

  test('to a record is the rise from the last close to the highest', () => {
    const found = distanceOf('all_time_high(RUT)', daily('RUT', '2026-01-01', [90, 100, 95, 97]));
    expect(found).toMatchObject({ quantity: 'RUT', value: 97, level: 100, kind: 'record', hindrance: null });
    expect(found?.move).toBeCloseTo(100 / 97 - 1, 12);
  });

  test('says until when the last record is too young for another event', () => {
    const series = daily('RUT', '2026-01-01', [90, 100, 95, 97]);
    const year = distanceOf('all_time_high(RUT, after: 1y)', series);
    expect(year).toMatchObject({ move: null, level: 100, hindrance: { kind: 'drought', observations: null } });
    expect(day(year)).toBe('2027-01-02');
    expect(distanceOf('all_time_high(RUT, after: 10)', series)?.hindrance).toEqual({ kind: 'drought', date: null, observations: 8 });
  });

  test('counts a record from its first close where it was equalled later', () => {
    const found = distanceOf('all_time_high(RUT, after: 5d)', daily('RUT', '2026-01-01', [90, 100, 95, 100]));
    expect(day(found)).toBe('2026-01-07');
  });

  test('is none for what can happen once and did', () => {
    const found = distanceOf('first_close_above(RUT, 98)', daily('RUT', '2026-01-01', [90, 100, 95]));
    expect(found).toMatchObject({ move: null, hindrance: { kind: 'happened' } });
    expect(day(found)).toBe('2026-01-02');
  });

  test('has no relative move where values can be zero or less, but a level', () => {
    const found = distanceOf('crosses_below(NFCI, -0.6)', daily('NFCI', '2026-01-01', [-0.4, -0.5]));
    expect(found).toMatchObject({ move: null, level: -0.6, value: -0.5, side: 'below', levelText: '-0.6', hindrance: null });
  });

  test('looks through while and within, and names what else must hold', () => {
    const series = daily('RUT', '2026-01-01', [90, 100, 95, 97]);
    expect(distanceOf('while(all_time_high(RUT), RUT > ma(RUT, 2))', series)).toMatchObject({
      level: 100,
      besides: ['RUT > ma(RUT, 2)'],
    });
    expect(distanceOf('within(all_time_high(RUT), RUT > 99, 10)', series)?.besides).toEqual(['within 10 of RUT > 99']);
  });

  test('of either of two is that to the nearer, of both that to the one which is missing', () => {
    const series = daily('RUT', '2026-01-01', [90, 100, 95, 97]);
    expect(distanceOf('RUT > 120 or all_time_high(RUT)', series)?.level).toBe(100);
    expect(distanceOf('all_time_high(RUT) and RUT > 50', series)).toMatchObject({ level: 100, besides: ['RUT > 50'] });
    expect(distanceOf('all_time_high(RUT) and RUT > 98', series)).toBeNull();
  });

  test('takes a level that moves with the price as it stands today', () => {
    const found = distanceOf('crosses_above(RUT, ma(RUT, 4))', daily('RUT', '2026-01-01', [100, 100, 96, 97]));
    expect(found).toMatchObject({ value: 97, level: 98.25, levelText: 'ma(RUT, 4)' });
  });

  test('is none for listed dates, retests, explosive phases and negations, nor without values', () => {
    const series = daily('RUT', '2026-01-01', [90, 100, 95, 97]);
    for (const text of [
      'retest(breakout(RUT, lookback: 2, gap: 0))',
      'explosive(log(RUT), lookback: 100)',
      'not RUT > 5',
      'date(2026-01-02)',
    ])
      expect(distanceOf(text, series), text).toBeNull();
    expect(distanceOf('all_time_high(RUT)', daily('RUT', '2026-01-01', []))).toBeNull();
    expect(distanceOf('RUT > ma(RUT, 20)', series)).toBeNull();
  });
});
