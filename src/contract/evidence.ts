import { z } from 'zod';
import { Insufficient } from './cross-checks.ts';
import { CheckInput } from './operations.ts';

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const share = z.number().min(0).max(1);

/** Which side of the thesis a reading is on; `unknown` where it cannot be read. */
export const Side = z.enum(['for', 'against', 'unknown']);
export type Side = z.infer<typeof Side>;

/** The evidence for a pack's thesis and against it, as of a date. */
export const EvidenceInput = z.strictObject({
  pack: CheckInput.shape.pack,
  indicator: z.string().optional().meta({ description: 'One indicator, by id, with its history.' }),
  asOf: CheckInput.shape.asOf,
  seed: CheckInput.shape.seed,
});
export type EvidenceInput = z.infer<typeof EvidenceInput>;

/** Where a value stands: the newest that was known at a date, and its place among its own past. */
export const Standing = z.strictObject({
  value: z.number(),
  date: isoDate,
  /** Instant from which the world could know it, ISO 8601. */
  knownAt: z.string(),
  /** Share of its own values up to then, itself included, at or below it. */
  percentile: share,
  observations: z.int(),
});
export type Standing = z.infer<typeof Standing>;

/** An indicator as it read at a date. */
export const IndicatorReading = z.strictObject({
  id: z.string(),
  group: z.string(),
  title: z.string(),
  /** The expression that was read; the first of the indicator's where none could be. */
  expression: z.string(),
  unit: z.string(),
  /** Which values speak for the thesis: high or low ones. */
  speaks: z.enum(['high', 'low']),
  /** The level beyond which it speaks for the thesis; null: the median of its own past. */
  level: z.number().nullable(),
  /** Why it speaks so, in a line, and who says so. */
  why: z.string(),
  reasonBy: z.string(),
  /** Claims that it bears on. */
  claims: z.array(z.string()),
  side: Side,
  now: Standing.nullable(),
  /** The newest value where it is too old to count. */
  last: Standing.nullable(),
  /** The same as it read four weeks before, as known then. */
  fourWeeksAgo: Standing.nullable(),
  /** Days since the date of the value; 0 while nothing newer is due. */
  ageDays: z.int().nullable(),
  /** The series that were read, each with where its figures come from. */
  series: z.array(z.strictObject({ id: z.string(), source: z.string() })),
  /** What is missing, by name. */
  needs: z.array(z.string()),
  note: z.string().nullable(),
});
export type IndicatorReading = z.infer<typeof IndicatorReading>;

/** A dated event that the thesis waits for or fears. */
export const CatalystReading = z.strictObject({
  id: z.string(),
  title: z.string(),
  why: z.string(),
  reasonBy: z.string(),
  claims: z.array(z.string()),
  /** `ahead`: its date is to come; `happened`; `overdue`: its date is over and nothing says that it happened. */
  status: z.enum(['ahead', 'happened', 'overdue']),
  /** The date that counts: the next one, that of the deadline, or the one on which it happened. */
  date: isoDate.nullable(),
  /** Days from the date of the question to it; negative where it is over. */
  days: z.int().nullable(),
  /** The last step that was known, e.g. `passed by the House on 17 Jul 2025`. */
  step: z.string().nullable(),
  sentence: z.string(),
  needs: z.array(z.string()),
});
export type CatalystReading = z.infer<typeof CatalystReading>;

/** What the history of the equal-weight reading has to say of the target: by event studies and by regression. */
export const ReadingTest = z.strictObject({
  /** The trigger that was tried: the reading passes one half from below. */
  trigger: z.string(),
  outcome: z.string(),
  events: z.int(),
  clusters: z.int(),
  observations: z.int(),
  baseRate: share.nullable(),
  hitRate: share.nullable(),
  meanReturn: z.number().nullable(),
  baseReturn: z.number().nullable(),
  /** Adjusted for the family of outcomes. */
  p: share.nullable(),
  verdict: z.string(),
  /** The reading as a continuous signal over the first span: the largest p of the tests that hold under overlap, adjusted for its family. */
  signal: z.strictObject({ p: share, verdict: z.string() }).nullable(),
});
export type ReadingTest = z.infer<typeof ReadingTest>;

/** All indicators taken together: a count and an equal-weight percentile, and how much hangs on the weights. */
export const EvidenceReading = z.strictObject({
  for: z.int(),
  against: z.int(),
  unknown: z.int(),
  /** Mean over the readable indicators of the percentile turned so that high speaks for the thesis. */
  percentile: share.nullable(),
  /** Share of random weightings (flat Dirichlet) under which the weighted mean stays on the same side of one half. */
  sameSide: z.strictObject({ share, draws: z.int(), side: z.enum(['for', 'against']) }).nullable(),
  /** The reading at the end of each week, and of how many indicators; null where it was not asked for. */
  history: z.strictObject({ dates: z.array(isoDate), percentiles: z.array(share), indicators: z.array(z.int()) }).nullable(),
  /** Does the reading add anything over the base rate? */
  test: z.union([ReadingTest, Insufficient]),
  sentence: z.string(),
});
export type EvidenceReading = z.infer<typeof EvidenceReading>;

/** The evidence as of a date. */
export const Evidence = z.strictObject({
  id: z.string(),
  title: z.string(),
  thesis: z.string(),
  groups: z.array(z.strictObject({ id: z.string(), title: z.string() })),
  indicators: z.array(IndicatorReading),
  catalysts: z.array(CatalystReading),
  reading: EvidenceReading,
});
export type Evidence = z.infer<typeof Evidence>;

/** One thing that is not as it was. */
export const Change = z.strictObject({
  kind: z.enum(['trigger', 'horizon', 'verdict', 'indicator', 'catalyst']),
  /** Id of the claim, indicator or catalyst. */
  id: z.string(),
  /** The state of a trigger, the kind of a verdict, the side of an indicator, the status of a catalyst; a horizon is `none`, `open` or `over`. */
  was: z.string(),
  is: z.string(),
  sentence: z.string(),
});
export type Change = z.infer<typeof Change>;

/** What changed since an earlier date, or since the last run that the store keeps. */
export const Changes = z.strictObject({
  since: z.enum(['yesterday', 'last week', 'last run']),
  asOf: isoDate,
  /** The run that is compared with; null where the earlier state was computed anew, as known then. */
  run: z.string().nullable(),
  changes: z.array(Change),
});
export type Changes = z.infer<typeof Changes>;

/** The evidence for a pack's thesis and against it. */
export const EvidenceResult = z.strictObject({
  pack: z.string(),
  title: z.string(),
  asOf: isoDate,
  dataSource: z.string(),
  dataHash: z.string(),
  version: z.string(),
  evidence: Evidence,
  /** The whole history of the indicator that was asked for: each value when it was first known, with its percentile then. */
  history: z
    .strictObject({
      indicator: z.string(),
      dates: z.array(isoDate),
      values: z.array(z.number()),
      percentiles: z.array(share),
    })
    .nullable(),
  command: z.string(),
});
export type EvidenceResult = z.infer<typeof EvidenceResult>;
