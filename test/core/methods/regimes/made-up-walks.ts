import fc from 'fast-check';
import { type Insufficient, isInsufficient } from '../../../../src/core/numerics/insufficient.ts';
import { seededStream } from '../../../../src/core/numerics/random.ts';
import { standardNormal } from '../../../../src/core/numerics/standard-normal.ts';

/** A result that must be there. */
export function there<T extends object>(result: T | Insufficient): T {
  if (isInsufficient(result)) throw new Error(`nothing but: ${result.reason}`);
  return result;
}

/** Independent standard normal numbers, independent of those of another seed. */
export function noise(seed: number, length: number): Float64Array {
  const stream = seededStream(seed);
  return Float64Array.from({ length }, () => standardNormal(stream));
}

/** Sums of values, one after the other. */
export function summed(steps: Float64Array): Float64Array {
  let sum = 0;
  return steps.map((step) => {
    sum += step;
    return sum;
  });
}

/** A random walk. */
export const walk = (seed: number, length: number): Float64Array => summed(noise(seed, length));

/** Values that are hard: ties, stretches without variation, constant series, steps, exact rules and numbers of any size are all frequent. */
export const coarse = (minLength: number, maxLength: number): fc.Arbitrary<Float64Array> =>
  fc
    .oneof(
      fc.array(fc.integer({ min: -2, max: 2 }), { minLength, maxLength }),
      fc.array(fc.constantFrom(0, 0, 0, 0, 1), { minLength, maxLength }),
      fc
        .tuple(fc.integer({ min: minLength, max: maxLength }), fc.nat(maxLength))
        .map(([n, at]) => Array.from({ length: n }, (_, i) => (i < at ? 0.1 : 0.3))),
      fc.integer({ min: minLength, max: maxLength }).map((n) => Array.from({ length: n }, (_, i) => 0.1 * i)),
      fc.integer({ min: minLength, max: maxLength }).map((n) => Array.from({ length: n }, (_, i) => 100 * 1.05 ** i)),
      fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength, maxLength }),
      fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength, maxLength }),
    )
    .map((values) => Float64Array.from(values));
