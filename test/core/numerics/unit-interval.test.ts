import { describe, expect, it } from 'vitest';
import { requireProbabilities, requireProbability } from '../../../src/core/numerics/unit-interval.ts';

describe('a probability', () => {
  it('is anything from 0 to 1, both included', () => {
    requireProbabilities('a forecast', Float64Array.of(0, 0.5, 1));
    for (const value of [0, 0.5, 1]) requireProbability('a forecast', value);
    expect(() => requireProbabilities('a forecast', new Float64Array(0))).not.toThrow();
  });

  it('is refused outside, and where it is NaN, with its place', () => {
    expect(() => requireProbabilities('a forecast', Float64Array.of(0, 1.5))).toThrow(
      new RangeError('a forecast must be in [0, 1], was 1.5 at index 1'),
    );
    expect(() => requireProbabilities('a forecast', Float64Array.of(Number.NaN))).toThrow(RangeError);
    for (const value of [-0.1, 1.1, Number.NaN]) expect(() => requireProbability('the base rate', value)).toThrow(RangeError);
  });
});
