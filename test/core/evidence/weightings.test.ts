import { expect, test } from 'vitest';
import { sameSideShare } from '../../../src/core/evidence/weightings.ts';

const of = (...shares: number[]) => sameSideShare(Float64Array.from(shares), { draws: 40_000, seed: 7 });

test('where all indicators agree, no weighting changes the side', () => {
  expect(of(0.6, 0.9, 0.51)).toEqual({ share: 1, draws: 40_000, side: 'above' });
  expect(of(0.1, 0.4)).toEqual({ share: 1, draws: 40_000, side: 'below' });
});

test('of two indicators the share is that of the stronger one among both', () => {
  // The weight w of the first is uniform: 0.4 w > 0.1 (1 − w) for w > 0.2.
  expect(of(0.9, 0.4)?.share).toBeCloseTo(0.8, 2);
  expect(of(0.1, 0.6)?.share).toBeCloseTo(0.8, 2);
});

test('of three indicators the share is that part of the triangle of weights', () => {
  // One at +a, two at −b each, a > 2b: a w > b (1 − w) for w > b / (a + b), and P(w > t) = (1 − t)².
  const [a, b] = [0.45, 0.2];
  expect(of(0.5 + a, 0.5 - b, 0.5 - b)?.share).toBeCloseTo((1 - b / (a + b)) ** 2, 2);
});

test('there is no side without an indicator, nor where they balance', () => {
  expect(of()).toBeUndefined();
  expect(of(0.25, 0.75)).toBeUndefined();
});

test('the same seed gives the same share, and no draw is refused', () => {
  expect(of(0.9, 0.2, 0.4)).toEqual(of(0.9, 0.2, 0.4));
  expect(() => sameSideShare(Float64Array.of(1), { draws: 0, seed: 1 })).toThrow(/number of draws/);
});
