import { addSpan } from '../../calendar/civil-date.ts';
import type { EventSet, Extent } from '../../series/curve.ts';
import { isSpan } from '../../series/curve.ts';
import { type HoldingPeriods, holdingPeriods, type Target } from './holding-period.ts';

/** What an outcome is measured in. */
export type OutcomeKind = 'return' | 'log difference' | 'hit' | 'days';

/** The outcome after each date of a trigger's calendar, had an event come then. Parallel arrays. */
export interface Outcomes {
  readonly kind: OutcomeKind;
  readonly target: Target;
  readonly horizon: Extent;
  readonly periods: HoldingPeriods;
  /**
   * Log return, log difference, 0 or 1, or days; NaN without entry or where prices have no logarithm. For a pending date
   * it is the outcome so far and enters no statistic.
   */
  readonly values: Float64Array;
  /** Whether a positive outcome counts as a hit; withheld for gains, losses and times that include the entry. */
  readonly hasHits: boolean;
  /** Return over the same span before the entry (log), where the outcome is a plain return; else null. */
  readonly before: Float64Array | null;
  /** Date from which each outcome cannot change any more: the end of the horizon, or the first hit before it. −1 without entry. */
  readonly settled: Int32Array;
}

/** What a target's path from an entry to an exit (indices, both included) amounts to. */
type PathValue = (target: Target, entry: number, exit: number) => number;

const logRatio = (later: number, earlier: number): number => (later > 0 && earlier > 0 ? Math.log(later / earlier) : Number.NaN);

const logGain = ({ values }: Target, entry: number, at: number): number => logRatio(values[at] as number, values[entry] as number);

const pathValues: Record<'return' | 'max_gain' | 'max_loss' | 'time_to_peak', PathValue> = {
  return: logGain,
  max_gain: (target, entry, exit) => logGain(target, entry, firstMaximum(target.values, entry, exit)),
  max_loss: (target, entry, exit) => logGain(target, entry, firstMinimum(target.values, entry, exit)),
  time_to_peak: ({ dates, values }, entry, exit) => (dates[firstMaximum(values, entry, exit)] as number) - (dates[entry] as number),
};

function firstMaximum(values: Float64Array, start: number, end: number): number {
  let at = start;
  for (let i = start + 1; i <= end; i++) if ((values[i] as number) > (values[at] as number)) at = i;
  return at;
}

function firstMinimum(values: Float64Array, start: number, end: number): number {
  let at = start;
  for (let i = start + 1; i <= end; i++) if ((values[i] as number) < (values[at] as number)) at = i;
  return at;
}

/** Outcomes read off the target's path: `return`, `max_gain`, `max_loss` (as logs of 1 + return) and `time_to_peak` (days). */
export function pathOutcomes(
  measure: keyof typeof pathValues,
  knownAt: Float64Array,
  { target, horizon }: { readonly target: Target; readonly horizon: Extent },
): Outcomes {
  const periods = holdingPeriods(knownAt, target, horizon);
  const readPath = pathValues[measure];
  const values = new Float64Array(knownAt.length).fill(Number.NaN);
  periods.entry.forEach((entry, i) => {
    if (entry >= 0) values[i] = readPath(target, entry, periods.exit[i] as number);
  });
  return {
    kind: measure === 'time_to_peak' ? 'days' : 'return',
    target,
    horizon,
    periods,
    values,
    hasHits: measure === 'return',
    before: measure === 'return' ? returnsBefore(periods, target, horizon) : null,
    settled: periods.due,
  };
}

/** Log return from the last close on or before entry − horizon to the entry close; NaN where the data do not reach back. */
function returnsBefore({ entry }: HoldingPeriods, { dates, values }: Target, horizon: Extent): Float64Array {
  const before = new Float64Array(entry.length).fill(Number.NaN);
  for (let i = 0, start = -1; i < entry.length; i++) {
    const at = entry[i] as number;
    if (at < 0) continue;
    if (isSpan(horizon)) {
      const day = addSpan(dates[at] as number, horizon, -1);
      while (start + 1 < dates.length && (dates[start + 1] as number) <= day) start++;
    } else {
      start = at - horizon.count;
    }
    if (start >= 0) before[i] = logRatio(values[at] as number, values[start] as number);
  }
  return before;
}

/** Log return of one target less that of another, each by its own entry and exit; complete when both are. */
export function excessOutcomes(
  knownAt: Float64Array,
  { target, benchmark, horizon }: { readonly target: Target; readonly benchmark: Target; readonly horizon: Extent },
): Outcomes {
  const own = pathOutcomes('return', knownAt, { target, horizon });
  const other = pathOutcomes('return', knownAt, { target: benchmark, horizon });
  const complete = own.periods.complete.map((flag, i) => flag & (other.periods.complete[i] as number));
  const upcoming = own.periods.upcoming.map((flag, i) => flag | (other.periods.upcoming[i] as number));
  const values = own.values.map((value, i) => value - (other.values[i] as number));
  return { ...own, kind: 'log difference', periods: { ...own.periods, complete, upcoming }, values, before: null };
}

/** 1 where an event of the target is dated after the entry date and not later than entry + horizon, else 0. */
export function hitOutcomes(knownAt: Float64Array, targetEvents: EventSet, horizon: Extent): Outcomes {
  const { dates, on, schedule, values } = targetEvents;
  const target: Target = { dates, values, schedule };
  const periods = holdingPeriods(knownAt, target, horizon);
  const eventsUpTo = Int32Array.from(on);
  for (let i = 1; i < eventsUpTo.length; i++) eventsUpTo[i] = (eventsUpTo[i] as number) + (eventsUpTo[i - 1] as number);
  const nextEvents = nextEventIndices(on);
  const hits = new Float64Array(knownAt.length).fill(Number.NaN);
  periods.entry.forEach((entry, i) => {
    const readable = entry >= targetEvents.warmup - 1;
    if (entry >= 0 && readable) hits[i] = (eventsUpTo[periods.exit[i] as number] as number) > (eventsUpTo[entry] as number) ? 1 : 0;
  });
  const settled = periods.due.map((due, i) =>
    hits[i] === 1 ? (dates[nextEvents[(periods.entry[i] as number) + 1] as number] as number) : due,
  );
  return { kind: 'hit', target, horizon, periods, values: hits, hasHits: true, before: null, settled };
}

/** For each index the first event at or after it; the length where there is none. */
function nextEventIndices(on: Uint8Array): Int32Array {
  const next = new Int32Array(on.length + 1).fill(on.length);
  for (let i = on.length - 1; i >= 0; i--) next[i] = on[i] ? i : (next[i + 1] as number);
  return next;
}
