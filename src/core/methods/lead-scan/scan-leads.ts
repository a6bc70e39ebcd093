import { type Insufficient, isInsufficient } from '../../numerics/insufficient.ts';
import { requireBetween, requireInteger } from '../../numerics/require.ts';
import type { Series } from '../../series/series.ts';
import { stepDownByRows } from '../inference/max-t.ts';
import { adjustP } from '../inference/p-adjust.ts';
import { changesOf, type PairedChanges, pairAsKnown } from '../lead-lag/align.ts';
import type { LeadOptions } from '../lead-lag/lead.ts';
import type { TodaYamamotoTest } from '../lead-lag/toda-yamamoto.ts';
import { largestAtShifts, type MeasuredLead, measureLead, studentised } from './measured-lead.ts';
import { type SharedShifts, sharedShifts, shiftAt } from './shared-shifts.ts';

/** An ordered pair of series, by their ids. */
export interface LeadPair {
  readonly leader: string;
  readonly follower: string;
}

/** A pair of a scan with what it says among all the others. */
export interface ScannedLead extends LeadPair, Omit<MeasuredLead, 'scale' | 'values' | 'todaYamamoto'> {
  /** Step-down max-T over all pairs that were tested; never below the pair's own p. */
  readonly adjusted: number;
  /** p by standard errors, Holm's over the same pairs. */
  readonly adjustedHac: number;
  /** With the p of F by Holm and by Benjamini and Yekutieli over the same pairs. */
  readonly todaYamamoto: AdjustedTodaYamamoto | Insufficient;
  /** Whether the pair would have looked significant alone: the larger of its own two p is at most the level. */
  readonly looksSignificant: boolean;
  /** Whether it stands out among all: the larger of its two adjusted p is at most the level. */
  readonly standsOut: boolean;
}

/** Toda and Yamamoto's test of a pair with what its p of F is worth among all. */
export interface AdjustedTodaYamamoto extends TodaYamamotoTest {
  readonly holm: number;
  readonly benjaminiYekutieli: number;
}

/** All leads between some series, tested as one family. */
export interface LeadScan {
  /** Pairs that were tested, in the order of leaders and then followers. */
  readonly rows: readonly ScannedLead[];
  /** Pairs that could not be tested, with the reason. */
  readonly notTested: readonly (LeadPair & { readonly why: Insufficient })[];
  /** Pairs that were asked for: those tested and those not. */
  readonly tried: number;
  /** Draws that all pairs share, the identity among them; the smallest adjusted p that there can be is 1 / draws. */
  readonly draws: number;
  readonly looksSignificant: number;
  readonly standOut: number;
}

/** What a scan looks at; all of it is declared before the data are seen. */
export interface LeadScanOptions extends LeadOptions {
  /** Ids; by default all series. */
  readonly leaders?: readonly string[];
  /** Ids; by default all series. */
  readonly followers?: readonly string[];
  /** Family-wise error. Default 0.05. */
  readonly level?: number;
}

/**
 * All leads between some series with one family-wise error: for each ordered pair the largest pre-whitened cross-correlation of the lags 1 … L, over
 * all pairs by step-down max-T at shared shifts.
 *
 *     Z_h(j) = (T_h(⌊j n_h / N⌋) − mean_h) / deviation_h,   p_(h) = max(p_(h−1), #{j : max over pairs not yet passed of Z(j) ≥ z_(h)} / draws)
 *
 * where T_h(s) is the largest correlation of pair h at shift s (see `peakTest`), n_h the length of its circle, N that of the longest, and j runs over the
 * identity and the draws at which no pair finds a lag within ±L again.
 *
 * @param series - At least two, of different ids.
 * @param given - As for `leadOf`, but that by default each side is made white by its own autoregression: among many markets that move at the same time
 * the leader's would show leads that are none. Which leaders and followers, and the level.
 * @returns Every pair, tested or with the reason why not.
 * @throws RangeError for ids that are twice or not there, no pair, and options outside their range.
 * @remarks A lead is claimed only where the standard errors of `peakTest` (Holm over the pairs) hold as well: the shifts do not keep what is restless on both sides at the
 * same time. All pairs of one length move together, so that what ties series to one another at a shift is what ties them unshifted. The draws of a
 * pair are made twice, so that memory holds one pair's at a time. Missing values: a level without a logarithm leaves its pairs untested.
 * Checked against `leadOf` and against `westfallYoungMaxT` over all rows at once.
 */
