import { formatNumber } from '../format.ts';

/** Whether a positive range spans more than tenfold, and so is drawn on a log scale. */
export function spansTenfold(values: readonly number[]): boolean {
  const [low, high] = extent(values);
  return low > 0 && high / low > 10;
}

/** Lowest and highest of some values, without spreading them over the stack. */
export function extent(values: Iterable<number>): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const v of values) {
    if (v < low) low = v;
    if (v > high) high = v;
  }
  return [low, high];
}

/** Ticks for a log axis: round numbers on a short one, else a few steps of each power of ten, else powers alone, thinned. */
export function logTicks(low: number, high: number, most: number): number[] {
  if (high / low < 2.5) return linearTicks(low, high, most).filter((t) => t > 0);
  for (const steps of [[1, 1.5, 2, 3, 5, 7], [1, 2, 5], [1, 3], [1]]) {
    const ticks = powers(low, high, steps);
    if (ticks.length <= most && (ticks.length >= 2 || steps.length === 1)) return ticks;
  }
  const tens = powers(low, high, [1]);
  const every = Math.ceil(tens.length / most);
  return tens.filter((_, i) => (tens.length - 1 - i) % every === 0);
}

/** Round ticks for a linear axis. */
export function linearTicks(low: number, high: number, most: number): number[] {
  const span = high - low;
  if (!(span > 0)) return [low];
  const raw = span / Math.max(1, most);
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = ([1, 2, 2.5, 5, 10].find((s) => s * power >= raw) ?? 10) * power;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** A tick's label: with commas, or shortened to `10k`, `2m`, `3bn` where there is little room. */
export function formatTick(value: number, compact: boolean): string {
  const size = Math.abs(value);
  if (size >= 1e9) return `${trim(value / 1e9)}bn`;
  if (size >= 1e6) return `${trim(value / 1e6)}m`;
  if (compact && size >= 1e3) return `${trim(value / 1e3)}k`;
  return trim(value);
}

function trim(value: number): string {
  const text = String(Number(Math.abs(value).toPrecision(4)));
  return formatNumber(value, (text.split('.')[1] ?? '').length);
}

function powers(low: number, high: number, steps: readonly number[]): number[] {
  const ticks: number[] = [];
  for (let k = Math.floor(Math.log10(low)); k <= Math.ceil(Math.log10(high)); k++) {
    for (const step of steps) {
      const tick = Number((step * 10 ** k).toPrecision(12));
      if (tick >= low && tick <= high) ticks.push(tick);
    }
  }
  return ticks;
}
