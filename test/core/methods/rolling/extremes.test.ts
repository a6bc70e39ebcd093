import fc from 'fast-check';
import { expect, test } from 'vitest';
import { daysSinceHighest, rollingMaximum, rollingMinimum, rollingSum } from '../../../../src/core/methods/rolling/extremes.ts';

const sample = fc.record({
  values: fc.array(fc.oneof({ weight: 9, arbitrary: fc.integer({ min: -20, max: 20 }) }, fc.constant(Number.NaN)), { maxLength: 40 }),
  length: fc.integer({ min: 1, max: 12 }),
});

const startsOf = (count: number, length: number) => Int32Array.from({ length: count }, (_, i) => (i < length - 1 ? -1 : i - length + 1));

test('the highest, the lowest and the sum of a lookback are those of its values, and missing where one is', () => {
  fc.assert(
    fc.property(sample, ({ values, length }) => {
      const numbers = Float64Array.from(values);
      const starts = startsOf(numbers.length, length);
      const by = (f: (part: number[]) => number) =>
        Float64Array.from(numbers, (_, i) => {
          const part = values.slice(Math.max(0, i - length + 1), i + 1);
          return i < length - 1 || part.some(Number.isNaN) ? Number.NaN : f(part);
        });
      expect(rollingMaximum(numbers, starts)).toEqual(by((part) => Math.max(...part)));
      expect(rollingMinimum(numbers, starts)).toEqual(by((part) => Math.min(...part)));
      expect(rollingSum(numbers, starts)).toEqual(by((part) => part.reduce((sum, value) => sum + value, 0)));
    }),
  );
});

test('days since the highest value begin anew with each record and each equal', () => {
  const dates = Int32Array.of(10, 11, 14, 15, 20, 21);
  expect([...daysSinceHighest(dates, Float64Array.of(5, 4, Number.NaN, 5, 3, 6))]).toEqual([0, 1, Number.NaN, 0, 5, 0]);
});
