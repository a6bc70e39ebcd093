import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crossing, firstAbove } from '../../../../src/core/methods/triggers/crossing.ts';
import { indices, smallWorlds } from './small-worlds.ts';

const fired = (on: Uint8Array) => Array.from(on.entries()).flatMap(([i, flag]) => (flag ? [i] : []));

describe('a crossing', () => {
  it('is x > y now and x <= y at the observation before, tried one by one on small worlds', () => {
    fc.assert(
      fc.property(smallWorlds(16, { missing: true }), smallWorlds(16, { missing: true }), (a, b) => {
        const length = Math.min(a.values.length, b.values.length);
        const [x, y] = [a.values.slice(0, length), b.values.slice(0, length)];
        const at = (i: number) => [x[i] as number, y[i] as number] as const;
        const over = (i: number) => at(i)[0] > at(i)[1];
        const notOver = (i: number) => at(i)[0] <= at(i)[1];
        expect(fired(crossing(x, y, 'above'))).toEqual(indices(length).filter((i) => i > 0 && over(i) && notOver(i - 1)));
      }),
      { seed: 5, numRuns: 1000 },
    );
  });

  it('below is the crossing above with both sides turned over', () => {
    fc.assert(
      fc.property(smallWorlds(16, { missing: true }), ({ values }) => {
        const level = values.map(() => 5);
        expect(crossing(values, level, 'below')).toEqual(
          crossing(
            values.map((value) => -value),
            level.map((value) => -value),
            'above',
          ),
        );
        expect(crossing(values, level, 'below')).toEqual(crossing(level, values, 'above'));
      }),
      { seed: 6, numRuns: 300 },
    );
  });
});

describe('the first value above a level', () => {
  it('is the first of all, and comes after one at or below the level', () => {
    fc.assert(
      fc.property(smallWorlds(16, { missing: true }), fc.integer({ min: 0, max: 9 }), ({ values }, level) => {
        const above = indices(values.length).filter((i) => (values[i] as number) > level);
        const first = above[0];
        const hadLower = first !== undefined && values.slice(0, first).some((value) => value <= level);
        expect(fired(firstAbove(values, level))).toEqual(hadLower ? [first] : []);
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});
