import { afterEach, describe, expect, it } from 'vitest';
import { showSeries } from '../../src/app/operations/series.ts';
import { study } from '../../src/app/operations/study.ts';
import { formatCivilDate, parseCivilDate } from '../../src/core/calendar/civil-date.ts';
import { asOf, endOfDay } from '../../src/core/series/panel.ts';
import { alfredRows, hasRecordedVintages, recordedBody, recordedDays } from '../providers/fred/recorded-vintages.ts';
import { makeWorld, type World } from './pull/world.ts';

const catalogue = `
series:
  M2SL:
    title: Money stock M2
    unit: USD billions
    calendar: monthly
    release: { weekday: tuesday, nth: 4, months: 1, time: "13:00", zone: America/New_York }
    licence: public
    sources: [{ fred: M2SL }]
  DTWEXBGS:
    title: Dollar, broad
    unit: index
    calendar: new-york
    release: { weekday: monday, time: "16:15", zone: America/New_York }
    licence: public
    sources: [{ fred: DTWEXBGS }]
  M2SL_VINTAGES:
    title: Money stock M2, all vintages in one answer
    unit: USD billions
    calendar: monthly
    release: { weekday: tuesday, nth: 4, months: 1, time: "13:00", zone: America/New_York }
    licence: public
    sources: [{ fred: "M2SL vintages 13:00" }]
`;

/** The answers that FRED gave on each day, in the order of the days. */
const answersOf = (series: string) =>
  recordedDays(series).map((date) => {
    const body = JSON.parse(recordedBody(series, date));
    // The recorder asked for the newest 60 rows, newest first; the program asks for all, oldest first.
    const observations = [...body.observations].reverse();
    return { date, observations, body: JSON.stringify({ ...body, observations, sort_order: 'asc', limit: 100_000, count: 60 }) };
  });

type Recorded = ReturnType<typeof answersOf>[number];

let world: World;
afterEach(() => world?.close());

async function pullOn({ date, body }: Recorded, id: string): Promise<void> {
  world.now = Date.parse(`${date}T22:00:00Z`);
  world.play([{ match: new RegExp(`series_id=${id}`), body }]);
  expect((await world.pull({ ids: [id], again: true })).outcome).toBe('done');
}

const printed = ({ observations }: Recorded): string[] =>
  observations
    .filter(({ value }: { value: string }) => value !== '.')
    .map(({ date, value }: { date: string; value: string }) => `${date} ${Number(value)}`);

async function seenAsOf(id: string, date: string): Promise<string[]> {
  const series = asOf(await world.context.series.load(id), endOfDay(parseCivilDate(date) as number));
  return Array.from(series.dates, (day, i) => `${formatCivilDate(day)} ${series.values[i]}`);
}

describe.skipIf(!hasRecordedVintages)('what was recorded of FRED from April to August 2026, pulled day by day', () => {
  it.each(['M2SL', 'DTWEXBGS'])('%s as of each day is what FRED printed on that day, though all came later too', async (id) => {
    world = await makeWorld(catalogue, { now: '2026-04-28T22:00:00Z' });
    world.keys = { FRED_API_KEY: 'made-up-key' };
    const answers = answersOf(id);
    for (const answer of answers) await pullOn(answer, id);
    const first = printed(answers[0] as Recorded)[0]?.slice(0, 10) as string;
    for (const answer of answers) {
      const own = printed(answer);
      // Dates older than an answer's own rows are held from the answers before it.
      const seen = (await seenAsOf(id, answer.date)).filter((row) => row >= (own[0] as string));
      expect(seen).toEqual(own);
      expect(seen[0]?.slice(0, 10) >= first).toBe(true);
    }
  });

  it('an old date has its old value, and today the new one', async () => {
    world = await makeWorld(catalogue, { now: '2026-04-28T22:00:00Z' });
    world.keys = { FRED_API_KEY: 'made-up-key' };
    const answers = answersOf('M2SL');
    for (const answer of answers) await pullOn(answer, 'M2SL');
    const valueAsOf = async (asOfDate?: string) => {
      const { lastRows } = await showSeries({ id: 'M2SL', rows: 100, ...(asOfDate && { asOf: asOfDate }) }, world.context);
      return lastRows.find(({ date }) => date === '2026-03-01')?.value;
    };
    const then = (answers[0] as Recorded).observations.find(({ date }: { date: string }) => date === '2026-03-01').value;
    const now = (answers.at(-1) as Recorded).observations.find(({ date }: { date: string }) => date === '2026-03-01').value;
    expect(then).not.toBe(now);
    expect(await valueAsOf('2026-04-28')).toBe(Number(then));
    expect(await valueAsOf()).toBe(Number(now));
  });

  it('one answer with all vintages, pulled today, tells of each day what the daily answers told', async () => {
    world = await makeWorld(catalogue, { now: '2026-08-10T22:00:00Z' });
    world.keys = { FRED_API_KEY: 'made-up-key' };
    const rows = alfredRows('M2SL');
    const body = { ...JSON.parse((answersOf('M2SL')[0] as Recorded).body), realtime_start: '1776-07-04', realtime_end: '9999-12-31' };
    world.play([{ match: /series_id=M2SL/, body: JSON.stringify({ ...body, observations: rows, count: rows.length }) }]);
    expect((await world.pull({ ids: ['M2SL_VINTAGES'] })).outcome).toBe('done');
    for (const answer of answersOf('M2SL')) {
      const own = printed(answer);
      expect((await seenAsOf('M2SL_VINTAGES', answer.date)).filter((row) => row >= (own[0] as string))).toEqual(own);
    }
  });

  it('a study as of a day then is the study that was run on that day, and another than that of today', async () => {
    world = await makeWorld(catalogue, { now: '2026-04-28T22:00:00Z' });
    world.keys = { FRED_API_KEY: 'made-up-key' };
    const question = { when: 'crosses_above(pct_change(M2SL, 3), 0.01)', then: ['return(M2SL, 3mo)'] };
    const run = async (asOfDate: string) => {
      const today = parseCivilDate(asOfDate) as number;
      // Without its memory of the runs before, which count against a study's p.
      const { result, facts } = await study({ ...question, asOf: asOfDate }, { ...world.context, store: undefined, today });
      return { result: { ...result, notes: [] }, hash: facts.dataHash };
    };
    const onTheDay: { date: string; done: Awaited<ReturnType<typeof run>> }[] = [];
    for (const answer of answersOf('M2SL')) {
      await pullOn(answer, 'M2SL');
      onTheDay.push({ date: answer.date, done: await run(answer.date) });
    }
    for (const { date, done } of onTheDay) expect(await run(date)).toEqual(done);
    expect(new Set(onTheDay.map(({ done }) => done.hash)).size).toBeGreaterThan(2);
  });
});
