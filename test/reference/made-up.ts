import fc from 'fast-check';
import type { Series as ProgramSeries } from '../../src/core/series/series.ts';
import { dayOf, later, textOf, weekday } from './brute-force/dates.ts';
import * as outcomes from './brute-force/outcomes.ts';
import { isSession, type Series } from './brute-force/series.ts';
import { type Study, study } from './brute-force/study.ts';
import * as triggers from './brute-force/triggers.ts';
import { seriesOf } from './side-by-side.ts';

/** A study in the language with the brute force's own reading of it, on series that were made up. */
export interface MadeUpStudy {
  readonly series: Readonly<Record<'A' | 'T' | 'U', Series>>;
  readonly when: string;
  readonly then: string;
  brute(): Study;
}

interface Walk {
  readonly calendar: Series['calendar'];
  readonly start: number;
  /** Steps of the price in eighths of an octave, so that equal prices and equal returns are common. */
  readonly steps: readonly number[];
  /** A share of each eighth added, so that they are not. */
  readonly jitter: number;
  /** One in so many dates has no datum. */
  readonly gapEvery: number;
}

const START = dayOf('2015-06-01');
const calendars = ['utc-daily', 'new-york', 'weekly-new-york', 'weekly-utc'] as const;

function isOn(calendar: Series['calendar'], day: number): boolean {
  if (calendar === 'utc-daily') return true;
  if (calendar === 'new-york') return isSession(day);
  if (calendar === 'weekly-utc') return weekday(day) === 5;
  return weekday(day) === (isSession(later(day, `${(5 - weekday(day) + 7) % 7}d`)) ? 5 : 4) && isSession(day);
}

/** A walk on a calendar, with gaps where a fixed scramble of the place says so. */
export function seriesOfWalk({ calendar, start, steps, jitter, gapEvery }: Walk): Series {
  const dates: number[] = [];
  const values: number[] = [];
  let level = 0;
  let day = START + start;
  for (const [i, step] of steps.entries()) {
    while (!isOn(calendar, day)) day++;
    const scramble = ((i + 7) * 48_271 * (steps.length + 13)) % 65_521;
    level += step + jitter * (scramble / 65_521 - 0.5);
    if (scramble % gapEvery !== 0 || i < 3) {
      dates.push(day);
      values.push(100 * 2 ** (level / 8));
    }
    day++;
  }
  return { calendar, dates, values };
}

export const walks = (calendar: fc.Arbitrary<Series['calendar']> = fc.constantFrom(...calendars)): fc.Arbitrary<Walk> =>
  calendar.chain((name) => {
    const observations = name.startsWith('weekly') ? { minLength: 40, maxLength: 180 } : { minLength: 80, maxLength: 420 };
    return fc.record({
      calendar: fc.constant(name),
      start: fc.integer({ min: 0, max: 90 }),
      steps: fc.array(fc.integer({ min: -2, max: 2 }), observations),
      jitter: fc.constantFrom(0, 0, 1),
      gapEvery: fc.constantFrom(3, 7, 20, 1_000_003),
    });
  });

type BruteTrigger = (a: Series, target: Series) => triggers.Trigger;
type BruteOutcome = (series: MadeUpStudy['series']) => outcomes.OutcomeRule;

const extents = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.constantFrom('2d', '1w', '10d', '1mo', '2mo'));

const highs: fc.Arbitrary<[string, BruteTrigger]> = extents.map((after) => [
  `all_time_high(A, after: ${after})`,
  (a) => triggers.allTimeHigh(a, after),
]);

