import { later } from './dates.ts';
import { closeOf, nextClose, nextDate, type Series } from './series.ts';
import { eventDates, type Trigger } from './triggers.ts';

/** One outcome at one instant: `value` is what is printed, `y` what is averaged (a log, a 0/1, days). */
export interface Outcome {
  readonly status: 'complete' | 'pending' | 'no entry';
  readonly entry?: number;
  readonly exit?: number;
  /** Entry + h; the exit's date where h counts observations. */
  readonly due?: number;
  readonly value?: number;
  readonly y?: number;
  /** Log return over the same span before the entry, where the data reach back. */
  readonly before?: number;
}

/** A span, or a count of observations. */
export type Horizon = string | number;

/** What is read forward from an instant on a target, over a horizon. */
export interface OutcomeRule {
  readonly horizon: Horizon;
  /** `withheld`: a return whose hit rate says nothing. */
  readonly kind: 'return' | 'withheld' | 'difference' | 'binary' | 'days';
  at(instant: number): Outcome;
}

interface Held {
  readonly entry: number;
  readonly exit: number;
  readonly due: number;
  /** Closes from entry to exit with their dates. */
  readonly path: readonly { date: number; value: number }[];
}

/** Entry, exit and what lies between them, or why there is none. */
function hold(target: Series, horizon: Horizon, instant: number): Held | 'pending' | 'no entry' {
  const entry = nextClose(target, instant);
  const last = target.dates.at(-1) as number;
  if (entry > last) return 'pending';
  const place = target.dates.indexOf(entry);
  if (place < 0) return 'no entry';
  const due = typeof horizon === 'number' ? target.dates[place + horizon] : later(entry, horizon);
  if (due === undefined || (typeof horizon === 'string' && nextDate(target, last) <= due)) return 'pending';
  const path: { date: number; value: number }[] = [];
  for (let i = place; i < target.dates.length && (target.dates[i] as number) <= due; i++) {
    path.push({ date: target.dates[i] as number, value: target.values[i] as number });
  }
  return { entry, exit: (path.at(-1) as { date: number }).date, due, path };
}

function overPath(
  target: Series,
  horizon: Horizon,
  kind: OutcomeRule['kind'],
  read: (held: Held) => { value: number; y: number; before?: number },
): OutcomeRule {
  return {
    horizon,
    kind,
    at: (instant) => {
      const held = hold(target, horizon, instant);
      if (typeof held === 'string') return { status: held };
      return { status: 'complete', entry: held.entry, exit: held.exit, due: held.due, ...read(held) };
    },
  };
}

function asReturn(ratio: number): { value: number; y: number } {
  return { value: ratio - 1, y: Math.log(ratio) };
}

const entryValue = (held: Held) => (held.path[0] as { value: number }).value;
const exitValue = (held: Held) => (held.path.at(-1) as { value: number }).value;
const highest = (held: Held) => Math.max(...held.path.map(({ value }) => value));

export function holdingReturn(target: Series, horizon: Horizon): OutcomeRule {
  return overPath(target, horizon, 'return', (held) => ({
    ...asReturn(exitValue(held) / entryValue(held)),
    ...returnBefore(target, horizon, held),
  }));
}

/** From the last close on or before entry − h (so many observations before it) to the entry close. */
function returnBefore(target: Series, horizon: Horizon, held: Held): { before?: number } {
  let from = target.dates.indexOf(held.entry);
  const start = typeof horizon === 'number' ? (target.dates[from - horizon] ?? -Infinity) : later(held.entry, `-${horizon}`);
  while (from >= 0 && (target.dates[from] as number) > start) from--;
  return from < 0 ? {} : { before: Math.log(entryValue(held) / (target.values[from] as number)) };
}

export function maxGain(target: Series, horizon: Horizon): OutcomeRule {
  return overPath(target, horizon, 'withheld', (held) => asReturn(highest(held) / entryValue(held)));
}

export function maxLoss(target: Series, horizon: Horizon): OutcomeRule {
  return overPath(target, horizon, 'withheld', (held) => asReturn(Math.min(...held.path.map(({ value }) => value)) / entryValue(held)));
}

/** Calendar days from entry to the first maximum. */
export function timeToPeak(target: Series, horizon: Horizon): OutcomeRule {
  return overPath(target, horizon, 'days', (held) => {
    const peak = highest(held);
    const days = (held.path.find(({ value }) => value === peak) as { date: number }).date - held.entry;
    return { value: days, y: days };
  });
}

/** Log return of X minus log return of Y, each by its own entry and exit. */
export function excessReturn(x: Series, y: Series, horizon: Horizon): OutcomeRule {
  const log = (held: Held) => asReturn(exitValue(held) / entryValue(held));
  const [ofX, ofY] = [overPath(x, horizon, 'difference', log), overPath(y, horizon, 'difference', log)];
  return {
    horizon,
    kind: 'difference',
    at: (instant) => {
      const [a, b] = [ofX.at(instant), ofY.at(instant)];
      const statuses = [a.status, b.status];
      if (statuses.includes('no entry')) return { status: 'no entry' };
      if (statuses.includes('pending')) return { status: 'pending' };
      const logs = (a.y as number) - (b.y as number);
      return { ...a, value: logs, y: logs };
    },
  };
}

/**
 * 1 when an event of E is dated after the entry date and not later than entry + h, else 0.
 *
 * What the text leaves open: entries so early that E could not have fired at the observation after them. `asZero` takes the text
 * to the letter; otherwise such an entry tells nothing, and its date is not admissible.
 */
export function hits(target: Series, event: Trigger, horizon: Horizon, { asZero } = { asZero: false }): OutcomeRule {
  const dates = eventDates(event);
  const plain = overPath(target, horizon, 'binary', (held) => {
    const hit = dates.some((date) => date > held.entry && date <= held.due) ? 1 : 0;
    return { value: hit, y: hit };
  });
  return {
    ...plain,
    at: (instant) => {
      const place = target.dates.indexOf(nextClose(target, instant));
      return !asZero && place >= 0 && place + 1 < event.warmUp ? { status: 'no entry' } : plain.at(instant);
    },
  };
}

/** The last close of a series known at an instant, as a share below the highest until then. */
export function drawdownAt(series: Series, instant: number): number | undefined {
  let [last, highest] = [Number.NaN, -Infinity];
  for (const [i, date] of series.dates.entries()) {
    if (closeOf(series.calendar, date) > instant) break;
    last = series.values[i] as number;
    highest = Math.max(highest, last);
  }
  return highest > 0 ? last / highest - 1 : undefined;
}
