import { type Insufficient, insufficient, isInsufficient } from '../../numerics/insufficient.ts';
import { requireInteger, requireSameLength } from '../../numerics/require.ts';
import { forwardSums } from '../long-horizon/forward-sums.ts';
import { overlapDummyRegression } from '../long-horizon/overlap-dummy-regression.ts';
import type { SlopeRow } from '../long-horizon/overlapping-slope.ts';

/** What b did over stretches in which a rose, beside those in which it did not. */
export interface Phases {
  /** Changes in a stretch. */
  readonly length: number;
  /** Mean change of b over a stretch in which a rose, and over the others. */
  readonly whenUp: number;
  readonly whenDown: number;
  /** The difference by each estimator of its error. */
  readonly rows: readonly SlopeRow[];
  /** Stretches, which overlap, and those of them in which a rose. */
  readonly observations: number;
  readonly up: number;
  /** Stretches that share no change. */
  readonly effectiveObservations: number;
}

/** With fewer stretches that do not overlap the errors are far too small. */
const FEWEST = 10;

/**
 * Conditional means at the same time: b's change over h changes, where a's change over the same h was above zero and where it was not, with errors that
 * allow for the overlap of neighbouring stretches.
 *
 * @param a - n changes, over the same intervals.
 * @param b - As `a`.
 * @param length - h, at least 1.
 * @returns Insufficient for fewer than ten stretches that do not overlap, or where a rose in fewer than two stretches, or in all but one.
 * @throws RangeError for lengths that differ, values that are not finite, or h that is no whole number from 1.
 * @remarks A relation at the same time, not a lead. Missing values: refuses. The errors are those of `overlapDummyRegression`; checked against brute force.
 */
export function phases(a: Float64Array, b: Float64Array, length: number): Phases | Insufficient {
  requireInteger('the length of a stretch', length, { minimum: 1 });
  requireSameLength('the changes of b', b.length, a.length);
  const stretches = Math.floor((a.length - 1) / length);
  if (stretches < FEWEST) return insufficient('too few stretches that do not overlap', FEWEST, Math.max(0, stretches));
  const rose = a.length > length ? forwardSums(a, length) : new Float64Array(0);
  const up = Int32Array.from(Array.from(rose.keys()).filter((t) => (rose[t] as number) > 0));
  const regression = overlapDummyRegression(up, b, { horizon: length });
  if (isInsufficient(regression)) return regression;
  return {
    length,
    whenUp: regression.intercept + regression.coefficient,
    whenDown: regression.intercept,
    rows: regression.rows,
    observations: regression.observations,
    up: up.length,
    effectiveObservations: regression.effectiveObservations,
  };
}
