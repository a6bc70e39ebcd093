import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateFederalHolidays } from '../../../scripts/generate-federal-holidays.ts';
import { formatCivilDate, isoWeekday, parseCivilDate } from '../../../src/core/calendar/civil-date.ts';
import { isFederalHoliday } from '../../../src/core/calendar/federal-holidays.ts';
import { type ReleaseRule, releaseDate, releaseInstant } from '../../../src/core/calendar/release.ts';

const day = (text: string) => parseCivilDate(text) as number;
const wall = { minutes: 16 * 60 + 30, zone: 'America/New_York' };
const nextThursday: ReleaseRule = { kind: 'weekday', weekday: 4, weeks: 0, ...wall };
const nextMonday: ReleaseRule = { kind: 'weekday', weekday: 1, weeks: 0, ...wall };
const fourthTuesday: ReleaseRule = { kind: 'weekday of month', weekday: 2, nth: 4, months: 1, ...wall };
const nextBusinessDay: ReleaseRule = { kind: 'business days', days: 1, ...wall };

const on = (rule: ReleaseRule, date: string) => formatCivilDate(releaseDate(rule, day(date)));

describe('the day of release', () => {
  it('of a Wednesday figure is the Thursday after, or the Friday where Thursday is a holiday', () => {
    expect(on(nextThursday, '2026-05-13')).toBe('2026-05-14');
    expect(on(nextThursday, '2025-11-26')).toBe('2025-11-28');
    // 11 November 2021 was a Thursday: the exchange was open, the government closed.
    expect(on(nextThursday, '2021-11-10')).toBe('2021-11-12');
  });

  it('of a month is the fourth Tuesday of the next one', () => {
    expect(on(fourthTuesday, '2026-03-01')).toBe('2026-04-28');
    expect(on(fourthTuesday, '2025-12-01')).toBe('2026-01-27');
  });

  it('of a daily figure is the next business day, over weekends and holidays', () => {
    expect(on(nextBusinessDay, '2026-05-22')).toBe('2026-05-26');
    expect(on(nextBusinessDay, '2026-05-20')).toBe('2026-05-21');
    expect(on({ ...nextBusinessDay, days: 0 }, '2026-05-23')).toBe('2026-05-26');
  });

  it('and its wall time keep to New York through the change of clocks', () => {
    expect(new Date(releaseInstant(nextThursday, day('2026-03-04'))).toISOString()).toBe('2026-03-05T21:30:00.000Z');
    expect(new Date(releaseInstant(nextThursday, day('2026-03-11'))).toISOString()).toBe('2026-03-12T20:30:00.000Z');
  });

  it('never comes before the date, never on a weekend or holiday, and never goes back', () => {
    const rules = [nextThursday, nextMonday, fourthTuesday, nextBusinessDay];
    fc.assert(
      fc.property(fc.integer({ min: day('1981-01-01'), max: day('2034-01-01') }), fc.constantFrom(...rules), (date, rule) => {
        const release = releaseDate(rule, date);
        expect(release).toBeGreaterThan(date);
        expect(isoWeekday(release)).toBeLessThanOrEqual(5);
        expect(isFederalHoliday(release)).toBe(false);
        expect(releaseDate(rule, date + 1)).toBeGreaterThanOrEqual(release);
      }),
    );
  });
});

describe('holidays of the US government', () => {
  it('are those of the package, in a fresh table', () => {
    expect(readFileSync(new URL('../../../src/core/calendar/federal-holidays.generated.ts', import.meta.url), 'utf8')).toBe(
      generateFederalHolidays(),
    );
    expect(isFederalHoliday(day('2021-06-18'))).toBe(true);
    expect(isFederalHoliday(day('2020-06-19'))).toBe(false);
  });
});

const vintages = new URL('../../../../shared/data/macro/vintages/FRED_REALTIME_2026.csv', import.meta.url);
if (!existsSync(vintages)) console.warn(`skipped: no recorded vintages at ${vintages.pathname}`);

describe.skipIf(!existsSync(vintages))('the rules against the days on which FRED was seen to have a figure (April to August 2026)', () => {
  const seen = firstSeen();

  it.each([
    ['WALCL', nextThursday, 12],
    ['WTREGEN', nextThursday, 12],
    ['M2SL', fourthTuesday, 3],
    ['DTWEXBGS', nextMonday, 57],
  ] as const)('%s: every figure came on the day of the rule', (series, rule, count) => {
    const figures = seen.get(series) ?? [];
    expect(figures.length).toBe(count);
    for (const { date, first } of figures) expect(`${date} ${on(rule, date)}`).toBe(`${date} ${first}`);
  });
});

/** For each series the dates whose figure first came after the recording began, with the day on which it was first seen. */
function firstSeen(): Map<string, { date: string; first: string }[]> {
  const rows = existsSync(vintages) ? readFileSync(vintages, 'utf8').trim().split('\n').slice(1) : [];
  const bySeries = Map.groupBy(
    rows.map((line) => line.split(',') as [string, string, string, string]),
    ([series]) => series,
  );
  return new Map(
    [...bySeries].map(([series, of]) => {
      const begin = of.map(([, , first]) => first).sort()[0];
      const dates = Map.groupBy(of, ([, date]) => date);
      const firsts = [...dates].map(([date, versions]) => ({ date, first: versions.map(([, , first]) => first).sort()[0] as string }));
      return [series, firsts.filter(({ first }) => first !== begin)];
    }),
  );
}
