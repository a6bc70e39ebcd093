import { describe, expect, it } from 'vitest';
import * as outcomes from '../../../reference/brute-force/outcomes.ts';
import type { Series } from '../../../reference/brute-force/series.ts';
import { study } from '../../../reference/brute-force/study.ts';
import * as triggers from '../../../reference/brute-force/triggers.ts';
import { dailyPrices, hasDailyPrices, weeklyTable } from '../../../reference/real-data.ts';
import { bruteNumbersOf, firstDifference, numbersOf, studyOf } from '../../../reference/side-by-side.ts';

type Case = [when: string, then: string, trigger: () => triggers.Trigger, outcome: () => outcomes.OutcomeRule];

const daily = hasDailyPrices
  ? await dailyPrices({ RUT: 'new-york', BTC: 'utc-daily', ETH: 'utc-daily', SPX: 'new-york', IWM: 'new-york' })
  : undefined;
const weekly = await weeklyTable({ RUT: 'weekly-new-york', SPX: 'weekly-new-york', BTC: 'weekly-utc', ETH: 'weekly-utc' });
const ofDay = (id: string) => daily?.brute[id] as Series;
const ofWeek = (id: string) => weekly.brute[id] as Series;

const dailyCases: Case[] = [
  [
    'all_time_high(RUT, after: 250)',
    'return(BTC, 180d)',
    () => triggers.allTimeHigh(ofDay('RUT'), 250),
    () => outcomes.holdingReturn(ofDay('BTC'), '180d'),
  ],
  [
    'all_time_high(RUT, after: 1y)',
    'hits(all_time_high(BTC), within: 180d)',
    () => triggers.allTimeHigh(ofDay('RUT'), '1y'),
    () => outcomes.hits(ofDay('BTC'), triggers.allTimeHigh(ofDay('BTC')), '180d'),
  ],
  [
    'all_time_high(RUT, after: 6mo)',
    'time_to_peak(BTC, 180d)',
    () => triggers.allTimeHigh(ofDay('RUT'), '6mo'),
    () => outcomes.timeToPeak(ofDay('BTC'), '180d'),
  ],
  [
    'all_time_high(RUT, after: 6mo)',
    'excess_return(BTC, SPX, 90d)',
    () => triggers.allTimeHigh(ofDay('RUT'), '6mo'),
    () => outcomes.excessReturn(ofDay('BTC'), ofDay('SPX'), '90d'),
  ],
  [
    'all_time_high(BTC, after: 100)',
    'return(IWM, 3mo)',
    () => triggers.allTimeHigh(ofDay('BTC'), 100),
    () => outcomes.holdingReturn(ofDay('IWM'), '3mo'),
  ],
  [
    'breakout(RUT, lookback: 1000, margin: 1%, quiet: 120)',
    'max_gain(ETH, 20)',
    () => triggers.breakout(ofDay('RUT'), { lookback: 1000, margin: 0.01, quiet: 120 }),
    () => outcomes.maxGain(ofDay('ETH'), 20),
  ],
];

const weeklyCases: Case[] = [
  [
    'all_time_high(RUT, after: 52)',
    'return(BTC, 26w)',
    () => triggers.allTimeHigh(ofWeek('RUT'), 52),
    () => outcomes.holdingReturn(ofWeek('BTC'), '26w'),
  ],
  [
    'all_time_high(RUT, after: 1y)',
    'return(ETH, 180d)',
    () => triggers.allTimeHigh(ofWeek('RUT'), '1y'),
    () => outcomes.holdingReturn(ofWeek('ETH'), '180d'),
  ],
  [
    'all_time_high(RUT, after: 6mo)',
    'hits(all_time_high(BTC), within: 180d)',
    () => triggers.allTimeHigh(ofWeek('RUT'), '6mo'),
    () => outcomes.hits(ofWeek('BTC'), triggers.allTimeHigh(ofWeek('BTC')), '180d'),
  ],
  [
    'all_time_high(BTC, after: 20)',
    'return(SPX, 30d)',
    () => triggers.allTimeHigh(ofWeek('BTC'), 20),
    () => outcomes.holdingReturn(ofWeek('SPX'), '30d'),
  ],
  [
    'date(2016-11-14, 2020-11-13, 2025-09-18, 2013-01-02, 2010-01-05)',
    'max_loss(BTC, 1y)',
    () => triggers.listed(ofWeek('BTC'), ['2016-11-14', '2020-11-13', '2025-09-18', '2013-01-02', '2010-01-05']),
    () => outcomes.maxLoss(ofWeek('BTC'), '1y'),
  ],
  [
    'cooldown(crosses_above(SPX, ma(SPX, 40)), 10)',
    'excess_return(RUT, SPX, 1y)',
    () => triggers.cooldown(triggers.crossesAboveItsMean(ofWeek('SPX'), 40), 10),
    () => outcomes.excessReturn(ofWeek('RUT'), ofWeek('SPX'), '1y'),
  ],
];

const WHAT = 'instances, base rates, both shifts of every statistic, leave-one-out, clusters, best reachable p and power';

describe.skipIf(!hasDailyPrices)(`on daily prices: ${WHAT} equal the brute force`, () => {
  it.each(dailyCases)('after %s for %s', (when, then, trigger, outcome) => {
    const expected = bruteNumbersOf(study(trigger(), outcome()));
    expect(firstDifference(numbersOf(studyOf(daily?.program ?? {}, when, then)), expected)).toBeUndefined();
  });
});

describe(`on the weekly table that ships: ${WHAT} equal the brute force`, () => {
  it.each(weeklyCases)('after %s for %s', (when, then, trigger, outcome) => {
    const expected = bruteNumbersOf(study(trigger(), outcome()));
    expect(firstDifference(numbersOf(studyOf(weekly.program, when, then)), expected)).toBeUndefined();
  });
});
