import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A seeded stream of uniform integers: `below(n)` is one of 0 … n − 1. The same seed gives the same stream everywhere. */
export interface RandomStream {
  below(n: number): number;
}

/** A stream of its own for a seed (any 32-bit integer). */
export function seededStream(seed: number): RandomStream {
  const generator = xoroshiro128plus(seed);
  return { below: (n) => uniformInt(generator, 0, n - 1) };
}
