import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { westfallYoungMaxT } from '../../../../src/core/methods/inference/max-t.ts';
import type { AdjustedP } from '../../../../src/core/methods/inference/p-adjust.ts';
import { adjustP } from '../../../../src/core/methods/inference/p-adjust.ts';
import { changesOf, type PairedChanges, pairAsKnown } from '../../../../src/core/methods/lead-lag/align.ts';
import { leadOf, type Whitening, type WhitePeakTest } from '../../../../src/core/methods/lead-lag/lead.ts';
import type { HacBand, ShiftBand } from '../../../../src/core/methods/lead-lag/peak-test.ts';
import { type PreWhitened, whitenEach } from '../../../../src/core/methods/lead-lag/pre-whitening.ts';
import type { ChosenTodaYamamoto, TodaYamamotoTest } from '../../../../src/core/methods/lead-lag/toda-yamamoto.ts';
import {
  type AdjustedTodaYamamoto,
  type LeadScan,
  type LeadScanOptions,
  type ScannedLead,
  scanLeads,
} from '../../../../src/core/methods/lead-scan/scan-leads.ts';
import type { Series } from '../../../../src/core/series/series.ts';
import { firstNotFinite } from '../../../reference/finite-numbers.ts';
import { daily, sessions } from '../../series/made-series.ts';
import { noise, walk } from '../lead-lag/made-up-pairs.ts';

const prices = (steps: Float64Array): number[] => Array.from(walk(steps), (level) => 100 * Math.exp(0.01 * level));
const market = (id: string, steps: Float64Array, first = '2015-01-01'): Series => daily(id, first, prices(steps));

/** Markets that move together at the same time: each its own steps and a common one. */
function markets(count: number, days: number, { seed, common }: { readonly seed: number; readonly common: number }): Float64Array[] {
  const shared = noise(days, seed);
  return Array.from({ length: count }, (_, i) => noise(days, seed + i + 1).map((step, t) => step + common * (shared[t] as number)));
}

/** The largest absolute correlation of the lags 1 … L at every shift of the follower, by the definition. */
function largestByDefinition({ leader, follower }: PreWhitened, maxLag: number): number[] {
  const n = leader.length;
  const standard = (values: Float64Array) => {
    const mean = values.reduce((sum, x) => sum + x, 0) / n;
    const deviation = Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / n);
    return values.map((x) => (x - mean) / deviation);
  };
  const [u, v] = [standard(leader), standard(follower)];
  const correlation = (m: number) => u.reduce((sum, x, t) => sum + x * (v[(t + m) % n] as number), 0) / n;
  return Array.from({ length: n }, (_, s) => Math.max(...Array.from({ length: maxLag }, (__, k) => Math.abs(correlation(s + k + 1)))));
}

/** The adjusted p of every pair with all rows there at once, from the definitions. */
function slowly(series: readonly Series[], maxLag: number): number[] {
  const circles = series.flatMap((leader) =>
    series
      .filter((follower) => follower !== leader)
      .map((follower) => {
        const { a, b } = changesOf(pairAsKnown(leader, follower)) as PairedChanges;
        return largestByDefinition(whitenEach(a, b) as PreWhitened, maxLag);
      }),
  );
  const longest = Math.max(...circles.map(({ length }) => length));
  const back = Array.from({ length: 2 * maxLag + 1 }, (_, i) => i - maxLag);
  const finds = (n: number, s: number) =>
    Array.from({ length: maxLag }, (_, k) => (s + k + 1) % n).some((lag) => back.some((near) => (near + n) % n === lag));
  const draws = Array.from({ length: longest }, (_, j) => j).filter(
    (j) => j === 0 || circles.every(({ length: n }) => !finds(n, Math.floor((j * n) / longest))),
  );
  const rows = circles.map((largest) => {
    const n = largest.length;
    const own = largest.filter((_, s) => s === 0 || !finds(n, s));
    const centre = own.reduce((sum, x) => sum + x, 0) / own.length;
    const deviation = Math.sqrt(own.reduce((sum, x) => sum + (x - centre) ** 2, 0) / own.length);
    return Float64Array.from(draws, (j) => ((largest[Math.floor((j * n) / longest)] as number) - centre) / deviation);
  });
  return Array.from(westfallYoungMaxT(rows));
}

const rowOf = (scan: LeadScan, leader: string, follower: string): ScannedLead =>
  scan.rows.find((row) => row.leader === leader && row.follower === follower) as ScannedLead;

