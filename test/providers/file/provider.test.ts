import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { formatCivilDate } from '../../../src/core/calendar/civil-date.ts';
import { nextScheduledDate } from '../../../src/core/calendar/schedule.ts';
import { csvFolder } from '../../../src/providers/file/provider.ts';
import { RECORDINGS, TODAY } from './recordings.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A folder with files of these contents; `copy:NAME` copies a recording. */
function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'harbinger-csv-'));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    if (content.startsWith('copy:')) copyFileSync(join(RECORDINGS, content.slice(5)), join(folder, name));
    else writeFileSync(join(folder, name), content);
  }
  return folder;
}

const open = (files: Readonly<Record<string, string>>) => csvFolder(folderWith(files), { today: TODAY });
const instants = (knownAt: Float64Array) => Array.from(knownAt, (instant) => new Date(instant).toISOString());
const PRICES = 'date,close,adj_close\n2024-01-02,10,9\n2024-01-03,11,10\n2024-01-04,12,11\n2024-01-05,13,12\n';
/** New York sessions around two holidays (19 June, 4 July) and a half day (3 July). */
const SESSIONS = ['06-17', '06-18', '06-20', '06-21', '06-24', '06-25', '06-26', '06-27', '06-28', '07-01', '07-02', '07-03', '07-05'];
const SUMMER = ['date,close', ...SESSIONS.map((day, i) => `2024-${day},${i + 1}`), ''].join('\n');

describe('ids', () => {
  it('are the names of the CSV and TSV files, case kept, in alphabetical order, without reading them', async () => {
    const provider = open({ 'RUT.csv': 'not read', 'btc.tsv': '', 'IWM.CSV': '', 'SOURCES.md': '', 'catalogue.yaml': '', '.csv': '' });
    expect(await provider.ids()).toEqual(['IWM', 'RUT', 'btc']);
  });
});

describe('a series without a catalogue', () => {
  it('has its id for a title, its file for a source and a calendar inferred from its dates, which it says', async () => {
    const provider = open({ 'RUT.csv': SUMMER });
    const series = await provider.load('RUT');
    expect(series).toMatchObject({ id: 'RUT', title: 'RUT', unit: 'unit not stated', calendar: 'new-york' });
    expect(series.source).toMatch(/^RUT\.csv in .*harbinger-csv-/);
    expect([...series.values]).toEqual(SESSIONS.map((_, i) => i + 1));
    const note =
      /^Calendar inferred from the dates: new-york \(.*\)\. No release lag is stated, so values count as known at the close of their date\.$/;
    expect(series.notes).toEqual([expect.stringMatching(note)]);
  });

  it('is known at the close of its date: 16:00 New York, 13:00 on a half day', async () => {
    const { knownAt } = await open({ 'RUT.csv': SUMMER }).load('RUT');
    const last = instants(knownAt).slice(-3);
    expect(last).toEqual(['2024-07-02T20:00:00.000Z', '2024-07-03T17:00:00.000Z', '2024-07-05T20:00:00.000Z']);
  });

  it('is known at 24:00 UTC where every day has a value', async () => {
    const days = Array.from({ length: 31 }, (_, i) => `2024-01-${String(i + 1).padStart(2, '0')},${i}`);
    const series = await open({ 'BTC.csv': ['date,value', ...days].join('\n') }).load('BTC');
    expect(series.calendar).toBe('utc-daily');
    expect(instants(series.knownAt).at(-1)).toBe('2024-02-01T00:00:00.000Z');
    expect(formatCivilDate(nextScheduledDate(series.schedule, series.dates[30] as number) as number)).toBe('2024-02-01');
  });
});

describe('the adjusted close', () => {
  it('is X.adj, described like X', async () => {
    const provider = open({ 'IWM.csv': PRICES, 'catalogue.yaml': 'series:\n  IWM: { title: Small caps, unit: USD, column: close }\n' });
    expect(await provider.load('IWM.adj')).toMatchObject({ id: 'IWM.adj', title: 'Small caps (adjusted close)', unit: 'USD' });
    expect([...(await provider.load('IWM.adj')).values]).toEqual([9, 10, 11, 12]);
    expect([...(await provider.load('IWM')).values]).toEqual([10, 11, 12, 13]);
  });

  it('may have an entry of its own, which names the column', async () => {
    const catalogue = 'series:\n  HYG.adj: { title: With coupons, column: total }\n';
    const provider = open({ 'HYG.csv': 'date,close,total\n2024-01-02,10,20\n', 'catalogue.yaml': catalogue });
    const series = await provider.load('HYG.adj');
    expect(series.title).toBe('With coupons');
    expect([...series.values]).toEqual([20]);
  });

  it('is the file of that name where there is one', async () => {
    const provider = open({ 'IWM.csv': PRICES, 'IWM.adj.csv': 'date,value\n2024-01-02,5\n' });
    expect([...(await provider.load('IWM.adj')).values]).toEqual([5]);
  });
});

