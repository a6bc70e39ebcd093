import { describe, expect, it } from 'vitest';
import { type WaldTest, waldTest } from '../../../../src/core/methods/lead-lag/wald.ts';
import { studentTTwoSided } from '../../../../src/core/numerics/distributions.ts';

const rows = (values: readonly (readonly number[])[]) => values.map((row) => Float64Array.from(row));

describe('Wald’s test', () => {
  it('of one coefficient is the square of its t', () => {
    const found = waldTest(
      Float64Array.of(5, 0.3),
      rows([
        [9, 0.1],
        [0.1, 0.04],
      ]),
      { places: [1], degreesOfFreedom: 20 },
    ) as WaldTest;
    expect(found.chiSquare).toBeCloseTo(0.09 / 0.04, 13);
    expect(found.pF).toBeCloseTo(studentTTwoSided(1.5, 20), 13);
    expect(found).toMatchObject({ restrictions: 1, degreesOfFreedom: 20 });
  });

  it('of two is the quadratic form of the inverse of their covariance, whatever their units', () => {
    const [b, c] = [1.2, -0.7];
    const [v, w, cov] = [0.5, 0.3, 0.2];
    const expected = (w * b * b - 2 * cov * b * c + v * c * c) / (v * w - cov * cov);
    for (const unit of [1, 1e-8, 1e8]) {
      const covariance = rows([
        [1, 0, 0],
        [0, v * unit * unit, cov * unit],
        [0, cov * unit, w],
      ]);
      const found = waldTest(Float64Array.of(0, b * unit, c), covariance, { places: [1, 2], degreesOfFreedom: 9 }) as WaldTest;
      expect(found.chiSquare).toBeCloseTo(expected, 11);
      expect(found.f).toBeCloseTo(expected / 2, 11);
    }
  });

  it('has no answer where two of them are known only together', () => {
    expect(
      waldTest(
        Float64Array.of(1, 2),
        rows([
          [1, 1],
          [1, 1],
        ]),
        { places: [0, 1], degreesOfFreedom: 5 },
      ),
    ).toMatchObject({ ok: false });
  });
});
