import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DayRange, PlacedEvent } from '../../../../src/core/methods/abnormal-returns/event-windows.ts';
import { windowOverlaps } from '../../../../src/core/methods/abnormal-returns/window-overlaps.ts';

const daysOf = ({ index }: PlacedEvent, { from, to }: DayRange) => Array.from({ length: to - from + 1 }, (_, i) => index + from + i);
const meet = (a: number[], b: number[]) => a.some((day) => b.includes(day));

describe('overlaps of windows', () => {
  it('are counted as the days themselves say, for any windows and events', () => {
    const event = fc.record({ asset: fc.nat(1), index: fc.nat(40) });
    const lengths = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 5 }), fc.integer({ min: 1, max: 8 }));
    fc.assert(
      fc.property(
        fc.uniqueArray(event, { maxLength: 6, selector: ({ asset, index }) => `${asset} ${index}` }),
        lengths,
        (events, [before, gap, after]) => {
          const estimationWindow = { from: -before - gap, to: -gap - 1 };
          const eventWindow = { from: 0, to: after - 1 };
          const pairs = events.flatMap((a, i) => events.slice(i + 1).map((b) => [a, b] as const));
          const own = pairs.filter(([a, b]) => a.asset === b.asset);
          const across = pairs.filter(([a, b]) => a.asset !== b.asset);
          const sharing = (list: typeof pairs, window: DayRange) =>
            list.filter(([a, b]) => meet(daysOf(a, window), daysOf(b, window))).length;
          const contaminated = events.filter((a) =>
            events.some((b) => a !== b && a.asset === b.asset && meet(daysOf(a, estimationWindow), daysOf(b, eventWindow))),
          );
          expect(windowOverlaps(events, { estimationWindow, eventWindow })).toEqual({
            eventWindowPairs: sharing(own, eventWindow),
            estimationWindowPairs: sharing(own, estimationWindow),
            contaminatedEstimations: contaminated.length,
            acrossAssetsPairs: sharing(across, eventWindow),
          });
        },
      ),
      { seed: 19, numRuns: 300 },
    );
  });
});
