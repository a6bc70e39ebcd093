import type { Target } from '../../src/core/methods/event-study/holding-period.ts';
import { hitOutcomes, type Outcomes, pathOutcomes } from '../../src/core/methods/event-study/outcome.ts';
import { populationDeviation } from '../../src/core/numerics/moments.ts';
import type { RandomStream } from '../../src/core/numerics/random.ts';
import type { EventSet } from '../../src/core/series/curve.ts';
import { streamOf } from '../size-study/seeds.ts';
import { CALENDARS, DAYS, type WorldCalendar } from './calendars.ts';
import { type Kind, TARGETS, TRIGGERS } from './cells.ts';
import { bullAndBear, correlatedReturns, loudAtFirst, wanderingReturns, whiteReturns } from './returns.ts';
import { eventsInLoudYears, nearCopy, randomEvents, recordGrid, turned } from './triggers.ts';

/** A target's daily log returns, the calendar on which it has closes, and from which day on. */
export interface WorldTarget {
  readonly returns: Float64Array;
  readonly calendar: WorldCalendar;
  readonly from: number;
  /** What is asked: its return, or whether a day of great loss comes. */
  readonly measure: 'return' | 'hit';
}

/** Triggers and targets that have nothing to do with one another. */
export interface ScanWorld {
  /** Triggers that share a calendar stand together. */
  readonly triggers: readonly (readonly EventSet[])[];
  readonly targets: readonly WorldTarget[];
}

interface Makers {
  triggers(stream: RandomStream): EventSet[][];
  targets(stream: RandomStream): WorldTarget[];
}

const times = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

const MANY = { least: 8, most: 60 };
const FEW = { least: 3, most: 6 };
/** Years of data of targets that begin at different times, up to a third as long as the longest. */
const YEARS = [12, 10, 8, 6, 4];

const whole = (returns: Float64Array): WorldTarget => ({ returns, calendar: CALENDARS.daily, from: 0, measure: 'return' });

const makers: Readonly<Record<Kind, Makers>> = {
  white: {
    triggers: (stream) => [times(TRIGGERS, () => randomEvents(CALENDARS.daily, MANY, stream))],
    targets: (stream) => times(TARGETS, () => whole(whiteReturns(stream))),
  },
  wandering: {
    triggers: (stream) => [times(TRIGGERS / 2, () => recordGrid(CALENDARS.daily, [20, 60], stream)).flat()],
    targets: (stream) => times(TARGETS, () => whole(wanderingReturns(stream))),
  },
  dependent: {
    triggers(stream) {
      const grid = recordGrid(
        CALENDARS.daily,
        times(TRIGGERS / 2, (i) => 5 * (i + 1)),
        stream,
      );
      return [[...grid, ...times(TRIGGERS / 2, () => nearCopy(grid[3] as EventSet, stream))]];
    },
    targets: (stream) => correlatedReturns(stream).map(whole),
  },
  calendars: {
    triggers: (stream) => [
      times(7, () => randomEvents(CALENDARS.daily, MANY, stream)),
      times(7, () => randomEvents(CALENDARS.sessions, MANY, stream)),
      times(6, () => randomEvents(CALENDARS.weekly, MANY, stream)),
    ],
    targets: (stream) =>
      YEARS.map((years, i) => ({
        returns: whiteReturns(stream),
        calendar: i % 2 === 0 ? CALENDARS.daily : CALENDARS.sessions,
        from: DAYS.length - Math.round(365.25 * years),
        measure: 'return',
      })),
  },
  hits: {
    triggers: (stream) => [times(TRIGGERS, () => randomEvents(CALENDARS.daily, MANY, stream))],
    targets: (stream) => times(TARGETS, () => ({ ...whole(bullAndBear(stream)), measure: 'hit' })),
  },
  few: {
    triggers: (stream) => [times(TRIGGERS, () => randomEvents(CALENDARS.daily, FEW, stream))],
    targets: (stream) => times(TARGETS, () => whole(bullAndBear(stream))),
  },
  loud: {
    triggers: (stream) => [times(TRIGGERS, () => eventsInLoudYears(CALENDARS.daily, MANY, stream))],
    targets: (stream) => times(TARGETS, () => whole(loudAtFirst(stream))),
  },
  turned: {
    triggers(stream) {
      const by = stream.below(DAYS.length);
      return [times(TRIGGERS, () => turned(eventsInLoudYears(CALENDARS.daily, MANY, stream), by))];
    },
    targets: (stream) => times(TARGETS, () => whole(loudAtFirst(stream))),
  },
};

/** A world of a kind; the same seed and number give the same world. */
export const scanWorld = (kind: Kind, seed: number, world: number): ScanWorld => ({
  triggers: makers[kind].triggers(streamOf(seed, 'triggers', kind, world)),
  targets: makers[kind].targets(streamOf(seed, 'targets', kind, world)),
});

/** Reads the outcomes after each date on which events can come, over a horizon in days. */
export type ReadOutcomes = (knownAt: Float64Array, horizon: number) => Outcomes;

/** What is asked of a target. */
export function outcomesOf(target: WorldTarget): ReadOutcomes {
  const priced = pricesOf(target);
  if (target.measure === 'return')
    return (knownAt, count) => pathOutcomes('return', knownAt, { target: priced, horizon: { count, unit: 'd' } });
  const losses = greatLosses(priced);
  return (knownAt, count) => hitOutcomes(knownAt, losses, { count, unit: 'd' });
}

/** The closes of a target on its calendar. */
function pricesOf({ returns, calendar, from }: WorldTarget): Target {
  const first = DAYS[0] as number;
  const logs = new Float64Array(DAYS.length);
  for (let i = 1; i < logs.length; i++) logs[i] = (logs[i - 1] as number) + (returns[i - 1] as number);
  const dates = calendar.dates.filter((day) => day - first >= from);
  return { dates, values: Float64Array.from(dates, (day) => Math.exp(logs[day - first] as number)), schedule: calendar.schedule };
}

/** Days on which a target lost more than 2.5 deviations of its returns. */
function greatLosses(target: Target): EventSet {
  const returns = target.values.map((value, i) => (i === 0 ? 0 : Math.log(value / (target.values[i - 1] as number))));
  const level = -2.5 * populationDeviation(returns);
  return {
    ...target,
    knownAt: new Float64Array(target.dates.length),
    on: Uint8Array.from(returns, (value) => (value < level ? 1 : 0)),
    warmup: 0,
    notes: [],
  };
}
