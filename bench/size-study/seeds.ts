import { createHash } from 'node:crypto';
import { type RandomStream, seededStream } from '../../src/core/numerics/random.ts';

/** A 32-bit seed from words and numbers: near words give seeds that have nothing in common. */
export const seedOf = (...parts: readonly (string | number)[]): number =>
  createHash('sha256').update(parts.join('/')).digest().readInt32LE(0);

/** A stream of its own for each list of words and numbers. */
export const streamOf = (...parts: readonly (string | number)[]): RandomStream => seededStream(seedOf(...parts));
