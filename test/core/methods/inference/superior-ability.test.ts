import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type SuperiorAbility, superiorAbility } from '../../../../src/core/methods/inference/superior-ability.ts';
import { seededStream } from '../../../../src/core/numerics/random.ts';
import { firstNotFinite } from '../../../reference/finite-numbers.ts';
import { firstDifference } from '../../../reference/side-by-side.ts';

const FOLDER = new URL('../../../../../shared/refs/spa-stepm/', import.meta.url);
const hasRefs = existsSync(new URL('expected.json', FOLDER));
if (!hasRefs) console.warn(`skipped: no reference numbers at ${FOLDER.pathname}`);
const SEED = { seed: 20_260_727, numRuns: 150 };

const table = (name: string, skip: number) =>
  readFileSync(new URL(name, FOLDER), 'utf8')
    .trim()
    .split('\n')
    .slice(skip)
    .map((line) => line.split(',').map(Number));

const average = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const meansUnder = (differentials: readonly (readonly number[])[], resamples: readonly (readonly number[])[]) =>
  differentials.map((values) => Float64Array.from(resamples, (places) => average(places.map((place) => values[place] as number))));

/** Differentials of some models and index vectors of blocks of geometric length. */
interface World {
  readonly differentials: number[][];
  readonly resamples: number[][];
  readonly meanBlock: number;
}

function resamplesOf(n: number, { draws, meanBlock, seed }: { draws: number; meanBlock: number; seed: number }): number[][] {
  const stream = seededStream(seed);
  return Array.from({ length: draws }, () => {
    let place = stream.below(n);
    return Array.from({ length: n }, () => {
      place = stream.uniform() < 1 / meanBlock ? stream.below(n) : (place + 1) % n;
      return place;
    });
  });
}

const worlds: fc.Arbitrary<World> = fc
  .record({
    models: fc.integer({ min: 1, max: 5 }),
    n: fc.integer({ min: 3, max: 30 }),
    draws: fc.integer({ min: 1, max: 40 }),
    meanBlock: fc.constantFrom(1, 2, 5),
    seed: fc.integer({ min: 1, max: 1e6 }),
  })
  .chain(({ models, n, ...rest }) =>
    fc
      .array(fc.array(fc.integer({ min: -3, max: 4 }), { minLength: n, maxLength: n }), { minLength: models, maxLength: models })
      .filter((all) => all.every((values) => new Set(values).size > 1))
      .map((differentials) => ({ differentials, resamples: resamplesOf(n, rest), meanBlock: rest.meanBlock })),
  );

const run = ({ differentials, resamples, meanBlock }: World) =>
  superiorAbility(
    differentials.map((values) => Float64Array.from(values)),
    meansUnder(differentials, resamples),
    { meanBlock },
  ) as SuperiorAbility;

/** White, Hansen and Romano–Wolf in the most literal way: every draw by itself, every set of models by itself. */
function bruteForce({ differentials, resamples, meanBlock }: World) {
  const n = (differentials[0] as number[]).length;
  const q = 1 / meanBlock;
  const means = differentials.map(average);
  const scales = differentials.map((values, k) => {
    const at = (i: number) => (values[i] as number) - (means[k] as number);
    let sum = 0;
    // Var of √n d̄* = Σ over ordered pairs of places of the chance that the one follows the other at each distance.
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        const lag = Math.abs(i - j);
        const kernel = lag === 0 ? 1 : ((n - lag) / n) * (1 - q) ** lag + (lag / n) * (1 - q) ** (n - lag);
        sum += (kernel * at(i) * at(j)) / n;
      }
    }
    return Math.sqrt(sum);
  });
  const resampled = resamples.map((places) => differentials.map((values) => average(places.map((place) => values[place] as number))));
  const t = means.map((value, k) => (Math.sqrt(n) * value) / (scales[k] as number));
  const share = (statistic: number, draw: (means: number[]) => number) =>
    (1 + resampled.filter((own) => draw(own) >= statistic - 1e-12).length) / (1 + resamples.length);
  const studentised = (own: number[], k: number, centre: number) => (Math.sqrt(n) * ((own[k] as number) - centre)) / (scales[k] as number);
  const hansen = (centre: (k: number) => number) =>
    share(Math.max(0, ...t), (own) => Math.max(0, ...own.map((_, k) => studentised(own, k, centre(k)))));
  const widest = Math.max(...scales);
  const stepDown = (facing: (t: number) => number) => {
    const adjusted = means.map(() => 0);
    for (let set = 1; set < 1 << means.length; set++) {
      const inside = [...means.keys()].filter((k) => set & (1 << k));
      const p = share(Math.max(...inside.map((k) => facing(t[k] as number))), (own) =>
        Math.max(...inside.map((k) => facing(studentised(own, k, means[k] as number)))),
      );
      for (const k of inside) adjusted[k] = Math.max(adjusted[k] as number, p);
    }
    return adjusted;
  };
  return {
    t,
    realityCheck: {
      statistic: Math.sqrt(n) * Math.max(...means),
      p: share((Math.sqrt(n) * Math.max(...means)) / widest, (own) =>
        Math.max(...own.map((value, k) => (Math.sqrt(n) * (value - (means[k] as number))) / widest)),
      ),
    },
    hansen: {
      statistic: Math.max(0, ...t),
      lower: hansen((k) => Math.max(means[k] as number, 0)),
      consistent: hansen((k) => ((t[k] as number) >= -Math.sqrt(2 * Math.log(Math.log(n))) ? (means[k] as number) : 0)),
      upper: hansen((k) => means[k] as number),
    },
    romanoWolf: { upper: stepDown((value) => value), twoSided: stepDown(Math.abs) },
  };
}

