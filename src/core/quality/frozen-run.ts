import { isoWeekday } from '../calendar/civil-date.ts';
import type { Series } from '../series/series.ts';
import type { FrozenRun, WeekendFill } from './finding.ts';

/** Steps on each side of a run that tell how often the series stands still by itself: a year of sessions. */
const REACH = 250;
/** A run is told when chance gives one so long, anywhere in the series, less often than this. */
const CHANCE = 1e-6;
/** No series is taken to move more surely than this: one step in fifty may repeat a rounded value. */
const LEAST_USUAL = 0.02;
/** A series that stands still on more than half of the steps around moves by decision, not by trade: its runs say nothing. */
const MOST_USUAL = 0.5;
/** Fewer steps around tell nothing. */
const LEAST_STEPS = 20;

/** A value to which the series comes back and stays for so many steps is one where it rests: a floor, a default rate. */
const RESTS = 2;

/** Runs of one value that are too long for a series that moves as this one does around them: a frozen feed. */
export function findFrozenRuns({ dates, values }: Series): FrozenRun[] {
  const runs = runsOf(values);
  const rests = Map.groupBy(
    runs.filter(({ from, to }) => to - from >= RESTS),
    ({ from }) => values[from] as number,
  );
  return runs.flatMap(({ from, to }): FrozenRun[] => {
    const value = values[from] as number;
    const isBeforeTheBeginning = from === 0 && value === 0;
    if (isBeforeTheBeginning || (rests.get(value)?.length ?? 0) > 1) return [];
    const usual = usualShare(values, from, to);
    if (usual === undefined || usual > MOST_USUAL) return [];
    const chance = values.length * Math.max(usual, LEAST_USUAL) ** (to - from);
    if (chance > CHANCE) return [];
    return [{ kind: 'frozen', severity: 'warning', dates: dates.slice(from, to + 1), value, usual }];
  });
}

/** Runs of at least two equal values. */
function runsOf(values: Float64Array): { from: number; to: number }[] {
  const runs: { from: number; to: number }[] = [];
  for (let from = 0, i = 1; i <= values.length; i++) {
    if (values[i] === values[from]) continue;
    if (i - from > 1) runs.push({ from, to: i - 1 });
    from = i;
  }
  return runs;
}

/** Share of the steps around a run that leave the value as it was; undefined where there are too few. */
function usualShare(values: Float64Array, from: number, to: number): number | undefined {
  let steps = 0;
  let still = 0;
  const count = (i: number) => {
    steps++;
    if (values[i] === values[i - 1]) still++;
  };
  for (let i = Math.max(1, from - REACH); i <= from; i++) count(i);
  for (let i = to + 1; i < Math.min(values.length, to + 1 + REACH); i++) count(i);
  return steps < LEAST_STEPS ? undefined : still / steps;
}

/** Weekends repeat Friday on at least this share … */
const FILLED = 0.9;
/** … in a series whose weekdays repeat the day before on at most this one. */
const MOVES = 0.2;
const LEAST_WEEKENDS = 20;

/** Weekends filled with Friday's value in a series that has a value for every day: it does not trade then. */
export function findWeekendFill({ calendar, dates, values }: Series): WeekendFill[] {
  if (calendar !== 'utc-daily') return [];
  const still = (isWeekend: boolean) => {
    const steps = Array.from(dates.keys()).filter(
      (i) => i > 0 && dates[i] === (dates[i - 1] as number) + 1 && isoWeekday(dates[i] as number) > 5 === isWeekend,
    );
    return { steps, same: steps.filter((i) => values[i] === values[i - 1]) };
  };
  const weekend = still(true);
  const weekday = still(false);
  const [filled, moves] = [weekend.same.length / weekend.steps.length, weekday.same.length / weekday.steps.length];
  if (weekend.steps.length < LEAST_WEEKENDS || filled < FILLED || moves > MOVES) return [];
  const repeated = Int32Array.from(weekend.same, (i) => dates[i] as number);
  return [{ kind: 'weekend fill', severity: 'warning', dates: repeated, weekend: filled, weekday: moves }];
}
