import { z } from 'zod';
import { Insufficient, Interval } from './cross-checks.ts';
import { Forecast, ForecastEntry, ForecastQuestion, Hash, Settlement } from './ledger.ts';
import { CheckInput } from './operations.ts';

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date must be YYYY-MM-DD');
const probability = z.number().min(0).max(1);

/** Where the ledger ends: to be noted, since it proves later that nothing before it was changed or cut off. */
export const Head = z.strictObject({ entries: z.int(), hash: Hash });
export type Head = z.infer<typeof Head>;

/** Seal what is open. */
export const SealInput = z.strictObject({
  pack: CheckInput.shape.pack,
  claim: CheckInput.shape.claim,
  dryRun: z.boolean().default(false).meta({ description: 'Show what would be sealed, and write nothing.' }),
});

/** What was sealed, and what was not and why. */
export const SealResult = z.strictObject({
  pack: z.string(),
  at: z.string(),
  dataSource: z.string(),
  dryRun: z.boolean(),
  sealed: z.array(Forecast),
  /** Open questions that the ledger had already. */
  already: z.int(),
  notSealed: z.array(z.strictObject({ claim: z.string(), outcome: z.string().nullable(), eventDate: isoDate.nullable(), why: z.string() })),
  head: Head,
  sentence: z.string(),
});
export type SealResult = z.infer<typeof SealResult>;

/** Score what is due. */
export const ScoreInput = z.strictObject({});

const Settled = ForecastQuestion.extend({ sequence: z.int(), by: z.string(), dueDate: isoDate, probability, baseRate: probability });

/** What was scored, and what is due and cannot be yet. */
export const ScoreResult = z.strictObject({
  at: z.string(),
  dataSource: z.string(),
  scored: z.array(Settled.extend({ outcomeKind: Forecast.shape.outcomeKind, settlement: Settlement })),
  /** Due, with what is missing. */
  waiting: z.array(Settled.extend({ why: z.string() })),
  /** Not due yet. */
  open: z.int(),
  /** Scored before; by what is known now the outcome would be another. Their scores stay. */
  revised: z.array(Settled.extend({ outcomeKind: Forecast.shape.outcomeKind, then: z.number(), now: z.number(), turned: z.boolean() })),
  head: Head,
  sentence: z.string(),
});
export type ScoreResult = z.infer<typeof ScoreResult>;

/** A difference of mean scores, own less the other's: below 0 the own forecasts were better. */
export const ScoreDifference = z.strictObject({ difference: z.number(), interval: Interval, clusters: z.int() });

/** Mean scores of the forecasts, of the base rate and of 50 %, with the differences. */
export const ScoreComparison = z.strictObject({
  own: z.number(),
  baseRate: z.number(),
  even: z.number(),
  againstBaseRate: z.union([ScoreDifference, Insufficient]),
  againstEven: z.union([ScoreDifference, Insufficient]),
});
export type ScoreComparison = z.infer<typeof ScoreComparison>;

/** How forecasts did: scores beside the base rate's and those of 50 %, and whether they were calibrated. */
export const ForecastScores = z.strictObject({
  forecasts: z.int(),
  /** Independent cases: forecasts on one target whose horizons overlap are one. */
  clusters: z.int(),
  brier: z.union([ScoreComparison, Insufficient]),
  log: z.union([ScoreComparison, Insufficient]),
  reliability: z.union([
    z.strictObject({
      points: z.array(
        z.strictObject({
          meanProbability: probability,
          /** Share that went as claimed, with its exact interval. */
          frequency: probability,
          interval: Interval,
          /** Where that share would lie if each forecast were right. */
          consistency: Interval,
          observations: z.int(),
        }),
      ),
      expectedCalibrationError: z.number(),
    }),
    Insufficient,
  ]),
  /** Above 0: worse than promised (too bold). */
  spiegelhalter: z.union([z.strictObject({ z: z.number(), p: probability }), Insufficient]),
});
export type ForecastScores = z.infer<typeof ForecastScores>;

/** How the forecasts of one claim, or on the claims of one source, came out. */
export const TrackRecord = z.strictObject({
  /** Null for a source. */
  pack: z.string().nullable(),
  claim: z.string().nullable(),
  by: z.string(),
  forecasts: z.int(),
  clusters: z.int(),
  /** Share that went as claimed, beside the mean base rate. */
  wentAsClaimed: probability,
  baseRate: probability,
  brier: z.number(),
  brierOfBaseRate: z.number(),
  /**
   * What somebody holds who has bet on the claim against its base rate, 1 to begin with: one bet for each time over which horizons overlap, on forecasts sealed
   * in the first tenth of theirs alone.
   */
  bet: z.union([z.strictObject({ eValue: z.number(), anytimeP: probability, bets: z.int() }), Insufficient]),
  /** Too few independent cases to rank it among others. */
  isFew: z.boolean(),
});
export type TrackRecord = z.infer<typeof TrackRecord>;

/** Independent cases from which on sources are ranked. */
export const RANKED_FROM = 10;

