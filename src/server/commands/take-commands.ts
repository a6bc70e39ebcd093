import type { Context } from '../../app/context.ts';
import type { Watch } from '../execute-here.ts';
import type { Pool } from '../pool/pool.ts';
import { inFolder } from './folder.ts';
import { listenForCommands } from './listen.ts';
import { removePlaceFile, writePlaceFile } from './place-file.ts';

/** The store that is served, and how a context over it is opened. */
export interface CommandWorld {
  openContext(watch: Watch): Promise<Context>;
  /** The place of the store; undefined where none is served, and commands need nobody. */
  readonly store: string | undefined;
}

/** Lets commands of the same user find this server and use its store, until it is closed. */
export async function takeCommands(pool: Pick<Pool, 'over'>, { openContext, store }: CommandWorld): Promise<{ close(): Promise<void> }> {
  if (store === undefined) return { close: async () => {} };
  const listener = await listenForCommands((call, { folder, confirm }) => {
    const open = async (watch: Watch) => inFolder(folder, await openContext({ ...watch, confirm }));
    // Who owns the machine may compute on it for as long as it takes.
    return pool.over(open, { scope: 'commands', timeMs: Infinity })(call);
  });
  const { url, secret } = listener;
  const { version } = await openContext({ onProgress: () => {}, confirm: async () => false });
  const end = async () => {
    await removePlaceFile(store, { secret });
    await listener.close();
  };
  await writePlaceFile(store, { url, secret, version, pid: process.pid }).catch(async (error: unknown) => {
    await listener.close();
    throw error;
  });
  return { close: end };
}
