import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { centringShare, minimumDetectableEffect } from '../../../../src/core/methods/inference/power.ts';
import { eraCentred, shiftedMeans } from '../../../../src/core/methods/inference/shift.ts';
import { quantile } from '../../../reference/brute-force/numbers.ts';

const reference = JSON.parse(readFileSync(new URL('../../../reference/circular-shift/circular-shift.json', import.meta.url), 'utf8'));

describe('the smallest visible effect', () => {
  it.each([0, 1, 2])("is numpy's on the era-centred shifts at 90 days (member %i)", (m) => {
    const { outcomes, events, minimumDetectableEffect: expected } = reference.members[m];
    const centred = eraCentred(Int32Array.from(reference.dates), Float64Array.from(outcomes));
    const shifts = shiftedMeans(centred, Int32Array.from(events));
    expect(minimumDetectableEffect(shifts, reference.horizon).up).toBeCloseTo(expected, 12);
  });

  it('is the distance from the 20 % to the 95 % quantile of type 7 over what centring leaves, worked by hand', () => {
    // Of 0 … 20 in any order the quantiles are 4 and 19; over 146 days centring leaves 0.8.
    const shifts = Float64Array.from({ length: 21 }, (_, i) => (i * 8) % 21);
    expect(minimumDetectableEffect(shifts, 146).up).toBeCloseTo(15 / 0.8, 12);
  });

  it('uses quantiles between the order statistics as R type 7 does', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 40 }), (values) => {
        const expected = (quantile(values, 0.95) - quantile(values, 0.2)) / centringShare(180);
        expect(minimumDetectableEffect(Float64Array.from(values), 180).up).toBeCloseTo(expected, 10);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it.each([
    [0, 1],
    [30, 1 - 30 / 730],
    [180, 1 - 180 / 730],
    [365, 0.5],
    [366, 365 / 732],
    [730, 0.25],
  ])('counts on centring to leave this share of an effect over %i days: %f', (days, share) => {
    expect(centringShare(days)).toBeCloseTo(share, 12);
  });

  it('downwards is the one upwards of the shifts turned upside down', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 2, maxLength: 40 }),
        fc.integer({ min: 1, max: 900 }),
        (values, horizon) => {
          const { up, down } = minimumDetectableEffect(Float64Array.from(values), horizon);
          const turned = minimumDetectableEffect(
            Float64Array.from(values, (value) => -value),
            horizon,
          );
          expect(turned.up).toBeCloseTo(down, 9);
          expect(turned.down).toBeCloseTo(up, 9);
        },
      ),
    );
  });
});
