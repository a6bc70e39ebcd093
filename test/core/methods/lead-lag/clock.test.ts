import { describe, expect, it } from 'vitest';
import { changesOf, type PairedChanges, pairClosest } from '../../../../src/core/methods/lead-lag/align.ts';
import { pairClock } from '../../../../src/core/methods/lead-lag/clock.ts';
import { daily, sessions } from '../../series/made-series.ts';

const a = sessions(
  'RUT',
  '2023-01-03',
  Array.from({ length: 300 }, (_, i) => 100 + (i % 7)),
);
const b = daily(
  'BTC',
  '2023-01-01',
  Array.from({ length: 450 }, (_, i) => 50 + (i % 5)),
);
const clockOf = (x = a, y = b, maxLag = 3) =>
  pairClock(changesOf(pairClosest(x, y)) as PairedChanges, { maxLag, names: { a: x.id, b: y.id } });

describe('the clocks of New York and 24:00 UTC', () => {
  it('share hours at lag 0 and at the lag that sets the later clock first, so that its lead counts from lag 2', () => {
    const clock = clockOf();
    expect(clock).toMatchObject({ later: 'b', leadCountsFrom: { a: 1, b: 2 }, gapHours: { least: 3, median: 4 } });
    const overlap = Object.fromEntries(clock.lags.map(({ lag, overlap: share, first }) => [lag, [share, first]]));
    expect(overlap[0]?.[1]).toBeNull();
    expect(overlap[-1]?.[1]).toBeNull();
    expect((overlap[0]?.[0] as number) + (overlap[-1]?.[0] as number)).toBeCloseTo(1, 2);
    expect(overlap[-1]?.[0]).toBeGreaterThan(0.08);
    expect(overlap[1]).toEqual([0, 'a']);
    expect(overlap[-2]).toEqual([0, 'b']);
  });

  it('say so to a reader', () => {
    expect(clockOf().statement).toMatch(
      /^BTC is known 4 h \(3 h to 7 h\) after RUT, so equal dates are not simultaneous: .* share 1\d(\.\d)? % of the hours, which is no lead of BTC: a lead of RUT counts from lag 1; a lead of BTC counts from lag 2\.$/,
    );
  });

  it('turn round with the names', () => {
    const clock = clockOf(b, a);
    expect(clock).toMatchObject({ later: 'a', leadCountsFrom: { a: 2, b: 1 } });
    expect(clock.lags.map(({ lag, first }) => [-lag + 0, first]).reverse()).toEqual(
      clockOf().lags.map(({ lag, first }) => [lag, first === 'a' ? 'b' : first === 'b' ? 'a' : null]),
    );
  });
});

describe('equal clocks', () => {
  it('are simultaneous at lag 0, and every other lag is a lead', () => {
    const clock = clockOf(b, { ...b, id: 'ETH' });
    expect(clock).toMatchObject({ later: null, gapHours: { least: 0, greatest: 0 }, leadCountsFrom: { a: 1, b: 1 } });
    expect(clock.lags.map(({ overlap }) => overlap)).toEqual([0, 0, 0, 1, 0, 0, 0]);
    expect(clock.statement).toBe('Both are known at the same instants: a lead of BTC counts from lag 1; a lead of ETH counts from lag 1.');
  });

  it('have no lead without a lag, and refuse lags beyond the data', () => {
    expect(clockOf(b, b, 0).leadCountsFrom).toEqual({ a: null, b: null });
    expect(() => clockOf(b, b, 450)).toThrow(RangeError);
  });
});
