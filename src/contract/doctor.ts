import { z } from 'zod';
import { CheckInput } from './operations.ts';
import { OutcomeKind } from './outcome-kind.ts';

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** Look series over for faults. */
export const DoctorInput = z.strictObject({
  ids: z.array(z.string()).default([]).meta({ description: 'Series to look over, e.g. RUT BTC. Default: all there are.' }),
  pack: CheckInput.shape.pack.meta({
    description: 'The pack whose studies are tried without what was found, or the path of a claim file.',
  }),
  against: z
    .string()
    .optional()
    .meta({ description: 'A second series that should say the same as the one looked over, e.g. IWM for RUT.' }),
  asOf: CheckInput.shape.asOf,
  seed: CheckInput.shape.seed,
});
export type DoctorInput = z.infer<typeof DoctorInput>;

/** `error`: figures are wrong; `warning`: they may be, look; `note`: worth knowing. */
export const Severity = z.enum(['error', 'warning', 'note']);
export type Severity = z.infer<typeof Severity>;

/** What can be wrong with a series. */
export const FindingKind = z.enum([
  'unreadable',
  'duplicate',
  'unsorted',
  'not positive',
  'unit break',
  'seam',
  'negative dividend',
  'spike',
  'partial bar',
  'off by one',
  'disagreement',
  'frozen',
  'weekend fill',
  'off calendar',
  'long gap',
  'missing closes',
  'stale tail',
]);
export type FindingKind = z.infer<typeof FindingKind>;

/** What would become of one claim if the finding were put right. */
export const Effect = z.strictObject({
  claim: z.string(),
  /** The trigger or the series that was evaluated both ways. */
  expression: z.string(),
  /** Events that would go, come, or stand on another date. */
  vanish: z.array(isoDate),
  appear: z.array(isoDate),
  move: z.array(z.strictObject({ from: isoDate, to: isoDate })),
  /** Instances whose entry, exit or outcome would be another; null where there is none. */
  outcomes: z.array(
    z.strictObject({
      outcome: z.string(),
      eventDate: isoDate,
      kind: OutcomeKind,
      now: z.number().nullable(),
      then: z.number().nullable(),
      /** Entry and exit dates now. */
      entryDate: isoDate.nullable(),
      exitDate: isoDate.nullable(),
    }),
  ),
  /** Dates on which a series or a condition would have another value. */
  values: z.int(),
  sentence: z.string(),
});
export type Effect = z.infer<typeof Effect>;

/** One fault of a series: where, how sure, what it would do to studies, how to mend it. */
export const DoctorFinding = z.strictObject({
  kind: FindingKind,
  severity: Severity,
  /** First and last date in question, and how many there are; null where no date is. */
  from: isoDate.nullable(),
  to: isoDate.nullable(),
  count: z.int(),
  /** The first of them. */
  dates: z.array(isoDate),
  /** What was found, with its figures. */
  sentence: z.string(),
  /** What to do. */
  advice: z.string(),
  /** What hangs on it, in a sentence; empty where no value is in question. */
  effect: z.string(),
  effects: z.array(Effect),
});
export type DoctorFinding = z.infer<typeof DoctorFinding>;

/** A second source beside a series, year by year. */
export const Comparison = z.strictObject({
  source: z.string(),
  /** Relative difference beyond which two values differ. */
  tolerance: z.number(),
  /** The second source's values were multiplied by this, where the two are in different units. */
  factor: z.number(),
  years: z.array(
    z.strictObject({
      year: z.int(),
      observations: z.int(),
      beyond: z.number().min(0).max(1),
      median: z.number(),
      largest: z.number(),
      largestOn: isoDate,
    }),
  ),
});
export type Comparison = z.infer<typeof Comparison>;

/** A series that was looked over. */
export const DoctoredSeries = z.strictObject({
  id: z.string(),
  title: z.string(),
  calendar: z.string(),
  rows: z.int(),
  from: isoDate.nullable(),
  to: isoDate.nullable(),
  /** The worst first. */
  findings: z.array(DoctorFinding),
  comparisons: z.array(Comparison),
});
export type DoctoredSeries = z.infer<typeof DoctoredSeries>;

/** What was found in the series that were looked over. */
export const DoctorResult = z.strictObject({
  dataSource: z.string(),
  pack: z.string(),
  asOf: isoDate,
  /** One sentence for the whole. */
  summary: z.string(),
  counts: z.strictObject({ error: z.int(), warning: z.int(), note: z.int() }),
  /** The worst first, and by id among equals. */
  series: z.array(DoctoredSeries),
  command: z.string(),
});
export type DoctorResult = z.infer<typeof DoctorResult>;
