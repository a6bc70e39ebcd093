import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusterNumbers, clusterSum } from '../../../../src/core/methods/event-study/clusters.ts';

describe('clusters of instances', () => {
  it('join what overlaps, also through a third: a long instance holds two short ones that do not meet', () => {
    expect([...clusterNumbers([0, 10, 40, 200], [100, 20, 50, 300])]).toEqual([0, 0, 0, 1]);
  });

  it('join an entry on the very date at which another horizon ends, and part one a day later', () => {
    expect([...clusterNumbers([0, 180], [180, 360])]).toEqual([0, 0]);
    expect([...clusterNumbers([0, 181], [180, 361])]).toEqual([0, 1]);
  });

  it('join a chain of overlaps into one', () => {
    expect([...clusterNumbers([0, 90, 180, 271], [90, 180, 270, 361])]).toEqual([0, 0, 0, 1]);
  });

  it('equal those found by joining overlapping pairs until nothing changes', () => {
    const instances = fc.array(fc.tuple(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 20 })), { maxLength: 14 });
    fc.assert(
      fc.property(instances, (drawn) => {
        const spans = drawn.map(([entry, length]) => [entry, entry + length] as const).sort((a, b) => a[0] - b[0]);
        const label = spans.map((_, i) => i);
        for (let changed = true; changed; ) {
          changed = false;
          for (const [i, a] of spans.entries()) {
            for (const [j, b] of spans.entries()) {
              if (a[0] > b[1] || b[0] > a[1] || (label[i] as number) <= (label[j] as number)) continue;
              label[i] = label[j] as number;
              changed = true;
            }
          }
        }
        const names = [...new Set(label)];
        const expected = label.map((name) => names.indexOf(name));
        const [entries, ends] = [spans.map(([entry]) => entry), spans.map(([, end]) => end)];
        expect([...clusterNumbers(entries, ends)]).toEqual(expected);
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  it('average hits inside each cluster before they are counted', () => {
    expect(clusterSum(Int32Array.of(0, 0, 1, 2, 2, 2), Float64Array.of(1, 0, 1, 1, 1, 0))).toBeCloseTo(0.5 + 1 + 2 / 3, 12);
  });
});