describe('a scan of all leads between some series', () => {
  const [x, y, z, w] = markets(4, 420, { seed: 300, common: 0.5 }) as [Float64Array, Float64Array, Float64Array, Float64Array];
  const led = y.map((step, t) => step + 0.6 * (x[t - 3] ?? 0));
  const all = [
    market('X', x),
    market('Y', led),
    sessions('Z', '2015-01-02', prices(z.slice(0, 260))),
    market('W', w.slice(0, 300), '2015-03-01'),
  ];
  const scan = scanLeads(all, { maxLag: 6 });

  it.each(['each', 'leader'] as const)(
    'holds of each pair what it says alone: shifts and standard errors to the bit, Toda and Yamamoto’s test within 1e-9 (%s)',
    (whitening) => {
      const { rows } = whitening === 'each' ? scan : scanLeads(all, { maxLag: 6, whitening });
      expect(rows).toHaveLength(12);
      for (const row of rows) {
        const [leader, follower] = [row.leader, row.follower].map((id) => all.find((one) => one.id === id)) as [Series, Series];
        const lead = leadOf(leader, follower, { maxLag: 6, whitening });
        const alone = lead.crossCorrelation as WhitePeakTest;
        expect(row.p).toBe((alone.shifts as ShiftBand).p);
        expect(row.pHac).toBe((alone.hac as HacBand).p);
        expect(row.peak).toEqual(alone.peak);
        expect(row.correlations).toEqual(alone.correlations.values.slice(7));
        expect(row.observations).toBe(lead.observations);
        const { test } = lead.todaYamamoto as ChosenTodaYamamoto;
        const found = row.todaYamamoto as TodaYamamotoTest;
        expect(found.order).toBe(test.order);
        expect(Math.abs(found.pF - test.pF)).toBeLessThan(1e-9);
        expect(row.looksSignificant).toBe((alone.p as number) <= 0.05);
      }
    },
  );

  it('finds the one that leads, and claims only what all corrections leave', () => {
    expect(rowOf(scan, 'X', 'Y')).toMatchObject({ standsOut: true, looksSignificant: true, peak: { lag: 3 } });
    for (const row of scan.rows) {
      expect(row.standsOut).toBe(row.adjusted <= 0.05 && row.adjustedHac <= 0.05);
      expect(row.adjusted).toBeGreaterThanOrEqual(row.p);
      expect(row.adjustedHac).toBeGreaterThanOrEqual(row.pHac);
    }
    expect(scan.standOut).toBe(scan.rows.filter(({ standsOut }) => standsOut).length);
    expect(scan.looksSignificant).toBe(scan.rows.filter(({ looksSignificant }) => looksSignificant).length);
    expect(scan).toMatchObject({ tried: 12, notTested: [] });
  });

  it('adjusts standard errors by Holm, and levels by Holm and by Benjamini and Yekutieli', () => {
    const adjusted = (p: (row: ScannedLead) => number, method: 'holm' | 'benjamini-yekutieli') =>
      Array.from((adjustP(Float64Array.from(scan.rows, p), method) as AdjustedP).adjusted);
    const levels = (row: ScannedLead) => (row.todaYamamoto as TodaYamamotoTest).pF;
    expect(scan.rows.map(({ adjustedHac }) => adjustedHac)).toEqual(adjusted(({ pHac }) => pHac, 'holm'));
    const found = scan.rows.map(({ todaYamamoto }) => todaYamamoto as AdjustedTodaYamamoto);
    expect(found.map(({ holm }) => holm)).toEqual(adjusted(levels, 'holm'));
    expect(found.map(({ benjaminiYekutieli }) => benjaminiYekutieli)).toEqual(adjusted(levels, 'benjamini-yekutieli'));
  });

  it('is the step-down over every pair and shared shift, written out, whatever the calendars and lengths', () => {
    const steps = slowly(all, 6);
    expect(scan.rows.map(({ adjusted }) => adjusted)).toEqual(scan.rows.map(({ p }, i) => Math.max(p, steps[i] as number)));
    fc.assert(
      fc.property(
        fc.nat(1e6),
        fc.array(fc.integer({ min: 30, max: 70 }), { minLength: 2, maxLength: 3 }),
        fc.integer({ min: 1, max: 3 }),
        (seed, lengths, maxLag) => {
          const some = lengths.map((days, i) => market(`S${i}`, noise(days, seed + i)));
          const found = scanLeads(some, { maxLag });
          const expected = slowly(some, maxLag);
          fc.pre(found.notTested.length === 0);
          expect(found.rows.map(({ adjusted }) => adjusted)).toEqual(found.rows.map(({ p }, i) => Math.max(p, expected[i] as number)));
        },
      ),
      { numRuns: 25 },
    );
  });

  it('looks only at the leaders and followers that are asked for', () => {
    const pairs = (options: Partial<LeadScanOptions>) =>
      scanLeads(all, { maxLag: 6, ...options }).rows.map(({ leader, follower }) => `${leader}${follower}`);
    expect(pairs({ leaders: ['X'] })).toEqual(['XY', 'XZ', 'XW']);
    expect(pairs({ followers: ['Y', 'X'] })).toEqual(['XY', 'YX', 'ZY', 'ZX', 'WY', 'WX']);
    expect(pairs({ leaders: ['X', 'X'], followers: ['Y'] })).toEqual(['XY']);
    // A family of one pays for nothing but the shifts that are left out.
    const [one] = scanLeads(all, { maxLag: 6, leaders: ['X'], followers: ['Y'] }).rows as [ScannedLead];
    expect(one.adjusted).toBeLessThan(2 * one.p);
    expect(one.adjustedHac).toBe(one.pHac);
  });

  it('says of each pair that it cannot test why not, and refuses what is no question', () => {
    const below = { ...market('N', noise(420, 1)), values: noise(420, 2) };
    const still = daily('C', '2015-01-01', new Array(420).fill(5));
    const short = market('T', noise(30, 3));
    const later = market('L', noise(420, 4), '2020-01-01');
    const found = scanLeads([all[0] as Series, below, still, short, later], { maxLag: 6 });
    expect(found).toMatchObject({ rows: [], tried: 20, draws: 0, standOut: 0 });
    expect(found.notTested.map(({ leader, follower, why }) => [leader + follower, why.reason])).toEqual(
      expect.arrayContaining([
        ['XN', 'a logarithm needs values above 0'],
        ['XC', 'the values are all the same'],
        ['XT', 'the lags reach over more than a sixth of the data'],
        ['XL', 'the two series have no common interval'],
      ]),
    );
    for (const options of [
      { maxLag: 0 },
      { maxLag: 6, level: 0 },
      { maxLag: 6, level: 1 },
      { maxLag: 6, leaders: ['Q'] },
      { maxLag: 6, leaders: ['X'], followers: ['X'] },
      { maxLag: 6, leaders: [] },
    ]) {
      expect(() => scanLeads(all, options)).toThrow(RangeError);
    }
    expect(() => scanLeads([all[0] as Series, all[0] as Series], { maxLag: 6 })).toThrow(/ids of their own/);
    expect(firstNotFinite(scanLeads(all, { maxLag: 6 }))).toBeUndefined();
  });
});

