import { roleName } from '../connection.ts';
import { separated } from '../separation.ts';

const WORKER = roleName('worker');

/** Tables beside the queue: what jobs told and gave, and rules that any worker can evaluate. */
export const jobs = {
  name: 'jobs',
  statements: [
    // What a job gave, kept before the queue is told that it is over: a job that is done again finds it and does nothing.
    `CREATE TABLE job_results (
      space text COLLATE "C" NOT NULL DEFAULT current_setting('harbinger.space'),
      job uuid NOT NULL,
      result text,
      ending text NOT NULL,
      error text,
      recorded_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (space, job)
    )`,
    'CREATE INDEX ON job_results (space, recorded_at)',
    ...separated('job_results'),
    `GRANT DELETE ON job_results TO ${WORKER}`,

    // The newest that each job told.
    `CREATE TABLE job_progress (
      space text COLLATE "C" NOT NULL DEFAULT current_setting('harbinger.space'),
      job uuid NOT NULL,
      progress text NOT NULL,
      told_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (space, job)
    )`,
    ...separated('job_progress'),
    `GRANT UPDATE, DELETE ON job_progress TO ${WORKER}`,

    // Files of alert rules by the hash of their text; the one that was given last holds.
    `CREATE TABLE rule_files (
      space text COLLATE "C" NOT NULL DEFAULT current_setting('harbinger.space'),
      hash text COLLATE "C" NOT NULL,
      name text NOT NULL,
      content text NOT NULL,
      recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      PRIMARY KEY (space, hash)
    )`,
    ...separated('rule_files'),
    `GRANT UPDATE ON rule_files TO ${WORKER}`,
  ],
} as const;
