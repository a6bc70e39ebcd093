import { z } from 'zod';

/** What jobs are of, the most urgent first: a person's study waits for no other kind; a scan that is spread goes on where nothing else is to be done. */
export const JOB_KINDS = ['study', 'pull', 'notify', 'watch', 'score', 'scan-block', 'scan'] as const;

/** A kind of job. */
export const JobKind = z.enum(JOB_KINDS);
export type JobKind = z.infer<typeof JobKind>;

/** The version in which jobs are written. */
export const JOB_VERSION = 1;

const asked = {
  v: z.literal(JOB_VERSION),
  space: z.string().min(1).max(100).meta({ description: 'The space whose data it works on.' }),
  by: z.string().max(200).meta({ description: 'Who asked, in the words of the log.' }),
};

const input = z.record(z.string(), z.unknown()).meta({ description: 'Its input, as its own route takes it.' });
const hash = z.string().regex(/^[0-9a-f]{8,64}$/, 'must be a hash in hex');

/** When a series is asked for next, and how often it was asked for in vain. */
export const DueSeries = z.strictObject({ at: z.number(), tries: z.int().min(0) });
export type DueSeries = z.infer<typeof DueSeries>;

/** An operation that computes, for somebody who waits. */
export const StudyJob = z.strictObject({
  ...asked,
  kind: z.literal('study'),
  operation: z.string().min(1).max(100),
  input,
});

/** Series to bring up to date: the input of `pull`. */
export const PullJob = z.strictObject({ ...asked, kind: z.literal('pull'), input });

/** A scan whose blocks others compute: the input of `scan`. */
export const ScanJob = z.strictObject({ ...asked, kind: z.literal('scan'), input });

/** Parts of a scan that one worker computes in one go. */
export const ScanBlockJob = z.strictObject({
  ...asked,
  kind: z.literal('scan-block'),
  scan: z.string().min(1).max(128).meta({ description: 'Fingerprint of the question and the data.' }),
  panel: hash.meta({ description: 'Hash of the series that it reads.' }),
  stage: z.enum(['triggers', 'blocks']).meta({ description: 'What it makes: events of triggers, or blocks.' }),
  parts: z.array(z.int().min(0)).min(1).max(100_000).meta({ description: 'Numbers of the slices or of the blocks.' }),
});
export type ScanBlockJob = z.infer<typeof ScanBlockJob>;

/** A turn of the watch: what is due is brought up to date, and the rules are evaluated. */
export const WatchJob = z.strictObject({
  ...asked,
  kind: z.literal('watch'),
  rules: hash.meta({ description: 'Hash of the text of the rules, as they are kept.' }),
  due: z.record(z.string(), DueSeries).meta({ description: 'When each series is due; one that is not named is due now.' }),
});
export type WatchJob = z.infer<typeof WatchJob>;

/** Messages that wait are sent. */
export const NotifyJob = z.strictObject({ ...asked, kind: z.literal('notify'), rules: hash });
export type NotifyJob = z.infer<typeof NotifyJob>;

/** Forecasts that are due are scored. */
export const ScoreJob = z.strictObject({ ...asked, kind: z.literal('score') });

/** What lies in the queue, by its kind and version. */
export const QueuedJob = z.discriminatedUnion('kind', [StudyJob, PullJob, ScanJob, ScanBlockJob, WatchJob, NotifyJob, ScoreJob]);
export type QueuedJob = z.infer<typeof QueuedJob>;

/** What lies in the queue of one kind. */
export type QueuedJobOf<Kind extends JobKind> = Extract<QueuedJob, { readonly kind: Kind }>;

/** A job as it is read, or why it cannot be. */
export type ReadJob = { readonly job: QueuedJob } | { readonly refused: string };

/** Reads a job. What a newer version wrote is refused with what to do; so is what no version writes. */
export function readJob(given: unknown): ReadJob {
  const { v } = (typeof given === 'object' && given !== null ? given : {}) as { v?: unknown };
  if (typeof v === 'number' && v > JOB_VERSION)
    return {
      refused: `the job is of version ${v}, this program reads up to ${JOB_VERSION}: update Harbinger on this worker, then retry the job`,
    };
  const { data, error } = QueuedJob.safeParse(given);
  if (data) return { job: data };
  const [issue] = error.issues;
  return { refused: `the job cannot be read: ${issue?.path.join('.') || 'job'}: ${issue?.message}` };
}
