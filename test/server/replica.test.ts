import { describe, expect, test } from 'vitest';
import { CallerError } from '../../src/app/context.ts';
import { followWrites, type Replica, readiness } from '../../src/server/replica.ts';
import { StoreError } from '../../src/store/store.ts';
import { shipped } from '../app/shipped.ts';
import { serving } from './serving.ts';

/** What a server shares with others, made up: a state that the test changes, and notices that it tells. */
function madeUpReplica(given: Partial<Replica> = {}) {
  const shared = { state: 'first', isAway: false, isClosed: false };
  const ears = new Map<string, (payload: string | undefined) => void>();
  const replica: Replica = {
    space: 'desk',
    openCounter: () => ({ consume: async () => {}, reward: async () => {} }),
    async listen(channel, ear) {
      ears.set(channel, ear);
      return { close: async () => void ears.delete(channel) };
    },
    async dataState() {
      if (shared.isAway) throw new StoreError('busy', 'PostgreSQL cannot be reached');
      return shared.state;
    },
    async check() {
      if (shared.isAway) throw new StoreError('busy', 'PostgreSQL cannot be reached');
    },
    figures: {
      ...{ jobs: async () => [], workers: async () => 0, connections: () => ({ busy: 0, idle: 0, waiting: 0 }) },
      pulls: async () => ({ series: 0, overdue: 0, failing: 0, oldest: null, median: null, newest: null }),
    },
    close: async () => {
      shared.isClosed = true;
    },
    ...given,
  };
  const tell = (channel: string, payload?: string) => ears.get(channel)?.(payload);
  return { replica, shared, tell };
}

describe('writes of others', () => {
  test('are told with their space, or that some may have been missed', async () => {
    const { replica, tell } = madeUpReplica();
    const told: unknown[] = [];
    await followWrites(replica, {
      data: (space) => told.push(['data', space]),
      run: (space, question) => told.push([question, space]),
    });
    tell('harbinger_data', 'desk');
    tell('harbinger_data');
    tell('harbinger_runs', 'elsewhere abc');
    tell('harbinger_runs');
    expect(told).toEqual([
      ['data', 'desk'],
      ['data', undefined],
      ['abc', 'elsewhere'],
      [undefined, undefined],
    ]);
  });

  test('change the name of an answer at once where they are told, and within two seconds or so where nobody tells', async () => {
    const { replica, shared, tell } = madeUpReplica();
    const clock = { now: Date.now() };
    const { url } = await serving({}, { openReplica: async () => replica, now: () => clock.now });
    const name = async () => (await fetch(`${url}/api/v1/packs`)).headers.get('etag');
    const first = await name();
    shared.state = 'second';
    expect(await name()).toBe(first);
    tell('harbinger_data', 'elsewhere');
    expect(await name()).toBe(first);
    tell('harbinger_data', 'desk');
    const second = await name();
    expect(second).not.toBe(first);
    shared.state = 'third';
    clock.now += 2000;
    expect([first, second]).not.toContain(await name());
  });
});

describe('a server that shares a database', () => {
  test('is ready while that answers, and no longer once it is to end', async () => {
    const { replica, shared } = madeUpReplica();
    const { url, stop, ended } = await serving({ drain: 1 }, { openReplica: async () => replica });
    const status = async (path: string) => (await fetch(url + path)).status;
    expect(await status('/healthz?ready')).toBe(200);
    shared.isAway = true;
    expect([await status('/healthz?ready'), await status('/healthz')]).toEqual([503, 200]);
    shared.isAway = false;
    expect(await status('/healthz?ready')).toBe(200);
    stop.abort();
    const answer = await fetch(`${url}/healthz?ready`);
    expect([answer.status, answer.headers.get('retry-after'), await status('/api/v1/packs')]).toEqual([503, '10', 200]);
    expect(shared.isClosed).toBe(false);
    await ended;
    expect(shared.isClosed).toBe(true);
  });

  test('shows the rules by their status, and says that the database is away where it cannot', async () => {
    const { replica } = madeUpReplica();
    const { url } = await serving({}, { openReplica: async () => replica });
    // There is no store behind these answers.
    expect(await (await fetch(`${url}/metrics`)).text()).toMatch(/^harbinger_database_up 0$/m);
    const alerts = { ...shipped.data, openStore: async () => emptyStore() };
    const filled = await serving({}, { openReplica: async () => replica, context: { ...shipped, data: alerts } });
    expect(await (await fetch(`${filled.url}/metrics`)).text()).toMatch(/^harbinger_database_up 1$/m);
  });

  test('does not start where it cannot join', async () => {
    const refused = serving({}, { openReplica: () => Promise.reject(new CallerError('the database is not there')) });
    await expect(refused).rejects.toThrow('the database is not there');
  });
});

test('a server alone is ready at once, and ends at once', async () => {
  const alone = readiness(undefined);
  await alone.demand();
  await alone.drain(0);
  await expect(alone.demand()).rejects.toMatchObject({ status: 503 });
});

function emptyStore() {
  const none = async () => [];
  return { place: 'made up', alerts: { silences: none, current: none, dead: none, waiting: none } } as never;
}
