import { lengthInDays } from './dates.ts';
import { mean, median, quantile } from './numbers.ts';
import type { Outcome, OutcomeRule } from './outcomes.ts';
import { eventDates, type Trigger } from './triggers.ts';

/*
 * The brute force: sections 4 and 5 of DESIGN, written from the text before the program was looked at, in the most literal way
 * (double loops, whole searches). It shares no code with src/; from there it takes the tables of New York's closed and short days.
 * Where the text leaves room, what was chosen is said in place.
 */

export type StatisticName = 'mean' | 'median' | 'hitRate';

/** An admissible date with its outcome. */
export interface Admissible {
  readonly date: number;
  readonly entry: number;
  readonly due: number;
  readonly y: number;
  readonly before?: number;
}

export interface Instance extends Outcome {
  readonly eventDate: number;
}

export interface Study {
  readonly instances: readonly Instance[];
  readonly admissible: readonly Admissible[];
  /** Places of the complete events on the circle of admissible dates. */
  readonly places: readonly number[];
  readonly rule: OutcomeRule;
}

export function study(trigger: Trigger, rule: OutcomeRule): Study {
  const outcomes = trigger.knownAt.map((instant, t) => (t < trigger.warmUp ? { status: 'no entry' as const } : rule.at(instant)));
  const admissible = trigger.dates.flatMap((date, t) => {
    const { status, entry, due, y, before } = outcomes[t] as Outcome;
    if (status !== 'complete') return [];
    return [{ date, entry: entry as number, due: due as number, y: y as number, ...(before === undefined ? {} : { before }) }];
  });
  const instances = trigger.dates.flatMap((eventDate, t) => (trigger.fires[t] ? [{ eventDate, ...(outcomes[t] as Outcome) }] : []));
  const events = new Set(eventDates(trigger));
  const places = admissible.flatMap(({ date }, i) => (events.has(date) ? [i] : []));
  return { instances, admissible, places, rule };
}

export const statistics: Record<StatisticName, (values: readonly number[]) => number> = {
  mean,
  median,
  hitRate: mean,
};

/** What a statistic reads of each outcome: 0/1 for the hit rate, else the outcome as it is averaged. */
export function readings(of: Study, name: StatisticName): number[] {
  const risen = (y: number) => (of.rule.kind === 'binary' ? y : y > 0 ? 1 : 0);
  return of.admissible.map(({ y }) => (name === 'hitRate' ? risen(y) : y));
}

/** Each outcome less the mean of those within ±365 calendar days of its date. */
export function centred(dates: readonly number[], values: readonly number[]): number[] {
  return dates.map((date, i) => {
    let [total, count] = [0, 0];
    for (let j = 0; j < dates.length; j++) {
      if (Math.abs((dates[j] as number) - date) > 365) continue;
      total += values[j] as number;
      count++;
    }
    return (values[i] as number) - total / count;
  });
}

/** S_k for k = 0 … n − 1. */
export function shifted(values: readonly number[], places: readonly number[], statistic: (taken: number[]) => number): number[] {
  return values.map((_, k) => statistic(places.map((place) => values[(place + k) % values.length] as number)));
}

export interface Tail {
  readonly countUpper: number;
  readonly countLower: number;
  readonly pUpper: number;
  readonly pLower: number;
  readonly pTwoSided: number;
}

export function tailOf(all: readonly number[]): Tail {
  const [observed, n] = [all[0] as number, all.length];
  const countUpper = all.filter((value) => value >= observed - 1e-12).length;
  const countLower = all.filter((value) => value <= observed + 1e-12).length;
  const [pUpper, pLower] = [countUpper / n, countLower / n];
  return { countUpper, countLower, pUpper, pLower, pTwoSided: Math.min(1, 2 * Math.min(pUpper, pLower)) };
}

const known = new WeakMap<Study, Map<boolean, number[]>>();

/** Era-centred readings; kept, since the naive way takes a while. */
function centredReadings(of: Study, name: StatisticName): number[] {
  const kept = known.get(of) ?? new Map<boolean, number[]>();
  known.set(of, kept);
  const dates = of.admissible.map(({ date }) => date);
  const found = kept.get(name === 'hitRate') ?? centred(dates, readings(of, name));
  kept.set(name === 'hitRate', found);
  return found;
}

