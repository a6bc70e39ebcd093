import { addSpan, type EpochDay } from '../../calendar/civil-date.ts';
import { countUpTo } from '../../calendar/schedule.ts';
import { quantileSorted } from '../../numerics/quantile.ts';
import { isSpan } from '../../series/curve.ts';
import type { Study } from './study.ts';

/** Growth of 1 after entry on a grid of calendar days, for all admissible dates and for each instance. */
export interface ForwardPaths {
  readonly days: Int32Array;
  /** Quantiles over the admissible dates, one array for each of `probabilities`. */
  readonly band: readonly Float64Array[];
  readonly observations: number;
  /** For each event with an entry: its index in the trigger's calendar and its growth, cut where the data end. */
  readonly events: readonly { readonly index: number; readonly growth: Float64Array }[];
  /** Geometric mean over all admissible dates. */
  readonly baseMean: Float64Array;
  /** Geometric mean of the complete paths; null with fewer than two. */
  readonly mean: Float64Array | null;
}

export const BAND_PROBABILITIES = [0.1, 0.25, 0.5, 0.75, 0.9] as const;
const GRID_POINTS = 60;

/** The forward paths of a study whose horizon is a span; undefined for other horizons or without admissible dates. */
export function forwardPaths(study: Study): ForwardPaths | undefined {
  const { outcomes, circle, trigger } = study;
  if (!isSpan(outcomes.horizon) || circle.indices.length === 0) return undefined;
  const { target, periods } = outcomes;
  const length = addSpan(0, outcomes.horizon);
  const days = gridOf(length);
  const grow = (index: number) => growthPath(target, periods.entry[index] as number, days);
  const all = Array.from(circle.indices, grow);
  const column = new Float64Array(all.length);
  const band = BAND_PROBABILITIES.map(() => new Float64Array(days.length));
  days.forEach((_, d) => {
    all.forEach((path, i) => {
      column[i] = path[d] as number;
    });
    column.sort();
    BAND_PROBABILITIES.forEach((p, q) => {
      (band[q] as Float64Array)[d] = quantileSorted(column, p);
    });
  });
  const eventIndices = Array.from(trigger.on.keys()).filter((i) => trigger.on[i] && (periods.entry[i] as number) >= 0);
  const complete = Array.from(study.instances, grow);
  return {
    days,
    band,
    observations: all.length,
    baseMean: Float64Array.from(days, (_, d) => geometricMean(all, d)),
    events: eventIndices.map((index) => ({ index, growth: grow(index) })),
    mean: complete.length < 2 ? null : days.length === 0 ? null : Float64Array.from(days, (_, d) => geometricMean(complete, d)),
  };
}

function gridOf(length: number): Int32Array {
  const steps = Math.min(length, GRID_POINTS);
  return Int32Array.from({ length: steps + 1 }, (_, i) => Math.round((i * length) / steps));
}

function growthPath(target: { dates: Int32Array; values: Float64Array }, entry: number, days: Int32Array): Float64Array {
  const start = target.dates[entry] as EpochDay;
  const last = target.dates.at(-1) as EpochDay;
  const reached = Array.from(days).filter((day) => start + day <= last);
  return Float64Array.from(
    reached,
    (day) => (target.values[countUpTo(target.dates, start + day) - 1] as number) / (target.values[entry] as number),
  );
}

function geometricMean(paths: readonly Float64Array[], d: number): number {
  const logs = paths.map((path) => Math.log(path[Math.min(d, path.length - 1)] as number));
  return Math.exp(logs.reduce((sum, log) => sum + log, 0) / logs.length);
}
