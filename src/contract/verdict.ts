import { z } from 'zod';

/** The fixed words of a verdict; `suggestive, but hangs on`, `untestable: needs` and the like are followed by what they name. */
export const VerdictKind = z.enum([
  'reproduces',
  'reproduces only if',
  'does not reproduce',
  'too few events',
  'could not have been seen',
  'stands out from luck',
  'suggestive, but hangs on',
  'no better than luck so far',
  'contradicted',
  'true then',
  'false then',
  'came true',
  'did not come true',
  'open until',
  'untestable: needs',
  'misquoted: the source says',
]);
export type VerdictKind = z.infer<typeof VerdictKind>;

/** A gate that a pattern must pass before its verdict may say more. */
export const Gate = z.strictObject({
  name: z.enum([
    'adjusted',
    'few clusters',
    'before the event',
    'leave-one-out',
    'phase-matched',
    'state-matched',
    'halves',
    'second test',
  ]),
  state: z.enum(['passed', 'failed', 'not applicable']),
  /** The p that was compared, or null where there is none. */
  p: z.number().nullable(),
  /** Passed at or below it; `before the event` above it. */
  threshold: z.number(),
  /** One sentence: what was compared, or why nothing was. */
  why: z.string(),
});
export type Gate = z.infer<typeof Gate>;
