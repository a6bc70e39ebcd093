import { weighed } from '../../src/core/claims/withholding.ts';
import { TIE } from '../../src/core/methods/inference/shift.ts';
import type { ShiftName } from '../../src/core/methods/scan/scan-batch.ts';
import type { ScanFamily } from '../../src/core/methods/scan/step-down-scan.ts';
import { familyOf, scanAll, type TargetScan } from './scan.ts';
import type { ScanWorld } from './worlds.ts';

/**
 * What is kept of a scan in a world without relation: its smallest p of each kind, how many hypotheses it tested, and how many of them would have
 * looked significant at 5 % by themselves.
 */
export const SIZE_COLUMNS = ['adjusted', 'weighed', 'plain alone', 'centred alone', 'Bonferroni', 'tested', 'uncorrected'] as const;
export type SizeRow = Readonly<Record<(typeof SIZE_COLUMNS)[number], number>>;

export function measureSize(world: ScanWorld): SizeRow {
  const scans = scanAll(world);
  const family = familyOf(scans);
  const raw = scans.flatMap(rawHeadlines);
  return {
    adjusted: Math.min(...family.adjusted.map((own) => Math.min(...own))),
    weighed: Math.min(
      ...scans.flatMap(({ hypotheses }, block) =>
        hypotheses.map(({ clusters }, i) => weighed(family.adjusted[block]?.[i] as number, clusters)),
      ),
    ),
    'plain alone': smallestAlone(scans, family, 'plain'),
    'centred alone': smallestAlone(scans, family, 'centred'),
    Bonferroni: Math.min(1, raw.length * Math.min(...raw)),
    tested: raw.length,
    uncorrected: raw.filter((p) => p <= 0.05).length,
  };
}

/** The larger p of both shifts of each hypothesis by itself. */
const rawHeadlines = ({ partial: { plain, centred }, hypotheses }: TargetScan): number[] =>
  hypotheses.map(({ batch }, i) => Math.max(plain.reached[i] as number, centred.reached[i] as number) / batch.circle.plain.length);

/** The smallest adjusted p, were one shift the only one: how the largest standardised statistic stands among the maxima. */
function smallestAlone(scans: readonly TargetScan[], { maxima }: ScanFamily, shift: ShiftName): number {
  const largest = Math.max(...scans.flatMap(({ partial }) => [...partial[shift].z]));
  return maxima[shift].filter((value) => value >= largest - TIE).length / maxima[shift].length;
}
