import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DAY_MS, isoWeekday } from '../../src/core/calendar/civil-date.ts';
import { newYorkSessions } from '../../src/core/calendar/new-york.ts';
import { countUpTo } from '../../src/core/calendar/schedule.ts';
import { type RandomStream, seededStream } from '../../src/core/numerics/random.ts';
import type { Series } from '../../src/core/series/series.ts';
import { csvFolder } from '../../src/providers/file/provider.ts';
import { day, seriesOn, type Timing } from '../core/series/made-series.ts';
import type { Panel } from './causality-check.ts';

const HOUR_MS = 3_600_000;
const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const market = folder('../../../shared/data/market');
const TODAY = day('2026-12-31');

/** Whether daily real series lie beside the repository. */
export const hasMarketData = existsSync(market);
if (!hasMarketData) console.warn('skipped: no daily real series beside the repository; the shipped weekly ones are used alone');

/** Instants at which something becomes known, the millisecond before, and instants in between. */
function randomInstants(series: Iterable<Series>, count: number, stream: RandomStream): number[] {
  const all = [...series];
  const first = Math.min(...all.map(({ knownAt }) => knownAt[0] as number)) - DAY_MS;
  const last = Math.max(...all.map(({ knownAt }) => knownAt.at(-1) as number));
  return Array.from({ length: count }, () => {
    if (stream.below(5) < 2) return first + stream.below(Math.ceil((last - first) / 1000)) * 1000;
    const { knownAt } = all[stream.below(all.length)] as Series;
    return (knownAt[stream.below(knownAt.length)] as number) - stream.below(2);
  });
}

/** A price on a coarse grid, so that ties are frequent, that wanders and sometimes leaps. */
function coarsePrice(length: number, stream: RandomStream): number[] {
  let value = 40 + stream.below(40);
  return Array.from({ length }, () => {
    const leap = stream.below(25) === 0 ? stream.below(21) - 9 : 0;
    value = Math.max(3, value + stream.below(5) - 2 + leap);
    return value;
  });
}

/** Some of the dates, in order: single ones missing here and there, and now and then a stretch of them. */
function withGaps(dates: Iterable<number>, stream: RandomStream): Int32Array {
  let gap = 0;
  return Int32Array.from(
    [...dates].filter(() => {
      if (gap > 0) gap--;
      else if (stream.below(60) === 0) gap = 1 + stream.below(8);
      else return stream.below(15) > 0;
      return false;
    }),
  );
}

const made = (id: string, dates: Int32Array, stream: RandomStream, timing: Timing): Series =>
  shortSchedule(seriesOn(id, dates, coarsePrice(dates.length, stream), timing));

/**
 * Series of three calendars and clocks that fit no other: A on New York's sessions, with half days; B on every day; C weekly,
 * published days later; D on A's very dates, published a day later; M monthly.
 */
export function randomPanel(seed: number, truncations: number): Panel {
  const stream = seededStream(seed);
  const first = day('2005-11-01') + stream.below(4000);
  const length = 230 + stream.below(120);
  const every = Array.from({ length }, (_, i) => first + i);
  const sessions = newYorkSessions().dates.filter((date) => date >= first && date < first + length);
  const a = made('A', withGaps(sessions, stream), stream, { calendar: 'new-york' });
  const weekday = 1 + stream.below(5);
  const mondays = every.filter((date) => isoWeekday(date) === weekday);
  const monthly = every.filter((date) => new Date(date * DAY_MS).getUTCDate() === 1);
  const all = [
    a,
    made('A.adj', a.dates, stream, { calendar: 'new-york' }),
    made('B', withGaps(every, stream), stream, { calendar: 'utc-daily' }),
    made('C', Int32Array.from(mondays), stream, { calendar: 'weekly-utc', lagDays: stream.below(6) }),
    made('D', a.dates, stream, { calendar: 'new-york', lagDays: 1 + stream.below(3) }),
    made('M', Int32Array.from(monthly), stream, { calendar: 'monthly', lagDays: 12 + stream.below(20) }),
  ];
  const series = new Map(all.map((one) => [one.id, one]));
  return {
    name: `random panel ${seed}`,
    series,
    home: stream.below(2) === 0 ? 'B' : 'A',
    instants: randomInstants(all, truncations, stream),
  };
}

