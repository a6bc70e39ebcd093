import { z } from 'zod';
import { CrossCheck, Insufficient, Interval } from './cross-checks.ts';
import { StudyPictures } from './pictures.ts';
import { StudyResult } from './study.ts';
import { Gate, VerdictKind } from './verdict.ts';

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** A labelled number as it is shown: the value already carries its unit. */
export const Fact = z.strictObject({ label: z.string(), value: z.string() });
export type Fact = z.infer<typeof Fact>;

/** What happened after the claim was made. */
export const Since = z.strictObject({
  verdictKind: VerdictKind.nullable(),
  verdict: z.string(),
  /** e.g. "BTC −37 % in 180 days after 18 Sep 2025; base rate 66 % up". */
  sentence: z.string(),
  outcomes: z.array(
    z.strictObject({
      /** What is watched: an outcome, or the target of a forecast. */
      watched: z.string(),
      label: z.string(),
      eventDate: isoDate,
      dueDate: isoDate.nullable(),
      outcome: z.number().nullable(),
      kind: z.enum(['return', 'log difference', 'hit', 'days']),
      status: z.enum(['complete', 'pending']),
      verdict: z.string(),
      baseRate: z.number().nullable(),
    }),
  ),
  /**
   * What somebody holds who has bet against luck on each outcome since the claim, 1 to begin with: valid however often one looks. Null
   * where there is no base rate to bet against.
   */
  evidence: z.strictObject({ eValue: z.number(), anytimeP: z.number().min(0).max(1), observations: z.int() }).nullable(),
});
export type Since = z.infer<typeof Since>;

/** One condition of a claim, read at an instant. */
export const ConditionReading = z.strictObject({
  label: z.string(),
  expression: z.string(),
  holds: z.boolean().nullable(),
  value: z.number().nullable(),
  unit: z.string(),
  /** Share of the quantity's own past (up to that date) at or below this value. */
  percentile: z.number().min(0).max(1).nullable(),
  date: isoDate.nullable(),
  observations: z.int(),
  needs: z.array(z.string()),
});
export type ConditionReading = z.infer<typeof ConditionReading>;

/** One way of reading a quoted figure, and what the data make of it. */
export const FigureReading = z.strictObject({
  label: z.string(),
  start: isoDate.nullable(),
  end: isoDate.nullable(),
  value: z.number().nullable(),
  /** Null where it could not be tried. */
  reproduces: z.boolean().nullable(),
  note: z.string(),
});
export type FigureReading = z.infer<typeof FigureReading>;

/** A checked claim: verdict, why, the numbers, what came since, and how to repeat it. */
export const ClaimResult = z.strictObject({
  id: z.string(),
  kind: z.enum(['figure', 'pattern', 'condition', 'forecast']),
  /** Who said it, where and when. */
  by: z.string(),
  outlets: z.array(z.strictObject({ outlet: z.string(), date: isoDate, dateNote: z.string().nullable(), title: z.string().nullable() })),
  madeOn: isoDate,
  /** The statement in our own words. */
  statement: z.string(),
  /** What would test it. */
  test: z.string(),
  /** The figures or facts that the claim asserts. */
  asserts: z.array(Fact),
  verdict: z.string(),
  verdictKind: VerdictKind,
  /** Why, in a sentence or two with the numbers. */
  why: z.string(),
  facts: z.array(Fact),
  needs: z.array(z.string()),
  /** For patterns: the family as it could be known when the claim was made. The verdict rests on this alone. */
  known: z.array(StudyResult),
  /** For patterns: all instances to date, for the pictures; never the ground of a verdict. */
  toDate: z.array(StudyResult),
  /** Which member of the family is the claim's own (index into known and toDate). */
  primary: z.int(),
  /** For relations without events: every test that was made, the one that the verdict rests on first. */
  relations: z.array(CrossCheck),
  /** How sure one can be of a relation, in plain words made from its numbers; of a pattern it stands with its study. */
  howSure: z.array(z.string()),
  /** The gates of a relation; those of a pattern stand with its study. */
  gates: z.array(Gate),
  conditions: z.array(ConditionReading),
  figures: z.array(FigureReading),
  since: Since.nullable(),
  notes: z.array(z.string()),
  /** The numbers behind the pictures, where they were asked for. */
  pictures: StudyPictures.nullable(),
  /** The command that reproduces this entry. */
  command: z.string(),
});
export type ClaimResult = z.infer<typeof ClaimResult>;

/** A series as a listing shows it. `error` stands where its file could not be read. */
export const SeriesEntry = z.strictObject({
  id: z.string(),
  title: z.string(),
  unit: z.string(),
  calendar: z.string(),
  from: isoDate.nullable(),
  to: isoDate.nullable(),
  rows: z.int(),
  source: z.string(),
  /** Days from the last observation to today. */
  ageDays: z.int().nullable(),
  notes: z.array(z.string()),
  error: z.string().nullable(),
  /** False where the catalogue names it and nothing is held of it. */
  held: z.boolean(),
});
export type SeriesEntry = z.infer<typeof SeriesEntry>;

/** The series that a source has. */
export const SeriesList = z.strictObject({ dataSource: z.string(), series: z.array(SeriesEntry) });
export type SeriesList = z.infer<typeof SeriesList>;

/** One series with its last rows, and all values where they were asked for. */
export const SeriesDetail = SeriesEntry.extend({
  lastRows: z.array(z.strictObject({ date: isoDate, value: z.number(), knownAt: z.string() })),
  /** Points for a small chart, evenly thinned, oldest first. */
  points: z.array(z.strictObject({ date: isoDate, value: z.number() })),
  /** All dates with their values, as known then; null where they were not asked for. */
  values: z.strictObject({ dates: z.array(isoDate), values: z.array(z.number()) }).nullable(),
});
export type SeriesDetail = z.infer<typeof SeriesDetail>;

/** The patterns of a pack seen together: no one of them is looked at as if it stood alone. */
export const Together = z.strictObject({
  /** Claims since which outcomes are watched, and those that stand out among them (e-BH, false discoveries at most 5 %). */
  watched: z.int(),
  discoveries: z.array(z.string()),
  /** Effects in standard deviations of each target over its horizon, drawn towards what all claims have in common. */
  shrinkage: z.union([
    z.strictObject({
      commonMean: z.number(),
      /** Standard deviation of the true effects between the claims. */
      spread: z.number(),
      claims: z.array(
        z.strictObject({
          claim: z.string(),
          observed: z.number(),
          shrunken: z.number(),
          interval: Interval,
          probability: z.number().min(0).max(1),
        }),
      ),
    }),
    Insufficient,
  ]),
  sentence: z.string(),
});
export type Together = z.infer<typeof Together>;

/** A checked pack: its claims, taken one by one and together, and the data that they were checked on. */
export const CheckResult = z.strictObject({
  pack: z.string(),
  title: z.string(),
  question: z.string(),
  asOf: isoDate,
  dataSource: z.string(),
  /** SHA-256 of the observations used, so that two reports can be told apart. */
  dataHash: z.string(),
  version: z.string(),
  /** One sentence for the whole pack. */
  summary: z.string(),
  claims: z.array(ClaimResult),
  /** What the patterns of the pack say together. */
  together: Together,
  series: z.array(SeriesEntry),
  command: z.string(),
});
export type CheckResult = z.infer<typeof CheckResult>;
