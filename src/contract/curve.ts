import { z } from 'zod';

const probability = z.number().min(0).max(1);

/** The same question asked in every other reasonable way. */
export const SpecificationCurve = z.strictObject({
  /** What could have been chosen otherwise; the claim's own setting is the first. */
  choices: z.array(z.strictObject({ name: z.string(), settings: z.array(z.string()).min(1) })),
  /** From the smallest standardised effect to the largest. */
  points: z.array(
    z.strictObject({
      /** Index of the setting of each choice. */
      settings: z.array(z.int().min(0)),
      /** Events on the dates that all specifications share. */
      observations: z.int(),
      /** The statistic after the events less its mean over all shifts: logs for returns, a share for hits, days. */
      effect: z.number(),
      /** The effect over the standard deviation of its own shift distribution, by the shift that is nearer to none. */
      standardised: z.number(),
      /** The larger of both shifts' p in the study's direction. */
      p: probability,
      /** Whether this is the study's own specification. */
      own: z.boolean(),
    }),
  ),
  /** Specifications that were run. */
  tried: z.int(),
  /** Of those, the ones without an event or without a spread on the shared dates. */
  left: z.int(),
  /** Place of the study's own among the points, 1 for the most favourable; null where it is not among them. */
  ownRank: z.int().nullable(),
  /** How many points show an effect in the study's direction, and how many with p ≤ 0.05. */
  inDirection: z.int(),
  nominallySignificant: z.int(),
  /** Median standardised effect, and its p by the same shifts of all specifications together. */
  median: z.number(),
  joint: probability,
  /** Dates that all specifications share, from and to. */
  observations: z.int(),
  notes: z.array(z.string()),
});
export type SpecificationCurve = z.infer<typeof SpecificationCurve>;
