import { countUpTo } from '../../calendar/schedule.ts';
import { type Insufficient, insufficient } from '../../numerics/insufficient.ts';
import type { Series } from '../../series/series.ts';
import type { Change } from './align.ts';
import type { Ticks } from './hayashi-yoshida.ts';

const HOUR_MS = 3_600_000;

/**
 * Two series as paths on their own clocks, in hours since 1970-01-01T00:00Z, over the stretch that both cover.
 *
 * @param change - `log-return` takes logarithms, `difference` the values as they are.
 * @returns Insufficient with fewer than two ticks of a side in the common time, or for a logarithm of what is not above 0.
 * @remarks Of several values that became known at one instant the last is kept. Missing values: propagates for differences.
 */
export function ticksOf(a: Series, b: Series, change: Change = 'log-return'): { readonly x: Ticks; readonly y: Ticks } | Insufficient {
  const from = Math.max(a.knownAt[0] ?? Number.POSITIVE_INFINITY, b.knownAt[0] ?? Number.POSITIVE_INFINITY);
  const to = Math.min(a.knownAt.at(-1) ?? Number.NEGATIVE_INFINITY, b.knownAt.at(-1) ?? Number.NEGATIVE_INFINITY);
  const [x, y] = [ticksWithin(a, from, to), ticksWithin(b, from, to)];
  const fewer = Math.min(x.at.length, y.at.length);
  if (fewer < 2) return insufficient('the two series share no time', 2, fewer);
  if (change === 'difference') return { x, y };
  const below = [x, y].reduce((count, { values }) => count + values.filter((value) => !(value > 0)).length, 0);
  if (below > 0) return insufficient('a logarithm needs values above 0', x.at.length + y.at.length, x.at.length + y.at.length - below);
  return { x: { at: x.at, values: x.values.map(Math.log) }, y: { at: y.at, values: y.values.map(Math.log) } };
}

/** The values known from the last one at or before `from` up to `to`. */
function ticksWithin({ knownAt, values }: Series, from: number, to: number): Ticks {
  const start = Math.max(0, countUpTo(knownAt, from) - 1);
  const kept = Int32Array.from(knownAt.keys()).filter((i) => i >= start && (knownAt[i] as number) <= to && knownAt[i] !== knownAt[i + 1]);
  return {
    at: Float64Array.from(kept, (i) => (knownAt[i] as number) / HOUR_MS),
    values: Float64Array.from(kept, (i) => values[i] as number),
  };
}
