import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateKernel } from '../../../../scripts/generate-kernel.ts';
import { bytes } from '../../../../src/core/methods/path-resampling/path-suprema.generated.js';
import type { PathDraws, PathSuprema } from '../../../../src/core/methods/path-resampling/path-suprema.ts';
import { plainKernel } from '../../../../src/core/methods/path-resampling/plain-kernel.ts';
import { simdKernel } from '../../../../src/core/methods/path-resampling/simd-kernel.ts';
import { seededStream } from '../../../../src/core/numerics/random.ts';

/** What is used here of WebAssembly, which the library of types does not know. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: { seed(value: number): void; word(): number } };
};

const SEED = { seed: 20_260_915, numRuns: 150 };
const FOLDER = new URL('../../../../src/core/methods/path-resampling/', import.meta.url);

/** Draws on a made-up growth, of lengths on both sides of what the fast kernel reads and copies at once. */
const worlds = fc
  .record({
    days: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constantFrom(15, 16, 17, 32, 250)),
    beyond: fc.integer({ min: 1, max: 90 }),
  })
  .chain(({ days, beyond }) =>
    fc.record({
      days: fc.constant(days),
      n: fc.constant(days + beyond),
      places: fc.uniqueArray(fc.integer({ min: 0, max: beyond }), { minLength: 1, maxLength: 12 }),
      draws: fc.constantFrom(1, 7, 100, 230),
      seed: fc.integer(),
      block: fc.oneof(fc.constantFrom(1, 20), fc.double({ min: 1, max: 60, noNaN: true })),
    }),
  );

function drawsOf({ days, n, places, draws, seed }: { days: number; n: number; places: number[]; draws: number; seed: number }): PathDraws {
  const stream = seededStream(seed ^ 5);
  const returns = Float64Array.from({ length: n }, () => stream.uniform() - 0.5);
  const growth = new Float64Array(2 * n + 1);
  for (let t = 0; t < 2 * n; t++) growth[t + 1] = (growth[t] as number) + (returns[t % n] as number);
  return {
    growth,
    events: Int32Array.from(places).sort(),
    centre: Float64Array.from({ length: days }, () => stream.uniform() - 0.5),
    perDeviation: Float64Array.from({ length: days }, (_, day) => (day % 11 === 10 ? 0 : 0.1 + stream.uniform())),
    draws,
    seed,
  };
}

const identical = (fast: PathSuprema, plain: PathSuprema): boolean =>
  fast.highest.length === plain.highest.length &&
  plain.highest.every((value, k) => value === fast.highest[k]) &&
  plain.lowest.every((value, k) => value === fast.lowest[k]);

describe('the WebAssembly kernel of path resampling', () => {
  it('gives the values of the plain kernel to the last bit, for placebo paths', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const draws = drawsOf(world);
        const admissible = Int32Array.from({ length: world.n - world.days + 1 }, (_, place) => place).filter((place) => place % 3 !== 1);
        expect(identical(simdKernel.placebo(draws, admissible), plainKernel.placebo(draws, admissible))).toBe(true);
      }),
      SEED,
    );
  });

  it('gives the values of the plain kernel to the last bit, for bootstrap paths', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const draws = drawsOf(world);
        const block = Math.min(world.block, world.n);
        expect(identical(simdKernel.bootstrap(draws, block), plainKernel.bootstrap(draws, block))).toBe(true);
      }),
      SEED,
    );
  });

  it('lays out memory for many returns and draws', () => {
    const draws = drawsOf({ days: 30, n: 30_000, places: [0, 29_970], draws: 3000, seed: 1 });
    expect(identical(simdKernel.bootstrap(draws, 500), plainKernel.bootstrap(draws, 500))).toBe(true);
  });

  it('draws the random words of the seeded stream, for any seed', () => {
    const { seed, word } = new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports;
    fc.assert(
      fc.property(fc.integer(), (value) => {
        const stream = seededStream(value);
        seed(value);
        for (let i = 0; i < 500; i++) expect(word() >>> 0).toBe(stream.below(2 ** 32));
      }),
      SEED,
    );
  });

  it('is what its source makes (npm run generate)', () => {
    const read = (name: string) => readFileSync(new URL(name, FOLDER), 'utf8');
    expect(read('path-suprema.generated.js')).toBe(generateKernel(read('path-suprema.as'), 'path-suprema'));
  }, 60_000);
});
