import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Context } from '../../src/app/context.ts';
import { type ServeOptions, type ServeWorld, serve } from '../../src/server/serve.ts';
import { tokenKeeper } from '../../src/server/tokens/keeper.ts';
import { shipped } from '../app/shipped.ts';

/** A whole server on a free port of 127.0.0.1, stopped with the test. */
export async function serving(options: Partial<ServeOptions> = {}, world: Partial<ServeWorld> & { readonly context?: Context } = {}) {
  const { context = shipped, ...rest } = world;
  const folder = mkdtempSync(join(tmpdir(), 'harbinger-serve-'));
  const logFile = join(folder, 'log');
  const logTo = openSync(logFile, 'w');
  const stop = new AbortController();
  const tokensFile = join(folder, 'tokens.json');
  const { promise: said, resolve: print } = Promise.withResolvers<string>();
  const keeper = tokenKeeper(tokensFile, () => Date.now());
  const ended = serve(
    { host: '127.0.0.1', port: 0, ...options },
    {
      store: undefined,
      openContext: async (watch) => ({ ...context, ...watch }),
      ...{
        folders: [],
        page: join(folder, 'web'),
        tokensFile,
        now: () => Date.now(),
        print,
        logTo,
        stop: stop.signal,
        grace: 5000,
      },
      ...rest,
    },
  );
  onTestFinished(async () => {
    stop.abort();
    await ended.catch(() => {});
    closeSync(logTo);
    rmSync(folder, { recursive: true });
  });
  const greeting = await Promise.race([said, ended.then(() => 'ended')]);
  const port = Number(/:(\d+)\//.exec(greeting)?.[1]);
  return { url: `http://127.0.0.1:${port}`, port, greeting, stop, ended, keeper, log: () => readFileSync(logFile, 'utf8') };
}
