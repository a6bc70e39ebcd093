import { normalQuantile } from './distributions.ts';
import type { RandomStream } from './random.ts';

const PART = 2 ** -53;

/** A draw of the standard normal distribution, by its quantile function at the middle of one of 2^53 equal parts of (0, 1). */
export function standardNormal(stream: RandomStream): number {
  const u = stream.uniform();
  // The upper half is the lower one mirrored: next to 1 the middle of a part is no number of its own.
  return u < 0.5 ? normalQuantile(u + PART / 2) : -normalQuantile(1 - PART - u + PART / 2);
}
