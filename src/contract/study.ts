import { z } from 'zod';
import { Belief } from './belief.ts';
import { Confounded } from './confounders.ts';
import { CrossCheck, Insufficient } from './cross-checks.ts';
import { SpecificationCurve } from './curve.ts';
import { OutcomeKind } from './outcome-kind.ts';
import { StudyPictures } from './pictures.ts';
import { Trade } from './trade.ts';
import { Gate, VerdictKind } from './verdict.ts';

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const probability = z.number().min(0).max(1);

/** What is computed of the outcomes. */
export const StatisticName = z.enum(['meanLog', 'median', 'hitRate', 'meanDays']);
export type StatisticName = z.infer<typeof StatisticName>;

/** A date on which the trigger fired. */
export const StudyEvent = z.strictObject({
  date: isoDate,
  /** ISO 8601 instant (UTC) at which the event could first be known. */
  knownAt: z.string(),
  /** Value of the trigger's first series on that date. */
  value: z.number(),
});
export type StudyEvent = z.infer<typeof StudyEvent>;

/** An event with its outcome: complete, or pending until a date. */
export const Instance = z.strictObject({
  eventDate: isoDate,
  entryDate: isoDate.nullable(),
  /** Null while pending. */
  exitDate: isoDate.nullable(),
  entry: z.number().nullable(),
  exit: z.number().nullable(),
  /** In the outcome's own measure: a simple return, a log difference, 0 or 1, days. Null while pending. */
  outcome: z.number().nullable(),
  status: z.enum(['complete', 'pending']),
  /** Entry date plus horizon: when a pending instance will be known. Null for horizons counted in observations. */
  dueDate: isoDate.nullable(),
  /** Date from which the outcome could not change any more: the first hit, or the end of the horizon. Null while pending. */
  settledOn: isoDate.nullable(),
  /** For a pending instance: the outcome to the last close, which enters no statistic. */
  soFar: z.number().nullable(),
});
export type Instance = z.infer<typeof Instance>;

/** Figures of one set of outcomes. Fields that the outcome's kind does not have are null. */
export const Summary = z.strictObject({
  /** Mean of log(1 + return), or of the log differences. */
  meanLog: z.number().nullable(),
  /** The geometric mean as a simple return; the mean of days; the share of hits. */
  mean: z.number().nullable(),
  /** For returns the median of the logs, as a simple return. */
  median: z.number().nullable(),
  hitRate: z.number().nullable(),
});
export type Summary = z.infer<typeof Summary>;

/** Where the events stand among all shifts of them round the calendar. */
export const ShiftTest = z.strictObject({
  name: z.enum(['circular-shift', 'era-centred-shift', 'linear-shift', 'pre-event circular-shift', 'pre-event era-centred-shift']),
  statistic: StatisticName,
  observed: z.number(),
  pUpper: probability,
  pLower: probability,
  pTwoSided: probability,
  countUpper: z.int(),
  countLower: z.int(),
  /** Number of shifts: all that there are, the identity included. */
  draws: z.int(),
});
export type ShiftTest = z.infer<typeof ShiftTest>;

/** Where the events stand among draws of matched dates. */
export const PlaceboTest = z.strictObject({
  name: z.enum(['era-matched', 'phase-matched', 'state-matched']),
  statistic: StatisticName,
  observed: z.number(),
  /** Mean of the events' own matched base rates, in the statistic's measure. */
  expected: z.number(),
  pUpper: probability,
  pLower: probability,
  draws: z.int(),
  seed: z.int(),
  /** Events that had matches and so took part. */
  observations: z.int(),
  note: z.string().nullable(),
});
export type PlaceboTest = z.infer<typeof PlaceboTest>;

