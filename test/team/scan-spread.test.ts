import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../src/app/context.ts';
import { scan } from '../../src/app/operations/scan.ts';
import { scanTable } from '../../src/app/operations/scan-forms.ts';
import type { Spread, SpreadParts, SpreadQueue } from '../../src/app/scan/spread.ts';
import { readParquet, writeParquet } from '../../src/store/duckdb/parquet.ts';
import { openPool } from '../../src/store/postgres/connection.ts';
import { prepare } from '../../src/store/postgres/schema.ts';
import { storedPanels, storedParts } from '../../src/team/scan-spread.ts';
import { shipped } from '../app/shipped.ts';
import { type PostgresBed, startPostgres } from '../store/postgres/bed.ts';
import { contextOf } from './spread-context.ts';
import { startWorkers, type WorkerProcesses } from './worker-processes.ts';

const folder = mkdtempSync(join(tmpdir(), 'harbinger-spread-'));
let postgres: PostgresBed;
let url: string;
let pool: Pool;
let other: Pool;
let workers: WorkerProcesses;

beforeAll(async () => {
  postgres = await startPostgres();
  url = await postgres.database();
  const owner = openPool({ url });
  for (const space of ['main', 'other']) await prepare(owner, { place: 'test', now: Date.now(), space });
  await owner.end();
  pool = openPool({ url, space: 'main', role: 'worker' });
  other = openPool({ url, space: 'other', role: 'worker' });
  workers = await startWorkers({ count: 2, url, folder, version: shipped.version });
}, 60_000);
afterAll(async () => {
  await workers.close();
  await pool.end();
  await other.end();
  await postgres.stop();
  rmSync(folder, { recursive: true });
});

const QUESTION = { targets: ['BTC', 'ETH'], horizons: ['30d', '90d', '180d'], series: ['RUT', 'SPX', 'WALCL', 'NFCI'], rows: 5 };

const spreadOver = (queue: SpreadQueue): Spread => ({
  ...{ panels: storedPanels(pool), parts: storedParts(pool), queue, patience: 60_000 },
  format: { write: writeParquet, read: readParquet },
});

describe('a scan over worker processes and a database', () => {
  it('is that of one process to the bit, also where a worker is killed in the middle', async () => {
    const alone = await scan(QUESTION, shipped);
    const before = workers.handed.length;
    const whole = await scan(QUESTION, contextOf(spreadOver(workers.queue)));
    expect(whole.result).toEqual(alone.result);
    expect(await scanTable(whole)).toBe(await scanTable(alone));
    const tasks = workers.handed.length - before;
    expect(tasks).toBeGreaterThan(6);
    // Both work from one file of the panel.
    expect(readdirSync(folder)).toHaveLength(1);

    // What is kept is taken as it is.
    await scan(QUESTION, contextOf(spreadOver(workers.queue)));
    expect(workers.handed.length - before).toBe(tasks);

    const down = { ...QUESTION, direction: 'down' as const };
    let kills = 0;
    const onProgress: Context['onProgress'] = (told) => {
      if (told.kind !== 'computed' || told.what !== 'hypotheses' || kills++ > 0) return;
      workers.children[0]?.kill('SIGKILL');
    };
    const killed = await scan(down, contextOf(spreadOver(workers.queue), { onProgress }));
    expect(workers.children[0]?.signalCode).toBe('SIGKILL');
    expect(workers.failures).toEqual([]);
    expect(killed.result).toEqual((await scan(down, shipped)).result);
  }, 120_000);
});

const KEEPING = { afterEnd: '1 hour', unasked: '7 days', asking: '25 hours' };

describe('what is kept of scans in the database', () => {
  const bytes = (...list: number[]) => Buffer.from(list);

  it('is what came first, whoever comes later, and nothing of another space', async () => {
    const parts = storedParts(pool);
    expect(await parts.keep('s', 'blocks 1', bytes(1, 2))).toEqual(bytes(1, 2));
    expect(await parts.keep('s', 'blocks 1', bytes(3))).toEqual(bytes(1, 2));
    const both = await Promise.all([1, 2, 3, 4].map((one) => parts.keep('s', 'blocks 2', bytes(one))));
    expect(new Set(both.map((kept) => kept[0])).size).toBe(1);
    expect(await parts.names('s')).toEqual(new Set(['blocks 1', 'blocks 2']));
    const elsewhere = storedParts(other);
    expect(await elsewhere.names('s')).toEqual(new Set());
    expect(await elsewhere.read('s', 'blocks 1')).toBeUndefined();
    expect(await elsewhere.keep('s', 'blocks 1', bytes(9))).toEqual(bytes(9));
    expect(await parts.read('s', 'blocks 1')).toEqual(bytes(1, 2));
    await expect(other.query("INSERT INTO scan_parts (space, scan, part, bytes) VALUES ('main', 's', 'x', '')")).rejects.toThrow(
      /row-level security/,
    );
    await expect(pool.query("UPDATE scan_parts SET bytes = ''")).rejects.toThrow(/permission denied/);
  });

  it('is dropped a while after the scan was reduced, unless it is asked for again; panels when nobody asked for long', async () => {
    const parts = storedParts(pool, KEEPING);
    const panels = storedPanels(pool);
    const age = (table: string, column: string, days: number) =>
      postgres.run(`UPDATE harbinger.${table} SET ${column} = ${column} - interval '${days} days'`, url);
    for (const scanned of ['reduced', 'asked again', 'open']) await parts.keep(scanned, 'blocks 0', bytes(1));
    let made = 0;
    const make = async () => bytes(++made);
    await panels.put('old', make);
    await panels.put('used', make);
    await parts.end('reduced');
    await parts.end('asked again');
    expect((await parts.names('reduced')).size).toBe(2);
    await age('scan_parts', 'kept_at', 1);
    await age('panels', 'used_at', 8);
    await parts.begin('asked again');
    await panels.put('used', make);
    expect(made).toBe(2);
    await parts.keep('last', 'blocks 0', bytes(1));
    await parts.end('last');
    expect(await parts.names('reduced')).toEqual(new Set());
    expect(await parts.names('asked again')).toContain('blocks 0');
    expect((await parts.names('open')).size).toBe(1);
    expect(await panels.get('old')).toBeUndefined();
    expect(await panels.get('used')).toEqual(bytes(2));
    await age('scan_parts', 'kept_at', 8);
    await parts.end('last');
    expect((await parts.names('open')).size).toBe(0);
  });

  it('stays while another one asks for the same scan, until that one has ended too, or died', async () => {
    const [first, second, third, later] = [1, 2, 3, 4].map(() => storedParts(pool, KEEPING)) as [
      SpreadParts,
      SpreadParts,
      SpreadParts,
      SpreadParts,
    ];
    const age = (hours: number) =>
      postgres.run(`UPDATE harbinger.scan_parts SET kept_at = kept_at - interval '${hours} hours' WHERE scan = 'shared'`, url);
    for (const one of [first, second, third]) await one.begin('shared');
    await first.keep('shared', 'blocks 0', bytes(1));
    await first.end('shared');
    await age(2);
    await later.end('elsewhere');
    expect(await second.read('shared', 'blocks 0')).toEqual(bytes(1));
    await second.end('shared');
    await age(23);
    // The third has died meanwhile.
    await later.end('elsewhere');
    expect(await second.names('shared')).toEqual(new Set());
  });
});
