import { randomUUID } from 'node:crypto';
import type { PgBoss } from 'pg-boss';
import { type JobQueue, type JobSchedule, PRIORITY, type SendOptions, type TeamJob } from '../app/jobs/queue.ts';
import type { Progress } from '../app/progress.ts';
import { JOB_KINDS, type JobKind, type QueuedJob } from '../contract/queued-job.ts';
import { DEAD, QUEUE, type Queryable, SCHEMA } from './connection.ts';
import { CHANNEL, type News, openNews } from './news.ts';
import { type DeadRow, deadJobOf, type JobRow, jobOf, outcomeOf } from './rows.ts';

/** What the jobs of a space are reached through. */
export interface QueueParts {
  readonly boss: PgBoss;
  readonly space: string;
  /** Statements within the space, by a role that may read the queue and keep progress. */
  readonly tables: Queryable;
}

const MOST_LISTED = 500;

/** A job that was given up and is tried again lies there twice; the later one is the job. */
const IS_LAST = `NOT EXISTS (SELECT FROM ${SCHEMA}.job AS later WHERE later.name = '${QUEUE}'
  AND later.source_root_id = COALESCE(job.source_root_id, job.id) AND later.created_on > job.created_on)`;

const JOBS = `
  SELECT COALESCE(job.source_root_id, job.id) AS id, data, state::text AS state, created_on, start_after, started_on, completed_on, retry_count, output,
    job_results.ending, job_results.error, job_results.recorded_at, job_progress.progress
  FROM ${SCHEMA}.job AS job
    LEFT JOIN job_results ON job_results.job = COALESCE(job.source_root_id, job.id)
    LEFT JOIN job_progress ON job_progress.job = COALESCE(job.source_root_id, job.id)
  WHERE job.name = '${QUEUE}' AND data->>'space' = $1`;

/** Seconds that a job of a kind may run; a day is the most that the queue lets. */
const LONGEST: Partial<Record<JobKind, number>> = { scan: 86_400, study: 4 * 3600 };

const optionsOf = (job: QueuedJob, { key, notBefore }: SendOptions) => ({
  priority: PRIORITY[job.kind],
  singletonKey: `${job.space} ${key ?? randomUUID()}`,
  ...(notBefore !== undefined && { startAfter: new Date(notBefore) }),
  ...(LONGEST[job.kind] !== undefined && { expireInSeconds: LONGEST[job.kind] }),
});

/** The jobs of one space. */
export function openJobQueue({ boss, space, tables }: QueueParts): JobQueue {
  let news: Promise<News> | undefined;
  const listen = () => (news ??= openNews(boss));

  async function send(job: QueuedJob, options: SendOptions = {}): Promise<string> {
    const { id = randomUUID() } = options;
    const given = optionsOf(job, options);
    // What waits under the key may be taken between the two questions; then there is room.
    for (;;) {
      if ((await boss.send(QUEUE, job, { id, ...given })) !== null) return id;
      const { rows } = await tables.query(
        `SELECT COALESCE(source_root_id, id) AS id FROM ${SCHEMA}.job
         WHERE name = '${QUEUE}' AND (id = $1 OR (singleton_key = $2 AND state = 'created'))`,
        [id, given.singletonKey],
      );
      if (rows[0]) return rows[0].id as string;
    }
  }

  async function find(id: string): Promise<TeamJob | undefined> {
    if (!UUID.test(id)) return undefined;
    const one = `${JOBS} AND (job.id = $2 OR job.source_root_id = $2) ORDER BY created_on DESC LIMIT 1`;
    const { rows } = await tables.query(one, [space, id]);
    return rows[0] && jobOf(rows[0] as unknown as JobRow);
  }

  async function follow(id: string, { signal, onProgress }: { signal: AbortSignal; onProgress: (progress: Progress) => void }) {
    const bell = (await listen()).of(id);
    let told = '';
    try {
      while (!signal.aborted) {
        const job = await find(id);
        const progress = JSON.stringify(job?.progress ?? null);
        if (job?.progress && progress !== told) onProgress(job.progress);
        told = progress;
        if (!job || isOver(job)) return;
        await bell.rung(signal);
      }
    } finally {
      bell.close();
    }
  }

  async function cancel(id: string): Promise<boolean> {
    const job = await find(id);
    if (!job || isOver(job)) return false;
    const { rows } = await tables.query(
      `SELECT id FROM ${SCHEMA}.job WHERE name = '${QUEUE}' AND (id = $1 OR source_root_id = $1) AND state < 'completed'`,
      [id],
    );
    await boss.cancel(
      QUEUE,
      rows.map((row) => row.id as string),
    );
    await tables.query('SELECT pg_notify($1, $2)', [CHANNEL, id]);
    return true;
  }

  return {
    ...{ send, find, follow, cancel },
    ...looking({ space, tables }),
    ...deadLetters({ boss, space, tables }),
    async sendAll(jobs) {
      await boss.insert(
        QUEUE,
        jobs.map(({ job, key }) => ({ id: randomUUID(), data: job, ...optionsOf(job, { key }) })),
      );
    },
    async replace(job, options) {
      await boss.upsert(QUEUE, job, { ...optionsOf(job, options), startAfter: new Date(options.notBefore ?? 0) });
    },
    schedule: (job, schedule) => scheduleJob(boss, job, schedule),
    unschedule: (key) => boss.unschedule(QUEUE, scheduleKey(space, key)),
    async close() {
      await (await news)?.close();
    },
  };
}

