import { median } from '../numerics/quantile.ts';
import { commonDates } from '../series/curve.ts';
import type { Series } from '../series/series.ts';
import { changesOf, usualChange } from './changes.ts';
import type { NegativeDividend, Opinion, Seam } from './finding.ts';
import { type Second, valueOn } from './second.ts';

/** New shares for old ones, as companies and funds split. Reverse splits are of one for many. */
const MANY = [2, 3, 4, 5, 6, 7, 8, 10, 15, 20, 25, 30, 50];
const SPLITS: readonly (readonly [number, number])[] = [
  ...MANY.flatMap((n) => [[n, 1] as const, [1, n] as const]),
  [3, 2],
  [4, 3],
  [5, 2],
  [5, 4],
];

/** How near the step must be to the ratio when only prices tell: the day's own return lies in between. */
const NEAR = 0.03;
/** … and when the adjusted closes take the day's return out: their figures are rounded. */
const NEAR_ADJUSTED = 0.01;
/** A split is beyond what a series does by itself: so many usual changes, and this factor above its next largest step. */
const LEAST_SIZE = 12;
const NEXT_LARGEST = 1.6;
/** The closes of so many observations on each side say whether it stays. */
const WINDOW = 5;
/** The other source moves by less than this share of the step where it does not make it. */
const UNMOVED = 0.25;

/** Steps by a split's ratio that stay, where adjusted closes or a second source do not make them, or nobody can tell. */
export function findSeams(series: Series, adjusted?: Series, second?: Second): Seam[] {
  const { dates, values } = series;
  if (values.some((value) => !(value > 0))) return [];
  const changes = changesOf(values, 'log');
  const largest = Float64Array.from(changes, Math.abs).sort();
  return Array.from(changes.keys()).flatMap((i): Seam[] => {
    const change = changes[i] as number;
    const byAdjusted = otherChange(adjusted, series, i);
    // What another source made of the day is the day's own return, and no part of the split.
    const own = byAdjusted ?? otherChange(second, series, i) ?? 0;
    const ratio = nearestSplit(change - own, byAdjusted === undefined ? NEAR : NEAR_ADJUSTED);
    if (!ratio || !stays(values, i, change)) return [];
    const opinion = byAdjusted === undefined ? secondOpinion(series, i, second) : 'refuted';
    if (opinion === 'confirmed') return [];
    if (byAdjusted === undefined && !standsAlone(changes, i, opinion === 'refuted' ? undefined : largest)) return [];
    return [
      {
        kind: 'seam',
        severity: opinion === 'refuted' ? 'error' : 'warning',
        dates: dates.slice(0, i + 1),
        at: dates[i + 1] as number,
        ratio,
        step: Math.exp(change),
        opinion,
      },
    ];
  });
}

/** What another source made of the step that ends at index i + 1. */
function otherChange(other: Pick<Second, 'dates' | 'values'> | undefined, { dates }: Series, i: number): number | undefined {
  if (!other) return undefined;
  const [before, after] = [dates[i], dates[i + 1]].map((day) => valueOn({ name: '', ...other }, day as number)) as [number, number];
  return before > 0 && after > 0 ? Math.log(after / before) : undefined;
}

/** The second source does not move around that day (refuted), does (confirmed: it is no seam), or is not there. */
function secondOpinion(series: Series, i: number, second: Second | undefined): Opinion {
  const own = otherChange(series, series, i) as number;
  const theirs = [i - 1, i, i + 1].map((step) => otherChange(second, series, step));
  if (theirs[1] === undefined) return 'unconfirmed';
  return theirs.every((change) => change === undefined || Math.abs(change) < UNMOVED * Math.abs(own)) ? 'refuted' : 'confirmed';
}

/** After n new shares for m old ones the price is m / n of what it was. */
function nearestSplit(change: number, near: number): readonly [number, number] | undefined {
  if (Math.abs(change) < Math.log(1.2)) return undefined;
  const distance = ([n, m]: readonly [number, number]) => Math.abs(change - Math.log(m / n));
  const nearest = SPLITS.reduce((best, split) => (distance(split) < distance(best) ? split : best));
  return distance(nearest) <= near ? nearest : undefined;
}

/** Whether the level stays where the step left it: the medians on both sides differ by most of it. */
function stays(values: Float64Array, i: number, change: number): boolean {
  const before = median(values.subarray(Math.max(0, i + 1 - WINDOW), i + 1));
  const after = median(values.subarray(i + 1, i + 1 + WINDOW));
  return Math.abs(Math.log(after / before) - change) < UNMOVED * Math.abs(change);
}

/** Whether a step is beyond what the series does around it and, where nobody else can tell, anywhere else. */
function standsAlone(changes: Float64Array, i: number, sorted: Float64Array | undefined): boolean {
  const usual = usualChange(changes, i, 1);
  const size = Math.abs(changes[i] as number);
  const next = sorted?.findLast((other) => other < size) ?? 0;
  return usual !== undefined && size >= LEAST_SIZE * usual && size >= NEXT_LARGEST * next;
}

/** Rounding of printed closes, as a share: the ratio of two of them may fall by this without any dividend. */
const ROUNDING = 2e-4;

/** Falls of adjusted / close from one date to the next: going back in time the ratio can only fall, dividend by dividend. */
export function findNegativeDividends({ dates, values }: Series, adjusted: Series): NegativeDividend[] {
  const { left, right } = commonDates(dates, adjusted.dates);
  const ratios = Float64Array.from(left, (i, k) => (adjusted.values[right[k] as number] as number) / (values[i] as number));
  const rounding = ROUNDING + unitOf(adjusted.values) / Math.min(...adjusted.values) + unitOf(values) / Math.min(...values);
  const steps = ratios.subarray(1).map((ratio, i) => ratio / (ratios[i] as number) - 1);
  const falls = Array.from(steps.keys()).filter((i) => (steps[i] as number) < -rounding);
  if (falls.length === 0) return [];
  const dateAfter = (i: number) => dates[left[i + 1] as number] as number;
  const deepest = falls.reduce((most, i) => ((steps[i] as number) < (steps[most] as number) ? i : most));
  return [
    {
      kind: 'negative dividend',
      severity: 'error',
      dates: Int32Array.from(falls, dateAfter),
      largest: -(steps[deepest] as number),
      at: dateAfter(deepest),
      changes: steps.filter((step) => Math.abs(step) > rounding).length / steps.length,
    },
  ];
}

/** The last place to which values are printed: 0.01 for closes in cents. At least a millionth. */
function unitOf(values: Float64Array): number {
  const places = values.subarray(-200).reduce((most, value) => Math.max(most, (String(value).split('.')[1] ?? '').length), 0);
  return 10 ** -Math.min(6, places);
}
