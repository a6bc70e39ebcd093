import { describe, expect, it } from 'vitest';
import { formatCivilDate } from '../../../../src/core/calendar/civil-date.ts';
import type { Study } from '../../../../src/core/methods/event-study/study.ts';
import { dailyPrices, hasDailyPrices } from '../../../reference/real-data.ts';
import { studyOf } from '../../../reference/side-by-side.ts';

const EVENTS = [
  '1989-06-02',
  '1991-10-16',
  '1995-05-16',
  '1999-12-29',
  '2004-04-05',
  '2011-04-27',
  '2013-01-02',
  '2016-11-14',
  '2020-11-13',
  '2025-09-18',
];

const { program } = hasDailyPrices ? await dailyPrices({ RUT: 'new-york', BTC: 'utc-daily' }) : { program: {} };
const eventsOf = ({ trigger }: Study) => [...trigger.dates].filter((_, t) => trigger.on[t]).map(formatCivilDate);
const testOf = (study: Study, wanted: string) => study.tests.find(({ name, statistic }) => name === wanted && statistic === 'meanLog');

// These numbers come from an independent program; the brute force in test/reference gives them too.
describe.skipIf(!hasDailyPrices).each(['250', '1y'])('Bitcoin after records of the Russell 2000 (after: %s)', (after) => {
  const study = (horizon: string) => studyOf(program, `all_time_high(RUT, after: ${after})`, `return(BTC, ${horizon})`);

  it('follows ten records since 1989', () => {
    expect(eventsOf(study('180d'))).toEqual(EVENTS);
  });

  it('made +33 %, +524 %, +152 %, +212 % and −37 % in the 180 days after those since Bitcoin has data', () => {
    const { instances, outcomes } = study('180d');
    const returns = Array.from(instances, (t) => `${Math.round(100 * Math.expm1(outcomes.values[t] as number))} %`);
    expect(returns).toEqual(['33 %', '524 %', '152 %', '212 %', '-37 %']);
  });

  it.each([
    ['30d', 4052, 61, 106],
    ['90d', 4010, 18, 42],
    ['180d', 3948, 844, 1689],
    ['365d', 3822, 152, 257],
  ])('has at %s %i admissible dates, of which %i plain and %i era-centred shifts reach the mean log', (horizon, n, plain, centred) => {
    const found = study(horizon);
    expect(found.circle.dates.length).toBe(n);
    expect(testOf(found, 'circular-shift')).toMatchObject({ draws: n, countUpper: plain });
    expect(testOf(found, 'era-centred-shift')).toMatchObject({ draws: n, countUpper: centred });
  });

  it('has a mean log of 0.743842 at 180 days', () => {
    expect(testOf(study('180d'), 'circular-shift')?.observed).toBeCloseTo(0.743842, 6);
  });
});

describe.skipIf(!hasDailyPrices)('the first close of the Russell 2000 above 2,600', () => {
  it('is on 2026-01-08', () => {
    expect(eventsOf(studyOf(program, 'first_close_above(RUT, 2600)', 'return(BTC, 90d)'))).toEqual(['2026-01-08']);
  });
});
