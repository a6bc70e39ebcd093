import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cooled, following, movedTo, sameDates } from '../../../../src/core/methods/triggers/sequence.ts';
import type { EventSet } from '../../../../src/core/series/curve.ts';
import { days, extents, indices, isDays, smallWorlds } from './small-worlds.ts';

const fired = (on: Uint8Array) => Array.from(on.entries()).flatMap(([i, flag]) => (flag ? [i] : []));
const flags = (values: Float64Array, of: number) => Uint8Array.from(values, (value) => (value % of === 0 ? 1 : 0));

describe('a cooldown', () => {
  it('keeps the first event and each with n observations strictly between it and the last one kept', () => {
    fc.assert(
      fc.property(smallWorlds(20), extents(0, 8), ({ dates, values }, n) => {
        const on = flags(values, 2);
        const kept: number[] = [];
        for (const i of fired(on)) {
          const last = kept.at(-1);
          const far = (from: number) => (isDays(n) ? (dates[i] as number) - (dates[from] as number) >= days(n) : i - from - 1 >= n.count);
          if (last === undefined || far(last)) kept.push(i);
        }
        expect(fired(cooled(dates, on, n))).toEqual(kept);
      }),
      { seed: 10, numRuns: 1000 },
    );
  });

  it('of nothing changes nothing', () => {
    const on = Uint8Array.of(1, 1, 0, 1);
    expect(cooled(Int32Array.of(1, 2, 3, 4), on, { count: 0 })).toEqual(on);
  });
});

describe('events that follow others', () => {
  it('come 0 to n observations after any of them, tried pair by pair on small worlds', () => {
    fc.assert(
      fc.property(smallWorlds(20), smallWorlds(20), extents(0, 8), ({ dates, values }, other, n) => {
        const length = Math.min(values.length, other.values.length);
        const [on, at] = [flags(values.slice(0, length), 2), dates.slice(0, length)];
        const b = flags(other.values.slice(0, length), 3);
        const near = (i: number, j: number) => (isDays(n) ? (at[i] as number) - (at[j] as number) <= days(n) : i - j <= n.count);
        const expected = fired(on).filter((i) => fired(b).some((j) => j <= i && near(i, j)));
        expect(fired(following(at, { a: on, b }, n))).toEqual(expected);
      }),
      { seed: 11, numRuns: 1000 },
    );
  });
});

describe('events moved to another calendar', () => {
  it('come to its first date whose close is not earlier than the instant at which they are known', () => {
    fc.assert(
      fc.property(smallWorlds(15), smallWorlds(15), fc.nat(40), (a, b, hours) => {
        const calendar = { dates: a.dates, knownAt: Float64Array.from(a.dates, (date) => 24 * date) };
        const knownAt = Float64Array.from(b.dates, (date) => 24 * date + hours);
        const events = { dates: b.dates, knownAt, on: flags(b.values, 2), values: b.values, warmup: 0, notes: [] } as unknown as EventSet;
        const expected = fired(events.on)
          .map((i) => calendar.knownAt.findIndex((instant) => instant >= (knownAt[i] as number)))
          .filter((at) => at >= 0);
        fc.pre(!sameDates(a.dates, b.dates));
        expect(fired(movedTo(calendar, events))).toEqual([...new Set(expected)].sort((x, y) => x - y));
      }),
      { seed: 12, numRuns: 1000 },
    );
  });

  it('on the same dates and known at the same instants stay', () => {
    const dates = Int32Array.of(1, 2, 5);
    const knownAt = Float64Array.of(10, 20, 50);
    const on = Uint8Array.of(0, 1, 1);
    const events = { dates: Int32Array.from(dates), knownAt: Float64Array.from(knownAt), on, warmup: 0, notes: [] } as unknown as EventSet;
    expect(Array.from(movedTo({ dates, knownAt }, events))).toEqual([0, 1, 1]);
    expect(indices(3).map((i) => sameDates(dates, dates.slice(0, i)))).toEqual([false, false, false]);
  });
});