export function scanLeads(series: readonly Series[], given: LeadScanOptions): LeadScan {
  const { level = 0.05 } = given;
  const options = { ...given, whitening: given.whitening ?? 'each' } as const;
  requireBetween('the level', level, { above: 0, below: 1 });
  requireInteger('the largest lag', options.maxLag, { minimum: 1 });
  const byId = requireSeries(series);
  const pairs = pairsOf(byId, options);
  const measured = pairs.map((pair) => ({ pair, lead: measurePair(byId, pair, options) }));
  const tested = measured.filter((one): one is Tested => !isInsufficient(one.lead));
  const notTested = measured.flatMap(({ pair, lead }) => (isInsufficient(lead) ? [{ ...pair, why: lead }] : []));
  const shared = sharedShifts(
    tested.map(({ lead }) => lead.values),
    options.maxLag,
  );
  const rows = rowsOf(tested, stepDown(tested, shared, { byId, options }), level);
  return {
    rows,
    notTested,
    tried: pairs.length,
    draws: shared.draws.length,
    looksSignificant: rows.filter(({ looksSignificant }) => looksSignificant).length,
    standOut: rows.filter(({ standsOut }) => standsOut).length,
  };
}

interface Tested {
  readonly pair: LeadPair;
  readonly lead: MeasuredLead;
}

type ById = ReadonlyMap<string, Series>;

function requireSeries(series: readonly Series[]): ById {
  const byId = new Map(series.map((one) => [one.id, one]));
  if (byId.size < series.length) throw new RangeError(`series must have ids of their own, had ${series.length - byId.size} twice`);
  return byId;
}

function pairsOf(byId: ById, { leaders, followers }: LeadScanOptions): LeadPair[] {
  const all = [...byId.keys()];
  const missing = [...(leaders ?? []), ...(followers ?? [])].find((id) => !byId.has(id));
  if (missing !== undefined) throw new RangeError(`leaders and followers must be among the series, was ${missing}`);
  const unique = (ids: readonly string[]) => [...new Set(ids)];
  const pairs = unique(leaders ?? all).flatMap((leader) =>
    unique(followers ?? all)
      .filter((follower) => follower !== leader)
      .map((follower) => ({ leader, follower })),
  );
  if (pairs.length === 0) throw new RangeError('a scan must have a leader and another series to follow it, had none');
  return pairs;
}

const measurePair = (byId: ById, { leader, follower }: LeadPair, options: LeadOptions): MeasuredLead | Insufficient =>
  measureLead(byId.get(leader) as Series, byId.get(follower) as Series, options);

/** The adjusted p of each pair; one pair's draws at a time. */
function stepDown(
  tested: readonly Tested[],
  { draws, longest }: SharedShifts,
  { byId, options }: { readonly byId: ById; readonly options: LeadOptions },
): Float64Array {
  const observed = Float64Array.from(tested, ({ lead }) => lead.z);
  return stepDownByRows(observed, draws.length, (h) => {
    const { pair, lead } = tested[h] as Tested;
    const paired = pairAsKnown(byId.get(pair.leader) as Series, byId.get(pair.follower) as Series);
    const largest = largestAtShifts(changesOf(paired, options.change) as PairedChanges, options) as Float64Array;
    return Float64Array.from(draws, (draw) => studentised(largest[shiftAt(draw, lead.values, longest)] as number, lead.scale));
  });
}

function rowsOf(tested: readonly Tested[], steps: Float64Array, level: number): ScannedLead[] {
  const pHac = tested.map(({ lead }) => lead.pHac);
  const hac = adjusted(pHac, 'holm', tested.length);
  const levels = levelsOf(tested);
  return tested.map(({ pair, lead: { scale: _, values: __, ...lead } }, i) => {
    const [amongShifts, amongHac] = [Math.max(steps[i] as number, lead.p), hac[i] as number];
    return {
      ...pair,
      ...lead,
      todaYamamoto: levels[i] as AdjustedTodaYamamoto | Insufficient,
      adjusted: amongShifts,
      adjustedHac: amongHac,
      looksSignificant: Math.max(lead.p, lead.pHac) <= level,
      standsOut: Math.max(amongShifts, amongHac) <= level,
    };
  });
}

/** The tests in levels of all pairs, each with its adjusted p. */
function levelsOf(tested: readonly Tested[]): (AdjustedTodaYamamoto | Insufficient)[] {
  const ps = tested.flatMap(({ lead: { todaYamamoto } }) => (isInsufficient(todaYamamoto) ? [] : [todaYamamoto.pF]));
  const holm = adjusted(ps, 'holm', tested.length).values();
  const benjaminiYekutieli = adjusted(ps, 'benjamini-yekutieli', tested.length).values();
  return tested.map(({ lead: { todaYamamoto } }) =>
    isInsufficient(todaYamamoto)
      ? todaYamamoto
      : { ...todaYamamoto, holm: holm.next().value as number, benjaminiYekutieli: benjaminiYekutieli.next().value as number },
  );
}

function adjusted(values: readonly number[], method: 'holm' | 'benjamini-yekutieli', variantsRun: number): Float64Array {
  const result = adjustP(Float64Array.from(values), method, { variantsRun });
  return isInsufficient(result) ? new Float64Array(0) : result.adjusted;
}