/** The plain and the era-centred shift of one statistic. */
export function bothShifts(of: Study, name: StatisticName): { plain: number[]; centred: number[] } {
  return {
    plain: shifted(readings(of, name), of.places, statistics[name]),
    centred: shifted(centredReadings(of, name), of.places, statistics[name]),
  };
}

/** The same study of the return before the event, over the admissible dates that have one. */
export function beforeTheEvent(of: Study): Study {
  const kept = of.admissible.flatMap((date, i) => (date.before === undefined ? [] : [{ ...date, y: date.before, from: i }]));
  const places = kept.flatMap(({ from }, i) => (of.places.includes(from) ? [i] : []));
  return { ...of, admissible: kept, places };
}

/** The larger of the two shifts' upper p, of the mean. */
export function headlineP(of: Study): number {
  const shifts = bothShifts(of, 'mean');
  return Math.max(tailOf(shifts.plain).pUpper, tailOf(shifts.centred).pUpper);
}

/** The study without each complete event in turn: its statistic and its headline p. The dates, and so the era means, stay. */
export function leaveOneOut(of: Study): { date: number; mean: number; p: number }[] {
  const values = readings(of, 'mean');
  const around = centredReadings(of, 'mean');
  return of.places.map((left) => {
    const rest = of.places.filter((place) => place !== left);
    const p = [values, around].map((each) => tailOf(shifted(each, rest, mean)).pUpper);
    return { date: (of.admissible[left] as Admissible).date, mean: mean(rest.map((place) => values[place] as number)), p: Math.max(...p) };
  });
}

/** The p that the same study would have had, had every event hit. */
export function bestReachableP(of: Study): number {
  return headlineP({ ...of, admissible: of.admissible.map((date, i) => (of.places.includes(i) ? { ...date, y: 1 } : date)) });
}

/** h where the text divides by it; a count of observations by its own mean length. */
function horizonInDays({ rule, admissible }: Study): number {
  return typeof rule.horizon === 'string' ? lengthInDays(rule.horizon) : mean(admissible.map(({ entry, due }) => due - entry));
}

/** Smallest effect that the centred shift sees with 80 % power at 5 %. */
export function minimumDetectableEffect(of: Study): number {
  const h = horizonInDays(of);
  const all = bothShifts(of, 'mean').centred;
  return (quantile(all, 0.95) - quantile(all, 0.2)) / (h <= 365 ? 1 - h / 730 : 365 / (2 * h));
}

export function independentPlacements(of: Study): number {
  const dates = of.admissible.map(({ date }) => date);
  return ((dates.at(-1) as number) - (dates[0] as number)) / horizonInDays(of);
}

/** Complete instances whose [entry, entry + h] overlap, transitively: their number by joining pairs until nothing changes. */
export function clusterNumbers(of: Study): number[] {
  const spans = of.instances.flatMap(({ status, entry, due }) =>
    status === 'complete' ? [[entry as number, due as number] as const] : [],
  );
  const label = spans.map((_, i) => i);
  for (let changed = true; changed; ) {
    changed = false;
    for (const [i, a] of spans.entries()) {
      for (const [j, b] of spans.entries()) {
        if (a[0] > b[1] || b[0] > a[1] || label[i] === label[j]) continue;
        label[i] = label[j] = Math.min(label[i] as number, label[j] as number);
        changed = true;
      }
    }
  }
  const names = [...new Set(label)];
  return label.map((name) => names.indexOf(name));
}

/** The outcome over all admissible dates. */
export function baseRate(of: Study): { mean: number; median: number; hitRate: number; observations: number } {
  return describe(of, [...of.admissible.keys()]);
}

/** The outcome at the complete events. */
export function observed(of: Study): { mean: number; median: number; hitRate: number; observations: number } {
  return describe(of, of.places);
}

function describe(of: Study, places: readonly number[]) {
  const taken = (name: StatisticName) => {
    const all = readings(of, name);
    return places.map((place) => all[place] as number);
  };
  return { mean: mean(taken('mean')), median: median(taken('median')), hitRate: mean(taken('hitRate')), observations: places.length };
}
