import type { ScanGroup, ScanHeat, ScanInput, ScanRow } from '../../contract/scan.ts';
import { parseSpan, type Span, spanDays } from '../../core/calendar/civil-date.ts';
import { FEW_CLUSTERS } from '../../core/claims/withholding.ts';
import { adjustP } from '../../core/methods/inference/p-adjust.ts';
import { criticalZ, detectableEffect } from '../../core/methods/scan/detectable-effect.ts';
import { nearIdentical } from '../../core/methods/scan/near-identical.ts';
import { keptShare } from '../../core/methods/scan/shrunken-effect.ts';
import { isInsufficient } from '../../core/numerics/insufficient.ts';
import { type AssembledScan, findHypotheses, type PlacedHypothesis } from './assemble.ts';
import type { ScannedOutcome, ScannedTrigger, ScanPlan } from './plan.ts';

/** The best hypotheses of a scan as they are shown, with what they belong to. */
export interface BestRows {
  readonly rows: readonly ScanRow[];
  readonly groups: readonly ScanGroup[];
  readonly heat: ScanHeat;
  /** Over all hypotheses. */
  readonly counts: { readonly uncorrected: number; readonly hochberg: number; readonly yekutieli: number; readonly survivors: number };
}

const MOST_OF_HEAT = 30;

/** All hypotheses, the smallest adjusted p first, then the smallest p, then the largest effect. */
export const ranking = ({ adjusted, p, z }: AssembledScan): Int32Array =>
  Int32Array.from(adjusted.keys()).sort(
    (a, b) =>
      (adjusted[a] as number) - (adjusted[b] as number) ||
      (p[a] as number) - (p[b] as number) ||
      (z[b] as number) - (z[a] as number) ||
      a - b,
  );

/** The rows that a scan shows: the best, and everything that survives. */
export function bestRows(plan: ScanPlan, scan: AssembledScan, { level, rows: most }: Pick<ScanInput, 'level' | 'rows'>): BestRows {
  const ranked = ranking(scan);
  const isSurvivor = (h: number) => (scan.adjusted[h] as number) <= level;
  const survivors = ranked.filter(isSurvivor).length;
  const shown = [...ranked.subarray(0, Math.max(most, Math.min(survivors, MOST_SURVIVORS)))];
  const { hochberg, yekutieli } = falseDiscovery(scan);
  const place = (h: number) => ({ block: scan.block[h] as number, place: scan.place[h] as number });
  const found = findHypotheses(plan, shown.map(place));
  const find = (h: number) => found(place(h));
  const groups = groupsOf(plan, scan, { shown, find });
  const rows = rowsOf(plan, scan, { shown, find, groups, level, hochberg, yekutieli });
  const reached = (values: Float64Array) => values.reduce((count, p) => count + (p <= level ? 1 : 0), 0);
  return {
    rows,
    groups: groupList(rows),
    heat: heatOf(plan, scan, ranked),
    counts: { uncorrected: reached(scan.p), hochberg: reached(hochberg), yekutieli: reached(yekutieli), survivors },
  };
}

/** The p alone of every hypothesis, adjusted for false discoveries over all of them. */
export function falseDiscovery({ p }: AssembledScan): { readonly hochberg: Float64Array; readonly yekutieli: Float64Array } {
  const by = (method: 'benjamini-hochberg' | 'benjamini-yekutieli') => {
    const adjusted = adjustP(p, method);
    return isInsufficient(adjusted) ? new Float64Array() : adjusted.adjusted;
  };
  return { hochberg: by('benjamini-hochberg'), yekutieli: by('benjamini-yekutieli') };
}

/** Beyond so many the table is no longer read; all are counted, and in the CSV. */
const MOST_SURVIVORS = 200;

interface Shown {
  readonly shown: readonly number[];
  readonly find: (h: number) => PlacedHypothesis;
}

function groupsOf(plan: ScanPlan, scan: AssembledScan, { shown, find }: Shown): Int32Array {
  return nearIdentical(
    shown.map((h) => {
      const { circle, places } = find(h);
      return { dates: places.map((place) => circle.dates[place] as number), key: outcomeOf(plan, scan, h).target };
    }),
  );
}

const triggerOf = (plan: ScanPlan, scan: AssembledScan, h: number): ScannedTrigger =>
  plan.triggers[scan.trigger[h] as number] as ScannedTrigger;
