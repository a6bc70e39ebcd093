import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { CommandServer } from '../../../src/app/commands.ts';
import { CallerError } from '../../../src/app/context.ts';
import type { Watch } from '../../../src/cli/terminal.ts';
import { runThere } from '../../../src/cli/through-server.ts';
import { type CommandListener, listenForCommands, type Perform } from '../../../src/server/commands/listen.ts';
import { findServer, placeFileOf, removePlaceFile, writePlaceFile } from '../../../src/server/commands/place-file.ts';
import { executeHere } from '../../../src/server/execute-here.ts';
import { shipped } from '../../app/shipped.ts';

const folder = mkdtempSync(join(tmpdir(), 'harbinger-commands-'));
const store = join(folder, 'store.duckdb');
afterAll(() => rmSync(folder, { recursive: true }));

const listeners: CommandListener[] = [];
afterEach(() => Promise.all(listeners.splice(0).map((listener) => listener.close())));

/** A listener over the table that ships, and what a command needs to find it. */
async function listening(perform: Perform): Promise<CommandServer> {
  const listener = await listenForCommands(perform);
  listeners.push(listener);
  return { url: listener.url, secret: listener.secret, pid: process.pid, version: '0.0.0' };
}

const overShipped: Perform = (call) => executeHere(async (watch) => ({ ...shipped, ...watch }))(call);
const quiet: Watch = { onProgress: () => {}, confirm: async () => false };
const study = { operation: 'study', input: { when: 'all_time_high(RUT, after: 1y)', then: ['return(BTC, 180d)'] }, folder };

describe('a command that goes through the server', () => {
  it('has the answer and the pages that it would have had here', async () => {
    const server = await listening(overShipped);
    const there = await runThere(server, { ...study, format: 'html' }, quiet);
    const here = await executeHere(async (watch) => ({ ...shipped, ...watch }))({
      ...{ operation: (await import('../pool/pools.ts')).operationNamed('study'), input: study.input, format: 'html' },
    });
    expect(there.result).toEqual(here.result);
    expect(there.ending).toBe('done');
    expect(await there.rendered?.()).toBe(here.rendered);
  });

  it('brings bytes over as they are', async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
    const server = await listening(async () => ({ result: null, ending: 'partial', rendered: bytes }));
    const { rendered, ending } = await runThere(server, { ...study, format: 'pdf' }, quiet);
    expect(Uint8Array.from((await rendered?.()) as Uint8Array)).toEqual(bytes);
    expect(ending).toBe('partial');
  });

  it('fails as it would have failed here', async () => {
    const server = await listening(overShipped);
    const wrong = { ...study, input: { ...study.input, when: 'all_time_hihg(RUT)' }, format: undefined };
    await expect(runThere(server, wrong, quiet)).rejects.toThrow(CallerError);
    await expect(runThere(server, wrong, quiet)).rejects.toThrow(
      /line 1, column 1: no function all_time_hihg; did you mean all_time_high\?/,
    );
    await expect(runThere(server, { ...wrong, operation: 'none' }, quiet)).rejects.toThrow('there is no operation "none"');
  });

  it('tells its progress, and asks whoever gave it', async () => {
    const told: unknown[] = [];
    const server = await listening(async ({ onProgress }, { confirm, folder: given }) => {
      onProgress?.({ kind: 'begin', total: 2 });
      return { result: [given, await confirm('Store it?'), await confirm('And this?')], ending: 'done' };
    });
    const asked: string[] = [];
    const watch: Watch = {
      onProgress: (progress) => told.push(progress),
      confirm: async (question) => asked.push(question) === 1,
    };
    const { result } = await runThere(server, { ...study, format: undefined }, watch);
    expect(result).toEqual([folder, true, false]);
    expect(asked).toEqual(['Store it?', 'And this?']);
    expect(told).toEqual([{ kind: 'begin', total: 2 }]);
  });

  it('is ended there when it is given up here', async () => {
    const { promise: ended, resolve } = Promise.withResolvers<void>();
    const stop = new AbortController();
    const server = await listening(({ signal }) => {
      signal?.addEventListener('abort', () => resolve());
      stop.abort();
      return new Promise(() => {});
    });
    const failure = runThere(server, { ...study, format: undefined }, { ...quiet, signal: stop.signal });
    await expect(failure).rejects.toMatchObject({ name: 'AbortError' });
    await ended;
  });

  it('is refused without the secret, with another one, and from a page of a browser', async () => {
    const { url, secret } = await listening(overShipped);
    const ask = async (headers: Record<string, string>) =>
      (await fetch(`${url}/commands`, { method: 'POST', headers, body: JSON.stringify({ ...study, operation: 'language', input: {} }) }))
        .status;
    expect(await ask({})).toBe(401);
    expect(await ask({ authorization: `Bearer ${secret.slice(1)}x` })).toBe(401);
    expect(await ask({ authorization: `Bearer ${secret}`, origin: url })).toBe(401);
    expect(await ask({ authorization: `Bearer ${secret}` })).toBe(200);
  });
});

describe('the word that a server leaves beside its store', () => {
  it('is for its owner alone, leads to the server while it lives, and goes with it', async () => {
    const server = await listening(overShipped);
    await writePlaceFile(store, server);
    expect(statSync(placeFileOf(store)).mode & 0o777).toBe(0o600);
    expect(await findServer(store)).toEqual(server);
    await removePlaceFile(store, server);
    expect(await findServer(store)).toBeUndefined();
    expect(() => readFileSync(placeFileOf(store))).toThrow(/ENOENT/);
  });

  it('is taken away when its server was killed, and a new one may leave its own', async () => {
    const dead = { url: 'http://127.0.0.1:9', pid: 2 ** 22 - 3, version: '0.0.0', secret: 'x'.repeat(43) };
    writeFileSync(placeFileOf(store), JSON.stringify(dead));
    expect(await findServer(store)).toBeUndefined();
    expect(() => readFileSync(placeFileOf(store))).toThrow(/ENOENT/);
    // Its number may have gone to another process, which answers nothing there.
    writeFileSync(placeFileOf(store), JSON.stringify({ ...dead, pid: process.pid }));
    const server = await listening(overShipped);
    await writePlaceFile(store, server);
    expect(await findServer(store)).toEqual(server);
    await expect(writePlaceFile(store, await listening(overShipped))).rejects.toThrow(/another `harbinger serve` has the store/);
    await removePlaceFile(store, dead);
    expect(await findServer(store)).toEqual(server);
  });

  it('that says something else leads nowhere', async () => {
    for (const text of ['', '{', '{"url":"http://elsewhere.example","pid":1,"version":"1","secret":"x"}']) {
      writeFileSync(placeFileOf(store), text);
      expect(await findServer(store)).toBeUndefined();
    }
  });
});