describe('the family-wise error of a scan at 5 %', () => {
  const WORLDS = 40;
  const rates = (world: (seed: number) => readonly Float64Array[], whitening: Whitening = 'each') => {
    let [claimed, byShifts, alone] = [0, 0, 0];
    for (let i = 0; i < WORLDS; i++) {
      const series = world(1000 + 50 * i).map((steps, k) => market(`S${k}`, steps));
      const scan = scanLeads(series, { maxLag: 4, whitening });
      if (scan.standOut > 0) claimed++;
      if (scan.rows.some(({ adjusted }) => adjusted <= 0.05)) byShifts++;
      if (scan.looksSignificant > 0) alone++;
    }
    return { claimed: claimed / WORLDS, byShifts: byShifts / WORLDS, alone: alone / WORLDS };
  };

  it('is kept by five markets without any relation, where one pair at a time would speak in most worlds', () => {
    const { claimed, byShifts, alone } = rates((seed) => markets(5, 300, { seed, common: 0 }));
    expect(claimed).toBeLessThanOrEqual(0.1);
    expect(byShifts).toBeLessThanOrEqual(0.12);
    expect(alone).toBeGreaterThan(0.3);
  });

  it('is kept by five markets that move together at the same time and none of which leads', () => {
    const { claimed, byShifts, alone } = rates((seed) => markets(5, 300, { seed, common: 1 }));
    expect(claimed).toBeLessThanOrEqual(0.1);
    expect(byShifts).toBeLessThanOrEqual(0.12);
    expect(alone).toBeGreaterThan(0.25);
  });

  it('is kept by markets that move together and of which each persists in its own way, where the leader’s autoregression would not keep it', () => {
    const persistent = (seed: number) =>
      markets(5, 300, { seed, common: 1 }).map((steps, i) => {
        let last = 0;
        return steps.map((step) => {
          last = step + 0.15 * i * last;
          return last;
        });
      });
    expect(rates(persistent).claimed).toBeLessThanOrEqual(0.1);
    expect(rates(persistent, 'leader').claimed).toBeGreaterThan(0.5);
  });

  it('is kept by markets that are restless at the same time, where the shifts alone would not keep it', () => {
    const restless = (seed: number) => {
      const unrest = noise(300, seed + 40);
      let level = 0;
      const scale = unrest.map((shock) => {
        level = 0.97 * level + 0.3 * shock;
        return Math.exp(level);
      });
      return markets(5, 300, { seed, common: 0.5 }).map((steps) => steps.map((step, t) => step * (scale[t] as number)));
    };
    const { claimed, byShifts } = rates(restless);
    expect(claimed).toBeLessThanOrEqual(0.1);
    expect(byShifts).toBeGreaterThan(0.2);
  });
});
