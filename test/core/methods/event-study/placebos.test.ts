import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchedPlacebos, PLACEBO_DRAWS } from '../../../../src/core/methods/event-study/placebos.ts';
import type { Study } from '../../../../src/core/methods/event-study/study.ts';
import { dayOf } from '../../../reference/brute-force/dates.ts';
import * as matched from '../../../reference/brute-force/matched.ts';
import { drawdownAt, hits, holdingReturn, type OutcomeRule } from '../../../reference/brute-force/outcomes.ts';
import { closeOf, type Series } from '../../../reference/brute-force/series.ts';
import { type Study as BruteStudy, study } from '../../../reference/brute-force/study.ts';
import { allTimeHigh } from '../../../reference/brute-force/triggers.ts';
import { madeUpStudies, programSeries } from '../../../reference/made-up.ts';
import { dailyPrices, hasDailyPrices, type RealData, weeklyTable } from '../../../reference/real-data.ts';
import { firstDifference, isTestable, studyOf } from '../../../reference/side-by-side.ts';

const SEED = 7;

/** Each placebo by the brute force: what is expected, on how many events and dates, and the chance to reach what was observed. */
function byBruteForce(of: BruteStudy, target: Series, cycle: readonly number[]) {
  const named = {
    'era-matched': matched.eraPools(of),
    'phase-matched': matched.phasePools(of, cycle),
    // At the entry: the text does not say at which of the event's instants the drawdown is read.
    'state-matched': matched.statePools(of, ({ entry }) => drawdownAt(target, closeOf(target.calendar, entry))),
  };
  return Object.entries(named).flatMap(([name, all]) => {
    const pools = all.filter((pool) => pool.length > 0);
    const usable = { ...of, places: of.places.filter((_, i) => (all[i] as readonly number[]).length > 0) };
    if (pools.length === 0) return [];
    const counts = { observations: pools.length, matches: new Set(pools.flat()).size };
    return [{ name, expected: matched.matchedBaseRate(usable, pools), ...counts, usable, pools }];
  });
}

/** Distance of a p by drawing from the chance that it estimates, in standard errors. */
function errorsAway(p: number, { usable, pools }: { usable: BruteStudy; pools: matched.Pools }): number {
  const isBinary = usable.rule.kind === 'binary';
  const chance = isBinary ? matched.exactUpperTail(usable, pools) : matched.drawnUpperTail(usable, pools, PLACEBO_DRAWS);
  const variance = (chance * (1 - chance)) / PLACEBO_DRAWS;
  const expected = (1 + PLACEBO_DRAWS * chance) / (1 + PLACEBO_DRAWS);
  return Math.abs(p - expected) / Math.sqrt((isBinary ? 1 : 2) * Math.max(variance, 1 / PLACEBO_DRAWS ** 2));
}

function holdTogether(program: Study, brute: BruteStudy, target: Series, cycle: readonly number[]): void {
  const actual = matchedPlacebos(program, SEED, { name: 'cycle', dates: Int32Array.from(cycle) });
  const expected = byBruteForce(brute, target, cycle);
  const numbers = actual.map(({ name, expected, observations, matches }) => ({ name, expected, observations, matches }));
  const named = new Map(expected.map((one) => [one.name, one]));
  expect(numbers.map(({ name }) => name).sort()).toEqual([...named.keys()].sort());
  for (const placebo of actual) {
    const one = named.get(placebo.name) as (typeof expected)[number];
    const { expected: base, observations, matches } = placebo;
    const { expected: wanted, observations: events, matches: dates } = one;
    expect(firstDifference({ base, observations, matches }, { base: wanted, observations: events, matches: dates })).toBeUndefined();
    expect(errorsAway(placebo.pUpper, one)).toBeLessThan(4);
  }
}

describe('matched placebos on made-up series', () => {
  it('have the matched base rates of the brute force exactly and its chances within 4 standard errors', () => {
    const cycle = ['2015-08-01', '2015-12-15', '2016-07-09'].map(dayOf);
    fc.assert(
      fc.property(madeUpStudies, ({ series, when, then, brute }) => {
        const of = brute();
        fc.pre(isTestable(of));
        holdTogether(studyOf(programSeries(series), when, then), of, series.T, cycle);
      }),
      { seed: 20_260_725, numRuns: 30 },
    );
  });
});

const halvings = ['2012-11-28', '2016-07-09', '2020-05-11', '2024-04-20'].map(dayOf);
const daily = hasDailyPrices ? await dailyPrices({ RUT: 'new-york', BTC: 'utc-daily' }) : undefined;
const weekly = await weeklyTable({ RUT: 'weekly-new-york', BTC: 'weekly-utc' });

type Case = [then: string, outcome: (btc: Series) => OutcomeRule];
const cases: Case[] = [
  ['hits(all_time_high(BTC), within: 180d)', (btc) => hits(btc, allTimeHigh(btc), '180d')],
  ['return(BTC, 90d)', (btc) => holdingReturn(btc, '90d')],
];
const on = ({ program, brute }: RealData, [then, outcome]: Case) => {
  const [rut, btc] = [brute.RUT as Series, brute.BTC as Series];
  holdTogether(studyOf(program, 'all_time_high(RUT, after: 1y)', then), study(allTimeHigh(rut, '1y'), outcome(btc)), btc, halvings);
};

describe('matched placebos of Bitcoin after records of the Russell 2000', () => {
  it.skipIf(!hasDailyPrices).each(cases.slice(0, 1))('are those of the brute force on daily prices: %s', (...one) => {
    on(daily as RealData, one);
  });

  it.each(cases)('are those of the brute force on the weekly table: %s', (...one) => {
    on(weekly, one);
  });

  it('leave out events before the first halving and say so', () => {
    const found = matchedPlacebos(studyOf(weekly.program, 'all_time_high(RUT, after: 1y)', 'return(BTC, 90d)'), SEED, {
      name: 'halvings',
      dates: Int32Array.from(halvings),
    });
    const phase = found.find(({ name }) => name === 'phase-matched');
    const era = found.find(({ name }) => name === 'era-matched');
    expect(phase?.observations).toBe((era?.observations as number) - 1);
    expect(phase?.note).toBe('1 event before the first of the halvings left out');
  });
});
