import { afterAll, beforeAll, expect, test } from 'vitest';
import { joinReplicas } from '../../src/world/replicas.ts';
import { addition } from '../store/made-up-additions.ts';
import { type PostgresBed, startPostgres } from '../store/postgres/bed.ts';
import { pooled, storeAt } from './pooled.ts';

let postgres: PostgresBed;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

test('a login that may make roles, and nothing else, sets up its own database, serves, and may be dumped by', async () => {
  await postgres.run("CREATE ROLE plain LOGIN CREATEROLE PASSWORD 'only-for-tests'");
  await postgres.run('CREATE DATABASE desk OWNER plain');
  const url = postgres.url.replace('//postgres:', '//plain:').replace(/postgres$/, 'desk');
  await (await storeAt(url)).add(addition('BTC', [[1, 2, 3]]));
  await postgres.run('ALTER ROLE plain NOCREATEROLE');

  const again = await storeAt(url);
  expect(await again.ids()).toEqual(['BTC']);
  const troubles: string[] = [];
  const replica = await joinReplicas({ store: url, space: 'main' }, (message) => troubles.push(message));
  const { promise: heard, resolve: hear } = Promise.withResolvers<string | undefined>();
  await replica.listen('harbinger_data', hear);
  const counter = replica.openCounter({ keyPrefix: 'requests', points: 1200, duration: 60, isBusy: true });
  await counter.consume('anna');
  const before = await replica.dataState('main');
  await again.add(addition('ETH', [[1, 2, 3]]));
  expect(await replica.dataState('main')).not.toBe(before);
  expect((await replica.figures.pulls()).series).toBe(2);
  expect(await postgres.run('SELECT key, points FROM harbinger.limits', url.replace('//plain:', '//postgres:'))).toEqual([
    { key: 'requests:anna', points: 20 },
  ]);
  expect(troubles).toEqual([]);
  expect(await heard).toBe('main');
  await replica.close();

  // As pg_dump asks: every row, or an error.
  const dumping = await pooled({ url, role: undefined, space: undefined, max: 1 }).connect();
  await dumping.query('SET row_security = off');
  expect((await dumping.query('SELECT count(*) FROM harbinger.pulls')).rows).toEqual([{ count: '2' }]);
  dumping.release();
});
