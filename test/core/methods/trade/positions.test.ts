import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HoldingPeriods } from '../../../../src/core/methods/event-study/holding-period.ts';
import { mergedPositions } from '../../../../src/core/methods/trade/positions.ts';

const SEED = { seed: 20_260_730, numRuns: 300 };

/** Holding periods from entries and lengths; the last ones may be open. */
function periodsOf(entries: readonly number[], lengths: readonly number[], openFrom = entries.length): HoldingPeriods {
  return {
    entry: Int32Array.from(entries),
    exit: Int32Array.from(entries, (entry, i) => entry + (lengths[i] as number)),
    due: Int32Array.from(entries, (entry, i) => 1000 + entry + (lengths[i] as number)),
    complete: Uint8Array.from(entries, (_, i) => (i < openFrom ? 1 : 0)),
    upcoming: new Uint8Array(entries.length),
  };
}
const all = (periods: HoldingPeriods) => Int32Array.from(periods.entry.keys());

const periods = fc
  .array(fc.tuple(fc.nat(60), fc.nat(12)), { minLength: 1, maxLength: 12 })
  .map((pairs) => [...pairs].sort(([a], [b]) => a - b))
  .map((pairs) =>
    periodsOf(
      pairs.map(([entry]) => entry),
      pairs.map(([, length]) => length),
    ),
  );

describe('positions merged from holding periods', () => {
  it('join what overlaps or meets at one close, and count the events that they join', () => {
    const own = periodsOf([0, 3, 8, 9, 20], [5, 5, 0, 4, 2]);
    expect(mergedPositions(own, all(own))).toEqual([
      { entry: 0, exit: 8, events: 3, open: false, due: 1008 },
      { entry: 9, exit: 13, events: 1, open: false, due: 1013 },
      { entry: 20, exit: 22, events: 1, open: false, due: 1022 },
    ]);
    expect(mergedPositions(own, Int32Array.of(1, 4)).map(({ entry }) => entry)).toEqual([3, 20]);
    expect(mergedPositions(own, new Int32Array(0))).toEqual([]);
  });

  it('are open where one of their holdings is not over', () => {
    const own = periodsOf([0, 10, 14], [4, 6, 3], 2);
    expect(mergedPositions(own, all(own)).map(({ open, events }) => [open, events])).toEqual([
      [false, 1],
      [true, 2],
    ]);
    const counted = { ...own, due: Int32Array.of(1004, 1016, -1) };
    expect(mergedPositions(counted, all(counted)).map(({ due }) => due)).toEqual([1004, -1]);
  });

  it('hold the target over just the steps of the periods, none twice, with every event in one of them', () => {
    fc.assert(
      fc.property(periods, (own) => {
        const positions = mergedPositions(own, all(own));
        const steps = (entry: number, exit: number) => Array.from({ length: exit - entry }, (_, i) => entry + i);
        const held = positions.flatMap(({ entry, exit }) => steps(entry, exit));
        const wanted = new Set(Array.from(own.entry).flatMap((entry, i) => steps(entry, own.exit[i] as number)));
        expect(new Set(held)).toEqual(wanted);
        expect(held.length).toBe(wanted.size);
        expect(positions.reduce((sum, { events }) => sum + events, 0)).toBe(own.entry.length);
        positions.slice(1).forEach(({ entry }, i) => {
          expect(entry).toBeGreaterThan(positions[i]?.exit as number);
        });
      }),
      SEED,
    );
  });
});