/** Show the ledger. */
export const ForecastShowInput = z.strictObject({
  pack: z.string().optional().meta({ description: 'Only forecasts of this pack.' }),
  claim: z.string().optional().meta({ description: 'Only forecasts of this claim.' }),
  by: z.string().optional().meta({ description: 'Only forecasts on claims of this source.' }),
  early: z.boolean().default(false).meta({ description: 'Only those sealed in the first tenth of their horizon.' }),
});
export type ForecastShowInput = z.infer<typeof ForecastShowInput>;

/** A forecast of the ledger with what came of it. */
export const ForecastLine = ForecastEntry.extend({
  hash: Hash,
  /** Sealed in the first tenth of its horizon. */
  isEarly: z.boolean(),
  /** `due`: over, and not scored yet. */
  status: z.enum(['open', 'due', 'scored']),
  settlement: Settlement.nullable(),
  /** When it was scored, UTC. */
  scoredAt: z.string().nullable(),
});
export type ForecastLine = z.infer<typeof ForecastLine>;

const summaries = {
  scores: ForecastScores,
  byClaim: z.array(TrackRecord),
  /** The ranked first, by what a bet on them made; then those with too few cases, in alphabetical order. */
  bySource: z.array(TrackRecord),
};

/** The ledger: what is open, what came true, and who has been right. */
export const ForecastResult = z.strictObject({
  head: Head,
  /** Where the chain is broken, and how; null where it holds. A broken chain is shown and not trusted. */
  fault: z.string().nullable(),
  asOf: isoDate,
  counts: z.strictObject({ forecasts: z.int(), open: z.int(), due: z.int(), scored: z.int(), early: z.int() }),
  /** Due next first; then those due; then the scored, the latest first. */
  forecasts: z.array(ForecastLine),
  ...summaries,
  /** The scores of those sealed in the first tenth of their horizon. */
  earlyScores: ForecastScores,
  sentence: z.string(),
});
export type ForecastResult = z.infer<typeof ForecastResult>;

/** Take the chain out. */
export const LedgerExportInput = z.strictObject({});
/** The chain as JSON lines. */
export const LedgerExportResult = z.strictObject({ head: Head, lines: z.array(z.string()) });
export type LedgerExportResult = z.infer<typeof LedgerExportResult>;

/** Check the chain. */
export const VerifyInput = z.strictObject({
  file: z.string().optional().meta({ description: 'A chain as `forecast export` wrote it. Default: the ledger of the store.' }),
  head: Hash.optional().meta({ description: 'A head that was noted earlier: is it still in the chain?' }),
});

/** Whether the chain holds. */
export const VerifyResult = z.strictObject({
  /** The store or the file. */
  place: z.string(),
  head: Head,
  forecasts: z.int(),
  scores: z.int(),
  /** The first entry or line that is not as it was sealed, and why. */
  fault: z.strictObject({ at: z.string(), problem: z.string() }).nullable(),
  /** The entry whose hash is the head that was noted; null where it is not there, or none was given. */
  notedHead: z.strictObject({ hash: Hash, entry: z.int().nullable() }).nullable(),
  holds: z.boolean(),
  sentence: z.string(),
});
export type VerifyResult = z.infer<typeof VerifyResult>;

/** Replay the past. */
export const BackcastInput = z.strictObject({
  pack: CheckInput.shape.pack,
  claim: CheckInput.shape.claim,
  from: isoDate.meta({ description: 'First date to replay.' }),
  to: isoDate.optional().meta({ description: 'Last date to replay. Default: the last of the data.' }),
  every: z
    .string()
    .regex(/^[1-9]\d*(d|w|mo|y)$/, 'must be a span such as 4w, 1mo or 90d')
    .default('4w')
    .meta({ description: 'How far apart the dates are.' }),
});
export type BackcastInput = z.infer<typeof BackcastInput>;

/** A forecast that would have been sealed. It has no place in any chain. */
export const BackcastLine = Forecast.extend({
  isBackcast: z.literal(true),
  isEarly: z.boolean(),
  settlement: Settlement.nullable(),
});
export type BackcastLine = z.infer<typeof BackcastLine>;

/** What a pack would have forecast on past dates, and what came of it: nobody sealed it, and whoever wrote the pack knew the past. */
export const BackcastResult = z.strictObject({
  kind: z.literal('back-cast'),
  pack: z.string(),
  title: z.string(),
  from: isoDate,
  to: isoDate,
  every: z.string(),
  /** Dates that were replayed. */
  dates: z.int(),
  /** Scored by what was known by the end of this date. */
  asOf: isoDate,
  dataSource: z.string(),
  dataHash: Hash,
  version: z.string(),
  /** That the pack was written afterwards, and what that means. */
  warning: z.string(),
  counts: z.strictObject({ forecasts: z.int(), open: z.int(), scored: z.int() }),
  forecasts: z.array(BackcastLine),
  ...summaries,
  sentence: z.string(),
  command: z.string(),
});
export type BackcastResult = z.infer<typeof BackcastResult>;
