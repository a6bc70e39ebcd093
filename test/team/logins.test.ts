import { afterAll, beforeAll, expect, test } from 'vitest';
import { initStore } from '../../src/app/operations/store-move.ts';
import { makeLogin } from '../../src/store/postgres/spaces/logins.ts';
import { joinTeam, type Manner, makeQueue } from '../../src/world/team.ts';
import { shipped } from '../app/shipped.ts';
import { type PostgresBed, startPostgres } from '../store/postgres/bed.ts';
import { storeAt } from './pooled.ts';

let postgres: PostgresBed;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);
afterAll(() => postgres.stop());

const joining = async (url: string, manner: Partial<Manner> = {}) =>
  joinTeam({ store: url, space: 'main' }, { name: 'test', isSupervising: false, onTrouble: () => {}, ...manner });

/** The address of a new login of the space. */
async function loginOf(url: string, role: 'viewer' | 'researcher'): Promise<string> {
  const { login, password = '' } = await makeLogin(url, { login: `of_${role}`, space: 'main', role });
  return Object.assign(new URL(url), { username: login, password }).href;
}

test('a store is made with its queue; a login of a space looks at the jobs, and is told what it cannot', async () => {
  const url = await postgres.database();
  const store = await storeAt(url);
  const viewer = await loginOf(url, 'viewer');
  await expect(joining(viewer)).rejects.toMatchObject({
    ...{ kind: 'missing', message: 'the queue of jobs is not there yet: `harbinger store init` by whoever owns the tables makes it' },
  });
  await initStore({
    ...shipped,
    data: { ...shipped.data, openStore: async () => store, makeQueue: () => makeQueue({ store: url, space: 'main' }) },
  });

  const owner = await joining(url);
  await owner.queueOf('main').send({ v: 1, space: 'main', by: 'ann', kind: 'score' });
  for (const address of [viewer, await loginOf(url, 'researcher')]) {
    const team = await joining(address);
    const queue = team.queueOf('main');
    expect((await queue.list()).map(({ kind }) => kind)).toEqual(['score']);
    expect((await queue.counts()).find(({ kind }) => kind === 'score')).toMatchObject({ waiting: 1 });
    expect(await queue.dead()).toEqual([]);
    await expect(queue.send({ v: 1, space: 'main', by: 'ann', kind: 'score' })).rejects.toMatchObject({ kind: 'refused' });
    await team.close();
    await expect(joining(address, { concurrency: 1, isSupervising: true })).rejects.toMatchObject({
      ...{
        kind: 'refused',
        message: expect.stringMatching(/^a worker does the jobs of every space, and this login at \S+ \(space main\) may not/),
      },
    });
  }
  await postgres.run('UPDATE harbinger_jobs.version SET version = 1', url);
  await expect(joining(viewer)).rejects.toThrow('the queue of jobs is older than this program');
  await owner.close();
}, 60_000);
