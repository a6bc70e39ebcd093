import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FamilyStanding, judgeFamily } from '../../../../src/core/methods/event-study/family.ts';
import type { Study } from '../../../../src/core/methods/event-study/study.ts';
import { dayOf } from '../../../reference/brute-force/dates.ts';
import { judge, judgeOnOneCircle, type Standing } from '../../../reference/brute-force/family.ts';
import { hits, holdingReturn } from '../../../reference/brute-force/outcomes.ts';
import type { Series } from '../../../reference/brute-force/series.ts';
import { type Study as BruteStudy, study } from '../../../reference/brute-force/study.ts';
import { allTimeHigh } from '../../../reference/brute-force/triggers.ts';
import { madeUpSeries, outcomesInWords, programSeries, seriesOfWalk, triggersInWords } from '../../../reference/made-up.ts';
import { dailyPrices, hasDailyPrices, type RealData } from '../../../reference/real-data.ts';
import { firstDifference, isTestable, studyOf } from '../../../reference/side-by-side.ts';

const asBrute = ({ circle, raw, adjusted, leaveOneOut }: FamilyStanding, side: 'up' | 'down'): Standing => ({
  dates: [...circle.dates],
  raw: raw[side],
  adjusted: adjusted[side],
  leaveOneOut: leaveOneOut.map(({ place, p }) => ({ date: circle.dates[place] as number, p: p[side] })),
});

interface MadeUpFamily {
  readonly program: Study[];
  readonly brute: BruteStudy[];
  readonly calendars: (readonly number[])[];
}

/** Two to four outcomes after one trigger, or each after its own on the same series; those that can be tested. */
const families: fc.Arbitrary<MadeUpFamily> = fc
  .tuple(madeUpSeries, fc.array(fc.tuple(triggersInWords, outcomesInWords), { minLength: 2, maxLength: 4 }), fc.boolean())
  .map(([series, members, oneTrigger]) => {
    const program = programSeries(series);
    const read = members.map(([own, [then, outcome]]) => {
      const [when, trigger] = oneTrigger ? (members[0] as (typeof members)[number])[0] : own;
      const fired = trigger(series.A, series.T);
      return { calendar: fired.dates, brute: study(fired, outcome(series)), program: () => studyOf(program, when, then) };
    });
    const able = read.filter(({ brute }) => isTestable(brute));
    return {
      program: able.map((one) => one.program()),
      brute: able.map(({ brute }) => brute),
      calendars: able.map(({ calendar }) => calendar),
    };
  })
  .filter(({ brute }) => brute.length > 1);

describe('a family of studies', () => {
  it('has the p of the brute force on its common circle: raw, leave-one-out and adjusted, in any order, upwards and downwards', () => {
    let shared = 0;
    fc.assert(
      fc.property(families, ({ program, brute, calendars }) => {
        const standings = judgeFamily(program) as FamilyStanding[];
        const onOneCircle = standings.every(({ members }) => members.length === program.length);
        const turned = onOneCircle ? (judgeFamily([...program].reverse()) as FamilyStanding[]).reverse() : standings;
        for (const [side, sign] of [
          ['up', 1],
          ['down', -1],
        ] as const) {
          const expected = judge(brute, calendars, sign);
          // Several families are joined by Holm: the next test.
          const numbers = (standing: FamilyStanding, m: number) =>
            onOneCircle ? asBrute(standing, side) : { ...asBrute(standing, side), adjusted: expected[m]?.adjusted };
          expect(firstDifference(standings.map(numbers), expected)).toBeUndefined();
          expect(firstDifference(turned.map(numbers), expected)).toBeUndefined();
        }
        if (onOneCircle) shared++;
      }),
      { seed: 20_260_724, numRuns: 60 },
    );
    expect(shared).toBeGreaterThan(10);
    expect(shared).toBeLessThan(50);
  });

  it('that falls into several families joins them by Holm as the brute force does', () => {
    fc.assert(
      fc.property(families, ({ program, brute, calendars }) => {
        const standings = judgeFamily(program) as FamilyStanding[];
        expect(
          firstDifference(
            standings.map((standing) => asBrute(standing, 'up')),
            judge(brute, calendars),
          ),
        ).toBeUndefined();
      }),
      { seed: 20_260_724, numRuns: 60, endOnFailure: true },
    );
  });
});

/** A daily series from a date on that rises and falls in turns, with jitter. */
const wave = (start: number, length: number) =>
  seriesOfWalk({
    calendar: 'utc-daily',
    start,
    steps: Array.from({ length }, (_, i) => ((i * 7) % 11) - 5 + ((i * 5) % 3)),
    jitter: 1,
    gapEvery: 1_000_003,
  });

