import { z } from 'zod';
import { Problem } from './problem.ts';

/** What a job does: an operation with its input. */
export const JobRequest = z.strictObject({
  operation: z
    .string()
    .max(100, 'must have at most 100 characters')
    .meta({ description: 'The operation by its name, e.g. `study` or `series show`.' }),
  input: z.record(z.string(), z.unknown()).default({}).meta({ description: 'Its input, as its own route takes it.' }),
});
export type JobRequest = z.infer<typeof JobRequest>;

/** Where a long operation stands. */
export const JobState = z.enum(['queued', 'running', 'done', 'failed', 'cancelled']);
export type JobState = z.infer<typeof JobState>;

/** A long operation that was started; it is kept for a quarter of an hour after its end. */
export const Job = z.strictObject({
  id: z.string(),
  operation: z.string(),
  state: JobState,
  place: z.int().nullable().meta({ description: 'Place in the line, 1 for the next; null where it does not wait.' }),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  /** What it told last while it ran. */
  progress: z.unknown().nullable(),
  problem: Problem.nullable(),
  result: z.unknown().optional().meta({ description: 'What the operation gave, as its own route would answer; once it is done.' }),
});
export type Job = z.infer<typeof Job>;