/** A series between two dates, under another name. */
function between(series: Series, id: string, [from, to]: readonly [number, number]): Series {
  const [start, end] = [countUpTo(series.dates, from - 1), countUpTo(series.dates, to)];
  const { dates, values, knownAt } = series;
  return shortSchedule({
    ...series,
    id,
    dates: dates.slice(start, end),
    values: values.slice(start, end),
    knownAt: knownAt.slice(start, end),
  });
}

/** A series whose schedule ends soon after its last date, not in 2030: quicker to go through, as often as it is here. */
function shortSchedule(series: Series): Series {
  const { dates, closes } = series.schedule;
  const start = countUpTo(dates, (series.dates[0] as number) - 30);
  const end = countUpTo(dates, (series.dates.at(-1) as number) + 60);
  return { ...series, schedule: { dates: dates.slice(start, end), closes: closes.slice(start, end) } };
}

/** The same figures as if they were published so much later. */
const published = (series: Series, later: number): Series => ({ ...series, knownAt: series.knownAt.map((instant) => instant + later) });

async function loadAll(directory: string, ids: readonly string[]): Promise<Series[]> {
  const provider = csvFolder(directory, { today: TODAY });
  return Promise.all(ids.map((id) => provider.load(id)));
}

/** Real series in stretches long enough for events, with as many truncations in all. */
export async function realPanels(truncations: number): Promise<Panel[]> {
  const stream = seededStream(1987);
  const weekly = await loadAll(folder('../../reference'), ['RUT', 'BTC', 'NFCI', 'WALCL', 'M2SL', 'IWN']);
  const [rut, btc, nfci, walcl, m2, iwn] = weekly as [Series, Series, Series, Series, Series, Series];
  const kinds = [{ name: 'shipped weekly series', days: 1200, roles: { A: rut, 'A.adj': iwn, B: btc, C: nfci, D: walcl, M: m2 } }];
  if (hasMarketData) {
    const [dailyRut, dailySpx, dailyBtc, iwm] = (await loadAll(market, ['RUT', 'SPX', 'BTC', 'IWM.adj'])) as [
      Series,
      Series,
      Series,
      Series,
    ];
    const late = published(dailySpx, 18 * HOUR_MS);
    const roles = { A: dailyRut, 'A.adj': iwm, B: dailyBtc, C: nfci, D: late, M: m2 };
    kinds.push({ name: 'daily real series', days: 280, roles });
  }
  const stretches = 8;
  return kinds.flatMap(({ name, days, roles }) =>
    Array.from({ length: stretches }, (_, i) => {
      const from = day('2010-07-23') + Math.floor((i * (day('2026-08-28') - days - day('2010-07-23'))) / (stretches - 1));
      const all = Object.entries(roles).map(([id, series]) => between(series, id, [from, from + days]));
      const instants = randomInstants(all, Math.ceil(truncations / stretches / kinds.length), stream);
      return { name: `${name}, stretch ${i + 1}`, series: new Map(all.map((one) => [one.id, one])), home: 'B', instants };
    }),
  );
}

/** The whole real series under their own names, for the examples of the manual. */
export async function wholePanel(truncations: number): Promise<Panel> {
  const stream = seededStream(2026);
  const ids = ['RUT', 'SPX', 'BTC', 'NFCI', 'WALCL', 'M2SL'];
  const weekly = await loadAll(folder('../../reference'), ids);
  const daily = hasMarketData ? await loadAll(market, ['RUT', 'SPX', 'BTC']) : [];
  const series = new Map([...weekly, ...daily].map((one) => [one.id, one]));
  return { name: 'whole real series', series, home: 'BTC', instants: randomInstants(series.values(), truncations, stream) };
}
