import { describe, expect, test } from 'vitest';
import { formatCivilDate, isoWeekday } from '../../../src/core/calendar/civil-date.ts';
import { isFederalHoliday } from '../../../src/core/calendar/federal-holidays.ts';
import { examine } from '../../../src/core/quality/examine.ts';
import { dayOf, found, kinds, only, remade, revalued, secondOf, seriesOn, walk, without } from './planted.ts';

const sessions = walk('new-york', '2015-01-02', 1500);
const days = walk('utc-daily', '2015-01-01', 1500, 2);
const weeks = walk('weekly-utc', '2010-01-06', 500, 3);
const at = (series: { dates: Int32Array }, i: number) => formatCivilDate(series.dates[i] as number);
const isos = (dates: Int32Array) => Array.from(dates, formatCivilDate);

describe('a clean series', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('gives no finding, whatever its calendar (seed %i)', (seed) => {
    for (const calendar of ['new-york', 'utc-daily', 'weekdays', 'weekly-utc'] as const) {
      const clean = walk(calendar, '2012-01-02', 1200, seed);
      expect(kinds(found(clean))).toEqual([]);
      const other = revalued(clean, (value, _, i) => value * (1 + 0.0005 * Math.sin(i)));
      expect(kinds(found(clean, { seconds: [secondOf(other)] }))).toEqual([]);
    }
  });
});

describe('gaps', () => {
  test('a hole of thirty sessions is a long gap from its first to its last close', () => {
    const { runs, severity, dates } = only(found(without(sessions, (_, i) => i >= 700 && i < 730)), 'long gap');
    expect(runs.map(({ from, to, closes }) => [formatCivilDate(from), formatCivilDate(to), closes])).toEqual([
      [at(sessions, 700), at(sessions, 729), 30],
    ]);
    expect([severity, dates.length]).toEqual(['warning', 30]);
  });

  test('single misses are told together, as a note while they are few', () => {
    const finding = only(found(without(sessions, (_, i) => [100, 400, 401, 900].includes(i))), 'missing closes');
    expect(isos(finding.dates)).toEqual([100, 400, 401, 900].map((i) => at(sessions, i)));
    expect([finding.severity, finding.runs]).toEqual(['note', 3]);
    const many = found(without(sessions, (_, i) => i % 20 === 7));
    expect(only(many, 'missing closes').severity).toBe('warning');
  });

  test('holidays that the series keeps are none', () => {
    const bonds = without(walk('weekdays', '2000-01-03', 3000), isFederalHoliday);
    expect(kinds(found(bonds))).toEqual([]);
  });

  test('a month without a datum is told by the date that the others follow', () => {
    const months = Array.from({ length: 120 }, (_, i) => dayOf(`${2010 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}-01`));
    const monthly = seriesOn(
      'monthly',
      Int32Array.from(months),
      Float64Array.from(months, (_, i) => 100 + Math.sin(i)),
    );
    expect(kinds(found(monthly))).toEqual([]);
    expect(isos(only(found(without(monthly, (_, i) => i === 69)), 'missing closes').dates)).toEqual(['2015-10-01']);
  });

  test('a Saturday among sessions, and a holiday, are off the calendar', () => {
    const holiday = dayOf('2017-07-04');
    const saturday = dayOf('2018-03-10');
    const extra = (day: number) =>
      remade(
        sessions,
        [...sessions.dates, day].toSorted((a, b) => a - b),
        [...sessions.values, 100],
      );
    const steady = (day: number) => revalued(extra(day), (_, __, i) => 100 + Math.sin(i));
    expect(only(found(steady(holiday)), 'off calendar')).toMatchObject({ severity: 'note', weekend: 0, dates: Int32Array.of(holiday) });
    expect(only(found(steady(saturday)), 'off calendar')).toMatchObject({
      severity: 'warning',
      weekend: 1,
      dates: Int32Array.of(saturday),
    });
  });
});

