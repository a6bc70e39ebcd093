import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CrossCorrelations, crossCorrelations } from '../../../../src/core/methods/lead-lag/cross-correlation.ts';
import type { GrangerTest } from '../../../../src/core/methods/lead-lag/granger.ts';
import type { HayashiYoshida } from '../../../../src/core/methods/lead-lag/hayashi-yoshida.ts';
import type { ChosenGranger } from '../../../../src/core/methods/lead-lag/lead.ts';
import {
  type LeadLag,
  type LeadLagOptions,
  type LeadLagParts,
  leadLag,
  NOT_ASKED,
} from '../../../../src/core/methods/lead-lag/lead-lag.ts';
import type { PeakTest } from '../../../../src/core/methods/lead-lag/peak-test.ts';
import type { ChosenTodaYamamoto } from '../../../../src/core/methods/lead-lag/toda-yamamoto.ts';
import { isInsufficient } from '../../../../src/core/numerics/insufficient.ts';
import { commonDates, curveOf, type EventSet } from '../../../../src/core/series/curve.ts';
import type { Series } from '../../../../src/core/series/series.ts';
import { firstNotFinite } from '../../../reference/finite-numbers.ts';
import { dailyPrices, hasDailyPrices } from '../../../reference/real-data.ts';
import { daily, dated, day, sessions } from '../../series/made-series.ts';
import { dailyPair, hourlyMarket, noise, seenAtMidnight, seenInNewYork } from './made-up-pairs.ts';

const options: LeadLagOptions = { maxLag: 8, horizon: { count: 90, unit: 'd' } };
const run = (a: Series, b: Series, more: Partial<LeadLagOptions> = {}) => leadLag(a, b, { ...options, ...more }) as LeadLag;
const peak = ({ crossCorrelation }: { crossCorrelation: unknown }) => crossCorrelation as PeakTest & { p: number };
const grangerOf = ({ granger }: { granger: unknown }) => (granger as ChosenGranger).test as GrangerTest & { robust: { pF: number } };
const todaYamamotoOf = ({ todaYamamoto }: { todaYamamoto: unknown }) => (todaYamamoto as ChosenTodaYamamoto).test;

describe('a question that was not asked', () => {
  const [a, b] = dailyPair(noise(900, 5), noise(900, 6));

  it('is left out and says so; the others have the same answers', () => {
    const whole = run(a, b);
    const lead = run(a, b, { asked: ['lead'] });
    expect(lead.aLeads).toEqual(whole.aLeads);
    expect(lead.hayashiYoshida).toEqual(whole.hayashiYoshida);
    for (const part of [lead.sameTime, lead.phases, lead.eventOrder, lead.timeToPeak.bAfterA]) expect(part).toBe(NOT_ASKED);
    const together = run(a, b, { asked: ['same time'] });
    expect(together.sameTime).toEqual(whole.sameTime);
    expect(together.aLeads.crossCorrelation).toBe(NOT_ASKED);
  });
});

describe('one market seen at New York’s closes and at 24:00 UTC', () => {
  const market = hourlyMarket('2016-01-01', 2200, 20_260_804);
  const [a, b] = [seenInNewYork('A', market), seenAtMidnight('B', market)];
  const found = run(a, b);

  it('would show a lead of the later clock, were closes of one date called simultaneous', () => {
    const { left, right } = commonDates(a.dates, b.dates);
    const returns = (values: Float64Array, at: Int32Array) =>
      Float64Array.from(at.subarray(1), (index, i) => Math.log((values[index] as number) / (values[at[i] as number] as number)));
    const { values, maxLag, observations } = crossCorrelations(returns(a.values, left), returns(b.values, right), 3) as CrossCorrelations;
    expect((values[maxLag - 1] as number) * Math.sqrt(observations)).toBeGreaterThan(3.5);
  });

  it('leads itself neither way by any test, and its covariation is whole', () => {
    for (const lead of [found.aLeads, found.bLeads]) {
      expect(peak(lead).p).toBeGreaterThan(0.05);
      expect(grangerOf(lead).robust.pF).toBeGreaterThan(0.01);
      expect(todaYamamotoOf(lead).pF).toBeGreaterThan(0.01);
    }
    expect((found.hayashiYoshida.sameTime as HayashiYoshida).correlation).toBeGreaterThan(0.97);
  });

  it('says which clock is later and from which lag a lead counts', () => {
    expect(found.clock).toMatchObject({ later: 'b', leadCountsFrom: { a: 1, b: 2 } });
    expect(found.clock.statement).toContain('equal dates are not simultaneous');
  });
});

