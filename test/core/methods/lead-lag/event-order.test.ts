import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EventOrder, eventOrder } from '../../../../src/core/methods/lead-lag/event-order.ts';
import { isInsufficient } from '../../../../src/core/numerics/insufficient.ts';
import { curveOf, type EventSet, indexOfDate } from '../../../../src/core/series/curve.ts';
import type { Series } from '../../../../src/core/series/series.ts';
import { firstNotFinite } from '../../../reference/finite-numbers.ts';
import { daily, day, sessions } from '../../series/made-series.ts';

const ones = (count: number) => new Array<number>(count).fill(1);
const eventsOn = (series: Series, indices: readonly number[], warmup = 0): EventSet => {
  const on = new Uint8Array(series.dates.length);
  for (const index of indices) on[index] = 1;
  return { ...curveOf(series), on, warmup, notes: [] };
};
const onDates = (series: Series, dates: readonly string[]) =>
  eventsOn(
    series,
    dates.map((text) => indexOfDate(series.dates, day(text))),
  );

const DAY = 86_400_000;

/** Pairs of either order when b's events are moved s places on the circle of b's observations, all pairs looked at. */
function byHand(a: EventSet, b: EventSet, windowDays: number) {
  const from = Math.max(a.knownAt[a.warmup] as number, b.knownAt[b.warmup] as number);
  const to = Math.min(a.knownAt.at(-1) as number, b.knownAt.at(-1) as number);
  const within = ({ knownAt }: EventSet) =>
    [...knownAt.keys()].filter((i) => i > 0 && (knownAt[i] as number) >= from && (knownAt[i] as number) <= to);
  const circle = within(b);
  const [ofA, ofB] = [within(a).filter((i) => a.on[i]), circle.filter((j) => b.on[j])];
  const counts = circle.map((_, s) => {
    let [first, second, undetermined] = [0, 0, 0];
    for (const i of ofA)
      for (const event of ofB) {
        const j = circle[(circle.indexOf(event) + s) % circle.length] as number;
        const [ka, kb] = [a.knownAt[i] as number, b.knownAt[j] as number];
        if (ka <= (b.knownAt[j - 1] as number) && kb - ka <= windowDays * DAY) first++;
        else if (kb <= (a.knownAt[i - 1] as number) && ka - kb <= windowDays * DAY) second++;
        else if (ka > (b.knownAt[j - 1] as number) && kb > (a.knownAt[i - 1] as number)) undetermined++;
      }
    return { first, second, undetermined };
  });
  return { counts, events: Math.min(ofA.length, ofB.length) };
}

const places = fc.uniqueArray(fc.integer({ min: 0, max: 59 }), { minLength: 0, maxLength: 6 });

