import { expect } from 'vitest';
import { normalQuantile } from '../../../../src/core/numerics/distributions.ts';
import type { Insufficient } from '../../../../src/core/numerics/insufficient.ts';
import { isInsufficient } from '../../../../src/core/numerics/insufficient.ts';
import { type LeastSquares, leastSquares, ones } from '../../../../src/core/numerics/least-squares.ts';
import { seededStream } from '../../../../src/core/numerics/random.ts';

/** A value that is there: fails the test with the reason where it is not. */
export function there<T extends object | number>(result: T | Insufficient): T {
  if (isInsufficient(result)) throw new Error(`insufficient: ${result.reason} (${result.available} of ${result.needed})`);
  return result as T;
}

/** Fails where any number anywhere in a result is not finite. */
export function expectFinite(result: unknown, path = 'result'): void {
  if (typeof result === 'number') expect(Number.isFinite(result), `${path} is ${result}`).toBe(true);
  else if (ArrayBuffer.isView(result)) expectFinite(Array.from(result as Float64Array), path);
  else if (typeof result === 'object' && result !== null)
    for (const [key, value] of Object.entries(result)) expectFinite(value, `${path}.${key}`);
}

/** Standard normal draws of a seed. */
export function normals(seed: number): () => number {
  const stream = seededStream(seed);
  return () => normalQuantile((stream.below(2 ** 31) + 0.5) / 2 ** 31);
}

/** A regression of seeded noise on a constant and k autoregressive regressors of root 0.7, with errors of root 0.5. */
export function madeUpRegression(
  seed: number,
  n: number,
  k = 1,
): { fit: LeastSquares; regressors: Float64Array[]; response: Float64Array } {
  const draw = normals(seed);
  const autoregressive = (root: number) => {
    let value = 0;
    return Float64Array.from({ length: n }, () => {
      value = root * value + draw();
      return value;
    });
  };
  const regressors = [ones(n), ...Array.from({ length: k }, () => autoregressive(0.7))];
  const errors = autoregressive(0.5);
  const response = errors.map((error, t) => 1 + error + 0.3 * (regressors[k]?.[t] as number));
  return { fit: there(leastSquares(response, regressors)), regressors, response };
}
