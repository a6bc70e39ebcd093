import fc from 'fast-check';

export const SEED = { seed: 20_261_125, numRuns: 300 };

/** Forecasts in twentieths, so that some are the same and some are certain, with outcomes of 0 and 1. */
export const forecasts = (minLength: number) =>
  fc
    .array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.boolean()), { minLength, maxLength: 30 })
    .map((pairs) => ({ p: Float64Array.from(pairs, ([k]) => k / 20), y: Float64Array.from(pairs, ([, hit]) => (hit ? 1 : 0)) }));

/** What no function that takes forecasts should take. */
export const faults: readonly (readonly [Float64Array, Float64Array])[] = [
  [Float64Array.of(0.2, 1.2), Float64Array.of(0, 1)],
  [Float64Array.of(0.2, Number.NaN), Float64Array.of(0, 1)],
  [Float64Array.of(0.2, 0.3), Float64Array.of(0, 0.5)],
  [Float64Array.of(0.2, 0.3), Float64Array.of(0, Number.NaN)],
  [Float64Array.of(0.2, 0.3), Float64Array.of(0)],
];
