import { describe, expect, test } from 'vitest';
import { readCatalogues } from '../../../src/app/pull/catalogue.ts';
import { cronTimes, timesOf } from '../../../src/app/watch/schedule.ts';
import type { CronEntry } from '../../../src/contract/watch.ts';

const entryOf = (text: string) =>
  readCatalogues([{ file: 'x.yaml', text: `series: { X: { title: X, unit: USD, licence: none, byHand: given, ${text} } }` }], []).get(
    'X',
  ) as never;
const timesFrom = (text: string, from: string, count: number, crons: readonly CronEntry[] = [], settlesInMinutes = 0): string[] => {
  const next = timesOf(entryOf(text), { terms: [{ settlesInMinutes } as never], crons });
  const found: string[] = [];
  for (let at = Date.parse(from); found.length < count; ) {
    at = next(at);
    found.push(new Date(at).toISOString().slice(0, 16));
  }
  return found;
};

describe('a series is asked for', () => {
  test('five minutes after New York closes, on sessions alone and earlier on half days', () => {
    // Thanksgiving is on Thursday 27 November 2025, and Friday closes at 13:00.
    expect(timesFrom('calendar: new-york', '2025-11-26T12:00Z', 3)).toEqual(['2025-11-26T21:05', '2025-11-28T18:05', '2025-12-01T21:05']);
  });

  test('at the same hour of New York before and after each change of its clocks', () => {
    expect(timesFrom('calendar: new-york', '2025-10-31T12:00Z', 2)).toEqual(['2025-10-31T20:05', '2025-11-03T21:05']);
    expect(timesFrom('calendar: new-york', '2026-03-06T12:00Z', 2)).toEqual(['2026-03-06T21:05', '2026-03-09T20:05']);
  });

  test('after the end of each day in UTC, when its sources have settled', () => {
    expect(timesFrom('calendar: utc-daily', '2026-03-01T00:10Z', 2, [], 20)).toEqual(['2026-03-01T00:25', '2026-03-02T00:25']);
  });

  test('after each release that its entry tells of, holidays minded, at both changes of the clocks', () => {
    const release = 'calendar: weekly-utc, release: { weekday: thursday, time: "16:30", zone: America/New_York }';
    // 27 November 2025 is a holiday: the release moves to Friday.
    expect(timesFrom(release, '2025-10-29T00:00Z', 5)).toEqual([
      ...['2025-10-30T20:35', '2025-11-06T21:35', '2025-11-13T21:35', '2025-11-20T21:35', '2025-11-28T21:35'],
    ]);
    expect(timesFrom(release, '2026-03-05T00:00Z', 2)).toEqual(['2026-03-05T21:35', '2026-03-12T20:35']);
  });

  test('at the times that the rules add', () => {
    const crons = [{ cron: '30 9 * * 1-5', zone: 'Europe/Berlin', series: ['X'] }];
    // Berlin changes its clocks on Sunday 26 October 2025.
    expect(timesFrom('calendar: monthly', '2025-10-24T05:00Z', 6, crons)).toEqual([
      ...['2025-10-24T07:30', '2025-10-25T00:05', '2025-10-26T00:05', '2025-10-27T00:05', '2025-10-27T08:30', '2025-10-28T00:05'],
    ]);
  });
});

test('a time that the clocks skip comes once, as they are put forward, and one that they show twice comes once', () => {
  const next = cronTimes({ cron: '30 2 * * *', zone: 'America/New_York' });
  const spring = next(Date.parse('2026-03-08T00:00-05:00'));
  expect(new Date(spring).toISOString()).toBe('2026-03-08T07:00:00.000Z');
  expect(new Date(next(spring)).toISOString()).toBe('2026-03-09T06:30:00.000Z');
  const autumn = cronTimes({ cron: '30 1 * * *', zone: 'America/New_York' });
  const first = autumn(Date.parse('2025-11-02T00:00-04:00'));
  expect(new Date(first).toISOString()).toBe('2025-11-02T05:30:00.000Z');
  expect(new Date(autumn(first)).toISOString()).toBe('2025-11-03T06:30:00.000Z');
});