describe('a lead that is there', () => {
  const [steps, extra] = [noise(1500, 31), noise(1500, 32)];
  const [a, b] = dailyPair(
    steps,
    Float64Array.from(extra, (value, t) => value + 0.5 * (steps[t - 4] ?? 0)),
  );
  const found = run(a, b, { eraStarts: [day('2016-06-01'), day('2018-01-01')], rolling: { windowDays: 365, stepDays: 100 } });

  it('is found by every test the one way and by none the other', () => {
    expect(peak(found.aLeads)).toMatchObject({
      peak: { lag: 4 },
      p: expect.closeTo(
        1 / (1499 - (found.aLeads.crossCorrelation as { autoregressionOrder: number }).autoregressionOrder - 2 * 8 + 2),
        12,
      ),
    });
    expect(grangerOf(found.aLeads).robust.pF).toBeLessThan(1e-6);
    expect(todaYamamotoOf(found.aLeads).pF).toBeLessThan(1e-6);
    expect(peak(found.bLeads).p).toBeGreaterThan(0.05);
    expect(grangerOf(found.bLeads).pF).toBeGreaterThan(0.01);
    expect(found.hayashiYoshida.contrast).toMatchObject({ peak: { shift: 96 }, observations: { x: 1499, y: 1499 } });
  });

  it('is the same in every era and every rolling window', () => {
    expect(found.eras.map(({ from, to }) => [from, to])).toEqual([
      [day('2015-01-01'), day('2016-05-31')],
      [day('2016-06-01'), day('2017-12-31')],
      [day('2018-01-01'), day('2019-02-08')],
    ]);
    for (const { result } of found.eras) expect(peak((result as LeadLagParts).aLeads).peak.lag).toBe(4);
    expect(found.rolling.length).toBe(12);
    expect(found.rolling.map(({ from }) => from - day('2015-01-01'))).toEqual(Array.from({ length: 12 }, (_, i) => 100 * i));
    expect(found.peakSides).toEqual({ aFirst: 12, sameTime: 0, bFirst: 0 });
    for (const { correlation } of found.rolling) expect(correlation).toMatchObject({ peak: { lag: 4 }, observations: 364 });
  });

  it('of an era is what the era’s data alone give', () => {
    const era = found.eras[1] as LeadLag['eras'][number];
    const cut = (series: Series): Series => {
      const [start, end] = [era.from, era.to + 1].map((date) => date - day('2015-01-01')) as [number, number];
      return {
        ...series,
        dates: series.dates.slice(start, end),
        values: series.values.slice(start, end),
        knownAt: series.knownAt.slice(start, end),
      };
    };
    const alone = run(cut(a), cut(b));
    const { aLeads, bLeads, hayashiYoshida, crossCorrelation } = era.result as LeadLagParts;
    expect({ aLeads, bLeads, hayashiYoshida, crossCorrelation }).toEqual({
      aLeads: alone.aLeads,
      bLeads: alone.bLeads,
      hayashiYoshida: alone.hayashiYoshida,
      crossCorrelation: alone.crossCorrelation,
    });
  });

  it('turns round with the names', () => {
    const turned = run(b, a, { eraStarts: [], rolling: { windowDays: 365, stepDays: 100 } });
    expect(turned.bLeads).toEqual(found.aLeads);
    expect(turned.aLeads).toEqual(found.bLeads);
    expect(turned.peakSides).toEqual({ aFirst: 0, sameTime: 0, bFirst: 12 });
  });
});

