import { z } from 'zod';
import { JobState } from './jobs.ts';
import { JobKind } from './queued-job.ts';

const instant = z.string().meta({ description: 'An instant, ISO 8601 in UTC.' });

/** The jobs of a team. */
export const JobsInput = z.strictObject({
  kind: JobKind.optional().meta({ description: 'Only jobs of this kind. Default: all but blocks of scans, which are many.' }),
  state: JobState.optional().meta({ description: 'Only jobs that stand so.' }),
  limit: z.int().min(1).max(500).default(50).meta({ description: 'The most to list, newest first.' }),
});

/** A job of a team, as a list shows it. */
export const JobLine = z.strictObject({
  id: z.string().meta({ description: 'Stays the same through every retry.' }),
  kind: JobKind,
  operation: z.string().nullable().meta({ description: 'What it does, where it is an operation that somebody asked for.' }),
  state: JobState,
  by: z.string().meta({ description: 'Who asked.' }),
  sentAt: instant,
  notBefore: instant.nullable().meta({ description: 'When it is due; null where it is, or was begun.' }),
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  retries: z.int().min(0).meta({ description: 'How often it was begun again.' }),
  why: z.string().nullable().meta({ description: 'Why it failed, the last time.' }),
});
export type JobLine = z.infer<typeof JobLine>;

/** How much there is of a kind. */
export const KindDepth = z.strictObject({
  kind: JobKind,
  waiting: z.int().meta({ description: 'Due, and not begun.' }),
  later: z.int().meta({ description: 'Not due yet.' }),
  running: z.int(),
});

/** What waits, runs and was done. */
export const JobsResult = z.strictObject({
  /** The most urgent kind first. */
  depth: z.array(KindDepth),
  jobs: z.array(JobLine),
  dead: z.int().meta({ description: 'Jobs that were given up.' }),
  sentence: z.string(),
});
export type JobsResult = z.infer<typeof JobsResult>;

const id = z.string().min(4, 'must have at least 4 characters').max(36, 'must have at most 36 characters');

/** One job. */
export const JobShowInput = z.strictObject({ id: id.meta({ description: 'The job: its id, or how it begins.' }) });

/** A job with what it was asked. */
export const JobShowResult = z.strictObject({
  job: JobLine,
  asked: z.unknown().meta({ description: 'What lies in the queue.' }),
  progress: z.unknown().nullable().meta({ description: 'What it told last.' }),
  sentence: z.string(),
});
export type JobShowResult = z.infer<typeof JobShowResult>;

/** A job to be ended. */
export const JobCancelInput = z.strictObject({ id: id.meta({ description: 'The job: its id, or how it begins.' }) });

/** What became of it. */
export const JobCancelResult = z.strictObject({ id: z.string(), cancelled: z.boolean(), sentence: z.string() });
export type JobCancelResult = z.infer<typeof JobCancelResult>;

/** Jobs that were given up. */
export const DeadJobsInput = z.strictObject({
  limit: z.int().min(1).max(500).default(100).meta({ description: 'The most to list, newest first.' }),
});

/** A job that was given up: it failed too often, or could not be read. */
export const DeadJobLine = z.strictObject({
  id: z.string(),
  kind: z.string().meta({ description: 'As it says itself: it may be one that this version does not know.' }),
  operation: z.string().nullable(),
  by: z.string(),
  sentAt: instant,
  deadAt: instant,
  retries: z.int().min(0),
  why: z.string(),
});
export type DeadJobLine = z.infer<typeof DeadJobLine>;

/** All that were given up. */
export const DeadJobsResult = z.strictObject({ dead: z.array(DeadJobLine), sentence: z.string() });
export type DeadJobsResult = z.infer<typeof DeadJobsResult>;

/** Jobs that were given up, to be tried again. */
export const JobRetryInput = z.strictObject({
  ids: z.array(id).default([]).meta({ description: 'The jobs: their ids, or how they begin. Default: all that were given up.' }),
});

/** Jobs that were given up, to be forgotten. */
export const JobDropInput = z.strictObject({
  ids: z.array(id).min(1, 'must name a job').meta({ description: 'The jobs: their ids, or how they begin.' }),
});

/** How many jobs that was done with. */
export const DeadJobsDone = z.strictObject({ ids: z.array(z.string()), sentence: z.string() });
export type DeadJobsDone = z.infer<typeof DeadJobsDone>;
