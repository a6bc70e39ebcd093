import { dayOf, later } from './dates.ts';
import { mean } from './numbers.ts';
import { closeOf, type Series } from './series.ts';

/** A trigger on its own calendar: where it fires, when each date is known, and the first place at which it could fire on any data. */
export interface Trigger {
  readonly dates: readonly number[];
  readonly knownAt: readonly number[];
  readonly fires: readonly boolean[];
  readonly warmUp: number;
}

function onCalendarOf(series: Series, fires: boolean[], warmUp: number): Trigger {
  return { dates: series.dates, knownAt: series.dates.map((day) => closeOf(series.calendar, day)), fires, warmUp };
}

export function eventDates(trigger: Trigger): number[] {
  return trigger.dates.filter((_, t) => trigger.fires[t]);
}

/** Record close after a drought: a count of observations strictly between, or a span between the dates. */
export function allTimeHigh(series: Series, after: number | string = 0): Trigger {
  const { dates, values } = series;
  const longEnough = (old: number, t: number) =>
    typeof after === 'number' ? t - old - 1 >= after : (dates[t] as number) >= later(dates[old] as number, after);
  const fires = values.map((value, t) => {
    let old = 0;
    for (let i = 1; i < t; i++) if ((values[i] as number) > (values[old] as number)) old = i;
    return t > 0 && value > (values[old] as number) && longEnough(old, t);
  });
  const warmUp = dates.findIndex((_, t) => t > 0 && longEnough(0, t));
  return onCalendarOf(series, fires, warmUp < 0 ? dates.length : warmUp);
}

/** Strictly above each of the lookback − 1 closes before. */
export function newHigh(series: Series, lookback: number): Trigger {
  const fires = series.values.map((value, t) => t >= lookback - 1 && series.values.slice(t - lookback + 1, t).every((old) => value > old));
  return onCalendarOf(series, fires, lookback - 1);
}

/** The first close ever above a level, where an observation at or below the level came before it. */
export function firstCloseAbove(series: Series, level: number): Trigger {
  const first = series.values.findIndex((value) => value > level);
  const fires = series.values.map((_, t) => t === first && series.values.slice(0, t).some((old) => old <= level));
  return onCalendarOf(series, fires, 1);
}

/** x > its mean of the last n now, x ≤ it at the observation before. */
export function crossesAboveItsMean(series: Series, n: number): Trigger {
  const { values } = series;
  const above = (t: number) => (values[t] as number) > mean(values.slice(t - n + 1, t + 1));
  const fires = values.map((_, t) => t >= n && above(t) && !above(t - 1));
  return onCalendarOf(series, fires, n);
}

/** Rules of a breakout. */
export interface Breakout {
  readonly lookback: number;
  readonly margin: number;
  readonly quiet: number;
}

function levelAt(series: Series, t: number, lookback: number): number | undefined {
  const last = t - 20;
  if (last - lookback + 1 < 0) return undefined;
  return Math.max(...series.values.slice(last - lookback + 1, last + 1));
}

export function breakout(series: Series, rules: Breakout): Trigger {
  const holds = series.values.map((value, t) => {
    const level = levelAt(series, t, rules.lookback);
    return level !== undefined && value > level * (1 + rules.margin);
  });
  const fires = holds.map((held, t) => held && !holds.slice(Math.max(0, t - rules.quiet), t).includes(true));
  return onCalendarOf(series, fires, rules.lookback + 19);
}

/** From each breakout on: a close above the band, one inside it, one above it again, within so many observations. */
export function retest(series: Series, rules: Breakout, band: { within: number; tolerance: number }): Trigger {
  const broken = breakout(series, rules);
  const fires = series.values.map(() => false);
  for (const [start, fired] of broken.fires.entries()) {
    if (!fired) continue;
    const level = levelAt(series, start, rules.lookback) as number;
    let seen = '';
    for (let t = start; t <= start + band.within && t < fires.length; t++) {
      const value = series.values[t] as number;
      if (value < level * (1 - band.tolerance)) break;
      const above = value > level * (1 + band.tolerance);
      if (above && seen === '') seen = 'above';
      else if (!above && seen === 'above') seen = 'back';
      else if (above && seen === 'back') {
        fires[t] = true;
        break;
      }
    }
  }
  return onCalendarOf(series, fires, broken.warmUp + 2);
}

