import { median, quantileSorted } from '../numerics/quantile.ts';
import type { Series } from '../series/series.ts';
import type { UnitBreak } from './finding.ts';

/** Observations on each side that tell the scale. */
const WINDOW = 10;
/** Powers of ten in which units differ: hundredths, thousands, and what they make together. Ten is a split, or a move. */
const LEAST_POWER = 2;
/** How far from a whole power the jump may be: a factor of 1.6 for what moved meanwhile. */
const ROUND = 0.2;
/** The step itself, in a day or a week, is rounder: within a third. A first market price that ends a guess is not. */
const ROUND_STEP = 0.12;
/** With fewer values on one side than this only the step speaks. */
const FEW = 3;
/** The scale of the series moves nowhere else by more than this share of the jump. */
const ELSEWHERE = 0.5;

interface Candidate {
  readonly at: number;
  readonly power: number;
}

/** Jumps of the scale by a power of ten that stay: billions to millions, percent to fractions. */
export function findUnitBreaks({ dates, values }: Series): UnitBreak[] {
  if (!mayBreak(values)) return [];
  const scale = values.map((value) => (value === 0 ? Number.NaN : Math.log10(Math.abs(value))));
  const jumps = scale.map((_, i) => jumpAt(scale, i));
  const found = candidatesOf({ values, scale }, jumps);
  const isNear = (i: number) => found.some(({ at }) => Math.abs(at - i) <= WINDOW);
  const rest = jumps.reduce((most, jump, i) => (Number.isNaN(jump) || isNear(i) ? most : Math.max(most, Math.abs(jump))), 0);
  return found
    .filter(({ power }) => rest < ELSEWHERE * Math.abs(power))
    .map(({ at, power }) => ({
      kind: 'unit break',
      severity: 'error',
      dates: dates.slice(0, at),
      at: dates[at] as number,
      power,
      before: values[at - 1] as number,
      after: values[at] as number,
    }));
}

/** Without zeros and changes of sign a break is a step, and most series have none that is large enough. */
function mayBreak(values: Float64Array): boolean {
  const least = 10 ** (LEAST_POWER - ROUND_STEP);
  return values.some((value, i) => {
    const ratio = i === 0 ? 1 : value / (values[i - 1] as number);
    return !(ratio > 1 / least && ratio < least);
  });
}

/** Median scale of the values from `i` on, less that of the values before. */
function jumpAt(scale: Float64Array, i: number): number {
  const [before, after] = sides(scale, i);
  return before.length === 0 || after.length === 0 ? Number.NaN : median(after) - median(before);
}

const sides = (scale: Float64Array, i: number): [Float64Array, Float64Array] => [
  scale.subarray(Math.max(0, i - WINDOW), i).filter(Number.isFinite),
  scale.subarray(i, i + WINDOW).filter(Number.isFinite),
];

interface Scaled {
  readonly values: Float64Array;
  /** Decimal logarithms of the sizes. */
  readonly scale: Float64Array;
}

function candidatesOf({ values, scale }: Scaled, jumps: Float64Array): Candidate[] {
  const found: Candidate[] = [];
  for (let i = 1; i < scale.length; i++) {
    const power = Math.round(jumps[i] as number);
    if (!(Math.abs(power) >= LEAST_POWER) || !isBreak({ values, scale }, i, power)) continue;
    const before = found.at(-1);
    const isSame = before !== undefined && before.power === power && i - before.at <= WINDOW;
    if (!isSame) found.push({ at: i, power });
    else if (stepAt(scale, i) > stepAt(scale, before.at)) found[found.length - 1] = { at: i, power };
  }
  return found;
}

const stepAt = (scale: Float64Array, i: number): number => Math.abs((scale[i] as number) - (scale[i - 1] as number));

/** Whether the values around are all above or all below zero: only then is a single step of the scale steady. */
function hasOneSign(values: Float64Array, i: number): boolean {
  const around = values.subarray(Math.max(0, i - WINDOW), i + WINDOW);
  return around.every((value) => value > 0) || around.every((value) => value < 0);
}

/** Whether the scale breaks right here: nearly all values before lie on the one side, nearly all after on the other. */
function isBreak({ values, scale }: Scaled, i: number, power: number): boolean {
  const [before, after] = sides(scale, i).map((side) => side.sort()) as [Float64Array, Float64Array];
  const isShort = Math.min(before.length, after.length) < FEW;
  const size = median(after) - median(before);
  if (hasOneSign(values, i) && Math.abs(stepAt(scale, i) - Math.abs(power)) > ROUND_STEP) return false;
  if (Math.abs(size - power) > (isShort ? ROUND_STEP : ROUND)) return false;
  const [low, high] = power > 0 ? [before, after] : [after, before];
  return quantileSorted(high, 0.1) - quantileSorted(low, 0.9) > Math.abs(power) - 1;
}