/** What only looks. */
function looking({ space, tables }: Pick<QueueParts, 'space' | 'tables'>): Pick<JobQueue, 'outcome' | 'list' | 'counts'> {
  return {
    async outcome(id) {
      if (!UUID.test(id)) return undefined;
      const { rows } = await tables.query('SELECT result, ending, error FROM job_results WHERE job = $1', [id]);
      return rows[0] && outcomeOf(rows[0]);
    },
    async list({ kinds = JOB_KINDS, states, limit = 50 } = {}) {
      const { rows } = await tables.query(
        `SELECT * FROM (${JOBS} AND ${IS_LAST} AND data->>'kind' = ANY($2)) AS jobs WHERE ($3::text[] IS NULL OR (${STATE}) = ANY($3))
         ORDER BY created_on DESC, id LIMIT $4`,
        [space, kinds, states ?? null, Math.min(limit, MOST_LISTED)],
      );
      return (rows as unknown as readonly JobRow[]).map(jobOf);
    },
    async counts() {
      const { rows } = await tables.query(COUNTS, [space]);
      const found = new Map(rows.map((row) => [row.kind, row]));
      return JOB_KINDS.map((kind) => {
        const { waiting = 0, later = 0, running = 0 } = (found.get(kind) ?? {}) as Record<string, number>;
        return { kind, waiting, later, running };
      });
    },
  };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The state of a row of JOBS in the words of the port; what a job gave is kept before the queue knows. */
const STATE = `CASE WHEN error IS NOT NULL THEN 'failed' WHEN ending IS NOT NULL THEN 'done' WHEN state IN ('created', 'retry') THEN 'queued'
  WHEN state = 'active' THEN 'running' WHEN state = 'completed' THEN 'done' ELSE state END`;

const COUNTS = `
  SELECT data->>'kind' AS kind, COUNT(*) FILTER (WHERE state < 'active' AND start_after <= now())::int AS waiting,
    COUNT(*) FILTER (WHERE state < 'active' AND start_after > now())::int AS later, COUNT(*) FILTER (WHERE state = 'active')::int AS running
  FROM ${SCHEMA}.job WHERE name = '${QUEUE}' AND data->>'space' = $1 AND state <= 'active' GROUP BY 1`;

const isOver = ({ state }: TeamJob): boolean => state !== 'queued' && state !== 'running';

/** The name of a schedule; the queue takes few signs. */
const scheduleKey = (space: string, key: string): string => `${encodeURIComponent(space).replaceAll(/[^\w-]/g, '.')}/${key}`;

async function scheduleJob(boss: PgBoss, job: QueuedJob, { key, cron, zone }: JobSchedule): Promise<void> {
  await boss.schedule(QUEUE, cron, job, { tz: zone, key: scheduleKey(job.space, key), missed: 'once', ...optionsOf(job, { key }) });
}

/** Jobs that were given up. */
function deadLetters({ boss, space, tables }: QueueParts): Pick<JobQueue, 'dead' | 'retry' | 'drop'> {
  // A job that says nothing of its space is nobody's; whoever looks may take it up.
  const mine = `FROM ${SCHEMA}.job WHERE name = '${DEAD}' AND state NOT IN ('completed', 'cancelled') AND COALESCE(data->>'space', $1) = $1`;

  /** The letters' own ids, of jobs by theirs. */
  async function letters(ids: readonly string[]): Promise<string[]> {
    const known = ids.filter((id) => UUID.test(id));
    const { rows } = await tables.query(`SELECT id ${mine} AND COALESCE(source_root_id, source_id, id) = ANY($2::uuid[])`, [space, known]);
    return rows.map(({ id }) => id as string);
  }

  return {
    async dead(limit = 100) {
      const { rows } = await tables.query(
        `SELECT COALESCE(source_root_id, source_id, id) AS id, data, source_created_on, created_on, source_retry_count, source_output, output ${mine}
         ORDER BY created_on DESC, id LIMIT $2`,
        [space, Math.min(limit, MOST_LISTED)],
      );
      return (rows as unknown as readonly DeadRow[]).map(deadJobOf);
    },
    async retry(ids) {
      const found = await letters(ids);
      return found.length === 0 ? 0 : boss.redrive(DEAD, { ids: found, limit: found.length });
    },
    async drop(ids) {
      const found = await letters(ids);
      if (found.length > 0) await boss.deleteJob(DEAD, found);
      return found.length;
    },
  };
}
