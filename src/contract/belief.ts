import { z } from 'zod';
import { Insufficient, Interval } from './cross-checks.ts';

const probability = z.number().min(0).max(1);

/** The chance that the next case is a hit, drawn towards the base rate. */
export const HitForecast = z.strictObject({
  probability,
  interval: Interval,
  baseRate: probability,
  /** Pseudo-events that stand for the base rate. */
  pseudoEvents: z.number(),
  clusters: z.int(),
  hits: z.number(),
});
export type HitForecast = z.infer<typeof HitForecast>;

/** What somebody who starts from no effect should believe of it now. In logs for returns, a share for hits, days. */
export const ScepticalUpdate = z.strictObject({
  prior: z.strictObject({ mean: z.number(), deviation: z.number() }),
  observed: z.strictObject({ mean: z.number(), standardError: z.number() }),
  /** Whether the effect is that against each date's own era, which taught the sceptic less than the one against all dates. */
  isAgainstEra: z.boolean(),
  posterior: z.strictObject({ mean: z.number(), deviation: z.number(), interval: Interval }),
  /** Probability that the effect is in the study's direction. */
  probability,
  /** Further clusters like those seen that would convince (95 %); null where they never would. */
  clustersNeeded: z.int().nullable(),
  /** The mean effect at the present number that would convince. */
  effectNeeded: z.number().nullable(),
  curve: z.strictObject({ effect: z.array(z.number()), prior: z.array(z.number()), posterior: z.array(z.number()) }),
});
export type ScepticalUpdate = z.infer<typeof ScepticalUpdate>;

/** What to believe after a study: the next case, and a sceptic’s view of the effect. */
export const Belief = z.strictObject({
  forecast: z.union([HitForecast, Insufficient]),
  sceptical: z.union([ScepticalUpdate, Insufficient]),
});
export type Belief = z.infer<typeof Belief>;
