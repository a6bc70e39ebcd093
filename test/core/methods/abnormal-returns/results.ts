import type { AbnormalReturns } from '../../../../src/core/methods/abnormal-returns/abnormal-returns.ts';
import { type EventTest, type EventTestMethod, onEachDay } from '../../../../src/core/methods/abnormal-returns/event-test.ts';
import { type Insufficient, isInsufficient } from '../../../../src/core/numerics/insufficient.ts';

/** A result that must be there. */
export function known<T extends object | number>(result: T | Insufficient): T {
  if (isInsufficient(result)) throw new Error(`expected a result, had: ${result.reason}`);
  return result;
}

/** Numbers of one shape, however deep. */
export type Numbers = number | null | ArrayLike<Numbers>;

/** Largest |actual − expected|; infinite where one is no number and the other is, or for NaN. */
export function largestGap(actual: Numbers, expected: Numbers): number {
  if (actual === null || expected === null) return actual === expected ? 0 : Number.POSITIVE_INFINITY;
  if (typeof actual === 'number' || typeof expected === 'number') {
    const gap = Math.abs((actual as number) - (expected as number));
    return Number.isNaN(gap) ? Number.POSITIVE_INFINITY : gap;
  }
  if (actual.length !== expected.length) return Number.POSITIVE_INFINITY;
  return Array.from(actual).reduce<number>((largest, value, i) => Math.max(largest, largestGap(value, expected[i] as Numbers)), 0);
}

/** The statistic of a test on each day of the event window. */
export const dailyStatistics = (abnormal: AbnormalReturns, test: EventTestMethod): number[] =>
  onEachDay(abnormal, test).map((result) => known(result).statistic);

/** The statistic and the tails of a test, for comparison. */
export const numbersOfTest = ({ statistic, pUpper, pLower, pTwoSided, degreesOfFreedom }: Omit<EventTest, 'name' | 'observations'>) => [
  statistic,
  pUpper,
  pLower,
  pTwoSided,
  degreesOfFreedom,
];