describe('lead and lag of too little', () => {
  const all = (a: Series, b: Series) =>
    leadLag(a, b, { ...options, eraStarts: [day('2024-01-20')], rolling: { windowDays: 20, stepDays: 7 } });

  it('is a value or says why not, and never a number that is none', () => {
    const wave = (count: number, start = '2024-01-01') =>
      daily(
        'W',
        start,
        Array.from({ length: count }, (_, t) => 10 + Math.sin(t * t)),
      );
    for (const count of [0, 1, 2, 5, 9, 10, 18, 25, 40, 60]) {
      expect(firstNotFinite(all(wave(count), wave(60, '2023-12-28')))).toBeUndefined();
      expect(firstNotFinite(all(wave(60), wave(count)))).toBeUndefined();
    }
    for (const other of [
      wave(60),
      daily('S', '2024-01-01', new Array(60).fill(0.1)),
      daily('Z', '2024-01-01', [0, ...new Array(59).fill(3)]),
    ]) {
      expect(firstNotFinite(all(wave(60), other))).toBeUndefined();
      expect(firstNotFinite(all(other, wave(60)))).toBeUndefined();
    }
    const tied = daily(
      'T',
      '2024-01-01',
      Array.from({ length: 60 }, (_, t) => 1 + (t % 2)),
    );
    expect(firstNotFinite(all(tied, tied))).toBeUndefined();
    expect(firstNotFinite(leadLag(tied, wave(60), { ...options, change: 'difference' }))).toBeUndefined();
  });

  it('is a value or says why not for any two short series: ties, zeros, flat stretches, few events, a horizon beyond the data', () => {
    const values = fc.array(fc.constantFrom(0, 0.1, 1, 1, 2, 3), { minLength: 0, maxLength: 45 });
    const places = fc.array(fc.nat(44), { maxLength: 4 });
    const eventsOn = (series: Series, at: readonly number[]): EventSet => ({
      ...curveOf(series),
      on: Uint8Array.from(series.values, (_, i) => (at.includes(i) ? 1 : 0)),
      warmup: 0,
      notes: [],
    });
    fc.assert(
      fc.property(values, values, places, places, fc.integer({ min: 1, max: 60 }), fc.boolean(), (x, y, atA, atB, reach, isPrice) => {
        const [a, b] = [daily('A', '2024-01-01', x), sessions('B', '2024-01-02', y)];
        const found = leadLag(a, b, {
          maxLag: 1 + (reach % 5),
          horizon: { count: reach, unit: 'd' },
          events: { a: eventsOn(a, atA), b: eventsOn(b, atB) },
          change: isPrice ? 'log-return' : 'difference',
          eraStarts: [day('2024-01-15')],
          rolling: { windowDays: 20, stepDays: 9 },
        });
        expect(firstNotFinite(found)).toBeUndefined();
      }),
      { numRuns: 60 },
    );
  });

  it('says of a gap that it has no logarithm, and refuses it among differences', () => {
    const [a, b] = dailyPair(noise(80, 1), noise(80, 2));
    const gap = { ...b, values: b.values.map((value, t) => (t === 40 ? Number.NaN : value)) };
    expect(all(a, gap)).toMatchObject({ ok: false, reason: 'a logarithm needs values above 0' });
    expect(() => leadLag(a, gap, { ...options, change: 'difference' })).toThrow(/finite, was NaN/);
  });

  it('is no answer where the series share no dates or fewer intervals than lags', () => {
    expect(all(daily('A', '2024-01-01', [1, 2]), daily('B', '2025-01-01', [1, 2]))).toMatchObject({
      ok: false,
      reason: 'the two series have no common dates',
    });
    expect(all(daily('A', '2024-01-01', [1, 2, 3, 2]), daily('B', '2024-01-01', [1, 2, 4, 3]))).toMatchObject({
      ok: false,
      needed: 9,
      available: 3,
    });
    expect(isInsufficient(all(dated('A', { '2024-01-01': 1, '2026-01-01': 2 }), daily('B', '2025-01-01', [1, 2])))).toBe(true);
  });

  it('refuses lags and horizons that are none', () => {
    const [a, b] = dailyPair(noise(50, 1), noise(50, 2));
    for (const wrong of [
      { maxLag: 0 },
      { maxLag: 1.5 },
      { horizon: { count: 0, unit: 'd' } },
      { eraStarts: [3, 2] },
      { rolling: { windowDays: 0, stepDays: 1 } },
    ] as Partial<LeadLagOptions>[])
      expect(() => leadLag(a, b, { ...options, ...wrong })).toThrow(RangeError);
  });
});

describe.skipIf(!hasDailyPrices)('the Russell 2000 and Bitcoin', () => {
  it('share most of their hours on one date, and a lead of Bitcoin counts from lag 2', async () => {
    const { program } = await dailyPrices({ RUT: 'new-york', BTC: 'utc-daily' });
    const found = run(program.RUT as Series, program.BTC as Series, { maxLag: 20, eraStarts: [day('2018-01-01')] });
    expect(firstNotFinite(found)).toBeUndefined();
    expect(found.clock).toMatchObject({ later: 'b', gapHours: { least: 3, median: 4 }, leadCountsFrom: { a: 1, b: 2 } });
    expect(found.eras).toHaveLength(2);
  });
});
