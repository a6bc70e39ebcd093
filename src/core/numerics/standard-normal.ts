import { normalQuantile } from './distributions.ts';
import type { RandomStream } from './random.ts';

/** A draw of the standard normal distribution, by its quantile function at the middle of one of 2^53 equal parts of (0, 1). */
export const standardNormal = (stream: RandomStream): number => normalQuantile(stream.uniform() + 2 ** -54);