/** Drops an event with fewer than n observations strictly between it and the last one kept. */
export function cooldown(trigger: Trigger, n: number): Trigger {
  let kept = -Infinity;
  const fires = trigger.fires.map((fired, t) => {
    if (!fired || t - kept - 1 < n) return false;
    kept = t;
    return true;
  });
  return { ...trigger, fires };
}

/** Events of a that come 0 to n observations after one of b, on a's calendar. */
export function within(a: Trigger, b: Trigger, n: number): Trigger {
  const other = moved(a, b);
  const fires = a.fires.map((fired, t) => fired && other.fires.slice(Math.max(0, t - n), t + 1).includes(true));
  return { ...a, fires, warmUp: Math.max(a.warmUp, other.warmUp) };
}

/** A list of dates on the target's calendar, which is its dates: each moves to the next of them; one outside the data is no event. */
export function listed(target: Series, list: readonly string[]): Trigger {
  const inside = list.map(dayOf).filter((day) => day >= (target.dates[0] as number));
  const moved = new Set(inside.map((day) => target.dates.find((date) => date >= day)));
  return onCalendarOf(
    target,
    target.dates.map((day) => moved.has(day)),
    0,
  );
}

/** Events of b on a's calendar: each on its date there or the next one that closes no earlier than b's event is known. */
export function moved(a: Trigger, b: Trigger): Trigger {
  const fires = a.fires.map(() => false);
  const placeOf = (i: number) =>
    a.dates.findIndex(
      (date, t) => i < b.dates.length && date >= (b.dates[i] as number) && (a.knownAt[t] as number) >= (b.knownAt[i] as number),
    );
  for (const [i, fired] of b.fires.entries()) {
    const place = fired ? placeOf(i) : -1;
    if (place >= 0) fires[place] = true;
  }
  const warmUp = placeOf(b.warmUp);
  return { ...a, fires, warmUp: warmUp < 0 ? a.dates.length : warmUp };
}

/** The dates on which a series is above a number. */
export function isAbove(series: Series, level: number): Trigger {
  return onCalendarOf(
    series,
    series.values.map((value) => value > level),
    0,
  );
}

/** Events of a on dates on which c holds: on the dates that both have, known when the later of the two is. */
export function whileHolds(a: Trigger, c: Trigger): Trigger {
  const both = a.dates.flatMap((date, i) => {
    const j = c.dates.indexOf(date);
    return j < 0 ? [] : [{ i, j }];
  });
  const warmUp = both.findIndex(({ i, j }) => i >= a.warmUp && j >= c.warmUp);
  return {
    dates: both.map(({ i }) => a.dates[i] as number),
    knownAt: both.map(({ i, j }) => Math.max(a.knownAt[i] as number, c.knownAt[j] as number)),
    fires: both.map(({ i, j }) => (a.fires[i] as boolean) && (c.fires[j] as boolean)),
    warmUp: warmUp < 0 ? both.length : warmUp,
  };
}

/** Both conditions on a's calendar. */
export function and(a: Trigger, b: Trigger): Trigger {
  const other = moved(a, b);
  return { ...a, fires: a.fires.map((fired, t) => fired && (other.fires[t] as boolean)), warmUp: Math.max(a.warmUp, other.warmUp) };
}

/** Either, on a's calendar. */
export function or(a: Trigger, b: Trigger): Trigger {
  const other = moved(a, b);
  return { ...a, fires: a.fires.map((fired, t) => fired || (other.fires[t] as boolean)), warmUp: Math.min(a.warmUp, other.warmUp) };
}
