import { type JobQueue, PRIORITY } from '../app/jobs/queue.ts';
import type { RuleFiles } from '../app/jobs/watch-jobs.ts';
import type { Spread } from '../app/scan/spread.ts';
import { shownAddress } from '../store/postgres/address.ts';
import type { Asking } from '../store/postgres/asking.ts';
import { roleName } from '../store/postgres/connection.ts';
import { StoreError } from '../store/store.ts';
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
  const { askingOver, tellingOf, told } = await import('../store/postgres/asking.ts');
  const { name, isSupervising, concurrency = 0, onTrouble } = manner;
  const place = shownAddress(url, space);
  const { role, isService } = await told(() => standingOf(url), place);
  if (concurrency > 0 && !isService)
    throw new StoreError(
      'refused',
      `a worker does the jobs of every space, and this login at ${place} may not: take the one that made the store, or another that owns it`,
    );
  const boss = await told(
    () =>
      joinQueue(
        { url, role: roleName(role), onTrouble, heartbeatSeconds: heartbeat() },
        { name: `harbinger ${name}`, max: 3 + concurrency, isSupervising: isSupervising && isService, isSeen: isService, roles: ROLES },
      ),
    place,
  );
  const spaces = new Map<string, { pool: ReturnType<typeof openPool>; tables: Asking; queue: JobQueue }>();
  const within = (one: string) => {
    const known = spaces.get(one);
    if (known) return known;
    const pool = openPool({ url, space: one, role, max: 2 + concurrency, name: `harbinger ${name}` });
    const tables = askingOver(pool, place);
    const queue = tellingOf(openJobQueue({ boss, space: one, tables }), place);
    const opened = { pool, tables, queue: isService ? queue : lookingOnly(queue, place) };
    spaces.set(one, opened);
    return opened;
  };
  return {
    space,
    queueOf: (one) => within(one).queue,
    rulesOf: (one) => ruleFiles(within(one).tables),
    async spreadOf(one, seconds) {
      const { slotsFor } = await import('../team/spread-queue.ts');
      const { tables, queue } = within(one);
      const slots = () => told(() => slotsFor(PRIORITY['scan-block'], boss), place);
      return openSpread({ pool: tables, queue, space: one, slots }, seconds);
    },
    openPartWorker: (world) => partWorker({ ...world, poolOf: (one) => within(one).tables }),
    async startWorker(parts) {
      const { startWorker } = await import('../team/worker.ts');
      return startWorker({ ...parts, boss, tables: (one) => within(one).tables });
    },
    async close() {
      for (const { queue } of spaces.values()) await queue.close();
      await boss.stop({ graceful: false });
      for (const { pool } of spaces.values()) await pool.end();
    },
  };
}

/** The jobs of a space for a login of it: a job is done with more rights than its own. */
function lookingOnly(queue: JobQueue, place: string): JobQueue {
  const refuse = async () => {
    throw new StoreError(
      'refused',
      `this login at ${place} looks at jobs; to ask for them or change them takes one that serves every space`,
    );
  };
  const changes = ['send', 'sendAll', 'replace', 'schedule', 'unschedule', 'cancel', 'retry', 'drop'] as const;
  return { ...queue, ...Object.fromEntries(changes.map((name) => [name, refuse])) };
}

/** What a login may do in a team: add or only look, in every space or in its own. */
async function standingOf(url: string): Promise<{ role: 'worker' | 'reader'; isService: boolean }> {
  const { openPool } = await import('../store/postgres/connection.ts');
  const pool = openPool({ url, max: 1 });
  try {
    const { rows } = await pool.query(
      `SELECT COALESCE(pg_has_role(session_user, to_regrole($1), 'SET'), false) AS is_worker, is_service() AS is_service`,
      [ROLES.worker],
    );
    const { is_worker: isWorker, is_service: isService } = rows[0] as { is_worker: boolean; is_service: boolean };
    return { role: isWorker ? 'worker' : 'reader', isService: isWorker && isService };
  } finally {
    await pool.end();
  }
}

/** Makes the queue of jobs of a store, where it is not there or older. @throws StoreError where the login may not. */
export async function makeQueue({ store: url, space }: Settings): Promise<void> {
  const { demandQueue } = await import('../team/connection.ts');
  const { told } = await import('../store/postgres/asking.ts');
  const make = async () => {
    const { role } = await standingOf(url);
    return demandQueue({ url, role: roleName(role), heartbeatSeconds: heartbeat() }, ROLES);
  };
  await told(make, shownAddress(url, space));
}

/** Seconds after which a worker that is not heard of is taken for gone, where somebody wants them otherwise. */
function heartbeat(): number | undefined {
  const seconds = Number(process.env.HARBINGER_HEARTBEAT);
  return Number.isInteger(seconds) && seconds >= 10 ? seconds : undefined;
}
