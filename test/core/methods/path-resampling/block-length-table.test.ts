import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { geometricBlocks } from '../../../../src/core/methods/bootstrap/block-resampling.ts';
import { blockLengthTable } from '../../../../src/core/methods/path-resampling/block-length-table.ts';

const WORD = 2 ** 32 - 1;
const words = fc.oneof(fc.integer({ min: 0, max: WORD }), fc.integer({ min: 0, max: 5000 }), fc.integer({ min: WORD - 5000, max: WORD }));

describe('the table of block lengths', () => {
  it('gives every word the length that geometric blocks give it, cut to the longest', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.constantFrom(1, 2, 20), fc.double({ min: 1, max: 3000, noNaN: true })),
        fc.integer({ min: 1, max: 4000 }),
        fc.array(words, { minLength: 50, maxLength: 50 }),
        (mean, longest, drawn) => {
          const { thresholds, cells } = blockLengthTable(mean, longest);
          const lengths = geometricBlocks(mean);
          // The words on both sides of each threshold as well: there a length changes.
          const edges = [...thresholds.subarray(1, 40)].flatMap((edge) => [Math.max(0, edge - 1), Math.min(WORD, edge)]);
          for (const word of [...drawn, ...edges]) {
            let length = cells[Math.floor(word / 2 ** 20)] as number;
            while (word < (thresholds[length] as number)) length++;
            expect(length).toBe(Math.min(longest, lengths({ below: () => word, uniform: () => 0 })));
          }
        },
      ),
      { seed: 20_260_915, numRuns: 25 },
    );
  });

  it('refuses a mean below one observation', () => {
    expect(() => blockLengthTable(0.5, 10)).toThrow(RangeError);
  });
});
