import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A seeded stream of random numbers. The same seed gives the same stream everywhere. */
export interface RandomStream {
  /** An integer, one of 0 … n − 1. */
  below(n: number): number;
  /** A number in [0, 1), of 53 bits. */
  uniform(): number;
}

const RANGE = 2 ** 32;
/** The generator's first numbers are nearly the same for neighbouring seeds; after so many they have nothing in common. */
const WARM_UP = 64;

/**
 * A stream of its own for a seed (any 32-bit integer), from 32 bits of the generator a draw.
 *
 * @remarks Each of n values comes with probability 1/n to within 2^−32: for n of some thousands a relative error below 1e-6.
 */
export function seededStream(seed: number): RandomStream {
  const generator = xoroshiro128plus(seed);
  const next = () => generator.next() >>> 0;
  for (let i = 0; i < WARM_UP; i++) next();
  return {
    below: (n) => Math.floor((next() / RANGE) * n),
    uniform: () => ((next() >>> 5) * 2 ** 26 + (next() >>> 6)) / 2 ** 53,
  };
}
