import { createServer, type Socket } from 'node:net';
import type { Pool } from 'pg';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { openPool } from '../../../src/store/postgres/connection.ts';
import { PostgresSession } from '../../../src/store/postgres/session.ts';
import { openPostgresStore } from '../../../src/store/postgres/store.ts';
import { type PostgresBed, startPostgres } from './bed.ts';

let postgres: PostgresBed;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);
afterAll(() => postgres.stop());

const files = () => ({ backup: async () => {}, export: async () => [] });

test('a writer waits for the one before of its kind and space, not for ever, and for nobody of another space', async () => {
  const url = await postgres.database();
  for (const space of ['main', 'other']) await (await openPostgresStore({ url, space, now: () => 0, files })).close();
  const open = (space: string, waitMs?: number) => {
    const session = new PostgresSession(openPool({ url, space, role: 'worker' }), 'the desk', { ...(waitMs && { waitMs }) });
    onTestFinished(() => session.close());
    return session;
  };
  const { promise: isHeld, resolve: held } = Promise.withResolvers<void>();
  const { promise: go, resolve: end } = Promise.withResolvers<void>();
  const first = open('main').writing('data', async () => {
    held();
    await go;
    return 'first';
  });
  await isHeld;
  await expect(open('main', 100).writing('data', async () => 'second')).rejects.toMatchObject({
    ...{ kind: 'busy', message: 'somebody else writes to the desk and does not come to an end; try again later' },
  });
  expect(await open('main', 100).writing('ledger', async () => 'another kind')).toBe('another kind');
  expect(await open('other', 100).writing('data', async () => 'another space')).toBe('another space');
  end();
  expect(await first).toBe('first');
  expect(await open('main', 100).writing('data', async () => 'third')).toBe('third');
});

/** Tries of a look at a database, each of which fails so. */
async function triesOf(error: Error): Promise<number> {
  let tries = 0;
  const pool = {
    async connect() {
      tries++;
      throw error;
    },
  } as unknown as Pool;
  await expect(new PostgresSession(pool, 'the desk').reading(async () => 1)).rejects.toMatchObject({ kind: 'busy' });
  return tries;
}

test('a database that went away is asked again; one that is full is not asked for more', async () => {
  expect(await triesOf(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }))).toBe(5);
  expect(await triesOf(Object.assign(new Error('too many connections'), { code: '53300' }))).toBe(1);
  expect(await triesOf(new Error('timeout exceeded when trying to connect'))).toBe(1);
});

test('where nobody answers at all, it is given up after two tries', async () => {
  const sockets: Socket[] = [];
  const silent = createServer((socket) => void sockets.push(socket));
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void silent.close());
  const { port } = silent.address() as { port: number };
  const session = new PostgresSession(openPool({ url: `postgres://x@127.0.0.1:${port}/x` }), 'the desk');
  await expect(session.reading(async () => 1)).rejects.toMatchObject({ kind: 'busy', message: expect.stringContaining('timeout expired') });
  expect(sockets).toHaveLength(2);
  for (const socket of sockets) socket.destroy();
  await session.close();
}, 30_000);
