import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateKernel } from '../../../../scripts/generate-kernel.ts';
import { shiftedMeans, standing } from '../../../../src/core/methods/inference/shift.ts';
import { plainKernel } from '../../../../src/core/methods/scan/plain-kernel.ts';
import type { ShiftKernel } from '../../../../src/core/methods/scan/shift-kernel.ts';
import { simdKernel } from '../../../../src/core/methods/scan/simd-kernel.ts';
import { isForTransform, spectralKernel } from '../../../../src/core/methods/scan/spectral-kernel.ts';
import { mean, populationDeviation } from '../../../../src/core/numerics/moments.ts';
import { seededStream } from '../../../../src/core/numerics/random.ts';

const SEED = { seed: 20_261_122, numRuns: 300 };
const FOLDER = new URL('../../../../src/core/methods/scan/', import.meta.url);

type Kind = 'returns' | 'hits' | 'rounded' | 'tiny' | 'huge' | 'flat but one' | 'ever the same';

/** Outcomes of many sizes and with many ties, since ties are where a sum in fixed point and an exact one could part. */
const makers: Readonly<Record<Kind, (uniform: () => number, i: number) => number>> = {
  returns: (uniform) => uniform() + uniform() - 1,
  hits: (uniform) => (uniform() < 0.3 ? 1 : 0),
  rounded: (uniform) => Math.round(uniform() * 4) / 10,
  tiny: (uniform) => (uniform() - 0.5) * 1e-12,
  huge: (uniform) => (uniform() - 0.5) * 1e12,
  'flat but one': (_, i) => (i === 0 ? 1 : 0.1),
  'ever the same': () => 0.3,
};

const worlds = fc.record({
  n: fc.oneof(fc.integer({ min: 2, max: 140 }), fc.constantFrom(31, 32, 33, 63, 64, 65, 500)),
  kind: fc.constantFrom(...(Object.keys(makers) as Kind[])),
  shares: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 6 }),
  leftOut: fc.nat({ max: 7 }),
  seed: fc.integer(),
});

function worldOf({ n, kind, shares, seed }: { n: number; kind: Kind; shares: number[]; seed: number }) {
  const stream = seededStream(seed);
  const outcomes = Float64Array.from({ length: n }, (_, i) => makers[kind](() => stream.uniform(), i));
  const events = shares.map((share) => {
    const places = Int32Array.from({ length: n }, (_, i) => i).filter(() => stream.uniform() < share);
    return places.length > 0 ? places : Int32Array.of(stream.below(n));
  });
  return { outcomes, events };
}

/** What a kernel makes of all events on one circle. */
function folded(kernel: ShiftKernel, outcomes: Float64Array, events: readonly Int32Array[], leftOut: number) {
  kernel.open(outcomes, new Float64Array(outcomes.length).fill(Number.NEGATIVE_INFINITY), Math.max(...events.map(({ length }) => length)));
  const counts = events.map((places, i) => {
    const means = shiftedMeans(outcomes, places);
    const request = { places, observed: means[0] as number, mean: mean(means), deviation: populationDeviation(means) };
    return kernel.fold({ ...request, deviation: request.deviation > 1e-13 ? request.deviation : 0, isLeftOut: i === leftOut });
  });
  return { counts, highest: [...kernel.highest()] };
}

describe('the kernels of the scan', () => {
  it('give the same counts and maxima to the last bit, ties, tiny and huge outcomes included', () => {
    const [plain, simd, spectral] = [plainKernel(), simdKernel(), spectralKernel()];
    fc.assert(
      fc.property(worlds, (world) => {
        const { outcomes, events } = worldOf(world);
        const expected = folded(plain, outcomes, events, world.leftOut);
        expect(folded(simd, outcomes, events, world.leftOut)).toEqual(expected);
        expect(folded(spectral, outcomes, events, world.leftOut)).toEqual(expected);
      }),
      SEED,
    );
  });

  it('count the shifts of a single study, and keep the largest standardised ones', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const { outcomes, events } = worldOf(world);
        const { counts, highest } = folded(simdKernel(), outcomes, events, -1);
        expect(counts).toEqual(events.map((places) => standing(shiftedMeans(outcomes, places)).countUpper));
        const rows = events.map((places) => {
          const means = shiftedMeans(outcomes, places);
          const [centre, scale] = [mean(means), populationDeviation(means)];
          return means.map((value) => (scale > 1e-13 ? (value - centre) / scale : 0));
        });
        expect(highest).toEqual(Array.from(highest, (_, k) => Math.max(...rows.map((row) => row[k] as number))));
      }),
      SEED,
    );
  });

  it('make the sums of triggers that fire on most dates by transform, and those of rare ones by adding', () => {
    expect([20, 2000, 3000, 3500].map((events) => isForTransform(5000, events))).toEqual([false, false, false, true]);
    expect([500, 3000, 5000].map((events) => isForTransform(20_000, events))).toEqual([false, false, true]);
  });

  it('is compiled from its source as it stands', () => {
    const read = (file: string) => readFileSync(new URL(file, FOLDER), 'utf8');
    expect(read('shift-maximum.generated.js')).toBe(generateKernel(read('shift-maximum.as'), 'shift-maximum'));
  });
});
