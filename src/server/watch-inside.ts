import { setTimeout as sleep } from 'node:timers/promises';
import { CallerError, type Context } from '../app/context.ts';
import { describeFailure } from '../app/failure.ts';
import { rulesIn } from '../app/operations/alert-rules.ts';
import { listAlerts } from '../app/operations/alerts.ts';
import { operations } from '../app/registry.ts';
import { type WatchWorld, watch } from '../app/watch/watch.ts';
import type { NowResult } from '../contract/state.ts';
import type { Watch } from './execute-here.ts';
import type { Metrics } from './http/metrics.ts';
import type { Log } from './http/options.ts';
import type { DataVersion } from './pool/data-version.ts';
import type { Pool } from './pool/pool.ts';
import { shortened } from './watch-log.ts';
import { withoutPaths } from './without-paths.ts';

/** What a server that watches needs of the world. */
export interface WatchPlace {
  openContext(watch: Watch): Promise<Context>;
  /** What brings alerts to readers; only asked for where rules are watched. */
  openCourier?(): Promise<WatchWorld['courier']>;
  /** The place of the store; undefined where there is none. */
  readonly store: string | undefined;
  now(): number;
  readonly stop: AbortSignal;
}

type Rules = Awaited<ReturnType<typeof rulesIn>>;

const QUIET: Watch = { onProgress: () => {}, confirm: async () => false };

/** The rules that a server is to watch, read before it serves anybody. @throws CallerError where it has no store, or for their first fault. */
export async function readWatch(path: string, world: Pick<WatchPlace, 'openContext' | 'store'>): Promise<Rules> {
  if (world.store === undefined) throw new CallerError('--watch needs the store: it keeps what the rules did; --data reads a folder');
  return rulesIn(path, await world.openContext(QUIET));
}

interface Inside {
  readonly world: WatchPlace;
  readonly pool: Pool;
  readonly data: DataVersion;
  readonly metrics: Metrics;
  readonly log: Log;
}

/** Watches rules within the server that owns the store, until that is told to stop; what computes long does so in its threads. */
export async function watchInside(rules: Rules, { world, pool, data, metrics, log }: Inside): Promise<void> {
  const open = () => world.openContext({ ...QUIET, signal: world.stop });
  const now = operations.find(({ name }) => name === 'now');
  const courier = await world.openCourier?.();
  if (!now || !courier) throw new Error('a server that watches has the operation now and a courier');
  const inBackground = pool.over(world.openContext, { isBackground: true });
  const count = metrics.countRounds();
  const within: WatchWorld = {
    ...{ courier, openContext: open, now: () => world.now(), stop: world.stop },
    askNow: async (input) => (await inBackground({ operation: now, input, signal: world.stop })).result as NowResult,
    log: (level, facts, message) => log[level](shortened(facts), message),
    wait: (ms) => sleep(ms, undefined, { signal: world.stop }).catch(() => {}),
    async onWritten(steps) {
      data.renew();
      const { counts, waiting, dead } = await listAlerts(await open());
      const { firing, troubled } = counts;
      count({ at: world.now(), firing, troubled, waiting, dead: dead.length, steps: steps.map(({ kind }) => kind) });
    },
  };
  try {
    await watch(rules, within);
  } catch (error) {
    if (world.stop.aborted) return;
    log.error({ error: withoutPaths(describeFailure(error).message) }, 'the watch ended; the server goes on without it');
  }
}
