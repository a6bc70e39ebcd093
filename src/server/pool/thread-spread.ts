import type { Spread, SpreadTask } from '../../app/scan/spread.ts';
import type { RunCall, RunNews } from './spread-messages.ts';

type Ask = (what: string, ...args: unknown[]) => Promise<never>;

/** What shares out a scan, asked of the thread that owns it; undefined where that has none for a scan of so many seconds. */
export async function spreadBehind(ask: Ask, seconds: number): Promise<Spread | undefined> {
  const opened = (await ask('spread.open', seconds)) as { readonly patience: number } | undefined;
  if (!opened) return undefined;
  let count = 0;
  return {
    patience: opened.patience,
    format: { write: (...given) => ask('spread.write', ...given), read: (...given) => ask('spread.read', ...given) },
    panels: {
      async put(hash, make) {
        if (((await ask('spread.panels.get', hash)) as Uint8Array | undefined) === undefined)
          await ask('spread.panels.put', hash, await make());
      },
      get: (hash) => ask('spread.panels.get', hash),
    },
    parts: {
      keep: (...given) => ask('spread.parts.keep', ...given),
      read: (...given) => ask('spread.parts.read', ...given),
      names: (scan) => ask('spread.parts.names', scan),
      begin: (scan) => ask('spread.parts.begin', scan),
      end: (scan) => ask('spread.parts.end', scan),
    },
    queue: {
      workers: () => ask('spread.workers'),
      run: (tasks, { onEnd, signal }) => follow({ id: ++count, tasks }, { ask, onEnd, signal }),
    },
  };
}

interface Following extends Pick<Parameters<Spread['queue']['run']>[1], 'onEnd' | 'signal'> {
  readonly ask: Ask;
}

/** Asks for tasks, then for what has become of them, until all have ended. */
async function follow(call: RunCall, { ask, onEnd, signal }: Following): Promise<void> {
  const stop = () => void ask('spread.stop', call.id).catch(() => {});
  signal?.throwIfAborted();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    await ask('spread.run', call);
    for (let isOver = false; !isOver; ) {
      const news: RunNews = await ask('spread.news', call.id);
      for (const [place, end] of news.ends) onEnd(call.tasks[place] as SpreadTask, end);
      ({ isOver } = news);
    }
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}
