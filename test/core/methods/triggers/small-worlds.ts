import fc from 'fast-check';
import type { Extent } from '../../../../src/core/series/curve.ts';

/** Dates with gaps and values with ties: small enough for a definition to be tried word by word. */
export interface SmallWorld {
  readonly dates: Int32Array;
  readonly values: Float64Array;
}

/** Worlds of up to `length` observations; with `missing` some of the values are NaN. */
export function smallWorlds(length: number, { missing = false } = {}): fc.Arbitrary<SmallWorld> {
  const value = missing
    ? fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 1, max: 9 }) }, { weight: 1, arbitrary: fc.constant(Number.NaN) })
    : fc.integer({ min: 1, max: 9 });
  return fc
    .record({
      first: fc.integer({ min: 19_000, max: 20_000 }),
      steps: fc.array(fc.oneof({ weight: 5, arbitrary: fc.constant(1) }, fc.integer({ min: 2, max: 20 })), { maxLength: length }),
      values: fc.array(value, { minLength: length + 1, maxLength: length + 1 }),
    })
    .map(({ first, steps, values }) => {
      let at = first;
      const dates = Int32Array.from([first, ...steps.map((step) => (at += step))]);
      return { dates, values: Float64Array.from(values.slice(0, dates.length)) };
    });
}

/** Lookbacks, droughts and the like: counts and spans. */
export const extents = (min: number, max: number): fc.Arbitrary<Extent> =>
  fc.oneof(
    fc.integer({ min, max }).map((count) => ({ count })),
    fc.integer({ min: Math.max(min, 1), max }).map((count) => ({ count, unit: 'd' as const })),
    fc.integer({ min: Math.max(min, 1), max: 3 }).map((count) => ({ count, unit: 'w' as const })),
  );

/** How long an extent of days or weeks is. */
export const days = (extent: Extent): number => ('unit' in extent ? extent.count * (extent.unit === 'w' ? 7 : 1) : Number.NaN);

export const isDays = (extent: Extent): boolean => 'unit' in extent;

/** All indices below a length. */
export const indices = (length: number): number[] => Array.from({ length }, (_, i) => i);