describe('a stale tail', () => {
  const tail = (now: string, isPulled = true) =>
    examine(sessions, { now: dayOf(now) * 86_400_000, isPulled, seconds: [], recordings: [] }).filter(({ kind }) => kind === 'stale tail');
  const last = sessions.dates.at(-1) as number;

  test('is told from the fourth close on that is known and not there', () => {
    const closeOn = (count: number) => formatCivilDate(sessions.schedule.dates.find((_, i, all) => all[i - count] === last) as number);
    expect(tail(formatCivilDate(last + 1))).toEqual([]);
    // The instant is the beginning of the day after the close.
    expect(tail(formatCivilDate(dayOf(closeOn(3)) + 1))).toEqual([]);
    expect(tail(formatCivilDate(dayOf(closeOn(4)) + 1))).toMatchObject([{ severity: 'warning', last }]);
    expect(tail(formatCivilDate(dayOf(closeOn(4)) + 1))[0]?.dates).toHaveLength(4);
  });

  test('of a file that nobody pulls is a note', () => {
    expect(tail('2026-11-20', false)).toMatchObject([{ severity: 'note' }]);
  });

  test('waits for the release: figures that come three weeks late are not late before', () => {
    const slow = { ...weeks, knownAt: weeks.knownAt.map((instant) => instant + 21 * 86_400_000) };
    const end = weeks.dates.at(-1) as number;
    const late = (days: number) => examine(slow, { now: (end + days) * 86_400_000, isPulled: true, seconds: [], recordings: [] });
    expect(kinds(late(29))).toEqual([]);
    expect(kinds(late(40))).toEqual(['stale tail']);
  });
});

describe('a frozen feed', () => {
  test('is a value that repeats too often for a series that moves', () => {
    const frozen = revalued(sessions, (value, _, i) => (i >= 800 && i < 810 ? (sessions.values[800] as number) : value));
    const { dates, value } = only(found(frozen), 'frozen');
    expect([at({ dates }, 0), dates.length, value]).toEqual([at(sessions, 800), 10, sessions.values[800]]);
  });

  test('is none where the series rests by decision, or at a floor to which it comes back', () => {
    const decided = revalued(sessions, (_, __, i) => 1 + Math.floor(i / 60) / 4);
    expect(kinds(found(decided))).toEqual([]);
    const floored = revalued(sessions, (value, _, i) => (i % 400 < 30 ? 50 : value));
    expect(kinds(found(floored))).not.toContain('frozen');
  });

  test('that fills weekends with Friday’s value does not trade every day', () => {
    const values = [...days.values];
    days.dates.forEach((day, i) => {
      if (isoWeekday(day) > 5 && i > 0) values[i] = values[i - 1] as number;
    });
    expect(only(found(remade(days, [...days.dates], values)), 'weekend fill')).toMatchObject({ weekend: 1, severity: 'warning' });
  });
});

describe('a break of the unit', () => {
  test.each([
    [1000, 3],
    [1 / 1000, -3],
    [100, 2],
    [1e6, 6],
  ])('by %f is found on its date', (factor, power) => {
    const broken = revalued(weeks, (value, _, i) => (i >= 300 ? value * factor : value));
    const finding = only(found(broken), 'unit break');
    expect([formatCivilDate(finding.at), finding.power, finding.severity]).toEqual([at(weeks, 300), power, 'error']);
    expect(finding.dates).toHaveLength(300);
  });

  test('is found in the very last value, and in a series that goes through zero', () => {
    const last = revalued(weeks, (value, _, i) => (i === 499 ? value / 1000 : value));
    expect(formatCivilDate(only(found(last), 'unit break').at)).toBe(at(weeks, 499));
    const flows = revalued(weeks, (value, _, i) => (value - 90) * (i % 2 ? 1 : -1));
    const broken = revalued(flows, (value, _, i) => (i >= 250 ? value * 1e6 : value));
    expect(Math.abs(only(found(broken), 'unit break').at - (weeks.dates[250] as number))).toBeLessThanOrEqual(14);
  });

  test('is none where a series grows a thousandfold by itself', () => {
    const grows = revalued(days, (value, _, i) => value * Math.exp(i / 150));
    expect(kinds(found(grows))).toEqual([]);
  });
});

