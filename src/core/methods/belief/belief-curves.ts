import { normalDensity } from '../../numerics/distributions.ts';
import { requireInteger } from '../../numerics/require.ts';
import type { ScepticalUpdate } from './sceptical-prior.ts';

/** The densities of a sceptical update, for drawing. */
export interface BeliefCurves {
  /** Effects in logs, ascending, closer together where a density is narrow. */
  readonly effects: Float64Array;
  readonly prior: Float64Array;
  /** Likelihood of the effect seen, scaled to an area of 1; null where nothing has been seen. */
  readonly likelihood: Float64Array | null;
  readonly posterior: Float64Array;
}

/** Deviations on either side of a mean: at the ends a curve has come down to 4e-6 of its height. */
const REACH = 5;

/**
 * Prior, likelihood and posterior at the same effects: each curve's mean ± 5 deviations in equal steps, all steps together.
 *
 * @param update - From `updateScepticalPrior`.
 * @param points - Steps for each curve, at least 3. Default 101.
 * @returns Arrays of one length. Missing values: none can be given.
 * @throws RangeError for points that are no whole number from 3.
 */
export function beliefCurves({ prior, evidence, posterior }: ScepticalUpdate, points = 101): BeliefCurves {
  requireInteger('the points of a curve', points, { minimum: 3 });
  const seen = evidence && { mean: evidence.effect, deviation: evidence.standardError };
  const steps = Array.from({ length: points }, (_, i) => REACH * ((2 * i) / (points - 1) - 1));
  const reached = [prior, posterior, ...(seen ? [seen] : [])].flatMap(({ mean, deviation }) => steps.map((z) => mean + z * deviation));
  const effects = Float64Array.from(new Set(reached)).sort();
  return {
    effects,
    prior: densities(effects, prior),
    likelihood: seen && densities(effects, seen),
    posterior: densities(effects, posterior),
  };
}

const densities = (effects: Float64Array, { mean, deviation }: { readonly mean: number; readonly deviation: number }): Float64Array =>
  effects.map((effect) => normalDensity((effect - mean) / deviation) / deviation);
