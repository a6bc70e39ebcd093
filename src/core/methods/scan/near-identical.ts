import { DAYS_APART, shareInCommon } from './event-overlap.ts';

/** Triggers that have this share of their events in common are near-identical. */
const ENOUGH = 0.7;

/** Events of a trigger, as a group is made of them. */
export interface GroupedEvents {
  /** Dates of its events, days since 1970-01-01, ascending. */
  readonly dates: Int32Array;
  /** Only triggers with the same key can be near-identical, e.g. those of one market. */
  readonly key: string;
}

/**
 * Groups triggers that fire on nearly the same dates, so that many settings of one idea are told as one finding: those with at least 70 % of
 * their events in common (within five days), transitively.
 *
 * @param triggers - The first of a group stands for it.
 * @returns For each trigger the number of its group, in the order in which the groups begin.
 * @remarks Missing values: dates have none.
 */
export function nearIdentical(triggers: readonly GroupedEvents[]): Int32Array {
  const group = Int32Array.from(triggers.keys());
  const root = (i: number): number => (group[i] === i ? i : root(group[i] as number));
  triggers.forEach((a, i) => {
    for (let j = 0; j < i; j++) {
      const b = triggers[j] as GroupedEvents;
      if (a.key !== b.key || root(i) === root(j)) continue;
      if (shareInCommon(a.dates, b.dates, DAYS_APART) < ENOUGH) continue;
      const [low, high] = [Math.min(root(i), root(j)), Math.max(root(i), root(j))];
      group[high] = low;
    }
  });
  const roots = triggers.map((_, i) => root(i));
  const numbers = [...new Set(roots)];
  return Int32Array.from(roots, (one) => numbers.indexOf(one));
}
