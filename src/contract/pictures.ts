import { z } from 'zod';

// The numbers behind the pictures of one study: made in core and app, drawn by the report and the page.

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** A series as a line to draw. */
export const PricePath = z.strictObject({
  id: z.string(),
  title: z.string(),
  unit: z.string(),
  source: z.string(),
  dates: z.array(isoDate).readonly(),
  values: z.array(z.number()).readonly(),
});
export type PricePath = z.infer<typeof PricePath>;

/** An event as a mark on the price. */
export const EventMark = z.strictObject({
  date: isoDate,
  value: z.number(),
  entryDate: isoDate.nullable(),
  /** End of the horizon: exit date, or due date while pending. */
  endDate: isoDate.nullable(),
  outcome: z.number().nullable(),
  /** complete and known when the claim was made; complete or pending only since; without an outcome (before the target begins). */
  status: z.enum(['known', 'since', 'pending', 'no outcome']),
});
export type EventMark = z.infer<typeof EventMark>;

const numbers = z.array(z.number()).readonly();

/** Growth of 1 after entry, by calendar day 0 … horizon. */
export const ForwardPaths = z.strictObject({
  days: numbers,
  /** Over all admissible dates, one value for each day. */
  band: z.strictObject({ p10: numbers, p25: numbers, p50: numbers, p75: numbers, p90: numbers }),
  observations: z.int(),
  /** Geometric mean over all admissible dates. */
  baseMean: numbers,
  /** One path for each instance; a pending one is shorter than `days`. */
  events: z.array(z.strictObject({ date: isoDate, status: z.enum(['known', 'since', 'pending']), growth: numbers })).readonly(),
  /** Geometric mean of the complete instances that were known when the claim was made, or null with fewer than two. */
  mean: numbers.nullable(),
  /** The family's horizons in days, for ticks. */
  horizons: numbers,
});
export type ForwardPaths = z.infer<typeof ForwardPaths>;

/** All shifts of the events, plain and era-centred, with the observed values among them. */
export const ShiftPicture = z.strictObject({
  /** What the statistic is, e.g. "mean log return, 180 days". */
  label: z.string(),
  plain: numbers,
  centred: numbers,
  observedPlain: z.number(),
  observedCentred: z.number(),
  /** Smallest visible effect in the statistic's measure, or null. */
  minimumDetectableEffect: z.number().nullable(),
  leaveOneOut: z.array(z.strictObject({ date: isoDate, observed: z.number() })).readonly(),
  /** Whether the small p that the picture would show is withheld. */
  withheld: z.boolean(),
  direction: z.enum(['up', 'down']),
  outcomeKind: z.enum(['return', 'log difference', 'hit', 'days']),
});
export type ShiftPicture = z.infer<typeof ShiftPicture>;

/** All that the pictures of one study are drawn from. */
export const StudyPictures = z.strictObject({
  trigger: PricePath.nullable(),
  target: PricePath.nullable(),
  events: z.array(EventMark).readonly(),
  horizonLabel: z.string(),
  paths: ForwardPaths.nullable(),
  shifts: ShiftPicture.nullable(),
});
export type StudyPictures = z.infer<typeof StudyPictures>;
