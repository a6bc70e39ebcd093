import { indexOfDate } from '../series/curve.ts';
import type { Series } from '../series/series.ts';
import type { OffByOne } from './finding.ts';
import type { Second } from './second.ts';

/** Observations of one look, half a year of sessions, and how far one look is from the next. */
const WINDOW = 120;
const STEP = 30;
/** Fewer pairs of returns than this tell no correlation. */
const LEAST = 30;
/** Moved by one, the returns must agree at least so well … */
const AGREES = 0.5;
/** … and so much better than as dated: growth that carries on agrees with its neighbours too, but not better. */
const BETTER = 0.25;

interface Move {
  readonly shift: -1 | 1;
  readonly step: 'day' | 'observation';
  /** The second source's change for each step of the series, had its dates been moved; NaN where there is none. */
  readonly theirs: Float64Array;
}

/** Eras in which the returns agree with a second source better when the dates are moved by one day or one observation. */
export function findOffByOne(series: Series, second: Second): OffByOne[] {
  const { dates, values } = series;
  if (dates.length < LEAST || second.dates.length < LEAST) return [];
  const own = changesAt(values);
  const asDated = changesAt(
    dates.map((day) => indexOfDate(second.dates, day)),
    second,
  );
  const moves = movesOf(dates, second);
  const best: Era[] = [];
  for (const era of moves.flatMap((move) => erasOf(own, asDated, move)).toSorted((a, b) => b.moved * b.share - a.moved * a.share)) {
    if (!best.some((other) => era.from <= other.to && other.from <= era.to)) best.push(era);
  }
  return best
    .toSorted((a, b) => a.from - b.from)
    .map(({ from, to, shift, step, asDated: before, moved }) => ({
      kind: 'off by one',
      severity: 'error',
      // The first step of the era begins at the observation before it.
      dates: dates.slice(from - 1, to + 1),
      shift,
      step,
      asDated: before,
      moved,
    }));
}

function movesOf(dates: Int32Array, second: Second): Move[] {
  const shifts = [-1, 1] as const;
  const observation = (shift: -1 | 1) =>
    dates.map((day) => {
      const at = indexOfDate(second.dates, day);
      return at < 0 || at + shift < 0 || at + shift >= second.dates.length ? -1 : at + shift;
    });
  const nextDay = (shift: -1 | 1) => dates.map((day) => indexOfDate(second.dates, day + shift));
  return [
    ...shifts.map((shift): Move => ({ shift, step: 'day', theirs: changesAt(nextDay(shift), second) })),
    ...shifts.map((shift): Move => ({ shift, step: 'observation', theirs: changesAt(observation(shift), second) })),
  ];
}

/** Log changes (differences where values are not positive) from one element to the next; index 0 has none. */
function changesAt(at: Int32Array | Float64Array, second?: Second): Float64Array {
  const levels = Float64Array.from(at, (place) => (second ? (place < 0 ? Number.NaN : (second.values[place] as number)) : place));
  const isPositive = (second?.values ?? levels).every((value) => value > 0);
  const scaled = isPositive ? levels.map(Math.log) : levels;
  return scaled.map((value, i) => (i === 0 ? Number.NaN : value - (scaled[i - 1] as number)));
}

interface Era {
  readonly shift: -1 | 1;
  readonly step: Move['step'];
  /** Steps, both included. */
  readonly from: number;
  readonly to: number;
  readonly asDated: number;
  readonly moved: number;
  /** Share of the steps that have a counterpart: a day moved over a weekend has none. */
  readonly share: number;
}

function erasOf(own: Float64Array, asDated: Float64Array, { shift, step, theirs }: Move): Era[] {
  const spans: { from: number; to: number }[] = [];
  for (let from = 1; from < own.length; from += STEP) {
    const to = Math.min(own.length, from + WINDOW);
    if (!isBetter(correlations({ own, asDated, theirs }, from, to))) continue;
    const before = spans.at(-1);
    if (before && from <= before.to + WINDOW) before.to = to;
    else spans.push({ from, to });
  }
  return spans.flatMap((span): Era[] => {
    const { from, to } = exactSpan({ own, asDated, theirs }, Math.max(1, span.from - WINDOW), Math.min(own.length, span.to + WINDOW));
    const found = correlations({ own, asDated, theirs }, from, to + 1);
    const share = theirs.subarray(from, to + 1).filter(Number.isFinite).length / (to + 1 - from);
    return isBetter(found) ? [{ shift, step, from, to, share, ...found }] : [];
  });
}

interface Steps {
  readonly own: Float64Array;
  readonly asDated: Float64Array;
  readonly theirs: Float64Array;
}

function correlations({ own, asDated, theirs }: Steps, from: number, to: number): { asDated: number; moved: number } {
  const with_ = (other: Float64Array) => correlation(own.subarray(from, to), other.subarray(from, to));
  const zero = with_(asDated);
  return { asDated: Number.isNaN(zero) ? 0 : zero, moved: with_(theirs) };
}

const isBetter = ({ asDated, moved }: { asDated: number; moved: number }): boolean => moved >= AGREES && moved - asDated >= BETTER;

/** Correlation over the places where both have a value; NaN where too few have. */
function correlation(a: Float64Array, b: Float64Array): number {
  const [centreA, centreB] = [meanWhereBoth(a, b), meanWhereBoth(b, a)];
  let [count, squaresA, squaresB, products] = [0, 0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [(a[i] as number) - centreA, (b[i] as number) - centreB];
    if (Number.isNaN(x + y)) continue;
    count++;
    squaresA += x * x;
    squaresB += y * y;
    products += x * y;
  }
  const spread = Math.sqrt(squaresA * squaresB);
  return count >= LEAST && spread > 0 ? products / spread : Number.NaN;
}

function meanWhereBoth(values: Float64Array, other: Float64Array): number {
  let [count, sum] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN((values[i] as number) + (other[i] as number))) continue;
    count++;
    sum += values[i] as number;
  }
  return sum / count;
}

/** The run of steps that gains most by the move: each step counts how much nearer the moved return is, large ones cut. */
function exactSpan({ own, asDated, theirs }: Steps, start: number, end: number): { from: number; to: number } {
  const sizes = own.subarray(start, end).filter(Number.isFinite).map(Math.abs).sort();
  const cut = (sizes[Math.floor(sizes.length / 2)] ?? 0) * 2;
  const miss = (i: number, other: Float64Array) => Math.min(cut, Math.abs((own[i] as number) - (other[i] as number)));
  let best = { from: start, to: start, gain: Number.NEGATIVE_INFINITY };
  for (let i = start, from = start, gain = 0; i < end; i++) {
    const step = miss(i, asDated) - miss(i, theirs);
    if (gain <= 0) [from, gain] = [i, 0];
    gain += Number.isNaN(step) ? 0 : step;
    if (gain > best.gain) best = { from, to: i, gain };
  }
  return best;
}
