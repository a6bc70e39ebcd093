import { z } from 'zod';
import { OutcomeKind } from './outcome-kind.ts';

const share = z.number().min(0).max(1);

/** One part of the dates: those on which something else was true. */
export const Stratum = z.strictObject({
  label: z.string(),
  /** Admissible dates in it, and events among them. */
  dates: z.int(),
  events: z.int(),
  /** Mean outcome of its dates and of its events: a return (geometric mean), a log difference, a share of hits, days. */
  base: z.number().nullable(),
  observed: z.number().nullable(),
  baseHitRate: share.nullable(),
  hitRate: share.nullable(),
});
export type Stratum = z.infer<typeof Stratum>;

/** A study with what else was true taken into account. */
export const Confounded = z.strictObject({
  id: z.string(),
  title: z.string(),
  /** The kind of the study's outcome, which says how its numbers are read. */
  outcomeKind: OutcomeKind,
  strata: z.array(Stratum),
  /** Dates and events of which it is not known to which part they belong; they are left out. */
  unknownDates: z.int(),
  unknownEvents: z.int(),
  /** Mean over the events of the outcome less the base of their own part, in the outcome's measure (logs for returns). */
  effect: z.number().nullable(),
  /** The same against all of the same dates. */
  crude: z.number().nullable(),
  /** The exact shift of the outcomes less the base of their part, in the study's direction; null where none could differ, or it is not to be stated. */
  p: share.nullable(),
  sentence: z.string(),
  /** What is missing, by name. */
  needs: z.array(z.string()),
});
export type Confounded = z.infer<typeof Confounded>;
