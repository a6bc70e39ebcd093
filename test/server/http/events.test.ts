import { describe, expect, test } from 'vitest';
import { Job } from '../../../src/contract/jobs.ts';
import type { Answer, Call } from '../../../src/server/execute.ts';
import { defaultLimits } from '../../../src/server/http/options.ts';
import type { TokenCheck } from '../../../src/server/tokens/token-check.ts';
import { listening } from './listening.ts';
import { posted, shippedApp } from './shipped-app.ts';

const EMPTY: Answer = { result: { dataSource: 'made up', series: [] }, ending: 'done' };
const soon = () => new Promise((resolve) => setTimeout(resolve, 30));

/** An operation that tells something, then goes on until it is let go or stopped. */
function slow() {
  const calls: Call[] = [];
  const stopped: Call[] = [];
  const gates: (() => void)[] = [];
  const execute = (call: Call): Promise<Answer> =>
    new Promise((resolve, reject) => {
      calls.push(call);
      call.onProgress?.({ kind: 'begin', total: 2 });
      call.signal?.addEventListener('abort', () => {
        stopped.push(call);
        reject(call.signal?.reason);
      });
      gates.push(() => {
        call.onProgress?.({ kind: 'done', id: 'RUT', outcome: 'new', line: 'two\r\nlines' });
        resolve(EMPTY);
      });
    });
  return { calls, stopped, gates, execute };
}

/** Events as a client reads them. */
const eventsOf = (text: string) =>
  text
    .split('\n\n')
    .filter((block) => block.startsWith('event:'))
    .map((block) => {
      const [, event, data] = /^event: (\w+)\ndata: (.*)$/s.exec(block) ?? [];
      return [event, JSON.parse(data as string)];
    });

const asEvents = (input: unknown): RequestInit => posted(input, { accept: 'text/event-stream' });

describe('a long operation, followed by events', () => {
  test('tells how it goes, then its result', async () => {
    const { execute, gates } = slow();
    const { url } = await listening(shippedApp({ execute }).app);
    const answer = await fetch(`${url}/api/v1/series`, asEvents({}));
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
      200,
      'text/event-stream',
      'no-store',
    ]);
    await soon();
    gates[0]?.();
    expect(eventsOf(await answer.text())).toEqual([
      ['progress', { kind: 'begin', total: 2 }],
      ['progress', { kind: 'done', id: 'RUT', outcome: 'new', line: 'two\r\nlines' }],
      ['result', EMPTY.result],
    ]);
  });

  test('ends with a problem where it fails, without a word of what broke', async () => {
    const { url } = await listening(shippedApp({ execute: () => Promise.reject(new TypeError('secret')) }).app);
    const [[event, problem]] = eventsOf(await (await fetch(`${url}/api/v1/series`, asEvents({}))).text()) as [[string, { code: string }]];
    expect([event, problem.code, JSON.stringify(problem).includes('secret')]).toEqual(['problem', 'internal', false]);
  });

  test('is not begun where the input is wrong: that is an answer of its own', async () => {
    const { execute, calls } = slow();
    const { url } = await listening(shippedApp({ execute }).app);
    expect([(await fetch(`${url}/api/v1/series/show`, asEvents({}))).status, calls.length]).toEqual([400, 0]);
  });

  test('stops when the client goes away, by events or by a plain request, but not while another waits for the same', async () => {
    const { execute, calls, stopped, gates } = slow();
    const { url } = await listening(shippedApp({ execute }).app);
    for (const init of [asEvents({ search: 'a' }), posted({ search: 'b' })]) {
      const leave = new AbortController();
      const left = fetch(`${url}/api/v1/series`, { ...init, signal: leave.signal }).then((answer) => answer.text());
      await soon();
      leave.abort();
      await expect(left).rejects.toThrow();
      await soon();
    }
    expect([calls.length, stopped.length]).toEqual([2, 2]);
    const leave = new AbortController();
    const left = fetch(`${url}/api/v1/series`, { ...posted({ search: 'c' }), signal: leave.signal });
    const stays = fetch(`${url}/api/v1/series`, posted({ search: 'c' }));
    await soon();
    leave.abort();
    await expect(left).rejects.toThrow();
    await soon();
    expect([calls.length, stopped.length]).toEqual([3, 2]);
    gates[2]?.();
    expect((await stays).status).toBe(200);
  });
});