const plain = ({ t, realityCheck, hansen, romanoWolf }: SuperiorAbility) => ({
  t: [...t],
  realityCheck,
  hansen,
  romanoWolf: { upper: [...romanoWolf.upper], twoSided: [...romanoWolf.twoSided] },
});

describe('superior predictive ability on the 200 shared resamples', () => {
  const expected = hasRefs ? JSON.parse(readFileSync(new URL('expected.json', FOLDER), 'utf8')) : undefined;
  const losses = hasRefs ? table('losses.csv', 1) : [];
  const resamples = hasRefs ? table('bootstrap_indices_0based.csv', 0) : [];
  const differentials = Array.from({ length: 12 }, (_, k) => losses.map((row) => (row[0] as number) - (row[k + 1] as number)));

  test.skipIf(!hasRefs)("has White's, Hansen's and Romano–Wolf's numbers by numpy, to 1e-12", () => {
    const result = run({ differentials, resamples, meanBlock: 8 });
    const { omega, t, pvalues_plus1: hansen } = expected.hansen2005_studentised;
    omega.forEach((scale: number, k: number) => {
      expect(Math.abs((result.scales[k] as number) - scale)).toBeLessThan(1e-12);
      expect(Math.abs((result.t[k] as number) - t[k])).toBeLessThan(1e-12);
    });
    expect(result.hansen).toEqual({ statistic: Math.max(...result.t), ...hansen });
    expect(result.realityCheck.p).toBe(expected.white_rc_pvalue_plus1);
    const { one_sided_greater, two_sided_abs } = expected.romano_wolf_2016_stepdown_adjusted_p_plus1;
    expect([...result.romanoWolf.upper]).toEqual(one_sided_greater);
    expect([...result.romanoWolf.twoSided]).toEqual(two_sided_abs);
    expect(result).toMatchObject({ models: 12, observations: 120, draws: 200 });
  });

  test.skipIf(!hasRefs)('studentises the maximum: p is 1/201 where the unstudentised one of arch is 0.03, and model 1 is found', () => {
    const { hansen, romanoWolf } = run({ differentials, resamples, meanBlock: 8 });
    expect(expected.arch_SPA_studentize_True.pvalues.consistent).toBe(0.03);
    expect(hansen.consistent).toBe(1 / 201);
    expect(expected.arch_StepM_studentize_True_size10).not.toContain(1);
    expect(romanoWolf.upper[1]).toBeLessThan(0.05);
  });
});

