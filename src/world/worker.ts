import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Context } from '../app/context.ts';
import type { HandledJob } from '../app/jobs/handler.ts';
import { type JobCall, jobHandlers } from '../app/jobs/handlers.ts';
import { endWatch, plantScores, plantWatch } from '../app/jobs/watch-jobs.ts';
import { operations } from '../app/registry.ts';
import type { WatchWorld } from '../app/watch/watch.ts';
import type { WorkerRequest } from '../cli/terminal.ts';
import type { NowResult } from '../contract/state.ts';
import type { Courier } from '../delivery/courier.ts';
import { confine } from '../server/confine.ts';
import type { Watch } from '../server/execute-here.ts';
import { watchData } from '../server/pool/data-version.ts';
import { type Pool, type PoolOptions, startPool } from '../server/pool/pool.ts';
import { logTo } from '../server/watch-log.ts';
import type { Team } from './team.ts';

/** What a worker needs of the world. */
export interface WorkerWorld {
  readonly team: Team;
  /** A context over the store, seen from a space. */
  openContext(space: string, watch: Watch): Promise<Context>;
  openCourier(): Promise<Courier>;
  /** The text of a file that the command names. */
  readRules(path: string): Promise<string>;
  /** Folders whose files answers are made from. */
  readonly folders: readonly string[];
  readonly version: string;
  now(): number;
  readonly stop: AbortSignal;
  /** Milliseconds that running jobs have to end by themselves. */
  readonly grace: number;
  /** Where the log goes, as the number of an open file. */
  readonly log: number;
}

const QUIET: Watch = { onProgress: () => {}, confirm: async () => false };

/** Takes jobs until it is told to end. What computes does so in threads, so that signs of life go out meanwhile. */
export async function runWorker(
  { concurrency = availableParallelism(), only, watch, files }: WorkerRequest,
  world: WorkerWorld,
): Promise<void> {
  const { team } = world;
  const log = logTo(world.log);
  await plantScores(team.space, team.queueOf(team.space));
  if (typeof watch === 'string') await plant(watch, world);
  if (watch === false) await endWatch({ queue: team.queueOf(team.space), rules: team.rulesOf(team.space) });
  const pools = poolsBySpace(world, { threads: concurrency, files });
  // A scan waits for what others compute: it takes no thread from them.
  const scans = poolsBySpace(world, { threads: 1, files, limits: SCAN_LIMITS });
  const parts = team.openPartWorker({ threads: concurrency, version: world.version, now: world.now });
  const handlers = jobHandlers({
    computeBlocks: parts.handle,
    queueOf: team.queueOf,
    rulesOf: team.rulesOf,
    execute: (call) => execute(call, { pool: (call.operation.name === 'scan' ? scans : pools).of(call.space), world, files }),
    openWatch: async (space, signal) => watchWorld(space, { signal, world, pool: pools.of(space), log }),
  });
  const worker = await team.startWorker({ handlers, concurrency, only, log });
  log('info', { concurrency, ...(only && { only }), space: team.space }, 'taking jobs');
  await aborted(world.stop);
  log('info', {}, 'ending: nothing new is taken');
  await worker.end(world.grace);
  await pools.close();
  await scans.close();
  await parts.close();
}

/** Gives rules to the team. */
export async function plant(path: string, { team, readRules }: Pick<WorkerWorld, 'team' | 'readRules'>): Promise<void> {
  const { space } = team;
  const text = await readRules(path);
  await plantWatch({ space, by: 'watch', name: path, text }, { queue: team.queueOf(space), rules: team.rulesOf(space) });
}

async function execute(
  { operation, input, space, id, signal, onProgress }: JobCall,
  { pool, world: { openContext }, files }: { readonly pool: Pool; readonly world: WorkerWorld; readonly files: string | undefined },
): Promise<HandledJob> {
  const open = async (watch: Watch) => ({
    ...confine(await openContext(space, watch), { files: files && join(files, space), keepsRuns: true }),
    runId: id,
  });
  const { result, ending } = await pool.over(open, { timeMs: Number.POSITIVE_INFINITY, spreads: operation.name === 'scan' })({
    operation,
    input,
    signal,
    onProgress,
  });
  return { result, ending };
}

interface PoolParts {
  readonly threads: number;
  readonly files: string | undefined;
  readonly limits?: NonNullable<PoolOptions['limits']>;
}

/** A scan that nobody shares holds more than any other answer. */
const SCAN_LIMITS = { heapMb: 8192, arraysMb: 8192 } as const;

/** Threads over the data of each space that jobs come from, started when its first job comes. */
function poolsBySpace({ openContext, folders, now }: WorkerWorld, { threads, files, limits }: PoolParts) {
  const pools = new Map<string, Pool>();
  return {
    of(space: string): Pool {
      const known = pools.get(space);
      if (known) return known;
      const open = (watch: Watch) => openContext(space, watch);
      const watched = files === undefined ? folders : [...folders, files];
      const pool = startPool({
        openContext: open,
        data: watchData({ openContext: () => open(QUIET), folders: watched, now }),
        threads,
        ...(limits && { limits }),
      });
      pools.set(space, pool);
      return pool;
    },
    close: () => Promise.all([...pools.values()].map((pool) => pool.close())),
  };
}

interface WatchParts {
  readonly signal: AbortSignal;
  readonly world: WorkerWorld;
  readonly pool: Pool;
  readonly log: WatchWorld['log'];
}

async function watchWorld(space: string, { signal, world, pool, log }: WatchParts): Promise<WatchWorld> {
  const now = operations.find(({ name }) => name === 'now');
  if (!now) throw new Error('there is no operation now');
  const open = (watch: Watch) => world.openContext(space, watch);
  const ask = pool.over(open, { isBackground: true });
  return {
    ...{ courier: await world.openCourier(), now: world.now, stop: signal, log },
    openContext: () => open({ ...QUIET, signal }),
    askNow: async (input) => (await ask({ operation: now, input, signal })).result as NowResult,
    wait: async () => {},
  };
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => (signal.aborted ? resolve() : signal.addEventListener('abort', () => resolve(), { once: true })));