describe('a job', () => {
  const tokens: TokenCheck = {
    recognise: async (token) => ({ is: 'valid', name: token, scope: 'run' }),
    count: async () => 1,
    flush: async () => {},
  };
  const by = (name: string) => ({ authorization: `Bearer ${name}` });
  const jobOf = async (answer: Response) => Job.parse(await answer.json());

  test('is started, asked after, followed, and gives its result', async () => {
    const { execute, gates } = slow();
    const { url } = await listening(shippedApp({ execute }).app);
    const started = await fetch(`${url}/api/v1/jobs`, posted({ operation: 'series', input: {} }));
    const { id, state } = await jobOf(started);
    expect([started.status, started.headers.get('location'), state]).toEqual([202, `/api/v1/jobs/${id}`, 'running']);
    await soon();
    expect(await jobOf(await fetch(`${url}/api/v1/jobs/${id}`))).toMatchObject({ state: 'running', progress: { kind: 'begin', total: 2 } });
    const followed = fetch(`${url}/api/v1/jobs/${id}/events`).then((answer) => answer.text());
    await soon();
    gates[0]?.();
    expect(eventsOf(await followed).map(([event]) => event)).toEqual(['progress', 'progress', 'result']);
    expect(await jobOf(await fetch(`${url}/api/v1/jobs/${id}`))).toMatchObject({ state: 'done', result: EMPTY.result });
  });

  test('waits in a line and tells its place; cancelled, it leaves the line or really stops', async () => {
    const { execute, calls, stopped } = slow();
    const { url } = await listening(shippedApp({ execute, limits: { jobs: { ...defaultLimits.jobs, running: 1 } } }).app);
    const start = async (search: string) =>
      (await jobOf(await fetch(`${url}/api/v1/jobs`, posted({ operation: 'series', input: { search } })))).id;
    const [a, b, c] = [await start('a'), await start('b'), await start('c')];
    const show = async (id: string) => jobOf(await fetch(`${url}/api/v1/jobs/${id}`));
    expect([(await show(b)).place, (await show(c)).place, (await show(c)).state]).toEqual([1, 2, 'queued']);
    const cancel = async (id: string) => (await fetch(`${url}/api/v1/jobs/${id}`, { method: 'DELETE' })).status;
    expect(await cancel(b)).toBe(204);
    expect([(await show(b)).state, (await show(c)).place]).toEqual(['cancelled', 1]);
    await cancel(a);
    await soon();
    expect([calls.length, stopped.length, (await show(a)).state, (await show(c)).state]).toEqual([2, 1, 'cancelled', 'running']);
    await cancel(a);
    expect((await fetch(`${url}/api/v1/jobs/${a}`)).status).toBe(404);
    await cancel(c);
  });

  test('is there for whoever started it, and for nobody else', async () => {
    const { execute, gates } = slow();
    const { app } = shippedApp({ execute, tokens, openness: 'token' });
    const { id } = await jobOf(await app.request('/api/v1/jobs', posted({ operation: 'series' }, by('anna'))));
    for (const path of [`/api/v1/jobs/${id}`, `/api/v1/jobs/${id}/events`]) {
      const answer = await app.request(path, { headers: by('otto') });
      expect([path, answer.status]).toEqual([path, 404]);
    }
    expect((await app.request(`/api/v1/jobs/${id}`, { method: 'DELETE', headers: by('otto') })).status).toBe(404);
    expect((await app.request(`/api/v1/jobs/${id}`, { headers: by('anna') })).status).toBe(200);
    gates[0]?.();
  });

  test('is started once under a key of its caller’s, and another one’s key is another', async () => {
    const { execute, calls, gates } = slow();
    const { app } = shippedApp({ execute, tokens, openness: 'token' });
    const start = (name: string, key: string, search = 'a') =>
      app.request('/api/v1/jobs', posted({ operation: 'series', input: { search } }, { ...by(name), 'idempotency-key': key }));
    const [first, again, otto] = await Promise.all(
      [start('anna', 'k'), start('anna', 'k'), start('otto', 'k', 'c')].map(async (one) => jobOf(await one)),
    );
    await soon();
    expect([first?.id === again?.id, first?.id === otto?.id, calls.length]).toEqual([true, false, 2]);
    expect((await start('anna', 'k', 'b')).status).toBe(409);
    expect((await start('anna', 'two words')).status).toBe(400);
    for (const open of gates) open();
    await soon();
    expect(await jobOf(await start('anna', 'k'))).toMatchObject({ id: first?.id, state: 'done' });
  });

  test('is forgotten a while after its end, and there are not more than so many', async () => {
    const clock = { now: Date.UTC(2026, 10, 20) };
    const { app } = shippedApp({
      execute: async () => EMPTY,
      now: () => clock.now,
      limits: { jobs: { running: 2, all: 100, each: 2, keptFor: 60_000 } },
    });
    const start = async () => (await jobOf(await app.request('/api/v1/jobs', posted({ operation: 'series' })))).id;
    const ids = [await start(), await start(), await start()];
    const statuses = await Promise.all(ids.map(async (id) => (await app.request(`/api/v1/jobs/${id}`)).status));
    expect(statuses).toEqual([404, 200, 200]);
    clock.now += 60_001;
    expect((await app.request(`/api/v1/jobs/${ids[2]}`)).status).toBe(404);
    const busy = shippedApp({ execute: slow().execute, limits: { jobs: { running: 2, all: 100, each: 2, keptFor: 60_000 } } }).app;
    const many = [];
    for (let i = 0; i < 3; i++)
      many.push((await busy.request('/api/v1/jobs', posted({ operation: 'series', input: { search: `${i}` } }))).status);
    expect(many).toEqual([202, 202, 429]);
  });

  test('of an operation that is not there, or with a wrong input, is not started', async () => {
    const { app } = shippedApp();
    const unknown = await app.request('/api/v1/jobs', posted({ operation: 'serie' }));
    expect([unknown.status, ((await unknown.json()) as { nearest: string }).nearest]).toEqual([404, 'series']);
    expect((await app.request('/api/v1/jobs', posted({ operation: 'study', input: { when: 1 } }))).status).toBe(400);
    expect((await app.request('/api/v1/jobs', posted({ operation: 'store backup', input: { file: 'x' } }))).status).toBe(401);
  });
});
