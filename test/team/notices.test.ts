import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { RunRecord } from '../../src/store/store.ts';
import { openNotices } from '../../src/team/notices.ts';
import { addition, madeUpPull } from '../store/made-up-additions.ts';
import { type PostgresBed, startPostgres } from '../store/postgres/bed.ts';
import { pooled, storeAt } from './pooled.ts';

let postgres: PostgresBed;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

/** What is heard of a channel, in order; `next` waits for so many of it. */
function heard() {
  const all: (string | undefined)[] = [];
  let wake = () => {};
  return {
    all,
    ear(payload: string | undefined) {
      all.push(payload);
      wake();
    },
    async count(count: number) {
      while (all.length < count)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    },
  };
}

async function listening(url: string) {
  const troubles: string[] = [];
  const notices = await openNotices({
    pool: pooled({ url, role: undefined, max: 2, waitMs: 2000 }),
    onTrouble: (message) => troubles.push(message),
  });
  onTestFinished(() => notices.close());
  return { notices, troubles };
}

describe('notices', () => {
  test('tell of a channel what was told there, to all who listen, and to nobody who stopped', async () => {
    const { notices } = await listening(postgres.url);
    const [one, other, elsewhere] = [heard(), heard(), heard()];
    const first = await notices.listen('Odd "name"', one.ear);
    await notices.listen('Odd "name"', other.ear);
    await notices.listen('elsewhere', elsewhere.ear);
    const tell = (text: string) => postgres.run(`SELECT pg_notify('Odd "name"', '${text}')`);
    await tell('a');
    await Promise.all([one.count(1), other.count(1)]);
    await first.close();
    await tell('b');
    await other.count(2);
    expect([one.all, other.all, elsewhere.all]).toEqual([['a'], ['a', 'b'], []]);
  });

  test('after a lost connection say that something may have been missed, and go on', async () => {
    const { notices, troubles } = await listening(postgres.url);
    const one = heard();
    await notices.listen('news', one.ear);
    await postgres.run(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'harbinger' AND query LIKE 'LISTEN%'",
    );
    await one.count(1);
    await postgres.run("SELECT pg_notify('news', 'after')");
    await one.count(2);
    expect(one.all).toEqual([undefined, 'after']);
    expect(troubles).toEqual([expect.stringContaining('not heard'), expect.stringContaining('heard again')]);
  });

  test('where there is no database, say so at once', async () => {
    await expect(listening('postgres://nobody@127.0.0.1:1/none')).rejects.toThrow(/ECONNREFUSED/);
  });
});

const run = (id: string, input: unknown): RunRecord => ({
  ...{ id, at: 1_700_000_000_000, operation: 'study', input, asOf: null, dataHash: '', version: '0', result: {}, verdicts: [] },
});

describe('a store tells as it commits', () => {
  test('which space has new data, and which question was kept; nothing of what was rolled back', async () => {
    const url = await postgres.database();
    const one = madeUpPull('BTC');
    const [desk, other] = [await storeAt(url), await storeAt(url, { space: 'other' })];
    const { notices } = await listening(url);
    const [data, runs] = [heard(), heard()];
    await notices.listen('harbinger_data', data.ear);
    await notices.listen('harbinger_runs', runs.ear);
    await desk.add(addition('BTC', [[1, 2, 3]], { pull: one }), addition('ETH', [[1, 2, 3]]));
    await expect(desk.add(addition('BTC', [[2, 2, 4]], { pull: one }))).rejects.toThrow();
    await other.add(addition('BTC', [[1, 2, 3]]));
    await data.count(2);
    expect(data.all).toEqual(['main', 'other']);
    await desk.recordRun(run('first', { when: 'a' }));
    await desk.recordRun(run('second', { when: 'a' }));
    await desk.recordRun(run('third', { when: 'b' }));
    await runs.count(3);
    const [first, second, third] = runs.all.map((text) => text?.split(' ')[1]);
    expect(runs.all.every((text) => /^main [0-9a-f]{32}$/.test(text ?? ''))).toBe(true);
    expect([first === second, first === third]).toEqual([true, false]);
  });
});

test('a password may hold whatever an address can', async () => {
  await postgres.run("CREATE ROLE odd LOGIN PASSWORD 'a+b %20 c/@:'");
  const url = postgres.url.replace(/\/\/[^@]*@/, `//odd:${encodeURIComponent('a+b %20 c/@:').replace('%2B', '+')}@`);
  const { rows } = await pooled({ url, role: undefined }).query('SELECT session_user');
  expect(rows).toEqual([{ session_user: 'odd' }]);
});
