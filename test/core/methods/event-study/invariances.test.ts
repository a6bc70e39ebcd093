import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asOf } from '../../../../src/core/series/panel.ts';
import type { Series } from '../../../reference/brute-force/series.ts';
import { madeUpSeries, outcomesInWords, programSeries, seriesOfWalk, triggersInWords, walks } from '../../../reference/made-up.ts';
import { firstDifference, numbersOf, studyOf } from '../../../reference/side-by-side.ts';

const SEED = { seed: 20_260_726, numRuns: 60 };
type AllSeries = Readonly<Record<string, Series>>;

const numbers = (series: AllSeries, when: string, then: string) => numbersOf(studyOf(programSeries(series), when, then));
const inWords = fc.tuple(triggersInWords, outcomesInWords).map(([[when], [then]]) => ({ when, then }));
const mapValues = (series: AllSeries, change: (each: Series, id: string) => Series) =>
  Object.fromEntries(Object.entries(series).map(([id, each]) => [id, change(each, id)]));

describe('the numbers of a study', () => {
  it('do not change with the unit of any price', () => {
    const free = inWords.filter(({ when }) => !/first_close_above|ma\(|T >/.test(when));
    fc.assert(
      fc.property(madeUpSeries, free, fc.constantFrom(0.001, 0.37, 8, 1e6), (series, { when, then }, factor) => {
        const scaled = mapValues(series, (each, id) =>
          id === 'U' ? each : { ...each, values: each.values.map((value) => value * factor) },
        );
        expect(firstDifference(numbers(scaled, when, then), numbers(series, when, then))).toBeUndefined();
      }),
      SEED,
    );
  });

  it('do not change, but for the dates, when everything happens 28 years earlier on calendars that repeat after 28 years', () => {
    const years = 28 * 365.25;
    const calendars = walks(fc.constantFrom('utc-daily', 'weekly-utc'));
    const repeating = fc.record({ A: calendars, T: calendars, U: calendars });
    const undated = inWords.filter(({ when }) => !when.startsWith('date'));
    fc.assert(
      fc.property(repeating, undated, (drawn, { when, then }) => {
        const series = { A: seriesOfWalk(drawn.A), T: seriesOfWalk(drawn.T), U: seriesOfWalk(drawn.U) };
        const earlier = mapValues(series, (each) => ({ ...each, dates: each.dates.map((day) => day - years) }));
        const moved = numbers(earlier, when, then);
        const back = <T extends { date: number | undefined }>(one: T): T => ({ ...one, date: (one.date as number) + years });
        const later = {
          ...moved,
          admissible: moved.admissible.map((day) => day + years),
          events: moved.events.map(back),
          leaveOneOut: moved.leaveOneOut?.map(back) ?? null,
          instances: moved.instances.map(({ event, entry, exit }) => ({
            event: (event as number) + years,
            entry: (entry as number) + years,
            exit: (exit as number) + years,
          })),
        };
        expect(firstDifference(later, numbers(series, when, then))).toBeUndefined();
      }),
      SEED,
    );
  });

  it('of what was complete on a date do not change when later data come', () => {
    fc.assert(
      fc.property(madeUpSeries, inWords, fc.integer({ min: 60, max: 400 }), (series, { when, then }, day) => {
        fc.pre(!when.startsWith('date'));
        const instant = (Math.min(...series.T.dates) + day) * 86_400_000;
        const whole = programSeries(series);
        const cut = Object.fromEntries(Object.entries(whole).map(([id, each]) => [id, asOf(each, instant)]));
        fc.pre(Object.values(cut).every(({ dates }) => dates.length > 3));
        const [then_, now] = [studyOf(cut, when, then), studyOf(whole, when, then)];
        const laterOutcome = new Map(Array.from(now.circle.dates, (date, i) => [date, now.circle.outcomes[i]]));
        const known = Array.from(then_.circle.dates, (date, i) => [date, then_.circle.outcomes[i]]);
        expect(known.map(([date]) => [date, laterOutcome.get(date as number)])).toEqual(known);
        const laterEvents = new Set([...now.instances].map((t) => now.trigger.dates[t]));
        expect([...then_.instances].map((t) => then_.trigger.dates[t]).filter((date) => !laterEvents.has(date))).toEqual([]);
      }),
      SEED,
    );
  });
});
