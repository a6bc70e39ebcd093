import { z } from 'zod';
import { ConditionReading, Since } from './claims.ts';
import { Interval } from './cross-checks.ts';
import { Changes, Evidence, Side } from './evidence.ts';
import { CheckInput } from './operations.ts';
import { OutcomeKind } from './outcome-kind.ts';
import { VerdictKind } from './verdict.ts';

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const probability = z.number().min(0).max(1);

/** What is on now. */
export const NowInput = z.strictObject({
  pack: CheckInput.shape.pack,
  claim: CheckInput.shape.claim,
  asOf: CheckInput.shape.asOf,
  seed: CheckInput.shape.seed,
});
export type NowInput = z.infer<typeof NowInput>;

/** A horizon that is still open after an event. */
export const OpenHorizon = z.strictObject({
  outcome: z.string(),
  kind: OutcomeKind,
  eventDate: isoDate,
  entryDate: isoDate.nullable(),
  dueDate: isoDate.nullable(),
  /** Days since the entry, and of how many; null where the horizon counts observations or has not begun. */
  day: z.int().nullable(),
  days: z.int().nullable(),
  soFar: z.number().nullable(),
  baseRate: probability.nullable(),
});
export type OpenHorizon = z.infer<typeof OpenHorizon>;

/** Whether a claim's trigger is on, or how far away it is. */
export const TriggerState = z.strictObject({
  expression: z.string(),
  /** `on`: a horizon after its last event is open; `off`: none is; `unknown`: it cannot be evaluated. */
  state: z.enum(['on', 'off', 'unknown']),
  /** Date of the last event. */
  lastEvent: isoDate.nullable(),
  /** For the price to make an event now: relative move that is needed (0.031 is 3.1 % up), where the trigger has a level. */
  distance: z.number().nullable(),
  level: z.number().nullable(),
  /** e.g. `on since 18 Sep 2025, day 344 of 365`, or `3.1 % below a record`. */
  sentence: z.string(),
});
export type TriggerState = z.infer<typeof TriggerState>;

/** The cases of a claim's own outcome that were complete when it was made, beside the base rate. Shares and hits are in the claim's direction. */
export const PastCases = z.strictObject({
  outcome: z.string(),
  kind: OutcomeKind,
  direction: z.enum(['up', 'down']),
  /** The date to which they were known. */
  to: isoDate,
  observations: z.int(),
  clusters: z.int(),
  /** How many went as claimed; null for outcomes without hits. */
  hits: z.int().nullable(),
  hitRate: probability.nullable(),
  /** State-matched for hits. */
  baseRate: probability.nullable(),
  /** Adjusted for the family; null where there is none, or where it is withheld. */
  p: probability.nullable(),
  withheld: z.enum(['before the event', 'few clusters']).nullable(),
  /** The smallest effect that would have been seen four times in five, as a growth factor; null where the outcome has none. */
  visibleFactor: z.number().nullable(),
});
export type PastCases = z.infer<typeof PastCases>;

/** How alive a claim is: its trigger is on, something is open, it is settled, or it cannot be tested. */
export const Liveness = z.enum(['on', 'open', 'quiet', 'untestable']);
export type Liveness = z.infer<typeof Liveness>;

/** A claim today. */
export const ClaimState = z.strictObject({
  id: z.string(),
  kind: z.enum(['figure', 'pattern', 'condition', 'forecast']),
  statement: z.string(),
  by: z.string(),
  outlets: z.array(z.string()),
  madeOn: isoDate,
  liveness: Liveness,
  verdict: z.string(),
  verdictKind: VerdictKind,
  /** Why, in a sentence or two. */
  why: z.string(),
  trigger: TriggerState.nullable(),
  open: z.array(OpenHorizon),
  /** The cases on which the verdict rests, those before the claim; null where it rests on none. */
  past: PastCases.nullable(),
  /** The chance of a hit in the next case beside the base rate; for the claim's own outcome. */
  probability: z
    .strictObject({
      outcome: z.string(),
      value: probability,
      interval: Interval,
      baseRate: probability,
      clusters: z.int(),
      hits: z.number(),
    })
    .nullable(),
  /** Conditions of the claim as they read now: for it, against it, unknown. */
  evidence: z.array(
    ConditionReading.extend({
      side: Side,
      ageDays: z.int().nullable(),
      /** The series that were read, each with where its figures come from. */
      series: z.array(z.strictObject({ id: z.string(), source: z.string() })),
    }),
  ),
  /** Ids of the indicators and catalysts of the pack's evidence that bear on the claim. */
  bearing: z.array(z.string()),
  since: Since.nullable(),
  needs: z.array(z.string()),
  /** The oldest last value among the series that the claim reads; null where it reads none. */
  data: z.strictObject({ series: z.string(), to: isoDate, ageDays: z.int() }).nullable(),
  command: z.string(),
});
export type ClaimState = z.infer<typeof ClaimState>;

/** The claims of a pack today. */
export const NowResult = z.strictObject({
  pack: z.string(),
  title: z.string(),
  question: z.string(),
  asOf: isoDate,
  dataSource: z.string(),
  dataHash: z.string(),
  version: z.string(),
  /** One sentence for the whole pack. */
  summary: z.string(),
  /** Conditions of the claims that hold, that do not, and that cannot be read. */
  counts: z.strictObject({ for: z.int(), against: z.int(), unknown: z.int() }),
  /** The most alive first. */
  claims: z.array(ClaimState),
  /** What speaks for the pack's thesis and against it; null where the pack names no indicators, or one claim without any was asked for. */
  evidence: Evidence.nullable(),
  /** What is not as it was yesterday, a week ago and in the last run. */
  changes: z.array(Changes),
  command: z.string(),
});
export type NowResult = z.infer<typeof NowResult>;

/** The packs that ship. */
export const PacksInput = z.strictObject({});
/** The packs that ship. */
export const PacksResult = z.strictObject({
  packs: z.array(
    z.strictObject({
      pack: z.string(),
      title: z.string(),
      question: z.string(),
      claims: z.array(z.strictObject({ id: z.string(), kind: z.string(), statement: z.string() })),
    }),
  ),
});
export type PacksResult = z.infer<typeof PacksResult>;
