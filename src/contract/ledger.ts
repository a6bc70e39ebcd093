import { z } from 'zod';
import { Interval } from './cross-checks.ts';
import { OutcomeKind } from './outcome-kind.ts';

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const instant = z.iso.datetime({ precision: 3 });
const probability = z.number().min(0).max(1);
/** SHA-256 as 64 hex digits. */
export const Hash = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hex digits');

/** What chains an entry to the one before. */
const link = {
  /** 1, 2, … without a gap. */
  sequence: z.int().min(1),
  /** Hash of the entry before; 64 noughts before the first. */
  previous: Hash,
  /** When it was sealed, UTC. */
  at: instant,
};

/** A question about one case of a claim: one of these is sealed once. */
export const ForecastQuestion = z.strictObject({
  pack: z.string(),
  claim: z.string(),
  /** The outcome; for a claim that is a forecast itself, its target and the date until which. */
  outcome: z.string(),
  eventDate: isoDate,
});
export type ForecastQuestion = z.infer<typeof ForecastQuestion>;

/** What a forecast says of a question, and what it was made from. */
export const Forecast = ForecastQuestion.extend({
  /** Who said it. */
  by: z.string(),
  /** The trigger that fired; null for a claim that is a forecast itself. */
  trigger: z.string().nullable(),
  /** The series whose closes settle it. */
  target: z.string(),
  outcomeKind: OutcomeKind,
  /** It goes as claimed when the outcome is above 0 (`up`), or is not (`down`). */
  direction: z.enum(['up', 'down']),
  /** That it goes as claimed. */
  probability,
  interval: Interval,
  baseRate: probability,
  pseudoEvents: z.number(),
  /** Clusters that were complete, and their hits. */
  clusters: z.int(),
  hits: z.number(),
  /** When the event was known; null for a claim that is a forecast itself. */
  knownAt: instant.nullable(),
  entryDate: isoDate,
  dueDate: isoDate,
  /** Days of the horizon that were over at the sealing, and of how many: a late sealing shows. */
  daysOver: z.int().min(0),
  days: z.int().min(1),
  /** Only what was known by the end of this date was used, the target to that date. */
  asOf: isoDate,
  dataTo: isoDate,
  dataHash: Hash,
  /** SHA-256 of the claim file, so that a change of it shows. */
  packHash: Hash,
  version: z.string(),
});
export type Forecast = z.infer<typeof Forecast>;

/** Brier and log score of one forecast; the log score, in nats, is null where the forecast was certain and wrong. */
export const ScorePair = z.strictObject({ brier: probability, log: z.number().min(0).nullable() });
export type ScorePair = z.infer<typeof ScorePair>;

/** What came of a question. */
export const Settlement = z.strictObject({
  /** In the outcome's own measure: a return, a log difference, 0 or 1. */
  value: z.number(),
  wentAsClaimed: z.boolean(),
  /** Date from which it could not change any more. */
  settledOn: isoDate,
  own: ScorePair,
  /** Scores of the base rate that was sealed, and of 50 %, on the same outcome. */
  baseRate: ScorePair,
  even: ScorePair,
});
export type Settlement = z.infer<typeof Settlement>;

/** A forecast as it stands in the ledger. */
export const ForecastEntry = Forecast.extend({ kind: z.literal('forecast'), ...link });
export type ForecastEntry = z.infer<typeof ForecastEntry>;

/** A score as it stands in the ledger: an entry of its own that names the forecast, which is never edited. */
export const ScoreEntry = Settlement.extend({
  kind: z.literal('score'),
  ...link,
  /** Sequence number and hash of the forecast. */
  forecast: z.int().min(1),
  forecastHash: Hash,
  asOf: isoDate,
  dataHash: Hash,
  version: z.string(),
});
export type ScoreEntry = z.infer<typeof ScoreEntry>;

/** An entry of the ledger. */
export const LedgerEntry = z.discriminatedUnion('kind', [ForecastEntry, ScoreEntry]);
export type LedgerEntry = z.infer<typeof LedgerEntry>;
