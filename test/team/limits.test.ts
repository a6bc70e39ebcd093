import { RateLimiterRes } from 'rate-limiter-flexible';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedLimits } from '../../src/team/limits.ts';
import { type PostgresBed, startPostgres } from '../store/postgres/bed.ts';
import { pooled, storeAt } from './pooled.ts';

let postgres: PostgresBed;
let url: string;
beforeAll(async () => {
  postgres = await startPostgres({ isSafe: true });
  url = await postgres.database();
});
afterAll(() => postgres.stop());

/** A process that counts over the database. */
function counting(at = url) {
  const troubles: string[] = [];
  const open = sharedLimits({ pool: pooled({ url: at, waitMs: 1000 }), onTrouble: (message) => troubles.push(message) });
  return { open, troubles };
}

const REQUESTS = { keyPrefix: 'requests', points: 100, duration: 60, isBusy: true };
const COSTS = { keyPrefix: 'costs', points: 100, duration: 60 };

/** How many of so many points are let through, all asked at once. */
async function letThrough(consume: () => Promise<unknown>, count: number): Promise<number> {
  const asked = await Promise.allSettled(Array.from({ length: count }, consume));
  for (const one of asked) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(RateLimiterRes);
  return asked.filter(({ status }) => status === 'fulfilled').length;
}

describe('a limit that two processes share', () => {
  test('is one for both, point by point', async () => {
    await storeAt(url);
    const [a, b] = [counting().open(COSTS), counting().open(COSTS)];
    await a.consume('anna', 60);
    await b.consume('anna', 30);
    const refused = await a.consume('anna', 20).catch((left: unknown) => left);
    expect(refused).toMatchObject({ consumedPoints: 110 });
    expect((refused as RateLimiterRes).msBeforeNext).toBeGreaterThan(30_000);
    await a.reward('anna', 20);
    await b.consume('anna', 10);
    await b.consume('ben', 100);
    await expect(a.consume('ben', 1)).rejects.toMatchObject({ consumedPoints: 101 });
  });

  test('taken in lumps, lets in no more than it says, and at most a lump for each process less', async () => {
    const many = { ...REQUESTS, points: 1000 };
    const processes = [counting(), counting(), counting()].map(({ open }) => open(many));
    const through = await Promise.all(processes.map((one) => letThrough(() => one.consume('anna'), 700)));
    const all = through.reduce((sum, one) => sum + one, 0);
    expect(all).toBeLessThanOrEqual(1000);
    expect(all).toBeGreaterThanOrEqual(1000 - 3 * 20);
    const [row] = await postgres.run("SELECT points FROM harbinger.limits WHERE key = 'requests:anna'", url);
    expect(row?.points).toBeGreaterThan(1000);
  });

  test('of few points is counted one by one, and who is over it asks the database no more', async () => {
    const tries = { ...REQUESTS, keyPrefix: 'tries', points: 30 };
    const [a, b] = [counting().open(tries), counting().open(tries)];
    expect([await letThrough(() => a.consume('here'), 20), await letThrough(() => b.consume('here'), 20)]).toEqual([20, 10]);
    await letThrough(() => b.consume('here'), 50);
    const [row] = await postgres.run("SELECT points FROM harbinger.limits WHERE key = 'tries:here'", url);
    expect(row?.points).toBeLessThanOrEqual(41);
  });
});

describe('the table of limits', () => {
  test('is for services alone: a login of one space sees nothing and sets nothing back', async () => {
    await counting().open(COSTS).consume('somebody', 5);
    await postgres.run("CREATE ROLE researcher LOGIN PASSWORD 'only-for-tests'");
    await postgres.run('GRANT harbinger_worker TO researcher');
    await postgres.run("INSERT INTO harbinger.logins VALUES ('researcher', 'main')", url);
    const pool = pooled({ url: url.replace('postgres:only', 'researcher:only') });
    expect((await pool.query('SELECT * FROM limits')).rows).toEqual([]);
    expect((await pool.query('DELETE FROM limits')).rowCount).toBe(0);
    await expect(pool.query("INSERT INTO limits VALUES ('x', 1, 1)")).rejects.toThrow(/row-level security/);
    expect(await postgres.run("SELECT points FROM harbinger.limits WHERE key = 'costs:somebody'", url)).toEqual([{ points: 5 }]);
  });
});

describe('while the database is away', () => {
  test('each process counts for itself, refuses what is too much, and says once that it does, and once that it no longer does', async () => {
    const { open, troubles } = counting();
    const [costs, requests] = [open(COSTS), open(REQUESTS)];
    await costs.consume('carl', 1);
    await postgres.kill();
    try {
      expect(await letThrough(() => costs.consume('carl', 30), 5)).toBe(3);
      expect(await letThrough(() => requests.consume('carl'), 150)).toBe(100);
      expect(troubles).toEqual([expect.stringContaining('counts for itself')]);
    } finally {
      await postgres.restart();
    }
    await costs.consume('carl', 1);
    expect(troubles).toEqual([expect.stringContaining('counts for itself'), expect.stringContaining('counts again')]);
  });
});
