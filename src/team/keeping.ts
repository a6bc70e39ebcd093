import { setTimeout as sleep } from 'node:timers/promises';
import { carryError } from '../app/carried-error.ts';
import type { HandledJob } from '../app/jobs/handler.ts';
import type { OnProgress, Progress } from '../app/progress.ts';
import type { Queryable } from './connection.ts';
import { CHANNEL } from './news.ts';

/** Progress goes out no oftener than this. */
const GAP_MS = 200;

const TELL = `
  WITH told AS (
    INSERT INTO job_progress (job, progress) VALUES ($1, $2)
    ON CONFLICT (space, job) DO UPDATE SET progress = EXCLUDED.progress, told_at = now() RETURNING job
  ) SELECT pg_notify('${CHANNEL}', job::text) FROM told`;

/** So long what jobs told and gave is kept; the queue forgets the jobs themselves after as long. */
const KEPT = "interval '7 days'";

/** The first that is kept holds: a job that was done twice gives what it gave first. What is old goes with it. */
const KEEP = `
  WITH kept AS (
    INSERT INTO job_results (job, result, ending, error) VALUES ($1, $2, $3, $4) ON CONFLICT (space, job) DO NOTHING RETURNING job
  ), forgotten AS (DELETE FROM job_results WHERE recorded_at < now() - ${KEPT}),
  told AS (DELETE FROM job_progress WHERE job = $1 OR told_at < now() - ${KEPT})
  SELECT pg_notify('${CHANNEL}', job::text) FROM kept`;

/** Whether a job gave something before: then it was done, and only its end was not heard of. */
export async function wasDone(tables: Queryable, id: string): Promise<boolean> {
  return (await tables.query('SELECT 1 FROM job_results WHERE job = $1', [id])).rows.length > 0;
}

export async function keepResult(tables: Queryable, id: string, { result, ending }: HandledJob): Promise<void> {
  await tables.query(KEEP, [id, JSON.stringify(result) ?? 'null', ending, null]);
}

/** Keeps the error that a job ends with, as plain data. */
export async function keepError(tables: Queryable, id: string, error: unknown): Promise<void> {
  const { stack: _, ...carried } = carryError(error);
  await tables.query(KEEP, [id, null, 'caller', JSON.stringify(carried)]);
}

/** Takes what a job tells, and keeps the newest of it for those who follow. What cannot be kept holds nothing up. */
export function progressKeeper(tables: Queryable, id: string): OnProgress {
  let newest: Progress | undefined;
  let isWriting = false;
  async function write(): Promise<void> {
    isWriting = true;
    while (newest !== undefined) {
      const text = JSON.stringify(newest);
      newest = undefined;
      await tables.query(TELL, [id, text]);
      await sleep(GAP_MS, undefined, { ref: false });
    }
  }
  return (progress) => {
    newest = progress;
    if (isWriting) return;
    write()
      .catch(() => {})
      .finally(() => {
        isWriting = false;
      });
  };
}