describe('superior predictive ability', () => {
  it('equals the definition worked out draw by draw and set by set', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        expect(firstDifference(plain(run(world)), bruteForce(world))).toBeUndefined();
      }),
      SEED,
    );
  });

  it("does not depend on the unit of any model in Hansen's and Romano–Wolf's tests, which one noisy model moves in White's", () => {
    fc.assert(
      fc.property(worlds, fc.nat(4), fc.constantFrom(1 / 64, 8, 1024), (world, which, factor) => {
        const k = which % world.differentials.length;
        const scaled = world.differentials.map((values, j) => (j === k ? values.map((value) => factor * value) : values));
        const [own, other] = [plain(run(world)), plain(run({ ...world, differentials: scaled }))];
        expect(firstDifference(other.hansen, own.hansen)).toBeUndefined();
        expect(firstDifference(other.romanoWolf, own.romanoWolf)).toBeUndefined();
      }),
      SEED,
    );
    const stream = seededStream(5);
    const good = Array.from({ length: 60 }, () => stream.uniform() - 0.35);
    const noise = Array.from({ length: 60 }, () => stream.uniform() - 0.55);
    const resamples = resamplesOf(60, { draws: 400, meanBlock: 2, seed: 9 });
    const withNoise = (factor: number) => run({ differentials: [good, noise.map((value) => factor * value)], resamples, meanBlock: 2 });
    expect(withNoise(1).realityCheck.p).toBeLessThan(0.01);
    expect(withNoise(50).realityCheck.p).toBeGreaterThan(0.3);
    expect(withNoise(50).hansen.consistent).toBe(withNoise(1).hansen.consistent);
    expect(withNoise(50).hansen.consistent).toBeLessThan(0.01);
  });

  it('depends neither on the common unit nor on the order of the models', () => {
    fc.assert(
      fc.property(worlds, fc.nat(4), fc.constantFrom(2 ** -60, 2 ** 30), (world, by, unit) => {
        const { differentials } = world;
        const turned = differentials.map((_, k) =>
          (differentials[(k + by) % differentials.length] as number[]).map((value) => unit * value),
        );
        const [own, other] = [plain(run(world)), plain(run({ ...world, differentials: turned }))];
        expect(firstDifference(other.hansen, own.hansen)).toBeUndefined();
        expect(other.realityCheck.p).toBe(own.realityCheck.p);
        const moved = own.romanoWolf.upper.map((_, k) => own.romanoWolf.upper[(k + by) % differentials.length]);
        expect(firstDifference(other.romanoWolf.upper, moved)).toBeUndefined();
      }),
      SEED,
    );
  });

  it('orders its p: lower ≤ consistent ≤ upper, none 0 or above 1, and Romano–Wolf at least the raw p', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const result = run(world);
        const { lower, consistent, upper } = result.hansen;
        expect(lower).toBeLessThanOrEqual(consistent);
        expect(consistent).toBeLessThanOrEqual(upper);
        for (const p of [lower, upper, result.realityCheck.p, ...result.romanoWolf.upper, ...result.romanoWolf.twoSided]) {
          expect(p).toBeGreaterThan(0);
          expect(p).toBeLessThanOrEqual(1);
        }
        if (Math.max(...result.t) <= 0) expect(lower).toBe(1);
        expect(firstNotFinite(result)).toBeUndefined();
      }),
      SEED,
    );
  });
});

describe('too little to compare models by', () => {
  const two = (a: number[], draws = 2) => superiorAbility([Float64Array.from(a)], [new Float64Array(draws)], { meanBlock: 2 });

  it('is a value: no model, no resample, two observations, a constant differential, blocks far longer than the data', () => {
    expect(superiorAbility([], [], { meanBlock: 2 })).toMatchObject({ ok: false, reason: 'no model to compare with the benchmark' });
    expect(two([1, 2])).toMatchObject({ ok: false, needed: 3, available: 2 });
    expect(two([1, 2, 4], 0)).toMatchObject({ ok: false, reason: 'no resample' });
    expect(two([0.1, 0.1, 0.1, 0.1])).toMatchObject({ ok: false, reason: 'the differential of model 0 is constant and has no scale' });
    const endless = superiorAbility([Float64Array.of(1, 3, 2, 5)], [new Float64Array(2)], { meanBlock: Number.POSITIVE_INFINITY });
    expect(endless).toMatchObject({ ok: false, reason: 'the blocks leave the differential of model 0 no scale' });
  });

  it('is refused where it is a mistake: NaN, other lengths, means of another number of models, a block below 1', () => {
    expect(() => two([1, Number.NaN, 3])).toThrow('must be finite, was NaN at index 1');
    const d = [Float64Array.of(1, 2, 3), Float64Array.of(1, 2)];
    expect(() => superiorAbility(d, [new Float64Array(2), new Float64Array(2)], { meanBlock: 2 })).toThrow('must have 3 values, had 2');
    expect(() => superiorAbility(d.slice(0, 1), [], { meanBlock: 2 })).toThrow('the resampled means must have 1 values, had 0');
    expect(() => superiorAbility(d.slice(0, 1), [new Float64Array(2)], { meanBlock: 0.5 })).toThrow('at least 1, was 0.5');
    expect(() => superiorAbility(d.slice(0, 1), [Float64Array.of(Number.NaN)], { meanBlock: 2 })).toThrow(RangeError);
  });
});
