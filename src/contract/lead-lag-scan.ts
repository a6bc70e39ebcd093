import { z } from 'zod';
import { Insufficient } from './cross-checks.ts';

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const probability = z.number().min(0).max(1);

/** Toda and Yamamoto's test of one pair of a scan, at the order that AIC picks. */
export const LeadScanLevels = z.strictObject({
  /** Lags that are tested. */
  order: z.int(),
  /** Of F, by itself. */
  p: probability,
  /** The same for all pairs that were tested (Holm: family-wise error). */
  adjusted: probability,
  /** The same (Benjamini and Yekutieli: false discovery rate). */
  falseDiscovery: probability,
});
export type LeadScanLevels = z.infer<typeof LeadScanLevels>;

/** One ordered pair of a scan. */
export const LeadScanRow = z.strictObject({
  leader: z.string(),
  follower: z.string(),
  /** First and last date of the pairs. */
  from: isoDate,
  to: isoDate,
  /** Pairs of changes. */
  observations: z.int(),
  /** Lag of the largest correlation, in observations of the pair. */
  lag: z.int(),
  /** About how many days that is. */
  lagDays: z.int(),
  /** The largest correlation after what each side's own past tells is taken out. */
  correlation: z.number(),
  /** Its p by the pair's own shifts, as if no other pair had been looked at. */
  p: probability,
  /** The same among all pairs that were tested (step-down max-T at shared shifts). */
  adjusted: probability,
  /** p by standard errors that hold where both sides are restless at the same time, by itself and for all pairs (Holm). */
  pHac: probability,
  adjustedHac: probability,
  /** The same question in levels; or why it cannot be asked. */
  levels: z.union([LeadScanLevels, Insufficient]),
  /** Whether the larger of the pair's own two p is at most the level. */
  looksSignificant: z.boolean(),
  /** Whether the larger of its two adjusted p is at most the level. */
  standsOut: z.boolean(),
});
export type LeadScanRow = z.infer<typeof LeadScanRow>;

/** All leads between some series, tested as one family. */
export const LeadScanResult = z.strictObject({
  kind: z.literal('lead-lag'),
  asOf: isoDate,
  /** What was asked, in a line. */
  question: z.string(),
  leaders: z.array(z.string()),
  followers: z.array(z.string()),
  /** Largest lag, in observations of a pair. */
  maxLag: z.int(),
  /** Family-wise error. */
  level: probability,
  /** Pairs that were tested, those that stand out first, then by their adjusted p. */
  rows: z.array(LeadScanRow),
  /** Pairs that were asked for: tested or not. */
  tried: z.int(),
  /** Pairs that could not be tested, with the reason. */
  notTested: z.array(z.strictObject({ leader: z.string(), follower: z.string(), why: Insufficient })),
  /** Pairs that would have looked significant had each been alone. */
  uncorrected: z.int(),
  /** Pairs that stand out among all. */
  survivors: z.int(),
  /** Shifts that all pairs share; no adjusted p can be below 1 over this. */
  draws: z.int(),
  /** Where each series comes from. */
  sources: z.array(z.string()),
  /** The outcome with its numbers. */
  sentence: z.string(),
  notes: z.array(z.string()),
  dataSource: z.string(),
  /** Repeats the scan. */
  command: z.string(),
});
export type LeadScanResult = z.infer<typeof LeadScanResult>;
