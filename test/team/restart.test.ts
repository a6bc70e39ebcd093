import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { PRIORITY } from '../../src/app/jobs/queue.ts';
import { joinTeam } from '../../src/world/team.ts';
import { type PostgresBed, startPostgres } from '../store/postgres/bed.ts';
import { storeAt } from './pooled.ts';

let postgres: PostgresBed;
beforeAll(async () => {
  postgres = await startPostgres({ isSafe: true });
}, 60_000);
afterAll(() => postgres.stop());

const ID = '00000000-0000-4000-8000-000000000000';

test('who asks of a team sees nothing of a restart, and where the database stays away one line that says where', async () => {
  const url = await postgres.database();
  await storeAt(url);
  const team = await joinTeam({ store: url, space: 'main' }, { name: 'test', isSupervising: false, onTrouble: () => {} });
  const queue = team.queueOf('main');
  const id = await queue.send({ v: 1, space: 'main', by: 'ann', kind: 'score' });
  await postgres.kill();
  await postgres.restart();
  expect(await queue.find(id)).toMatchObject({ state: 'queued' });
  expect(await queue.counts()).toHaveLength(Object.keys(PRIORITY).length);
  expect(await team.rulesOf('main').current()).toBeUndefined();

  await postgres.kill();
  onTestFinished(() => postgres.restart());
  // Its processes end one by one.
  const isThere = () =>
    queue.find(ID).then(
      () => true,
      () => false,
    );
  await expect.poll(isThere, { timeout: 20_000 }).toBe(false);
  const signal = new AbortController().signal;
  for (const ask of [
    () => queue.find(ID),
    () => queue.follow(ID, { signal, onProgress: () => {} }),
    () => queue.send({ v: 1, space: 'main', by: 'ann', kind: 'score' }),
    () => team.spreadOf('main', 1e6),
    () => team.rulesOf('main').keep({ hash: 'a', name: 'a', text: '' }),
  ])
    await expect(ask()).rejects.toMatchObject({
      ...{ name: 'StoreError', kind: 'busy' },
      message: expect.stringMatching(
        /^PostgreSQL cannot be reached at postgres:\/\/postgres@127\.0\.0\.1:\d+\/\w+ \(space main\) \([^\n]*\); try again/,
      ),
    });
  await team.close();
}, 90_000);