/** A study with its verdict: events, instances, base rate, tests, power, and what one may say. */
export const StudyResult = z.strictObject({
  /** Canonical text of the trigger and of the outcome. */
  trigger: z.string(),
  outcome: z.string(),
  outcomeKind: OutcomeKind,
  asOf: isoDate,
  direction: z.enum(['up', 'down']),
  events: z.array(StudyEvent),
  instances: z.array(Instance),
  /** Events that have no instance, and why. */
  excluded: z.array(z.strictObject({ eventDate: isoDate, reason: z.string() })),
  baseRate: Summary.extend({
    observations: z.int(),
    /** For hits: base rate among dates on which the target stood as far below its record as at the events. */
    stateMatched: z.strictObject({ hitRate: probability, observations: z.int() }).nullable(),
  }).nullable(),
  observed: Summary.nullable(),
  tests: z.array(ShiftTest),
  placebos: z.array(PlaceboTest),
  headline: z.strictObject({
    statistic: StatisticName,
    /** The larger of the two shifts' p in the study's direction. Null where there is too little data. */
    p: probability.nullable(),
    /** Why p, `commonCircle` and `adjusted` at or below 0.10 are not to be stated; null where they are. */
    withheld: z.string().nullable(),
    /** For 0/1 outcomes: the p that the same events would have had, had all of them hit. */
    bestReachable: probability.nullable(),
    /** After step-down over the family (the common circle's own p where the family is one study). */
    adjusted: probability.nullable(),
    /** The raw p on the family's common circle, to be read beside `adjusted`. */
    commonCircle: probability.nullable(),
    commonCircleObservations: z.int().nullable(),
    familySize: z.int(),
    /** Other studies of the same two series that the store has seen: for the verdict, `adjusted` counts so many times more. */
    otherStudies: z.int(),
  }),
  /** One entry for each complete instance: the statistic and headline p without it (on the common circle). */
  leaveOneOut: z.array(z.strictObject({ eventDate: isoDate, observed: z.number(), p: probability })),
  power: z
    .strictObject({
      /** Smallest effect seen with 80 % power at 5 %, in the statistic's own measure (logs for returns). */
      minimumDetectableEffect: z.number(),
      /** The same as a growth factor, for returns. */
      factor: z.number().nullable(),
    })
    .nullable(),
  /** Histogram of all era-centred shifts, from the smallest to the largest, and the bin of the observed value. */
  distribution: z.strictObject({ from: z.number(), to: z.number(), counts: z.array(z.int()), observedBin: z.int() }).nullable(),
  /** Complete instances. */
  observations: z.int(),
  /** Clusters of overlapping instances. */
  effectiveObservations: z.int(),
  clusterHits: z.number().nullable(),
  independentPlacements: z.number().nullable(),
  admissible: z.strictObject({ from: isoDate, to: isoDate, observations: z.int() }).nullable(),
  insufficient: Insufficient.nullable(),
  /** The verdict as it is printed, e.g. `no better than luck so far`. */
  verdict: z.string(),
  verdictKind: VerdictKind,
  /** What could have been seen at all, to be read before the result; empty where nothing could be tested. */
  foreword: z.string(),
  /** Two or three sentences with the numbers. */
  sentence: z.string(),
  gates: z.array(Gate),
  /** The same question asked in other ways; empty for the members of a family that are not looked at closely. */
  crossChecks: z.array(CrossCheck),
  /** What to believe of the effect and of the next case; null with the cross-checks. */
  belief: Belief.nullable(),
  /** The question in every other reasonable way, where it was asked for. */
  curve: z.union([SpecificationCurve, Insufficient]).nullable(),
  /** The trade that a reader would make of it, where it was asked for. */
  trade: z.union([Trade, Insufficient]).nullable(),
  /** How sure one can be, in plain words made from the numbers; empty with the cross-checks. */
  howSure: z.array(z.string()),
  /** The effect within what else was true; empty where nothing was asked about. */
  confounders: z.array(Confounded),
  /** The numbers behind the pictures, where they were asked for. */
  pictures: StudyPictures.nullable(),
  /** What was assumed or repaired on the way. */
  notes: z.array(z.string()),
});
export type StudyResult = z.infer<typeof StudyResult>;

/** Several outcomes after one trigger, judged together. */
export const FamilyResult = z.strictObject({
  members: z.array(StudyResult).min(2),
  /** Adjusted p of each member, in order; null where a member has none. */
  adjusted: z.array(probability.nullable()),
});
export type FamilyResult = z.infer<typeof FamilyResult>;

/** What a study gives back: one study, or a family where several outcomes were asked. */
export const StudyOutput = z.union([StudyResult, FamilyResult]);
export type StudyOutput = z.infer<typeof StudyOutput>;
