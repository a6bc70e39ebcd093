import { z } from 'zod';
import { CrossCheck, Insufficient } from './cross-checks.ts';

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** What moves first, of two series: every look at the pair, the clocks, and how steady it is. */
export const LagResult = z.strictObject({
  a: z.string(),
  b: z.string(),
  asOf: isoDate,
  from: isoDate,
  to: isoDate,
  /** Pairs of changes. */
  observations: z.int(),
  /** Where each of the two comes from. */
  sources: z.array(z.string()),
  /** How the two clocks lie, and from which lag on a lead counts. */
  clock: z.string(),
  /** Every test; p is two-sided unless the test says otherwise. */
  tests: z.array(CrossCheck),
  /** Correlation at each lag of the changes as they are; a positive lag means that a moves first. */
  correlations: z.union([
    z.strictObject({ lags: z.array(z.int()), values: z.array(z.number()), band: z.number().nullable() }),
    Insufficient,
  ]),
  /** The same in windows and eras: correlation at the same time, lag of the largest, causality. */
  stability: z.array(
    z.strictObject({
      kind: z.enum(['window', 'era']),
      from: isoDate,
      to: isoDate,
      sameTime: z.number().nullable(),
      peakLag: z.int().nullable(),
      peak: z.number().nullable(),
      /** p of Granger's F test that a, and that b, helps to foretell the other. */
      aFirst: z.number().min(0).max(1).nullable(),
      bFirst: z.number().min(0).max(1).nullable(),
      observations: z.int(),
    }),
  ),
  /** Length of a rolling window. */
  windowYears: z.int(),
  /** In how many windows the largest correlation has a first, at the same time, b first. */
  peakSides: z.strictObject({ aFirst: z.int(), sameTime: z.int(), bFirst: z.int() }),
  /** Two or three sentences with the numbers. */
  sentence: z.string(),
  notes: z.array(z.string()),
});
export type LagResult = z.infer<typeof LagResult>;
