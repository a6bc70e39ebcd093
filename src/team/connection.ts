import { Client, escapeIdentifier } from 'pg';
import { PgBoss } from 'pg-boss';
import bossPackage from 'pg-boss/package.json' with { type: 'json' };
import { StoreError } from '../store/store.ts';

/** Something that answers statements, with the rights and the space that its connections were opened with. */
export interface Queryable {
  query(text: string, values?: readonly unknown[]): Promise<{ readonly rows: readonly Record<string, unknown>[] }>;
}

/** Where the jobs lie. */
export interface JobPlace {
  /** `postgres://…` */
  readonly url: string;
  /** The role that connections take, where it is not the one that logs in. */
  readonly role?: string | undefined;
  /** Seconds without a sign of life after which a job is given to another worker; at least 10. */
  readonly heartbeatSeconds?: number | undefined;
  /** Told of trouble that the queue gets over by itself, such as a lost connection. */
  readonly onTrouble?: ((message: string) => void) | undefined;
}

/** The schema of pg-boss; nobody else writes there. */
export const SCHEMA = 'harbinger_jobs';

/** All kinds lie in one queue, so that one order of urgency holds among them. */
export const QUEUE = 'work';
/** Where jobs go that failed too often, or cannot be read. */
export const DEAD = 'dead';

const DEFAULT_HEARTBEAT = 15;
const DAY = 86_400;

const connectionOf = ({ url, role }: JobPlace, name: string) => ({
  connectionString: url,
  schema: SCHEMA,
  application_name: name,
  ...(role !== undefined && { options: `-c role=${role}` }),
});

/**
 * Makes the queue where there is none, and brings its tables up to date; any number of processes may at once. To be called by a login that may
 * make schemas and is a member of the owner.
 */
export async function installQueue(place: Omit<JobPlace, 'role'>, roles: QueueRoles): Promise<void> {
  const client = new Client({ connectionString: place.url, application_name: 'harbinger install' });
  await client.connect();
  try {
    // Two sessions that find none would both make it.
    await client.query("SELECT pg_advisory_lock(hashtext('harbinger.jobs'))");
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${SCHEMA} AUTHORIZATION ${roles.owner}`);
    await makeQueues({ ...place, role: roles.owner }, roles);
  } finally {
    await client.end();
  }
}

/** Roles of the database: who owns the queue, who sends and takes, who looks. */
export interface QueueRoles {
  readonly owner: string;
  readonly worker: string;
  readonly reader: string;
}

async function makeQueues(place: JobPlace, { worker, reader }: QueueRoles): Promise<void> {
  const boss = new PgBoss({
    ...connectionOf(place, 'harbinger install'),
    ...{ migrate: true, createSchema: false, schedule: false, supervise: false, registerInstance: false, max: 2 },
  });
  boss.on('error', ({ message }) => place.onTrouble?.(message));
  await boss.start();
  try {
    await createQueues(boss, place.heartbeatSeconds ?? DEFAULT_HEARTBEAT);
    for (const statement of grantsFor(worker, reader)) await boss.getDb().executeSql(statement);
  } finally {
    await boss.stop({ graceful: false });
  }
}

async function createQueues(boss: PgBoss, heartbeatSeconds: number): Promise<void> {
  // Of workers that went away: a long job outlives many of them. One that fails by itself is set aside sooner, by its worker.
  const tries = { retryLimit: 20, retryDelay: 2, retryBackoff: true, retryDelayMax: 300, expireInSeconds: 3600 };
  const kept = { retentionSeconds: 30 * DAY, deleteAfterSeconds: 7 * DAY, heartbeatSeconds, notify: true, deadLetter: DEAD };
  await boss.createQueue(DEAD, { retentionSeconds: 90 * DAY, deleteAfterSeconds: 90 * DAY });
  await boss.createQueue(QUEUE, { policy: 'stately', ...tries, ...kept });
  await boss.updateQueue(QUEUE, { ...tries, ...kept });
}

/**
 * The queue holds jobs of all spaces: who serves all of them works with it; a login of one space sees the jobs of that, and sends, changes and takes
 * none, for a job is carried out with more rights than its own.
 */
const SEPARATED = `DO $$
  DECLARE one regclass;
  BEGIN
    FOR one IN SELECT oid FROM pg_class
      WHERE relnamespace = '${SCHEMA}'::regnamespace AND relkind IN ('r', 'p') AND NOT relrowsecurity
    LOOP
      EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', one);
      EXECUTE format('CREATE POLICY of_services ON %s USING ((SELECT harbinger.is_service())) WITH CHECK ((SELECT harbinger.is_service()))', one);
      IF EXISTS (SELECT FROM pg_attribute WHERE attrelid = one AND attname = 'data' AND atttypid = 'jsonb'::regtype) THEN
        EXECUTE format('CREATE POLICY own_space ON %s FOR SELECT USING (data->>''space'' = (SELECT harbinger.current_space()))', one);
      END IF;
      -- Whoever joins looks whether the tables are of its version.
      IF one = '${SCHEMA}.version'::regclass THEN
        EXECUTE format('CREATE POLICY of_all ON %s FOR SELECT USING (true)', one);
      END IF;
    END LOOP;
  END $$`;

const grantsFor = (worker: string, reader: string): readonly string[] => [
  `GRANT USAGE ON SCHEMA ${SCHEMA} TO ${worker}, ${reader}`,
  `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${SCHEMA} TO ${worker}`,
  `GRANT USAGE ON ALL SEQUENCES IN SCHEMA ${SCHEMA} TO ${worker}`,
  `GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${SCHEMA} TO ${worker}`,
  `GRANT SELECT ON ALL TABLES IN SCHEMA ${SCHEMA} TO ${reader}`,
  SEPARATED,
];

/** How one process takes part. */
export interface BossManner {
  readonly name: string;
  /** Connections beside the one that listens. */
  readonly max: number;
  /** Whether it looks after the queue: times that have come, jobs whose worker is gone. */
  readonly isSupervising: boolean;
  /** Whether it says that it is there; a login that may only look cannot. Default true. */
  readonly isSeen?: boolean | undefined;
}

/** Joins the queue; makes it first where it is not there, or older than this program's, and the login may. @throws StoreError where it may not. */
export async function joinQueue(place: JobPlace, manner: BossManner & { readonly roles: QueueRoles }): Promise<PgBoss> {
  await demandQueue(place, manner.roles);
  return join(place, manner);
}

/** How the queue stands, and whether the login may make it; read without any right on it, for who may not see it is told so by it. */
const STANDING = `
  SELECT EXISTS (SELECT FROM pg_class WHERE relname = 'version' AND relnamespace = to_regnamespace('${SCHEMA}')) AS "isThere",
    COALESCE(pg_has_role(session_user, to_regrole($1), 'SET'), false) AS "mayMake"`;

/** Makes the queue where it is not there, and brings an older one up to date. @throws StoreError where the login may not. */
export async function demandQueue(place: JobPlace, roles: QueueRoles): Promise<void> {
  const { isThere, isOlder, mayMake } = await standingOf(place, roles);
  if (isThere && !isOlder) return;
  if (mayMake) return installQueue(place, roles);
  throw new StoreError(
    'missing',
    `the queue of jobs is ${isThere ? 'older than this program' : 'not there yet'}: \`harbinger store init\` by whoever owns the tables makes it`,
  );
}