export const triggersInWords: fc.Arbitrary<[string, BruteTrigger]> = fc.oneof(
  { weight: 4, arbitrary: highs },
  fc.integer({ min: 2, max: 9 }).map((n): [string, BruteTrigger] => [`new_high(A, lookback: ${n})`, (a) => triggers.newHigh(a, n)]),
  fc
    .constantFrom(90, 101, 120)
    .map((level): [string, BruteTrigger] => [`first_close_above(A, ${level})`, (a) => triggers.firstCloseAbove(a, level)]),
  fc
    .integer({ min: 2, max: 9 })
    .map((n): [string, BruteTrigger] => [`crosses_above(A, ma(A, ${n}))`, (a) => triggers.crossesAboveItsMean(a, n)]),
  fc
    .tuple(highs, fc.integer({ min: 0, max: 8 }))
    .map(([[text, high], n]): [string, BruteTrigger] => [`cooldown(${text}, ${n})`, (a, target) => triggers.cooldown(high(a, target), n)]),
  fc
    .tuple(highs, fc.integer({ min: 2, max: 9 }), fc.integer({ min: 0, max: 8 }))
    .map(([[text, high], lookback, n]): [string, BruteTrigger] => [
      `within(new_high(A, lookback: ${lookback}), ${text}, ${n})`,
      (a, target) => triggers.within(triggers.newHigh(a, lookback), high(a, target), n),
    ]),
  fc
    .tuple(highs, extents, fc.integer({ min: 0, max: 8 }))
    .map(([[text, high], after, n]): [string, BruteTrigger] => [
      `within(${text}, all_time_high(T, after: ${after}), ${n})`,
      (a, target) => triggers.within(high(a, target), triggers.allTimeHigh(target, after), n),
    ]),
  fc
    .tuple(highs, fc.constantFrom(80, 100, 110))
    .map(([[text, high], level]): [string, BruteTrigger] => [
      `while(${text}, T > ${level})`,
      (a, target) => triggers.whileHolds(high(a, target), triggers.isAbove(target, level)),
    ]),
  fc
    .tuple(highs, fc.integer({ min: 2, max: 5 }))
    .map(([[text, high], lookback]): [string, BruteTrigger] => [
      `new_high(T, lookback: ${lookback}) and ${text}`,
      (a, target) => triggers.and(triggers.newHigh(target, lookback), high(a, target)),
    ]),
  fc
    .tuple(highs, fc.integer({ min: 2, max: 5 }))
    .map(([[text, high], lookback]): [string, BruteTrigger] => [
      `${text} or new_high(T, lookback: ${lookback})`,
      (a, target) => triggers.or(high(a, target), triggers.newHigh(target, lookback)),
    ]),
  fc
    .record({ lookback: fc.integer({ min: 1, max: 15 }), margin: fc.constantFrom(0, 0.05), quiet: fc.integer({ min: 1, max: 9 }) })
    .map((rules): [string, BruteTrigger] => [breakoutInWords(rules), (a) => triggers.breakout(a, rules)]),
  fc
    .record({ lookback: fc.integer({ min: 1, max: 15 }), quiet: fc.integer({ min: 1, max: 5 }), within: fc.integer({ min: 2, max: 25 }) })
    .map(({ within, ...rest }): [string, BruteTrigger] => [
      `retest(${breakoutInWords({ ...rest, margin: 0 })}, within: ${within}, tolerance: 6%)`,
      (a) => triggers.retest(a, { ...rest, margin: 0 }, { within, tolerance: 0.06 }),
    ]),
  fc.uniqueArray(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 6 }).map((days): [string, BruteTrigger] => {
    const list = days.map((day) => textOf(START + day));
    return [`date(${list.join(', ')})`, (_, target) => triggers.listed(target, list)];
  }),
);

function breakoutInWords({ lookback, margin, quiet }: triggers.Breakout): string {
  return `breakout(A, lookback: ${lookback}, margin: ${margin * 100}%, quiet: ${quiet})`;
}

const horizons = fc.constantFrom<outcomes.Horizon>('1d', '6d', '1w', '20d', '1mo', '45d', '3mo', 1, 8);

const inWords = (name: string, read: (target: Series, horizon: outcomes.Horizon) => outcomes.OutcomeRule) =>
  horizons.map((h): [string, BruteOutcome] => [`${name}(T, ${h})`, ({ T }) => read(T, h)]);

export const outcomesInWords: fc.Arbitrary<[string, BruteOutcome]> = fc.oneof(
  { weight: 3, arbitrary: inWords('return', outcomes.holdingReturn) },
  inWords('max_gain', outcomes.maxGain),
  inWords('max_loss', outcomes.maxLoss),
  inWords('time_to_peak', outcomes.timeToPeak),
  horizons.map((h): [string, BruteOutcome] => [`excess_return(T, U, ${h})`, ({ T, U }) => outcomes.excessReturn(T, U, h)]),
  fc
    .tuple(extents, horizons)
    .map(([after, h]): [string, BruteOutcome] => [
      `hits(all_time_high(T, after: ${after}), within: ${h})`,
      ({ T }) => outcomes.hits(T, triggers.allTimeHigh(T, after), h),
    ]),
);

export const madeUpSeries: fc.Arbitrary<MadeUpStudy['series']> = fc
  .record({ A: walks(), T: walks(), U: walks() })
  .map(({ A, T, U }) => ({ A: seriesOfWalk(A), T: seriesOfWalk(T), U: seriesOfWalk(U) }));

export const madeUpStudies: fc.Arbitrary<MadeUpStudy> = fc
  .tuple(madeUpSeries, triggersInWords, outcomesInWords)
  .map(([series, [when, trigger], [then, outcome]]) => ({
    series,
    when,
    then,
    brute: () => study(trigger(series.A, series.T), outcome(series)),
  }));

/** The same series for the code under test. */
export function programSeries(series: Readonly<Record<string, Series>>): Record<string, ProgramSeries> {
  return Object.fromEntries(Object.entries(series).map(([id, each]) => [id, seriesOf(id, each)]));
}
