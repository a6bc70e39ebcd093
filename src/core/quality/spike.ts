import { quantileSorted } from '../numerics/quantile.ts';
import type { Series } from '../series/series.ts';
import { changesOf, leastUsualChange, usualChange } from './changes.ts';
import type { Opinion, Severity, Spike } from './finding.ts';
import { type Second, valueOn } from './second.ts';

/** Both moves, out and back, are at least so many usual moves. Real crashes do not come back the next day by as much. */
const LEAST_SIZE = 12;
/** Of positive values the move is at least this share: less moves no study. */
const LEAST_MOVE = 0.01;
/** What is left of the move after the way back, and how far the values may wander while away: at most this share. */
const LEFT = 0.35;
/** Longest stay away. Rows of another series got in for a day or three; longer ones are an era. */
const LONGEST = 3;
/** … and so many times as large as nearly all of the series' own moves out and back: flows and liquidations spike by nature. */
const OWN_QUANTILE = 0.95;
const OWN_FACTOR = 4;
/** Share of the move that a second source must have made to confirm it; else it refutes. */
const CONFIRMS = 0.5;

/** A stay away: the level before it, the first and the last level of it. */
interface Excursion {
  readonly before: number;
  readonly last: number;
  /** The smaller of the two moves over the usual move around them. */
  readonly size: number;
}

/** Observations far out and back, with what a second source says of them. */
export function findSpikes(series: Series, second?: Second): Spike[] {
  const { dates, values } = series;
  const isPositive = values.every((value) => value > 0);
  const found = excursionsOf(values, isPositive);
  const own = quantileSorted(Float64Array.from([0, ...found.map(({ size }) => size)]).sort(), OWN_QUANTILE);
  const isFar = (size: number) => size >= LEAST_SIZE && (found.length < 1 / (1 - OWN_QUANTILE) || size >= OWN_FACTOR * own);
  const far = found.filter(
    ({ size, ...excursion }) => isFar(size) && (!isPositive || Math.abs(bend(levels(values, excursion))) >= LEAST_MOVE),
  );
  return withoutOverlaps(far).map(({ before, last, size }) => {
    const { opinion, other } = opinionOf(series, { before, last }, second);
    const [previous, value, next] = levels(values, { before, last });
    return {
      kind: 'spike',
      severity: severityOf(opinion, isPositive),
      dates: dates.slice(before + 1, last + 1),
      value,
      previous,
      next,
      size,
      opinion,
      other,
    };
  });
}

/** Prices do not leave for a day and come back; flows and rates that cross zero do, at the end of a quarter or in a crash. */
function severityOf(opinion: Opinion, isPositive: boolean): Severity {
  if (opinion === 'refuted') return 'error';
  return opinion === 'unconfirmed' && isPositive ? 'warning' : 'note';
}

type Place = Pick<Excursion, 'before' | 'last'>;

/** The level before an excursion, its first one, and the level after it. */
const levels = (values: Float64Array, { before, last }: Place): [number, number, number] => [
  values[before] as number,
  values[before + 1] as number,
  values[last + 1] as number,
];

/** Excursions by log changes and by differences alike: near zero a log change is nothing, and among high levels a difference. */
function excursionsOf(values: Float64Array, isPositive: boolean): Excursion[] {
  const byDifference = outAndBack(changesOf(values, 'difference'));
  if (!isPositive) return byDifference;
  const sizes = new Map(byDifference.map(({ before, last, size }) => [`${before} ${last}`, size]));
  return outAndBack(changesOf(values, 'log')).flatMap(({ before, last, size }) => {
    const other = sizes.get(`${before} ${last}`);
    return other === undefined ? [] : [{ before, last, size: Math.min(size, other) }];
  });
}

function outAndBack(changes: Float64Array): Excursion[] {
  const found: Excursion[] = [];
  const atLeast = leastUsualChange(changes);
  for (let out = 0; out < changes.length; out++) {
    for (let length = 1; length <= LONGEST && out + length < changes.length; length++) {
      if (!comesBack(changes, out, length)) continue;
      const smaller = Math.min(Math.abs(changes[out] as number), Math.abs(changes[out + length] as number));
      // What is small for sure counts as nothing: it only fills the ranks below the quantile of the large ones.
      const isSmall = smaller < (LEAST_SIZE / OWN_FACTOR) * atLeast(out, length + 1);
      const usual = isSmall ? Number.POSITIVE_INFINITY : usualChange(changes, out, length + 1);
      if (usual !== undefined) found.push({ before: out, last: out + length, size: smaller / usual });
      break;
    }
  }
  return found;
}

/** Whether the values stay where the move out took them and the move back undoes it. */
function comesBack(changes: Float64Array, out: number, length: number): boolean {
  const [away, back] = [changes[out] as number, changes[out + length] as number];
  const larger = Math.max(Math.abs(away), Math.abs(back));
  let meanwhile = 0;
  for (let i = out + 1; i < out + length; i++) {
    meanwhile += changes[i] as number;
    if (Math.abs(meanwhile) > LEFT * larger) return false;
  }
  return away * back < 0 && Math.abs(away + meanwhile + back) <= LEFT * larger;
}

function withoutOverlaps(found: readonly Excursion[]): Excursion[] {
  const kept: Excursion[] = [];
  for (const excursion of found) {
    const before = kept.at(-1);
    if (!before || excursion.before >= before.last) kept.push(excursion);
    else if (excursion.size > before.size) kept[kept.length - 1] = excursion;
  }
  return kept;
}

/** Whether a second source made the move too: its value against its own neighbours on the same dates. */
function opinionOf({ dates, values }: Series, place: Place, second: Second | undefined): { opinion: Opinion; other: number | null } {
  const own = levels(values, place);
  const theirs = [place.before, place.before + 1, place.last + 1].map((i) => valueOn(second, dates[i] as number));
  const other = theirs[1] as number;
  if (Number.isNaN(other)) return { opinion: 'unconfirmed', other: null };
  // Where its neighbours are not there, the level itself must say which of the two it is near.
  const neighbours = theirs.some(Number.isNaN) ? own : theirs;
  const share = bend([neighbours[0] as number, other, neighbours[2] as number]) / bend(own);
  return { opinion: share >= CONFIRMS ? 'confirmed' : 'refuted', other };
}

/** How far the middle of three values lies from the other two, as a share of them where they are positive. */
function bend(three: readonly number[]): number {
  const [before, middle, after] = three as [number, number, number];
  const level = (before + after) / 2;
  return (middle - level) / (three.every((value) => value > 0) ? level : 1);
}