async function standingOf({ url, role }: JobPlace, { owner }: QueueRoles) {
  const client = new Client({ connectionString: url, application_name: 'harbinger queue' });
  await client.connect();
  try {
    const { rows } = await client.query<{ isThere: boolean; mayMake: boolean }>(STANDING, [owner]);
    const { isThere = false, mayMake = false } = rows[0] ?? {};
    if (!isThere) return { isThere, mayMake, isOlder: false };
    if (role !== undefined) await client.query(`SET ROLE ${escapeIdentifier(role)}`);
    const { rows: found } = await client.query<{ version: number }>(`SELECT version FROM ${SCHEMA}.version`);
    return { isThere, mayMake, isOlder: (found[0]?.version ?? 0) < QUEUE_VERSION };
  } finally {
    await client.end();
  }
}

/** Of the tables of pg-boss, as this program has it. */
const QUEUE_VERSION: number = bossPackage.pgboss.schema;

async function join(place: JobPlace, { name, max, isSupervising, isSeen = true }: BossManner): Promise<PgBoss> {
  const boss = new PgBoss({
    ...connectionOf(place, name),
    ...{ max, migrate: false, createSchema: false, useListenNotify: true, reindex: false },
    // Whoever shares out a scan counts the slots of those that were heard of.
    ...{ registerInstance: isSeen, instanceName: name, instanceHeartbeatSeconds: 5 },
    ...{ supervise: isSupervising, schedule: isSupervising, superviseIntervalSeconds: 2, monitorIntervalSeconds: 2 },
    ...{ cronMonitorIntervalSeconds: 5, cronWorkerIntervalSeconds: 1 },
  });
  boss.on('error', ({ message }) => place.onTrouble?.(message));
  boss.on('warning', ({ message }) => place.onTrouble?.(message));
  try {
    return await boss.start();
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => {});
    throw error;
  }
}
