import type { HoldingPeriods } from '../event-study/holding-period.ts';

/** Closes between which a target is held: bought at `entry`, sold at `exit`, both indices of closes. */
export interface Block {
  readonly entry: number;
  readonly exit: number;
}

/** A holding made of one event or of several whose holding periods overlap. */
export interface Position extends Block {
  /** Events whose holding periods it joins. */
  readonly events: number;
  /** Whether one of them is not over: then `exit` is the last close so far. */
  readonly open: boolean;
  /** Latest date on which one of them ends, −1 where a horizon in observations is not over. */
  readonly due: number;
}

/**
 * The positions that a trader holds who buys at each entry and sells at each exit: periods that overlap, or that meet at one
 * close, are one position, so that nothing is sold and bought again at the same close.
 *
 * @param periods - Holding periods of all dates of a trigger's calendar.
 * @param events - Indices of the events there, ascending, each with an entry.
 * @returns Positions in order of their entries, each ending before the next begins. Positions of no step (exit at the entry's own
 * close, where the horizon does not reach the next one) are among them.
 */
export function mergedPositions(periods: HoldingPeriods, events: Int32Array): Position[] {
  const positions: Position[] = [];
  for (const event of events) {
    const next = positionOf(periods, event);
    const last = positions.at(-1);
    if (last && next.entry <= last.exit) positions[positions.length - 1] = joined(last, next);
    else positions.push(next);
  }
  return positions;
}

function positionOf({ entry, exit, due, complete }: HoldingPeriods, event: number): Position {
  return {
    entry: entry[event] as number,
    exit: exit[event] as number,
    events: 1,
    open: complete[event] === 0,
    due: due[event] as number,
  };
}

function joined(a: Position, b: Position): Position {
  return {
    entry: a.entry,
    exit: Math.max(a.exit, b.exit),
    events: a.events + b.events,
    open: a.open || b.open,
    due: a.due < 0 || b.due < 0 ? -1 : Math.max(a.due, b.due),
  };
}
