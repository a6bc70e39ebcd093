import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesOf, type PairedChanges, pairAsKnown, pairClosest } from '../../../../src/core/methods/lead-lag/align.ts';
import { type CrossCorrelations, crossCorrelations, peakOf } from '../../../../src/core/methods/lead-lag/cross-correlation.ts';
import { eventOrder } from '../../../../src/core/methods/lead-lag/event-order.ts';
import { type GrangerTest, grangerTest } from '../../../../src/core/methods/lead-lag/granger.ts';
import { hayashiYoshida, type Ticks } from '../../../../src/core/methods/lead-lag/hayashi-yoshida.ts';
import { eventsWithin, seriesWithin } from '../../../../src/core/methods/lead-lag/slices.ts';
import { peakSides, type RollingOptions, type RollingRow, rollingRows } from '../../../../src/core/methods/lead-lag/stability.ts';
import { ticksOf } from '../../../../src/core/methods/lead-lag/ticks.ts';
import { type TimeToPeak, timeToPeak } from '../../../../src/core/methods/lead-lag/time-to-peak.ts';
import { insufficient } from '../../../../src/core/numerics/insufficient.ts';
import { median } from '../../../../src/core/numerics/quantile.ts';
import { curveOf, type EventSet } from '../../../../src/core/series/curve.ts';
import type { Series } from '../../../../src/core/series/series.ts';
import { firstNotFinite } from '../../../reference/finite-numbers.ts';
import { daily, sessions } from '../../series/made-series.ts';
import { noise, walk } from './made-up-pairs.ts';

const eventsOn = (series: Series, indices: readonly number[]): EventSet => {
  const on = new Uint8Array(series.dates.length);
  for (const index of indices) on[index] = 1;
  return { ...curveOf(series), on, warmup: 0, notes: [] };
};
const prices = (count: number, seed: number) => Array.from(walk(noise(count, seed)), (level) => 100 * Math.exp(0.01 * level));

const [a, b] = [sessions('A', '2023-01-03', prices(260, 1)), daily('B', '2023-01-01', prices(380, 2))];
const events = { a: eventsOn(a, [20, 70, 110, 111, 180, 210]), b: eventsOn(b, [31, 100, 160, 250, 260, 300]) };
const horizon = { count: 20, unit: 'd' } as const;
const found = {
  bAfterA: timeToPeak(events.a, { target: b, horizon }),
  aAfterB: timeToPeak(events.b, { target: a, horizon }),
};
const options: RollingOptions = {
  rolling: { windowDays: 120, stepDays: 50 },
  maxLag: 4,
  change: undefined,
  windowDays: 20,
  orders: { aToB: 2, bToA: 1 },
  events,
  timeToPeak: found,
};

