import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { epochDay } from '../../src/core/calendar/civil-date.ts';
import { csvFolder } from '../../src/providers/file/provider.ts';
import type { Bed } from './bed.ts';
import { addition, daily, type Row } from './made-up-additions.ts';

/** What every store must write for others: exports and backups. */
export function describeFiles(bed: Bed): void {
  describe('an export', () => {
    const FIRST = epochDay(2024, 1, 2);
    const values = [0.1, 1 / 3, 12_345_678.9, 4e-7, 1.5e21, 100];

    beforeEach(async () => {
      const known = (i: number) => (FIRST + i + 1) * 86_400_000;
      const rows = values.map((value, i): Row => [FIRST + i, value, known(i)]);
      const definition = { title: 'Russell: "2000"', unit: 'USD', calendar: 'weekdays', note: 'As #1.', code: 'ours alone' };
      await bed.store.add(addition('IWN.adj', rows, { definition }));
      bed.now += 1000;
      await bed.store.add(addition('IWN.adj', [[FIRST, 7, known(9)]], { definition }));
      await bed.store.add(addition('BTC', rows, { definition: { calendar: 'utc-daily' } }));
    });

    it('to CSV is a folder of data that reads back to the newest values', async () => {
      const folder = join(bed.place.folder, 'deep', 'out');
      const files = await bed.store.export(folder, { format: 'csv' });
      expect(files).toEqual(['BTC.csv', 'IWN.adj.csv', 'catalogue.yaml'].map((file) => join(folder, file)));
      const read = csvFolder(folder, { today: FIRST + 100 });
      expect(await read.ids()).toEqual(['BTC', 'IWN.adj']);
      const series = await read.load('IWN.adj');
      expect([...series.dates]).toEqual(values.map((_, i) => FIRST + i));
      expect([...series.values]).toEqual([7, ...values.slice(1)]);
      expect(series).toMatchObject({ title: 'Russell: "2000"', unit: 'USD', calendar: 'weekdays' });
      expect(series.source).toContain('yahoo');
    });

    it('with versions shows both clocks', async () => {
      const [file] = await bed.store.export(join(bed.place.folder, 'out'), { format: 'csv', ids: ['IWN.adj'], versions: true });
      const lines = readFileSync(file as string, 'utf8')
        .trim()
        .split('\n');
      expect(lines[0]).toBe('date,value,known_at,recorded_at');
      expect(lines).toHaveLength(8);
      expect(lines[1]).toBe('2024-01-02,0.1,2024-01-03T00:00:00.000Z,2024-01-31T12:00:00.000Z');
      expect(lines[2]).toBe('2024-01-02,7.0,2024-01-12T00:00:00.000Z,2024-01-31T12:00:01.000Z');
    });

    it('to Parquet is one file for each series', async () => {
      const files = await bed.store.export(join(bed.place.folder, 'out'), { format: 'parquet', versions: true });
      expect(files.map((file) => readFileSync(file).subarray(0, 4).toString())).toEqual(['PAR1', 'PAR1', 'desc']);
    });

    it('overwrites nothing, and leaves nothing where it is refused', async () => {
      const folder = join(bed.place.folder, 'out');
      mkdirSync(folder);
      writeFileSync(join(folder, 'IWN.adj.csv'), 'mine');
      await expect(bed.store.export(folder, { format: 'csv' })).rejects.toMatchObject({
        kind: 'refused',
        message: expect.stringContaining('IWN.adj.csv'),
      });
      expect(readdirSync(folder)).toEqual(['IWN.adj.csv']);
      await expect(bed.store.export(folder, { format: 'parquet', ids: ['ETH'] })).rejects.toMatchObject({ kind: 'refused' });
      expect(readFileSync(join(folder, 'IWN.adj.csv'), 'utf8')).toBe('mine');
    });

    it('refuses ids that are no safe file names, or one name where case does not count', async () => {
      const folder = join(bed.place.folder, 'out');
      for (const id of ['../up', '.hidden', 'a b', '^RUT', 'x/y', 'btc']) {
        await bed.store.add(addition(id, [[1, 1, 1]]));
        await expect(bed.store.export(folder, { format: 'csv', ids: ['BTC', id] })).rejects.toMatchObject({ kind: 'refused' });
      }
      expect(existsSync(folder)).toBe(false);
    });
  });

  describe('a backup', () => {
    it('is one new file, and overwrites nothing', async () => {
      await bed.store.add(addition('RUT', daily(10)));
      const file = join(bed.place.folder, 'deep', 'copy.backup');
      await bed.store.backup(file);
      expect(readdirSync(join(bed.place.folder, 'deep'))).toEqual(['copy.backup']);
      const before = readFileSync(file);
      await expect(bed.store.backup(file)).rejects.toMatchObject({ kind: 'refused' });
      expect(readFileSync(file).equals(before)).toBe(true);
      await bed.store.add(addition('RUT', daily(10, 100)));
      expect(await bed.store.info()).toMatchObject({ rows: 20 });
    });
  });
}