describe('a spike', () => {
  const spiked = revalued(sessions, (value, _, i) => (i === 600 ? value * 1.5 : value));

  test('is one observation far out and back; unconfirmed without a second source', () => {
    const finding = only(found(spiked), 'spike');
    expect([isos(finding.dates), finding.opinion, finding.severity]).toEqual([[at(sessions, 600)], 'unconfirmed', 'warning']);
  });

  test('is refuted by a second source that does not have it, and confirmed by one that has', () => {
    expect(only(found(spiked, { seconds: [secondOf(sessions)] }), 'spike')).toMatchObject({
      opinion: 'refuted',
      severity: 'error',
      other: sessions.values[600],
    });
    expect(only(found(spiked, { seconds: [secondOf(spiked)] }), 'spike')).toMatchObject({ opinion: 'confirmed', severity: 'note' });
    const lacksTheDate = secondOf(without(sessions, (_, i) => i === 600));
    expect(only(found(spiked, { seconds: [lacksTheDate] }), 'spike').opinion).toBe('unconfirmed');
  });

  test('may last three rows that got in from another series, and not four', () => {
    const rows = (count: number) =>
      found(revalued(sessions, (value, _, i) => (i >= 600 && i < 600 + count ? value * 0.01 + i / 1e4 : value)));
    expect(isos(only(rows(3), 'spike').dates)).toEqual([600, 601, 602].map((i) => at(sessions, i)));
    expect(kinds(rows(4))).not.toContain('spike');
  });

  test('is none where the price does not come back', () => {
    const crash = revalued(sessions, (value, _, i) => (i >= 600 ? value * 0.7 : value));
    expect(kinds(found(crash))).not.toContain('spike');
  });

  test('that is zero among positive values is no price at all', () => {
    const zero = revalued(sessions, (value, _, i) => (i === 600 ? 0 : value));
    expect(kinds(found(zero))).toEqual(['not positive']);
    expect(isos(only(found(zero), 'not positive').dates)).toEqual([at(sessions, 600)]);
  });
});

describe('a seam', () => {
  const split = revalued(sessions, (value, _, i) => (i < 900 ? value * 3 : value));

  test('at a split shows in the closes and not in the adjusted ones', () => {
    const finding = only(found(split, { adjusted: sessions }), 'seam');
    expect([formatCivilDate(finding.at), finding.ratio, finding.severity]).toEqual([at(sessions, 900), [3, 1], 'error']);
    expect(kinds(found(split, { adjusted: split }))).toEqual([]);
  });

  test('is a warning where nothing else can tell, and an error where a second source does not have it', () => {
    expect(only(found(split), 'seam')).toMatchObject({ opinion: 'unconfirmed', severity: 'warning', ratio: [3, 1] });
    const told = found(split, { seconds: [secondOf(sessions)] });
    expect(kinds(told)).toEqual(['seam']);
    expect(only(told, 'seam')).toMatchObject({ opinion: 'refuted', severity: 'error' });
  });

  test('of a reverse split goes the other way', () => {
    const reverse = revalued(sessions, (value, _, i) => (i < 900 ? value / 10 : value));
    expect(only(found(reverse), 'seam').ratio).toEqual([1, 10]);
  });

  test('is none where a dividend leaves the adjusted closes as they should be', () => {
    const adjusted = revalued(sessions, (value, _, i) => value * 0.995 ** Math.floor((1499 - i) / 63));
    expect(kinds(found(sessions, { adjusted }))).toEqual([]);
  });

  test('of adjusted closes that fall against the closes is a negative dividend', () => {
    const adjusted = revalued(sessions, (value, _, i) => value * (i < 700 ? 1 : 0.98));
    const finding = only(found(sessions, { adjusted }), 'negative dividend');
    expect([formatCivilDate(finding.at), Math.round(finding.largest * 1000) / 1000]).toEqual([at(sessions, 700), 0.02]);
  });
});

describe('a partial last bar', () => {
  const last = sessions.dates.length - 1;
  const [date, value] = [sessions.dates[last] as number, sessions.values[last] as number];
  const noon = date * 86_400_000 + 17 * 3_600_000;

  test('is one whose close comes after the instant at which it was recorded', () => {
    const finding = only(found(sessions, { recordings: [{ at: noon, date, value }] }), 'partial bar');
    expect(finding).toMatchObject({ severity: 'error', dates: Int32Array.of(date), evidence: { by: 'clock', recordedAt: noon } });
    const evening = noon + 6 * 3_600_000;
    expect(kinds(found(sessions, { recordings: [{ at: evening, date, value }] }))).toEqual([]);
  });

  test('that was put right since is a note with both values', () => {
    const early = { at: noon, date, value: value * 1.02 };
    const finding = only(found(sessions, { recordings: [early, { at: noon + 86_400_000, date, value }] }), 'partial bar');
    expect(finding).toMatchObject({ severity: 'note', evidence: { by: 'revision', first: early.value, final: value } });
  });

  test('lies further from a second source than the bars before it', () => {
    const taken = revalued(sessions, (close, _, i) => (i === last ? close * 1.01 : close * (1 + 0.0004 * Math.sin(i))));
    expect(only(found(taken, { seconds: [secondOf(sessions)] }), 'partial bar')).toMatchObject({
      severity: 'warning',
      dates: Int32Array.of(date),
      evidence: { by: 'second source' },
    });
  });
});