const outcomeOf = (plan: ScanPlan, scan: AssembledScan, h: number): ScannedOutcome =>
  plan.outcomes[scan.outcome[h] as number] as ScannedOutcome;

interface RowsOf extends Shown {
  readonly groups: Int32Array;
  readonly level: number;
  readonly hochberg: Float64Array;
  readonly yekutieli: Float64Array;
}

function rowsOf(plan: ScanPlan, scan: AssembledScan, { shown, find, groups, level, hochberg, yekutieli }: RowsOf): ScanRow[] {
  if (shown.length === 0) return [];
  const kept = keptShare(scan.z);
  const critical = { full: criticalZ(scan.family.maxima, level), half: criticalZ(scan.family.maxima, level / 2) };
  return shown.map((h, i) => {
    const { when, title } = triggerOf(plan, scan, h);
    const { target, horizon, checked } = outcomeOf(plan, scan, h);
    const { circle, places } = find(h);
    const [observed, base] = [scan.observed[h] as number, scan.base[h] as number];
    const clusters = scan.clusters[h] as number;
    const horizonDays = spanDays(parseSpan(horizon) as Span);
    return {
      ...{ trigger: when, title, target, horizon, outcome: checked.text },
      ...{ events: scan.sizes[h] as number, clusters, dates: scan.dates[h] as number, observed, base },
      shrunken: kept * (observed - base),
      z: scan.z[h] as number,
      p: scan.p[h] as number,
      adjusted: scan.adjusted[h] as number,
      benjaminiHochberg: hochberg[h] as number,
      benjaminiYekutieli: yekutieli[h] as number,
      needed: detectableEffect(
        { circle, dates: circle.dates, places, horizonDays, largest: largestEffect(plan, base) },
        clusters < FEW_CLUSTERS ? critical.half : critical.full,
      ),
      survives: (scan.adjusted[h] as number) <= level,
      group: (groups[i] as number) + 1,
    };
  });
}

/** The largest effect that there can be: of 0/1 outcomes what the base rate leaves. */
function largestEffect({ kind, terms }: ScanPlan, base: number): number {
  if (kind !== 'hit') return Number.POSITIVE_INFINITY;
  return terms.sign === 1 ? 1 - base : base;
}

function groupList(rows: readonly ScanRow[]): ScanGroup[] {
  const numbers = [...new Set(rows.map(({ group }) => group))];
  return numbers.map((group) => {
    const own = rows.filter((row) => row.group === group);
    const [{ target, trigger }] = own as [ScanRow];
    return {
      ...{ group, target, trigger },
      triggers: [...new Set(own.map((row) => row.trigger))],
      horizons: [...new Set(own.map((row) => row.horizon))],
    };
  });
}

/** The best triggers, each once, with all their markets and horizons. */
function heatOf(plan: ScanPlan, scan: AssembledScan, ranked: Int32Array): ScanHeat {
  const numbers: number[] = [];
  for (const h of ranked) {
    const trigger = scan.trigger[h] as number;
    if (!numbers.includes(trigger)) numbers.push(trigger);
    if (numbers.length === MOST_OF_HEAT) break;
  }
  const rowOf = new Map(numbers.map((trigger, row) => [trigger, row]));
  const blank = () => numbers.map(() => plan.outcomes.map((): number | null => null));
  const [z, adjusted] = [blank(), blank()];
  scan.trigger.forEach((trigger, h) => {
    const row = rowOf.get(trigger);
    if (row === undefined) return;
    const column = scan.outcome[h] as number;
    (z[row] as (number | null)[])[column] = scan.z[h] as number;
    (adjusted[row] as (number | null)[])[column] = scan.adjusted[h] as number;
  });
  return {
    triggers: numbers.map((trigger) => (plan.triggers[trigger] as ScannedTrigger).when),
    columns: plan.outcomes.map(({ target, horizon, checked }) => ({ target, horizon, outcome: checked.text })),
    z,
    adjusted,
  };
}

/** The first row of each group that survives: what stands for a finding. */
export const representatives = (rows: readonly ScanRow[]): ScanRow[] =>
  rows.filter(({ survives, group }, i) => survives && rows.findIndex((row) => row.group === group) === i);
