import { later } from './dates.ts';
import { closeOf, nextClose, nextDate, type Series } from './series.ts';
import { eventDates, type Trigger } from './triggers.ts';

/** One outcome at one instant: `value` is what is printed, `y` what is averaged (a log, a 0/1, days). */
export interface Outcome {
  readonly status: 'complete' | 'pending' | 'no entry';
  readonly entry?: number;
  readonly exit?: number;
  readonly value?: number;
  readonly y?: number;
}

/** What is read forward from an instant on a target, over a horizon. */
export interface OutcomeRule {
  readonly horizon: string;
  /** `withheld`: a return whose hit rate says nothing. */
  readonly kind: 'return' | 'withheld' | 'difference' | 'binary' | 'days';
  at(instant: number): Outcome;
}

interface Held {
  readonly entry: number;
  readonly exit: number;
  /** Closes from entry to exit with their dates. */
  readonly path: readonly { date: number; value: number }[];
}

/** Entry, exit and what lies between them, or why there is none. */
function hold(target: Series, horizon: string, instant: number): Held | 'pending' | 'no entry' {
  const entry = nextClose(target, instant);
  const last = target.dates.at(-1) as number;
  if (entry > last) return 'pending';
  if (!target.dates.includes(entry)) return 'no entry';
  const end = later(entry, horizon);
  if (!(nextDate(target, last) > end)) return 'pending';
  const path: { date: number; value: number }[] = [];
  for (let i = target.dates.indexOf(entry); i < target.dates.length; i++) {
    const date = target.dates[i] as number;
    if (date <= end) path.push({ date, value: target.values[i] as number });
  }
  return { entry, exit: (path.at(-1) as { date: number }).date, path };
}

function overPath(target: Series, horizon: string, kind: OutcomeRule['kind'], read: (held: Held) => { value: number; y: number }): OutcomeRule {
  return {
    horizon,
    kind,
    at: (instant) => {
      const held = hold(target, horizon, instant);
      if (typeof held === 'string') return { status: held };
      return { status: 'complete', entry: held.entry, exit: held.exit, ...read(held) };
    },
  };
}

function asReturn(ratio: number): { value: number; y: number } {
  return { value: ratio - 1, y: Math.log(ratio) };
}

const entryValue = (held: Held) => (held.path[0] as { value: number }).value;
const exitValue = (held: Held) => (held.path.at(-1) as { value: number }).value;
const highest = (held: Held) => Math.max(...held.path.map(({ value }) => value));

export function holdingReturn(target: Series, horizon: string): OutcomeRule {
  return overPath(target, horizon, 'return', (held) => asReturn(exitValue(held) / entryValue(held)));
}

export function maxGain(target: Series, horizon: string): OutcomeRule {
  return overPath(target, horizon, 'withheld', (held) => asReturn(highest(held) / entryValue(held)));
}

export function maxLoss(target: Series, horizon: string): OutcomeRule {
  return overPath(target, horizon, 'withheld', (held) => asReturn(Math.min(...held.path.map(({ value }) => value)) / entryValue(held)));
}

/** Calendar days from entry to the first maximum. */
export function timeToPeak(target: Series, horizon: string): OutcomeRule {
  return overPath(target, horizon, 'days', (held) => {
    const days = (held.path.find(({ value }) => value === highest(held)) as { date: number }).date - held.entry;
    return { value: days, y: days };
  });
}

/** Log return of X minus log return of Y, each by its own entry and exit. */
export function excessReturn(x: Series, y: Series, horizon: string): OutcomeRule {
  const [ofX, ofY] = [holdingReturn(x, horizon), holdingReturn(y, horizon)];
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

/** 1 when an event of E is dated after the entry date and not later than entry + h, else 0. */
export function hits(target: Series, event: Trigger, horizon: string): OutcomeRule {
  const dates = eventDates(event);
  return overPath(target, horizon, 'binary', (held) => {
    const hit = dates.some((date) => date > held.entry && date <= later(held.entry, horizon)) ? 1 : 0;
    return { value: hit, y: hit };
  });
}

/** The last close of a series known at an instant, as a share below the highest until then. */
export function drawdownAt(series: Series, instant: number): number | undefined {
  const known = series.values.filter((_, i) => closeOf(series.calendar, series.dates[i] as number) <= instant);
  if (known.length === 0) return undefined;
  return (known.at(-1) as number) / Math.max(...known) - 1;
}
