import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '../app/context.ts';
import type { Ending } from '../app/operation.ts';
import { rulesIn } from '../app/operations/alert-rules.ts';
import { type WatchWorld, watch, watchOnce } from '../app/watch/watch.ts';
import { logTo } from './watch-log.ts';

/** What a watch without a server needs of the world. */
export interface AloneWorld extends Pick<WatchWorld, 'courier' | 'now' | 'stop' | 'releaseStore'> {
  openContext(signal: AbortSignal): Promise<Context>;
  /** Where the log goes, as the number of an open file. */
  readonly log: number;
}

/** Watches rules in this process until it is told to stop, or once. Between two rounds other commands get at the store. */
export async function watchAlone(
  { rules: path, once }: { readonly rules: string; readonly once: boolean },
  alone: AloneWorld,
): Promise<Ending> {
  const world: WatchWorld = {
    ...alone,
    log: logTo(alone.log),
    openContext: () => alone.openContext(alone.stop),
    wait: (ms) => sleep(ms, undefined, { signal: alone.stop }).catch(() => {}),
  };
  const rules = await rulesIn(path, await world.openContext());
  if (!once) {
    await watch(rules, world);
    return 'done';
  }
  const { turn, sent } = await watchOnce(rules, world);
  return turn.failures + sent.failed + sent.dead > 0 ? 'partial' : 'done';
}
