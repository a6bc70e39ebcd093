import { type Insufficient, insufficient } from '../../numerics/insufficient.ts';
import { requireBetween, requireFinite } from '../../numerics/require.ts';
import { type AdjustedP, adjustP } from '../inference/p-adjust.ts';

/** Which claims of a pack are discoveries. */
export interface EBenjaminiHochberg {
  /** For each claim whether it is a discovery at the level. */
  readonly discoveries: readonly boolean[];
  /** For each claim the smallest level at which it would be one, at most 1. */
  readonly adjusted: Float64Array;
  /** False discovery rate that is held. */
  readonly level: number;
  /** E-value that a claim needed: N / (level × number of discoveries), with one where there are none. */
  readonly threshold: number;
  /** Claims N. */
  readonly observations: number;
}

/** Levels that differ by less than this, relatively, are the same. */
const TIE = 1e-12;

/**
 * The e-BH procedure: with e_(1) ≥ … ≥ e_(N), the k largest are discoveries for
 *
 *     k = the largest j with e_(j) ≥ N / (level j);   adjusted_(i) = min(1, min over j ≥ i of N / (j e_(j)))
 *
 * which is Benjamini and Hochberg's procedure on 1 / e. It holds the false discovery rate under any dependence of the e-values.
 *
 * @param eValues - The wealth now of each claim of the pack, N values from 0; a claim without an outcome yet counts with 1.
 * @param level - In (0, 1). Default 0.05.
 * @returns Insufficient without a claim.
 * @throws RangeError for a value that is not finite or below 0, or a level outside (0, 1).
 * @remarks Missing values: refuses. Give the wealth now, not its maximum so far: that is no e-value. N is the number of claims that the
 * pack had when the first outcome was seen. Looking daily costs nothing. Source: Wang and Ramdas (2022). Checked against the definition.
 */
export function eBenjaminiHochberg(eValues: Float64Array, { level = 0.05 } = {}): EBenjaminiHochberg | Insufficient {
  requireEValues(eValues);
  requireBetween('the level', level, { above: 0, below: 1 });
  const observations = eValues.length;
  if (observations === 0) return insufficient('no claim in the pack', 1, 0);
  const inverses = eValues.map((e) => Math.min(1, 1 / e));
  const { adjusted } = adjustP(inverses, 'benjamini-hochberg') as AdjustedP;
  const discoveries = Array.from(adjusted, (smallest) => smallest <= level * (1 + TIE));
  const count = discoveries.filter(Boolean).length;
  return { discoveries, adjusted, level, threshold: observations / (level * Math.max(1, count)), observations };
}

/**
 * One e-value for the null that all nulls of several e-values are true: their mean, valid under any dependence.
 *
 *     E = (E_1 + … + E_N) / N
 *
 * @param eValues - N values from 0.
 * @returns Insufficient without any.
 * @throws RangeError for a value that is not finite or below 0.
 * @remarks Missing values: refuses. Where any other symmetric way of merging says more than 1, the mean says at least as much (Vovk and
 * Wang 2021); a product would need independence. Checked against the definition.
 */
export function averageEValue(eValues: Float64Array): { readonly eValue: number; readonly observations: number } | Insufficient {
  requireEValues(eValues);
  const observations = eValues.length;
  if (observations === 0) return insufficient('no e-value to merge', 1, 0);
  return { eValue: eValues.reduce((sum, e) => sum + e / observations, 0), observations };
}

function requireEValues(eValues: Float64Array): void {
  requireFinite('the e-values', eValues);
  const at = eValues.findIndex((e) => e < 0);
  if (at >= 0) throw new RangeError(`an e-value must be at least 0, was ${eValues[at]} at index ${at}`);
}
