import { z } from 'zod';

/** What an outcome is: a return, a difference of logs, 0 or 1, or days. */
export const OutcomeKind = z.enum(['return', 'log difference', 'hit', 'days']);
export type OutcomeKind = z.infer<typeof OutcomeKind>;