describe('members of a family', () => {
  const membersOf = (when: string[], then: string[], series: ReturnType<typeof programSeries>) =>
    judgeFamily(then.map((outcome, m) => studyOf(series, when[m] ?? (when[0] as string), outcome))).map((standing) => standing?.members);

  it('share a circle where dates are common, and stand alone on another calendar', () => {
    const series = programSeries({ A: wave(0, 300), B: wave(1, 299), T: wave(0, 340) });
    expect(membersOf(['new_high(A, lookback: 12)'], ['return(T, 5d)', 'return(T, 20d)'], series)).toEqual([
      [0, 1],
      [0, 1],
    ]);
    const twoCalendars = ['new_high(A, lookback: 12)', 'new_high(B, lookback: 12)'];
    expect(membersOf(twoCalendars, ['return(T, 5d)', 'return(T, 5d)'], series)).toEqual([[0], [1]]);
  });

  it('stand alone where sharing would cost an event, even with nearly all dates in common', () => {
    const first = '2015-06-04';
    const series = programSeries({ T: wave(0, 300), U: wave(10, 290) });
    // The early event has an entry in T alone; both members list their dates on T.
    const early = [`date(${first}, 2015-08-01, 2015-12-01)`];
    expect(dayOf(first)).toBeLessThan(series.U?.dates[0] as number);
    expect(membersOf(early, ['return(T, 5d)', 'excess_return(T, U, 5d)'], series)).toEqual([[0], [1]]);
    const late = ['date(2015-08-01, 2015-12-01)'];
    expect(membersOf(late, ['return(T, 5d)', 'excess_return(T, U, 5d)'], series)).toEqual([
      [0, 1],
      [0, 1],
    ]);
  });

  it('stand alone where sharing would cost more than half of the dates, and share where it costs less', () => {
    const days = ['date(2016-02-20, 2016-03-01)'];
    const outcomes = ['return(T, 5d)', 'excess_return(T, U, 5d)'];
    expect(membersOf(days, outcomes, programSeries({ T: wave(0, 300), U: wave(180, 120) }))).toEqual([[0], [1]]);
    expect(membersOf(days, outcomes, programSeries({ T: wave(0, 300), U: wave(120, 180) }))).toEqual([
      [0, 1],
      [0, 1],
    ]);
  });

  it('with too little data take no part and do not raise the p of the others', () => {
    const series = programSeries({ A: wave(0, 300), T: wave(0, 300) });
    const alone = judgeFamily([studyOf(series, 'new_high(A, lookback: 12)', 'return(T, 5d)')]);
    const both = judgeFamily(['return(T, 5d)', 'return(T, 5000d)'].map((then) => studyOf(series, 'new_high(A, lookback: 12)', then)));
    expect(both).toEqual([alone[0], undefined]);
  });
});

const daily = hasDailyPrices ? await dailyPrices({ RUT: 'new-york', BTC: 'utc-daily' }) : undefined;

describe.skipIf(!hasDailyPrices)('the family of Bitcoin after records of the Russell 2000', () => {
  it('at 30, 90, 180 and 365 days has the raw, adjusted and leave-one-out p of the brute force on the 3822 dates that all share', () => {
    const { program, brute } = daily as RealData;
    const trigger = allTimeHigh(brute.RUT as Series, 250);
    const horizons = ['30d', '90d', '180d', '365d'];
    const studies = horizons.map((h) => studyOf(program, 'all_time_high(RUT, after: 250)', `return(BTC, ${h})`));
    const expected = judgeOnOneCircle(horizons.map((h) => study(trigger, holdingReturn(brute.BTC as Series, h))));
    const actual = (judgeFamily(studies) as FamilyStanding[]).map((standing) => asBrute(standing, 'up'));
    expect(firstDifference(actual, expected)).toBeUndefined();
    expect(expected[0]?.dates.length).toBe(3822);
  });

  it('and of its own records within 180 and 365 days, outcomes of 0 and 1, has those of the brute force', () => {
    const { program, brute } = daily as RealData;
    const [trigger, records] = [allTimeHigh(brute.RUT as Series, '1y'), allTimeHigh(brute.BTC as Series)];
    const horizons = ['180d', '365d'];
    const studies = horizons.map((h) => studyOf(program, 'all_time_high(RUT, after: 1y)', `hits(all_time_high(BTC), within: ${h})`));
    const expected = judgeOnOneCircle(horizons.map((h) => study(trigger, hits(brute.BTC as Series, records, h))));
    const actual = (judgeFamily(studies) as FamilyStanding[]).map((standing) => asBrute(standing, 'up'));
    expect(firstDifference(actual, expected)).toBeUndefined();
  });
});
