import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatCivilDate } from '../../../src/core/calendar/civil-date.ts';
import { csvFolder } from '../../../src/providers/file/provider.ts';
import { TODAY } from './recordings.ts';

const REFERENCE = join(import.meta.dirname, '../../../reference');
const provider = csvFolder(REFERENCE, { today: TODAY });

describe('the weekly reference table', () => {
  it.each([
    ['RUT', 2034, '1987-09-11', '2026-08-28', 'weekly-new-york', '2026-08-28T20:00'],
    ['SPX', 2035, '1987-09-04', '2026-08-28', 'weekly-new-york', '2026-08-28T20:00'],
    ['IWN', 1367, '2000-07-28', '2026-10-02', 'weekly-new-york', '2026-10-02T20:00'],
    ['BTC', 845, '2010-07-23', '2026-09-25', 'weekly-utc', '2026-09-26T00:00'],
    ['ETH', 581, '2015-08-14', '2026-09-25', 'weekly-utc', '2026-09-26T00:00'],
    ['WALCL', 1237, '2002-12-18', '2026-08-26', 'weekly-utc', '2026-08-28T20:30'],
    ['WTREGEN', 1237, '2002-12-18', '2026-08-26', 'weekly-utc', '2026-08-28T20:30'],
    ['RRPONTSYD', 675, '2013-09-25', '2026-08-26', 'weekly-utc', '2026-08-26T17:15'],
    ['NFCI', 2174, '1985-01-04', '2026-08-28', 'weekly-utc', '2026-09-03T12:30'],
    ['M2SL', 474, '1987-01-01', '2026-06-01', 'monthly', '2026-07-29T17:00'],
  ])(
    '%s has the rows and the span of SOURCES.md, and the last value is known at its release, never earlier',
    async (id, rows, first, last, calendar, known) => {
      const series = await provider.load(id);
      expect(series).toMatchObject({ id, calendar });
      expect(series.dates).toHaveLength(rows);
      expect([series.dates[0], series.dates.at(-1)].map((day) => formatCivilDate(day as number))).toEqual([first, last]);
      expect(new Date(series.knownAt.at(-1) as number).toISOString().slice(0, 16)).toBe(known);
    },
  );

  it('has an entry in the catalogue for each file, with title, unit and source', async () => {
    const files = readdirSync(REFERENCE).filter((name) => name.endsWith('.csv'));
    expect(await provider.ids()).toEqual(files.map((name) => name.slice(0, -4)).sort());
    for (const id of await provider.ids()) {
      const series = await provider.load(id);
      expect(series.title).not.toBe(id);
      expect(series.unit).not.toBe('unit not stated');
      expect(series.source).not.toContain('.csv');
    }
  });

  it('needed no repair: the only notes are the catalogue’s', async () => {
    for (const id of await provider.ids()) expect((await provider.load(id)).notes).toHaveLength(1);
  });

  it('says that NFCI and M2SL are not point-in-time', async () => {
    for (const id of ['NFCI', 'M2SL']) expect((await provider.load(id)).notes[0]).toContain('not point-in-time');
  });

  it('gives Bitcoin its halvings, and Ether no cycle', async () => {
    const { cycle } = await provider.load('BTC');
    expect(Array.from(cycle?.dates ?? [], formatCivilDate)).toEqual(['2012-11-28', '2016-07-09', '2020-05-11', '2024-04-20']);
    expect((await provider.load('ETH')).cycle).toBeUndefined();
  });

  it('has instants in ascending order, none before the date that they tell of', async () => {
    for (const id of await provider.ids()) {
      const { dates, knownAt } = await provider.load(id);
      expect(knownAt.every((instant, i) => i === 0 || instant > (knownAt[i - 1] as number))).toBe(true);
      expect(knownAt.every((instant, i) => instant > (dates[i] as number) * 86_400_000)).toBe(true);
    }
  });
});