describe('a series with a catalogue', () => {
  const lagged = (release: string) => `series:\n  WALCL: { calendar: weekly-new-york, note: Level on Wednesday., release: ${release} }\n`;
  const text = 'date,value\n2024-03-06,1\n2024-03-13,2\n';

  it('is known so many days later at a wall time, in winter and in summer', async () => {
    const provider = open({ 'WALCL.csv': text, 'catalogue.yaml': lagged('{ days: 1, time: "16:30", zone: America/New_York }') });
    const series = await provider.load('WALCL');
    expect(instants(series.knownAt)).toEqual(['2024-03-07T21:30:00.000Z', '2024-03-14T20:30:00.000Z']);
    expect(series.notes).toEqual(['Level on Wednesday.']);
  });

  it('is known at the wall time of any zone', async () => {
    const provider = open({ 'WALCL.csv': text, 'catalogue.yaml': lagged('{ days: 0, time: "08:00", zone: Asia/Tokyo }') });
    expect(instants((await provider.load('WALCL')).knownAt)).toEqual(['2024-03-05T23:00:00.000Z', '2024-03-12T23:00:00.000Z']);
  });

  it('carries its cycle', async () => {
    const catalogue = 'series:\n  BTC: { cycle: { name: halvings, dates: [2012-11-28, 2016-07-09] } }\n';
    const { cycle } = await open({ 'BTC.csv': PRICES, 'catalogue.yaml': catalogue }).load('BTC');
    expect(cycle?.name).toBe('halvings');
    expect(Array.from(cycle?.dates ?? [], formatCivilDate)).toEqual(['2012-11-28', '2016-07-09']);
  });

  it('says of itself what the catalogue says', () => {
    expect(open({ 'catalogue.yaml': 'description: My data\n' }).description).toBe('My data');
    expect(open({}).description).toMatch(/^CSV files in /);
  });
});

describe('what is refused', () => {
  it('an id without a file is not found', async () => {
    const provider = open({ 'RUT.csv': PRICES, 'catalogue.yaml': 'series: { TOTAL3: { title: Altcoins } }\n' });
    await expect(provider.load('rut')).rejects.toMatchObject({
      kind: 'not-found',
      message: expect.stringMatching(/^no series rut: no rut\.csv in /),
    });
    await expect(provider.load('XYZ.adj')).rejects.toMatchObject({ kind: 'not-found', message: expect.stringContaining('no XYZ.csv in ') });
    await expect(provider.load('TOTAL3')).rejects.toMatchObject({
      message: expect.stringContaining('catalogue.yaml describes it, but the file is not there'),
    });
    await expect(provider.load('toString')).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('a folder that is not there is not found', async () => {
    const provider = csvFolder('/nowhere/at/all', { today: TODAY });
    await expect(provider.ids()).rejects.toMatchObject({ kind: 'not-found', message: 'there is no /nowhere/at/all' });
    await expect(provider.load('RUT')).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('a file in place of a folder is unavailable', async () => {
    const provider = csvFolder(join(folderWith({ 'RUT.csv': PRICES }), 'RUT.csv'), { today: TODAY });
    await expect(provider.ids()).rejects.toMatchObject({
      kind: 'unavailable',
      message: expect.stringMatching(/^cannot read .*RUT\.csv: ENOTDIR/),
    });
  });

  it('two files of one id', async () => {
    const provider = open({ 'RUT.csv': PRICES, 'RUT.tsv': PRICES });
    await expect(provider.load('RUT')).rejects.toMatchObject({ message: 'RUT.csv: RUT.tsv has the same id, RUT: keep one of them' });
  });

  it('text that is not UTF-8', async () => {
    const provider = open({ 'X.csv': 'copy:not-utf-8.fake.csv' });
    await expect(provider.load('X')).rejects.toMatchObject({
      kind: 'changed-shape',
      message: 'X.csv: expected text in UTF-8, found other bytes',
    });
  });

  it('every series of a folder whose catalogue is at fault', async () => {
    const provider = open({ 'RUT.csv': PRICES, 'catalogue.yaml': 'series:\n  RUT: { titel: x }\n' });
    const message = 'catalogue.yaml line 2, column 10: unknown key "titel"; did you mean title?';
    await expect(provider.load('RUT')).rejects.toMatchObject({ kind: 'changed-shape', message });
  });
});

describe('reading', () => {
  it('happens once for each series, when it is asked for', async () => {
    const folder = folderWith({ 'RUT.csv': PRICES, 'SPX.csv': 'not yet read' });
    const provider = csvFolder(folder, { today: TODAY });
    const first = await provider.load('RUT');
    writeFileSync(join(folder, 'RUT.csv'), 'changed');
    writeFileSync(join(folder, 'SPX.csv'), PRICES);
    expect(await provider.load('RUT')).toBe(first);
    expect((await provider.load('SPX')).values).toHaveLength(4);
  });
});
