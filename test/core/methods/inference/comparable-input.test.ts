import { describe, expect, test } from 'vitest';
import { matchedPlacebo } from '../../../../src/core/methods/inference/matched-placebo.ts';
import { linearStanding, shiftedMeans, shiftedMedians, standing } from '../../../../src/core/methods/inference/shift.ts';

const outcomes = Float64Array.of(0.1, 0.2, -0.1, 0.4, 0);
const holed = outcomes.with(2, Number.NaN);

describe('what is no comparison is refused, so that no p comes of it', () => {
  test.each([
    ['the shifted means', shiftedMeans],
    ['the shifted medians', shiftedMedians],
    ['the linear shift', linearStanding],
  ])('%s of no event, of outcomes that are no numbers, of places that are none', (_, test) => {
    expect(() => test(holed, Int32Array.of(1))).toThrow(/finite/);
    expect(() => test(outcomes, new Int32Array(0))).toThrow(/at least one event/);
    expect(() => test(outcomes, Int32Array.of(5))).toThrow(RangeError);
    expect(() => test(outcomes, Int32Array.of(2, 1))).toThrow(/ascend/);
  });

  test('a standing among no shifts, or among some that are no numbers', () => {
    expect(() => standing(new Float64Array(0))).toThrow(RangeError);
    expect(() => standing(holed)).toThrow(/finite/);
  });

  test('a matched placebo of no draw, of outcomes that are no numbers, of a place that is none', () => {
    const matches = [{ from: 0, to: 5 }];
    const options = { draws: 9, seed: 1 };
    expect(() => matchedPlacebo(holed, [{ place: 1, matches }], options)).toThrow(/finite/);
    expect(() => matchedPlacebo(outcomes, [{ place: 7, matches }], options)).toThrow(RangeError);
    expect(() => matchedPlacebo(outcomes, [{ place: 1, matches }], { draws: 0, seed: 1 })).toThrow(RangeError);
  });
});
