import { z } from 'zod';

const probability = z.number().min(0).max(1);

/** Why a figure is missing: too little data is a value, never NaN. */
export const Insufficient = z.strictObject({
  ok: z.literal(false),
  reason: z.string(),
  needed: z.number(),
  available: z.number(),
});
export type Insufficient = z.infer<typeof Insufficient>;

/** An interval with its level. */
export const Interval = z.strictObject({ level: probability, low: z.number(), high: z.number() });
export type Interval = z.infer<typeof Interval>;

/** What a number is: an effect in the measure of the outcome's kind, a share of one, days, a count, or a statistic such as t or z. */
export const Measure = z.enum(['effect', 'share', 'days', 'count', 'statistic']);
export type Measure = z.infer<typeof Measure>;

/** One test by one method: beside a study's headline, where it never feeds the verdict, or of a relation without events. */
export const CrossCheck = z.strictObject({
  name: z.string(),
  group: z.enum(['small samples', 'shifts', 'bootstrap', 'path', 'overlap', 'event study', 'stability', 'regression', 'lead and lag']),
  /** What it asks, in a line. */
  asks: z.string(),
  value: z.number().nullable(),
  measure: Measure,
  interval: Interval.nullable(),
  /** In the study's direction. Null where the method gives none. */
  p: probability.nullable(),
  /** Whether it tests the effect on all cases and holds its level with few; the others describe. */
  isTest: z.boolean(),
  /** Instances, clusters or dates that it rests on. */
  observations: z.int(),
  /** Placements or draws where p was counted; null where it comes from a distribution. */
  draws: z.int().nullable(),
  note: z.string().nullable(),
  insufficient: Insufficient.nullable(),
  /** The page of docs/methods that defines it. */
  page: z.string(),
});
export type CrossCheck = z.infer<typeof CrossCheck>;
