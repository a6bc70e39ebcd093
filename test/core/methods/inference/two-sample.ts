import fc from 'fast-check';

/** Two small samples of whole numbers, so that ties are common. */
export const twoSamples = fc.tuple(
  fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 1, maxLength: 4 }),
  fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 1, maxLength: 6 }),
);

/** Every way to choose the first sample out of both: the values chosen and those left. */
export function allDeals<T>(pooled: readonly T[], size: number): { first: T[]; second: T[] }[] {
  return Array.from({ length: 2 ** pooled.length }, (_, mask) => ({
    first: pooled.filter((_, i) => (mask >> i) & 1),
    second: pooled.filter((_, i) => !((mask >> i) & 1)),
  })).filter(({ first }) => first.length === size);
}