describe('rolling windows', () => {
  const rows = rollingRows(a, b, options);

  it('lie within the common time, one every so many days', () => {
    const start = a.dates[0] as number;
    expect(rows.map(({ from, to }) => [from - start, to - start])).toEqual([0, 50, 100, 150, 200, 250].map((at) => [at, at + 119]));
    expect((rows.at(-1) as RollingRow).to).toBeLessThanOrEqual(Math.min(a.dates.at(-1) as number, b.dates.at(-1) as number));
  });

  it('hold what each method gives of the data of the window alone', () => {
    for (const row of rows) {
      const [cutA, cutB] = [seriesWithin(a, row), seriesWithin(b, row)];
      const changes = changesOf(pairClosest(cutA, cutB)) as PairedChanges;
      const ccf = crossCorrelations(changes.a, changes.b, 4) as CrossCorrelations;
      expect(row.correlation).toEqual({
        sameTime: ccf.values[4],
        peak: peakOf(ccf, { from: -4, to: 4 }),
        observations: changes.observations,
      });
      const [there, back] = [changesOf(pairAsKnown(cutA, cutB)), changesOf(pairAsKnown(cutB, cutA))] as PairedChanges[] as [
        PairedChanges,
        PairedChanges,
      ];
      const [aToB, bToA] = [grangerTest(there.a, there.b, 2), grangerTest(back.a, back.b, 1)] as [GrangerTest, GrangerTest];
      for (const [own, whole] of [
        [row.granger.aToB, aToB],
        [row.granger.bToA, bToA],
      ] as const) {
        const { order, observations, f, pF } = whole;
        expect(own).toEqual({ order, observations, f: expect.closeTo(f, 9), pF: expect.closeTo(pF, 9) });
      }
      const { x, y } = ticksOf(cutA, cutB) as { x: Ticks; y: Ticks };
      expect(row.hayashiYoshida).toEqual(hayashiYoshida(x, y));
      expect(row.eventOrder).toEqual(eventOrder(eventsWithin(events.a, row), eventsWithin(events.b, row), 20));
    }
  });

  it('hold the median days to the peak of the events of the window, or say that it has none', () => {
    for (const { from, to, daysToPeak } of rows) {
      for (const side of ['bAfterA', 'aAfterB'] as const) {
        const { dates, days } = found[side] as TimeToPeak;
        const own = days.filter((_, i) => (dates[i] as number) >= from && (dates[i] as number) <= to);
        if (own.length > 0) expect(daysToPeak[side]).toBe(median(own));
        else expect(daysToPeak[side]).toMatchObject({ ok: false });
      }
    }
    const none = insufficient('none', 1, 0);
    const without = rollingRows(a, b, { ...options, timeToPeak: { bAfterA: none, aAfterB: none } });
    for (const { daysToPeak } of without) expect(daysToPeak).toEqual({ bAfterA: none, aAfterB: none });
  });

  it('count on which side the largest correlation lies, where there is one', () => {
    const row = (lag: number) => ({ ...(rows[0] as RollingRow), correlation: { sameTime: 0, peak: { lag, value: 1 }, observations: 50 } });
    const without = { ...(rows[0] as RollingRow), correlation: insufficient('none', 1, 0) };
    expect(peakSides([row(3), row(1), row(0), row(-2), without])).toEqual({ aFirst: 2, sameTime: 1, bFirst: 1 });
    expect(peakSides([])).toEqual({ aFirst: 0, sameTime: 0, bFirst: 0 });
  });

  it('are none where the common time is shorter than one, or there is none', () => {
    expect(rollingRows(a, b, { ...options, rolling: { windowDays: 5000, stepDays: 10 } })).toEqual([]);
    expect(rollingRows(a, daily('B', '2033-01-01', [1, 2, 3]), options)).toEqual([]);
    expect(rollingRows(a, daily('B', '2033-01-01', []), options)).toEqual([]);
    for (const rolling of [
      { windowDays: 0, stepDays: 1 },
      { windowDays: 10, stepDays: 0 },
      { windowDays: 10.5, stepDays: 1 },
    ])
      expect(() => rollingRows(a, b, { ...options, rolling })).toThrow(RangeError);
  });

  it('hold values or say why not, and never a number that is none', () => {
    const level = fc.constantFrom(0.1, 1, 1, 2, 3, 5);
    const side = fc.array(level, { minLength: 2, maxLength: 60 });
    fc.assert(
      fc.property(
        side,
        side,
        fc.nat(50),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 6 }),
        (x, y, start, windowDays, maxLag) => {
          const [first, second] = [daily('A', '2024-01-01', x), sessions('B', '2024-01-02', y)];
          const own = { a: eventsOn(first, [start % x.length, 0]), b: eventsOn(second, [start % y.length, y.length - 1]) };
          const rolling = { windowDays, stepDays: 7 };
          expect(firstNotFinite(rollingRows(first, second, { ...options, rolling, maxLag, events: own }))).toBeUndefined();
        },
      ),
      { numRuns: 60 },
    );
  });
});
