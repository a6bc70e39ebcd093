import { type JobQueue, PRIORITY } from '../app/jobs/queue.ts';
import type { RuleFiles } from '../app/jobs/watch-jobs.ts';
import type { Spread } from '../app/scan/spread.ts';
import { shownAddress } from '../store/postgres/address.ts';
import { roleName } from '../store/postgres/connection.ts';
import { postgresFault } from '../store/postgres/fault.ts';
import type { Settings } from './settings.ts';
import { openSpread, type PartWorld, partWorker } from './spread.ts';

/** What a process needs of a team: its jobs, its rules, what a worker joins by. */
export interface Team {
  readonly space: string;
  queueOf(space: string): JobQueue;
  rulesOf(space: string): RuleFiles;
  /** What shares out a scan that takes so many seconds; undefined where it is not worth it, or no worker is there. */
  spreadOf(space: string, seconds: number): Promise<Spread | undefined>;
  /** What does the parts of scans, so many at once. */
  openPartWorker(world: Omit<PartWorld, 'poolOf'>): ReturnType<typeof partWorker>;
  startWorker(parts: Omit<Parameters<typeof import('../team/worker.ts').startWorker>[0], 'boss' | 'tables'>): Promise<TeamWorker>;
  close(): Promise<void>;
}

export interface TeamWorker {
  /** Takes nothing new, gives what runs so many milliseconds, and the rest back to the queue. */
  end(graceMs: number): Promise<void>;
}

const ROLES = { owner: roleName('owner'), worker: roleName('worker'), reader: roleName('reader') };

/** How one process takes part. */
export interface Manner {
  readonly name: string;
  /** Whether it looks after the queue: times that have come, jobs whose worker is gone. */
  readonly isSupervising: boolean;
  /** Jobs at once, where it takes any. */
  readonly concurrency?: number | undefined;
  onTrouble(message: string): void;
}

/** Joins the team of a store in PostgreSQL. The code for it is loaded only here. */
export async function joinTeam({ store: url, space }: Settings, manner: Manner): Promise<Team> {
  const { joinQueue } = await import('../team/connection.ts');
  const { openJobQueue } = await import('../team/job-queue.ts');
  const { ruleFiles } = await import('../team/rule-files.ts');
  const { openPool } = await import('../store/postgres/connection.ts');
  const { name, isSupervising, concurrency = 0, onTrouble } = manner;
  const boss = await joinQueue(
    { url, role: ROLES.worker, onTrouble, heartbeatSeconds: heartbeat() },
    { name: `harbinger ${name}`, max: 3 + concurrency, isSupervising, roles: ROLES },
  );
  const spaces = new Map<string, { pool: ReturnType<typeof openPool>; queue: JobQueue }>();
  const within = (one: string) => {
    const known = spaces.get(one);
    if (known) return known;
    const pool = openPool({ url, space: one, role: 'worker', max: 2 + concurrency, name: `harbinger ${name}` });
    const queue = judged(openJobQueue({ boss, space: one, tables: pool }), shownAddress(url, one));
    const opened = { pool, queue };
    spaces.set(one, opened);
    return opened;
  };
  return {
    space,
    queueOf: (one) => within(one).queue,
    rulesOf: (one) => judged(ruleFiles(within(one).pool), shownAddress(url, one)),
    async spreadOf(one, seconds) {
      const { slotsFor } = await import('../team/spread-queue.ts');
      return openSpread({ ...within(one), space: one, slots: () => slotsFor(PRIORITY['scan-block'], boss) }, seconds);
    },
    openPartWorker: (world) => partWorker({ ...world, poolOf: (one) => within(one).pool }),
    async startWorker(parts) {
      const { startWorker } = await import('../team/worker.ts');
      return startWorker({ ...parts, boss, tables: (one) => within(one).pool });
    },
    async close() {
      for (const { queue } of spaces.values()) await queue.close();
      await boss.stop({ graceful: false });
      for (const { pool } of spaces.values()) await pool.end();
    },
  };
}

/** The same, where a database that is not to be had is the store's fault: it is told so, and to try again. */
function judged<Port extends object>(port: Port, place: string): Port {
  const calls = Object.entries(port as Record<string, (...given: unknown[]) => Promise<unknown>>);
  const judging = calls.map(([name, call]) => [
    name,
    (...given: unknown[]) =>
      call(...given).catch((error: unknown) => {
        throw postgresFault(error, place);
      }),
  ]);
  return Object.fromEntries(judging) as Port;
}

/** Seconds after which a worker that is not heard of is taken for gone, where somebody wants them otherwise. */
function heartbeat(): number | undefined {
  const seconds = Number(process.env.HARBINGER_HEARTBEAT);
  return Number.isInteger(seconds) && seconds >= 10 ? seconds : undefined;
}