describe('the order of two kinds of events', () => {
  it('counts all pairs at all shifts, on any two calendars', () => {
    fc.assert(
      fc.property(places, places, fc.integer({ min: 1, max: 30 }), fc.nat(8), fc.boolean(), (atA, atB, windowDays, warmup, bothDaily) => {
        const first = bothDaily ? daily('A', '2024-01-03', ones(60)) : sessions('A', '2024-01-03', ones(60));
        const [a, b] = [eventsOn(first, atA, warmup), eventsOn(daily('B', '2024-01-01', ones(60)), atB)];
        const { counts, events } = byHand(a, b, windowDays);
        const found = eventOrder(a, b, windowDays);
        expect(isInsufficient(found)).toBe(events < 2);
        expect(firstNotFinite(found)).toBeUndefined();
        if (isInsufficient(found)) return;
        const above = (value: (count: (typeof counts)[number]) => number) =>
          counts.filter((count) => value(count) >= value(counts[0] as never)).length;
        expect(found).toMatchObject({
          aFirst: { observed: counts[0]?.first, countUpper: above(({ first: n }) => n) },
          bFirst: { observed: counts[0]?.second, countUpper: above(({ second }) => second) },
          net: { countUpper: above(({ first: n, second }) => n - second), draws: counts.length },
          undetermined: counts[0]?.undetermined,
        });
        expect(found.expected.aFirst).toBeCloseTo(counts.reduce((sum, { first: n }) => sum + n, 0) / counts.length, 12);
      }),
    );
  });

  it('has no order for a New York close and the 24:00 UTC close of the same date, nor for the New York close after it', () => {
    const [a, b] = [sessions('A', '2024-03-01', ones(40)), daily('B', '2024-02-20', ones(70))];
    const dates = ['2024-03-12', '2024-03-20'];
    const order = (ofB: readonly string[]) => eventOrder(onDates(a, dates), onDates(b, ofB), 2) as EventOrder;
    expect(order(dates)).toMatchObject({ undetermined: 2, aFirst: { observed: 0 }, bFirst: { observed: 0 } });
    expect(order(['2024-03-13', '2024-03-21'])).toMatchObject({ undetermined: 0, aFirst: { observed: 2 }, bFirst: { observed: 0 } });
    expect(order(['2024-03-11', '2024-03-19'])).toMatchObject({ undetermined: 2, aFirst: { observed: 0 }, bFirst: { observed: 0 } });
    expect(order(['2024-03-10', '2024-03-18'])).toMatchObject({ undetermined: 0, aFirst: { observed: 0 }, bFirst: { observed: 2 } });
  });

  it('turns round with the names', () => {
    const [a, b] = [eventsOn(daily('A', '2024-01-01', ones(90)), [10, 30, 66]), eventsOn(daily('B', '2024-01-01', ones(90)), [14, 31, 60])];
    const [there, back] = [eventOrder(a, b, 8) as EventOrder, eventOrder(b, a, 8) as EventOrder];
    expect([back.bFirst.observed, back.aFirst.observed, back.net.observed]).toEqual([
      there.aFirst.observed,
      there.bFirst.observed,
      -there.net.observed,
    ]);
  });

  it('has no order for events that became known at one instant, as when all of a kind are published on one day', () => {
    const at = (series: Series, instant: number) => ({ ...series, knownAt: series.knownAt.map(() => instant) });
    const series = daily('A', '2024-01-01', ones(40));
    const instant = series.knownAt[20] as number;
    const [a, b] = [eventsOn(at(series, instant), [10, 12]), eventsOn(at(series, instant), [11, 13])];
    expect(eventOrder(a, b, 5)).toMatchObject({ undetermined: 4, aFirst: { observed: 0 }, bFirst: { observed: 0 }, net: { pUpper: 1 } });
    const apart = eventOrder(a, eventsOn(series, [5, 30]), 30);
    expect(firstNotFinite(apart)).toBeUndefined();
    expect(isInsufficient(apart)).toBe(true);
  });

  it('stands out where every event of a is followed by one of b', () => {
    const at = [40, 150, 230, 390, 470, 600];
    const [a, b] = [
      eventsOn(daily('A', '2020-01-01', ones(700)), at),
      eventsOn(
        daily('B', '2020-01-01', ones(700)),
        at.map((i) => i + 12),
      ),
    ];
    expect(eventOrder(a, b, 20)).toMatchObject({
      aFirst: { observed: 6 },
      bFirst: { observed: 0 },
      events: { a: 6, b: 6 },
      observations: 699,
    });
    expect((eventOrder(a, b, 20) as EventOrder).net.pUpper).toBeLessThan(0.03);
  });

  it('needs two events of each kind in the common time, and a window above 0', () => {
    const b = eventsOn(daily('B', '2024-01-01', ones(90)), [14, 31, 60]);
    expect(eventOrder(eventsOn(daily('A', '2024-01-01', ones(90)), [4]), b, 8)).toMatchObject({ ok: false, needed: 2, available: 1 });
    expect(eventOrder(eventsOn(daily('A', '2025-01-01', ones(90)), [4, 9]), b, 8)).toMatchObject({ ok: false, available: 0 });
    expect(eventOrder(eventsOn(daily('A', '2025-01-01', []), []), b, 8)).toMatchObject({ ok: false, available: 0 });
    for (const window of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) expect(() => eventOrder(b, b, window)).toThrow(RangeError);
  });
});
