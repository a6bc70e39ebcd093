import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Context } from '../../src/app/context.ts';
import { doctor, doctorReport, endingOf } from '../../src/app/operations/doctor.ts';
import { study } from '../../src/app/operations/study.ts';
import { storedSeries } from '../../src/app/stored-series.ts';
import { type DoctoredSeries, DoctorResult } from '../../src/contract/doctor.ts';
import { StudyResult } from '../../src/contract/study.ts';
import { formatCivilDate, parseCivilDate } from '../../src/core/calendar/civil-date.ts';
import type { Series } from '../../src/core/series/series.ts';
import { csvFolder } from '../../src/providers/file/provider.ts';
import { openDuckStore } from '../../src/store/duckdb/store.ts';
import type { Addition, SecondOpinion } from '../../src/store/store.ts';
import { revalued, walk, without } from '../core/quality/planted.ts';
import { shipped } from './shipped.ts';

const scratch = mkdtempSync(join(tmpdir(), 'harbinger-doctor-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const dayOf = (iso: string) => parseCivilDate(iso) as number;

/** The shipped table with other series in the place of some. */
const planted = (series: Readonly<Record<string, Series>>): Context => ({
  ...shipped,
  series: {
    description: 'planted',
    ids: () => shipped.series.ids(),
    load: async (id) => series[id] ?? (await shipped.series.load(id)),
  },
});

const patient = ({ series }: DoctorResult, id: string): DoctoredSeries => series.find((one) => one.id === id) as DoctoredSeries;

const eventsOf = async (when: string, then: string, context: Context) =>
  StudyResult.parse((await study({ when, then: [then] }, context)).result);

describe('the doctor', () => {
  test('finds nothing grave in the table that ships, in the shape that the contract promises', async () => {
    const result = await doctor({}, shipped);
    expect(DoctorResult.parse(result)).toEqual(result);
    expect(result.counts).toMatchObject({ error: 0, warning: 0 });
    expect(result.series.map(({ id }) => id).toSorted()).toEqual(await shipped.series.ids());
    expect(endingOf(result)).toBe('done');
  });

  test('looks over the series that are named, and refuses names that are not there', async () => {
    expect((await doctor({ ids: ['RUT', 'BTC'] }, shipped)).series.map(({ id }) => id).toSorted()).toEqual(['BTC', 'RUT']);
    await expect(doctor({ ids: ['RUTT'] }, shipped)).rejects.toThrow(/no series RUTT in .*did you mean RUT\?/);
    await expect(doctor({ against: 'SPX' }, shipped)).rejects.toThrow('name the one to look over, as in `doctor RUT --against SPX`');
    await expect(doctor({ ids: ['SPX'], against: 'SPX' }, shipped)).rejects.toThrow('against must name another series, was SPX itself');
  });

  test('tells what a report says, and the command that makes it again', async () => {
    const result = await doctor({ ids: ['RUT'], against: 'SPX', asOf: '2026-01-31' }, shipped);
    expect(result.command).toBe('harbinger doctor RUT --against SPX --as-of 2026-01-31');
    const html = await doctorReport(result, shipped);
    expect(html).toContain('RUT against SPX');
    expect(html).toContain(result.command);
  });

  test('knows only what was known by the end of the date of the question', async () => {
    const spiked = revalued(await shipped.series.load('RUT'), (value, day) => (day === dayOf('2024-05-31') ? value * 3 : value));
    const kindsAsOf = async (asOf: string) =>
      patient(await doctor({ ids: ['RUT'], asOf }, planted({ RUT: spiked })), 'RUT').findings.map(({ kind }) => kind);
    expect(await kindsAsOf('2024-05-30')).toEqual([]);
    expect(await kindsAsOf('2024-07-31')).toContain('spike');
  });
});

describe('what hangs on a finding', () => {
  const record = 'all_time_high(RUT, after: 1y)';

  test('a false record: the events that go and come are those of the study with and without it', async () => {
    const rut = await shipped.series.load('RUT');
    const at = rut.dates.findIndex((day) => day >= dayOf('2009-06-15'));
    const wrong = { ...revalued(rut, (value, _, i) => (i === at ? 1500 : value)), id: 'RUT' };
    const finding = patient(await doctor({ ids: ['RUT'] }, planted({ RUT: wrong })), 'RUT').findings.find(({ kind }) => kind === 'spike');
    expect(finding).toMatchObject({ severity: 'warning', dates: [formatCivilDate(rut.dates[at] as number)] });
    const effect = finding?.effects.find(({ claim, expression }) => claim === 'three-of-three' && expression === record);
    const dates = async (series: Series) =>
      (await eventsOf(record, 'return(BTC, 180d)', planted({ RUT: series }))).events.map(({ date }) => date);
    const [with_, without_] = [await dates(wrong), await dates(without(rut, (_, i) => i === at))];
    expect(effect?.vanish).toEqual(with_.filter((date) => !without_.includes(date)));
    expect(effect?.appear).toEqual(without_.filter((date) => !with_.includes(date)));
    expect(effect?.vanish).toContain(formatCivilDate(rut.dates[at] as number));
    expect(finding?.effect).toContain('drops the event');
  });

  test('a wrong close at an entry: the outcomes that change are those of the study with and without it', async () => {
    const btc = await shipped.series.load('BTC');
    const before = await eventsOf(record, 'return(BTC, 180d)', shipped);
    const { entryDate } = before.instances.find(({ eventDate }) => eventDate === '2025-09-19') as { entryDate: string };
    const wrong = { ...revalued(btc, (value, day) => (day === dayOf(entryDate) ? value * 3 : value)), id: 'BTC' };
    const finding = patient(await doctor({ ids: ['BTC'] }, planted({ BTC: wrong })), 'BTC').findings.find(({ kind }) => kind === 'spike');
    expect(finding?.dates).toEqual([entryDate]);
    const effect = finding?.effects.find(({ claim, expression }) => claim === 'rallies-follow' && expression === record);
    const changed = effect?.outcomes.find(({ outcome, eventDate }) => outcome === 'return(BTC, 180d)' && eventDate === '2025-09-19');
    const now = await eventsOf(record, 'return(BTC, 180d)', planted({ BTC: wrong }));
    expect(changed?.now).toBeCloseTo(now.instances.find(({ eventDate }) => eventDate === '2025-09-19')?.outcome as number, 12);
    // Without the close there is nothing to enter at.
    expect(changed?.then).toBeNull();
  });

  test('a close that is missing at an entry leaves the event without an instance', async () => {
    const btc = await shipped.series.load('BTC');
    const entry = dayOf('2016-11-18');
    const place = btc.dates.findIndex((day) => day >= entry);
    const holed = { ...without(btc, (_, i) => i >= place && i < place + 2), id: 'BTC' };
    const finding = patient(await doctor({ ids: ['BTC'] }, planted({ BTC: holed })), 'BTC').findings.find(
      ({ kind }) => kind === 'missing closes',
    );
    const effect = finding?.effects.find(({ claim }) => claim === 'rallies-follow');
    const excluded = (await eventsOf(record, 'return(BTC, 180d)', planted({ BTC: holed }))).excluded.map(({ eventDate }) => eventDate);
    const hit = effect?.outcomes.filter(({ entryDate }) => entryDate === null).map(({ eventDate }) => eventDate) ?? [];
    expect(excluded).toEqual(expect.arrayContaining(hit));
    expect(hit).toContain('2016-11-18');
  });

  test('of a series that no study reads is nothing, and that is said', async () => {
    const file = join(scratch, 'claims.yaml');
    const text = `pack: other
title: t
question: q
articles: { a: { outlet: o, date: 2026-01-01 } }
series: { SPX: { title: s } }
claims:
  - { id: one, kind: pattern, by: b, in: [a], statement: s, test: t, check: { study: { when: "all_time_high(SPX)", then: ["return(SPX, 90d)"] } } }
`;
    const spiked = { ...revalued(await shipped.series.load('RUT'), (value, _, i) => (i === 500 ? value * 3 : value)), id: 'RUT' };
    const context = { ...planted({ RUT: spiked }), readPack: async () => ({ file, text }) };
    const { findings } = patient(await doctor({ ids: ['RUT'], pack: file }, context), 'RUT');
    expect(findings.find(({ kind }) => kind === 'spike')).toMatchObject({ effect: 'No study of the pack reads the series.', effects: [] });
  });
});

describe('a folder of files', () => {
  const folder = mkdtempSync(join(scratch, 'folder-'));
  const rows = (lines: readonly string[]) => `date,close\n${lines.join('\n')}\n`;
  const good = Array.from({ length: 60 }, (_, i) => `${formatCivilDate(dayOf('2026-09-01') + i)},${100 + Math.sin(i)}`);
  writeFileSync(join(folder, 'GOOD.csv'), rows(good));
  writeFileSync(join(folder, 'TWICE.csv'), rows([...good.slice(0, 30), good[29] as string, ...good.slice(30)]));
  writeFileSync(join(folder, 'CONFLICT.csv'), rows([...good, `${formatCivilDate(dayOf('2026-09-01') + 59)},7`]));
  writeFileSync(
    join(folder, 'TODAY.csv'),
    rows(
      [...good, ...Array.from({ length: 22 }, (_, i) => `${formatCivilDate(dayOf('2026-10-31') + i)},${100 + Math.cos(i)}`)].slice(0, 81),
    ),
  );
  const noon = Date.parse('2026-11-20T12:00:00Z');
  const context: Context = {
    ...shipped,
    series: csvFolder(folder, { today: shipped.today }),
    data: { ...shipped.data, now: () => noon },
  };

  test('tells repeated rows, a date with two values, and a bar that still forms', async () => {
    const result = await doctor({}, context);
    expect(DoctorResult.parse(result)).toEqual(result);
    const of = (id: string) => patient(result, id).findings.map(({ kind, severity, dates }) => [kind, severity, dates[0]]);
    expect(of('CONFLICT')).toEqual([['duplicate', 'error', '2026-10-30']]);
    expect(of('TWICE')).toContainEqual(['duplicate', 'note', '2026-09-30']);
    expect(of('TODAY')).toContainEqual(['partial bar', 'error', '2026-11-20']);
    expect(of('GOOD').map(([kind]) => kind)).toEqual(['stale tail']);
    expect(endingOf(result)).toBe('partial');
  });
});

describe('a store', () => {
  test('brings second opinions and the instants of its pulls to bear', async () => {
    const source = walk('new-york', '2026-01-02', 200, 9);
    const instant = (day: number, hour: number) => day * 86_400_000 + hour * 3_600_000;
    const [early, last] = [source.dates[198] as number, source.dates[199] as number];
    let now = instant(early, 17);
    const store = await openDuckStore(join(scratch, 'store.duckdb'), { now: () => now });
    const add = async (dates: Int32Array, values: Float64Array, more: { knownAt?: Float64Array; second?: SecondOpinion } = {}) => {
      const pull = {
        id: `p${now}`,
        series: 'X',
        source: 'made-up',
        address: 'X',
        since: null,
        at: now,
        outcome: 'stored' as const,
        added: dates.length,
        revised: 0,
      };
      const rows = { dates, values, knownAt: more.knownAt ?? Float64Array.from(dates, (day) => instant(day, 21)) };
      const addition: Addition = {
        pull: { ...pull, sha256: '', bytes: 0, etag: null, notes: [] },
        definition: { title: 'X', calendar: 'new-york' },
        rows,
        second: more.second,
      };
      await store.add(addition);
    };
    const wrong = revalued(source, (value, _, i) => (i === 100 ? value * 2 : value));
    // The first pull takes the bar of its day at noon in New York; the second puts it right.
    await add(wrong.dates.slice(0, 199), wrong.values.slice(0, 199).with(198, (wrong.values[198] as number) * 1.03));
    now = instant(last, 23);
    const second = { source: 'other', dates: source.dates, values: source.values };
    const knownAt = Float64Array.of(instant(last, 22), instant(last, 22));
    await add(source.dates.slice(198), source.values.slice(198), { knownAt, second });
    const context: Context = {
      ...shipped,
      series: storedSeries(store),
      store,
      today: last,
      data: { ...shipped.data, now: () => now },
    };
    const result = await doctor({ ids: ['X'] }, context);
    await store.close();
    const { findings, comparisons } = patient(result, 'X');
    const told = findings.map(({ kind, severity, dates }) => [kind, severity, dates[0]]);
    expect(told).toContainEqual(['spike', 'error', formatCivilDate(source.dates[100] as number)]);
    expect(told).toContainEqual(['partial bar', 'note', formatCivilDate(early)]);
    expect(comparisons.map(({ source: name, years }) => [name, years.reduce((sum, { observations }) => sum + observations, 0)])).toEqual([
      ['other', 200],
    ]);
  });
});
