import { z } from 'zod';

/** Whose fault it is, and so what can be done: the caller's, the data's, ours; who one is, what one may, how much, and when. */
export const ProblemCode = z.enum(['caller', 'not-found', 'unauthorized', 'forbidden', 'limit', 'busy', 'data', 'internal']);
export type ProblemCode = z.infer<typeof ProblemCode>;

/** What one field of the input must be and was not. */
export const Issue = z.strictObject({
  path: z
    .array(z.union([z.string(), z.int()]))
    .meta({ description: 'Way to the field, with its names as the JSON has them; empty for the whole input.' }),
  message: z.string(),
});
export type Issue = z.infer<typeof Issue>;

/** Every error of every route (RFC 9457, `application/problem+json`). */
export const Problem = z.strictObject({
  title: z.string().meta({ description: 'The kind of problem in a few words, the same for every case of it.' }),
  status: z.int().min(400).max(599),
  code: ProblemCode,
  detail: z.string().meta({ description: 'What is wrong here, and what to do.' }),
  requestId: z.string().meta({ description: 'Names this request in the log.' }),
  issues: z.array(Issue).optional(),
  nearest: z.string().optional().meta({ description: 'The known name that was most likely meant.' }),
  allowed: z.array(z.string()).optional().meta({ description: 'What would have been taken.' }),
  retryAfter: z.int().min(1).optional().meta({ description: 'Seconds after which it is worth asking again.' }),
});
export type Problem = z.infer<typeof Problem>;
