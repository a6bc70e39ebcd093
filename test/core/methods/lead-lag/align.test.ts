import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesOf, type PairedChanges, pairAsKnown, pairClosest } from '../../../../src/core/methods/lead-lag/align.ts';
import { isInsufficient } from '../../../../src/core/numerics/insufficient.ts';
import { daily, dated, sessions } from '../../series/made-series.ts';

const changes = (found: ReturnType<typeof changesOf>) => found as PairedChanges;

const clocks = fc
  .array(fc.integer({ min: 0, max: 40 }), { minLength: 0, maxLength: 25 })
  .map((instants) => Float64Array.from(instants).sort())
  .map((knownAt) => ({ knownAt, values: Float64Array.from(knownAt, (_, i) => i + 1) }));

describe('pairs as they were known', () => {
  it('hold for each value of the follower the last known value of the leader, each value once, by definition', () => {
    fc.assert(
      fc.property(clocks, clocks, (leader, follower) => {
        const expected: [number, number][] = [];
        follower.knownAt.forEach((instant, j) => {
          if (follower.knownAt[j + 1] === instant) return;
          const i = leader.knownAt.findLastIndex((known) => known <= instant);
          const earlier = follower.knownAt.some((other, m) => m < j && other < instant && i >= 0 && other >= (leader.knownAt[i] as number));
          if (i >= 0 && !earlier) expected.push([i + 1, j + 1]);
        });
        const { a, b, knownA, knownB } = pairAsKnown(leader, follower);
        expect(Array.from(a, (value, k) => [value, b[k]])).toEqual(expected);
        expect(knownA.every((instant, k) => instant <= (knownB[k] as number))).toBe(true);
        expect(knownB.every((instant, k) => k === 0 || instant > (knownB[k - 1] as number))).toBe(true);
        expect(knownA.every((instant, k) => k === 0 || instant > (knownB[k - 1] as number))).toBe(true);
      }),
    );
  });
});

describe('pairs of the closest clocks', () => {
  it('are the same pairs whichever series is named first', () => {
    fc.assert(
      fc.property(clocks, clocks, (one, other) => {
        const [there, back] = [pairClosest(one, other), pairClosest(other, one)];
        fc.pre(gap(there) !== gapOfOtherWay(one, other));
        expect({ a: back.b, b: back.a, knownA: back.knownB, knownB: back.knownA }).toEqual(there);
      }),
    );
    function gap({ knownA, knownB }: ReturnType<typeof pairClosest>): number {
      const gaps = Array.from(knownA, (instant, i) => Math.abs(instant - (knownB[i] as number))).sort((x, y) => x - y);
      return ((gaps[(gaps.length - 1) >> 1] ?? 0) + (gaps[gaps.length >> 1] ?? 0)) / 2;
    }
    function gapOfOtherWay(one: Parameters<typeof pairAsKnown>[0], other: Parameters<typeof pairAsKnown>[0]): number | undefined {
      const [forth, back] = [gap(pairAsKnown(one, other)), gap(pairAsKnown(other, one))];
      return forth === back ? forth : undefined;
    }
  });

  it('put the New York close before the 24:00 UTC close of the same date, 3 or 4 hours apart, and never call them simultaneous', () => {
    const paired = pairClosest(
      sessions(
        'A',
        '2024-01-02',
        Array.from({ length: 250 }, (_, i) => 100 + i),
      ),
      daily(
        'B',
        '2024-01-01',
        Array.from({ length: 370 }, (_, i) => 50 + i),
      ),
    );
    const hours = new Set(Array.from(paired.knownB, (instant, i) => (instant - (paired.knownA[i] as number)) / 3_600_000));
    expect([...hours].sort((x, y) => x - y)).toEqual([3, 4, 6, 7]);
  });

  it('leave what happened on a weekend within the interval from Friday to Monday', () => {
    const a = dated('A', { '2024-01-04': 100, '2024-01-05': 110, '2024-01-08': 121 }, { calendar: 'new-york' });
    const b = daily('B', '2024-01-01', [1, 1, 1, 2, 4, 8, 16, 32]);
    const { b: returns } = changes(changesOf(pairClosest(a, b)));
    expect(Array.from(returns, (value) => value / Math.LN2)).toEqual([1, 3].map((value) => expect.closeTo(value, 12)));
  });

  it('pair a weekly with a daily series on the weekly dates', () => {
    const a = dated('A', { '2024-01-05': 1, '2024-01-12': 2, '2024-01-19': 3 }, { calendar: 'weekly-new-york' });
    const b = daily(
      'B',
      '2024-01-01',
      Array.from({ length: 30 }, (_, i) => i + 1),
    );
    expect(Array.from(pairClosest(a, b).b)).toEqual([5, 12, 19]);
  });
});

describe('changes', () => {
  const [a, b] = [daily('A', '2024-01-01', [1, 2, 0, 4]), daily('B', '2024-01-01', [1, 1, 2, 3])];

  it('of what is not above 0 are differences, and no logarithms', () => {
    expect(changesOf(pairClosest(a, b), 'log-return')).toMatchObject({ ok: false, reason: 'a logarithm needs values above 0' });
    expect(Array.from(changes(changesOf(pairClosest(a, b), 'difference')).a)).toEqual([1, -2, 4]);
  });

  it('need two pairs', () => {
    expect(isInsufficient(changesOf(pairClosest(a, daily('B', '2024-01-04', [1, 2]))))).toBe(true);
    expect(changesOf(pairClosest(a, daily('B', '2030-01-04', [1, 2])))).toMatchObject({ ok: false, available: 1 });
    expect(changesOf(pairClosest(daily('A', '2024-01-04', []), b))).toMatchObject({ ok: false, available: 0 });
  });
});
