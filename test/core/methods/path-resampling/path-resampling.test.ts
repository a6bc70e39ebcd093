import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockIndices, geometricBlocks } from '../../../../src/core/methods/bootstrap/block-resampling.ts';
import { bootstrapPaths, type PathResampling, placeboPaths } from '../../../../src/core/methods/path-resampling/path-resampling.ts';
import { type Insufficient, isInsufficient } from '../../../../src/core/numerics/insufficient.ts';
import { quantileSorted } from '../../../../src/core/numerics/quantile.ts';
import { seededStream } from '../../../../src/core/numerics/random.ts';
import { firstNotFinite } from '../../../reference/finite-numbers.ts';

const SEED = { seed: 20_260_915, numRuns: 120 };
const DRAWS = 59;
const SLACK = 1e-9;

const found = (result: PathResampling | Insufficient): PathResampling => {
  if (isInsufficient(result)) throw new Error(result.reason);
  return result;
};
const average = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Returns in eighths, so that ties are common, with a drift; events with whole paths on them. */
const worlds = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 3, maxLength: 50 }).chain((steps) =>
  fc.integer({ min: 1, max: steps.length - 1 }).chain((days) =>
    fc.record({
      returns: fc.double({ min: -0.2, max: 0.2, noNaN: true }).map((drift) => Float64Array.from(steps, (step) => drift + step / 8)),
      days: fc.constant(days),
      events: fc
        .uniqueArray(fc.nat(steps.length - days), { minLength: 1, maxLength: Math.min(6, steps.length - days) })
        .map((places) => Int32Array.from(places).sort()),
      seed: fc.integer(),
      block: fc.double({ min: 1, max: steps.length, noNaN: true }),
    }),
  ),
);

/** The mean path after some places, return by return. */
const pathOf = (returns: ArrayLike<number>, places: Iterable<number>, days: number): number[] =>
  Array.from({ length: days }, (_, day) =>
    average(Array.from(places, (place) => Array.from({ length: day + 1 }, (_, j) => returns[place + j] as number).reduce((a, b) => a + b))),
  );

/** p and the factor of the band by definition, from paths written out and the moments that the result gives. */
function expectStanding({ observed, expected, deviation, halfWidth, p }: PathResampling, drawn: readonly number[][]): void {
  const scores = [[...observed], ...drawn].map((path) =>
    path.map((value, day) => (deviation[day] === 0 ? 0 : (value - (expected[day] as number)) / (deviation[day] as number))),
  );
  const [tops, lows] = [scores.map((z) => Math.max(...z)), scores.map((z) => Math.min(...z))];
  const [own, ownLow] = [tops[0] as number, lows[0] as number];
  expect(p.up).toBe(tops.filter((top) => top >= own - SLACK).length / (1 + DRAWS));
  expect(p.down).toBe(lows.filter((low) => low <= ownLow + SLACK).length / (1 + DRAWS));
  const widest = Float64Array.from(drawn, (_, k) => Math.max(tops[k + 1] as number, -(lows[k + 1] as number))).sort();
  const critical = quantileSorted(widest, 0.9);
  halfWidth.forEach((half, day) => {
    expect(half).toBeCloseTo(critical * (deviation[day] as number), 10);
  });
}

describe('placebo paths', () => {
  it('are what their definition says, drawn date by date and added return by return', () => {
    let tested = 0;
    fc.assert(
      fc.property(worlds, ({ returns, days, events, seed }) => {
        const result = placeboPaths(returns, events, { days, draws: DRAWS, seed });
        if (isInsufficient(result)) return;
        tested++;
        const stream = seededStream(seed);
        const count = returns.length - days + 1;
        const drawn = Array.from({ length: DRAWS }, () =>
          pathOf(
            returns,
            [...events].map(() => stream.below(count)),
            days,
          ),
        );
        const each = Array.from({ length: count }, (_, place) => pathOf(returns, [place], days));
        for (let day = 0; day < days; day++) {
          const values = each.map((path) => path[day] as number);
          expect(result.expected[day]).toBeCloseTo(average(values), 10);
          const variance = average(values.map((value) => (value - average(values)) ** 2)) / events.length;
          expect((result.deviation[day] as number) ** 2).toBeCloseTo(variance, 10);
        }
        expect([...result.observed].every((value, day) => Math.abs(value - (pathOf(returns, events, days)[day] as number)) < 1e-12)).toBe(
          true,
        );
        expectStanding(result, drawn);
      }),
      SEED,
    );
    expect(tested).toBeGreaterThan(90);
  });

  it('are drawn among the admissible dates only', () => {
    const returns = Float64Array.from({ length: 60 }, (_, t) => (t < 30 ? 0.01 : 0.2) * (1 + (t % 7)));
    const result = found(
      placeboPaths(returns, Int32Array.of(2, 9), {
        days: 5,
        draws: 200,
        seed: 1,
        admissible: Int32Array.from({ length: 25 }, (_, i) => i),
      }),
    );
    expect(result.expected.at(-1)).toBeCloseTo(average(Array.from({ length: 25 }, (_, a) => pathOf(returns, [a], 5).at(-1) as number)), 12);
    expect((result.expected.at(-1) as number) + (result.halfWidth.at(-1) as number)).toBeLessThan(0.5);
  });

  it('count ties against the events', () => {
    const returns = new Float64Array(20).with(10, 1);
    const { p } = found(placeboPaths(returns, Int32Array.of(3), { days: 2, draws: 999, seed: 2 }));
    // All draws are as high; those on the two dates before and on the jump are higher.
    expect(p.up).toBe(1);
    expect(p.down).toBeGreaterThan(0.85);
    expect(p.down).toBeLessThan(0.94);
  });

  it('say why there are none', () => {
    const returns = Float64Array.of(0.1, -0.2, 0.3, 0.1, -0.1);
    const options = { days: 2, draws: 10, seed: 1 };
    const reasonOf = (result: PathResampling | Insufficient) => (isInsufficient(result) ? result.reason : undefined);
    expect(reasonOf(placeboPaths(returns, Int32Array.of(), options))).toBe('no event has a complete outcome');
    expect(reasonOf(placeboPaths(returns, Int32Array.of(0), { ...options, days: 5 }))).toBe('fewer than two dates have a whole path');
    expect(reasonOf(placeboPaths(new Float64Array(9).fill(0.1), Int32Array.of(1), options))).toBe('the return is the same throughout');
    expect(reasonOf(placeboPaths(returns, Int32Array.of(0, 1, 2, 3), options))).toBe('no admissible date is left to compare with');
    const alternating = Float64Array.from({ length: 20 }, (_, t) => (t % 2 === 0 ? 0.1 : -0.3));
    const even = Int32Array.from({ length: 8 }, (_, a) => 2 * a);
    expect(reasonOf(placeboPaths(alternating, Int32Array.of(2), { ...options, admissible: even }))).toBe('every date has the same path');
  });
});

describe('stationary-bootstrap paths', () => {
  it('are what their definition says, resampled and added return by return', () => {
    let tested = 0;
    fc.assert(
      fc.property(worlds, ({ returns, days, events, seed, block }) => {
        const result = bootstrapPaths(returns, events, { days, draws: DRAWS, seed, meanBlockLength: block });
        if (isInsufficient(result)) return;
        tested++;
        const [stream, lengths] = [seededStream(seed), geometricBlocks(block)];
        const drawn = Array.from({ length: DRAWS }, () => {
          const places = blockIndices(returns.length, lengths, stream);
          return pathOf(
            Array.from(places, (place) => returns[place] as number),
            events,
            days,
          );
        });
        const drift = average([...returns]);
        expect([...result.expected].every((value, day) => Math.abs(value - (day + 1) * drift) < 1e-12)).toBe(true);
        expectStanding(result, drawn);
      }),
      SEED,
    );
    expect(tested).toBeGreaterThan(90);
  });

  it('have a centre and a deviation that later days do not change', () => {
    fc.assert(
      fc.property(worlds, ({ returns, days, events, seed, block }) => {
        const options = { draws: 5, seed, meanBlockLength: block };
        const [whole, part] = [days, Math.ceil(days / 2)].map((until) => bootstrapPaths(returns, events, { ...options, days: until }));
        if (isInsufficient(whole as PathResampling | Insufficient)) return;
        const { observed, expected, deviation } = whole as PathResampling;
        const first = part as PathResampling;
        expect([observed, expected, deviation].map((values) => values.slice(0, first.days.length))).toEqual([
          first.observed,
          first.expected,
          first.deviation,
        ]);
      }),
      SEED,
    );
  });

  it('say why there are none', () => {
    const options = { days: 2, draws: 10, seed: 1, meanBlockLength: 3 };
    for (const result of [
      bootstrapPaths(Float64Array.of(0.1, -0.2, 0.3), Int32Array.of(), options),
      bootstrapPaths(Float64Array.of(0.1, -0.2), Int32Array.of(0), options),
      bootstrapPaths(new Float64Array(9).fill(-0.1), Int32Array.of(3), options),
    ]) {
      expect(isInsufficient(result)).toBe(true);
    }
  });

  it('refuse blocks shorter than one return or longer than all', () => {
    const returns = Float64Array.of(0.1, -0.2, 0.3);
    for (const meanBlockLength of [0.9, 3.1, Number.NaN]) {
      expect(() => bootstrapPaths(returns, Int32Array.of(1), { days: 1, seed: 1, meanBlockLength })).toThrow(RangeError);
    }
  });
});

describe.each([
  ['placebo paths', placeboPaths],
  [
    'bootstrap paths',
    (returns: Float64Array, events: Int32Array, options: { days: number; seed: number; draws?: number }) =>
      bootstrapPaths(returns, events, { ...options, meanBlockLength: Math.max(1, returns.length / 4) }),
  ],
])('%s', (_, resample) => {
  it('are the same for the same seed and others for another', () => {
    const stream = seededStream(4);
    const returns = Float64Array.from({ length: 300 }, () => stream.uniform() - 0.5);
    const events = Int32Array.of(3, 50, 51, 200);
    const first = resample(returns, events, { days: 30, draws: 500, seed: 1 });
    expect(resample(returns, events, { days: 30, draws: 500, seed: 1 })).toEqual(first);
    expect(resample(returns, events, { days: 30, draws: 500, seed: 2 })).not.toEqual(first);
    expect(found(resample(returns, events, { days: 30, seed: 1 })).draws).toBe(10_000);
  });

  it('know no unit, and a turned sign turns up and down', () => {
    fc.assert(
      fc.property(worlds, fc.constantFrom(1e-150, 1e-3, 1e90), ({ returns, days, events, seed }, unit) => {
        const own = resample(returns, events, { days, draws: DRAWS, seed });
        const scaled = resample(
          returns.map((value) => value * unit),
          events,
          { days, draws: DRAWS, seed },
        );
        const turned = resample(
          returns.map((value) => -value),
          events,
          { days, draws: DRAWS, seed },
        );
        if (isInsufficient(own)) return;
        expect(found(scaled).p).toEqual(own.p);
        expect(found(turned).p).toEqual({ up: own.p.down, down: own.p.up });
        expect((found(scaled).halfWidth.at(-1) as number) / unit).toBeCloseTo(own.halfWidth.at(-1) as number, 9);
      }),
      SEED,
    );
  });

  it('do not feel a drift', () => {
    fc.assert(
      fc.property(worlds, fc.double({ min: -1, max: 1, noNaN: true }), ({ returns, days, events, seed }, drift) => {
        const own = resample(returns, events, { days, draws: DRAWS, seed });
        if (isInsufficient(own)) return;
        const drifting = found(
          resample(
            returns.map((value) => value + drift),
            events,
            { days, draws: DRAWS, seed },
          ),
        );
        expect(drifting.p).toEqual(own.p);
        expect(drifting.observed.at(-1)).toBeCloseTo((own.observed.at(-1) as number) + days * drift, 10);
        expect(drifting.halfWidth.at(-1)).toBeCloseTo(own.halfWidth.at(-1) as number, 10);
      }),
      SEED,
    );
  });

  it('follow a single event', () => {
    const stream = seededStream(6);
    const returns = Float64Array.from({ length: 90 }, () => stream.uniform() - 0.5);
    const result = found(resample(returns, Int32Array.of(70), { days: 20, draws: 200, seed: 1 }));
    expect(result.observations).toBe(1);
    expect(firstNotFinite(result)).toBeUndefined();
  });

  it('hold only finite numbers, whatever the data, and a p above 0', () => {
    const data = fc.array(fc.constantFrom(0, 0, 0.1, -0.1, 1e-300, 1e99, -3), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(data, fc.integer({ min: 1, max: 40 }), fc.array(fc.nat(60), { maxLength: 8 }), (values, days, drawn) => {
        const room = values.length - days + 1;
        const events = Int32Array.from(new Set(drawn.filter((place) => place < room))).sort();
        const result = resample(Float64Array.from(values), events, { days, draws: 20, seed: 3 });
        expect(firstNotFinite(result)).toBeUndefined();
        if (!isInsufficient(result)) expect(Math.min(result.p.up, result.p.down)).toBeGreaterThanOrEqual(1 / 21);
      }),
      SEED,
    );
  });

  it('refuse, or give finite numbers, whatever they are asked', () => {
    const anything = fc.record({
      values: fc.array(fc.constantFrom(0.1, -0.2, 0, 0, 1e-320, 1e100, 1e308, Number.NaN, Number.NEGATIVE_INFINITY), { maxLength: 12 }),
      places: fc.array(fc.integer({ min: -1, max: 12 }), { maxLength: 3 }),
      days: fc.constantFrom(0, 1, 2, 5, 13, 1.5, Number.NaN),
      draws: fc.constantFrom(0, 1, 9, 2 ** 22, Number.NaN),
      seed: fc.constantFrom(0, -7, 2 ** 31 - 1, 0.5, Number.NaN),
    });
    fc.assert(
      fc.property(anything, ({ values, places, ...options }) => {
        try {
          expect(firstNotFinite(resample(Float64Array.from(values), Int32Array.from(places), options))).toBeUndefined();
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
      { ...SEED, numRuns: 3000 },
    );
  });

  it('are the same where there is no WebAssembly', () => {
    const returns = Float64Array.from({ length: 300 }, (_, t) => Math.sin(t * t));
    const test = () => resample(returns, Int32Array.of(3, 50, 200), { days: 40, draws: 300, seed: 5 });
    const own = test();
    const kept = Object.getOwnPropertyDescriptor(globalThis, 'WebAssembly') as PropertyDescriptor;
    try {
      Reflect.deleteProperty(globalThis, 'WebAssembly');
      expect(test()).toEqual(own);
    } finally {
      Object.defineProperty(globalThis, 'WebAssembly', kept);
    }
  });

  it('see an effect that is there, and none where there is none', () => {
    const stream = seededStream(8);
    const returns = Float64Array.from({ length: 2000 }, () => stream.uniform() - 0.5);
    const events = Int32Array.from({ length: 20 }, (_, e) => 40 + 90 * e);
    const effect = returns.slice();
    for (const event of events) for (let j = 0; j < 30; j++) effect[event + j] = (effect[event + j] as number) + 0.15;
    const [none, some] = [returns, effect].map((values) => found(resample(values, events, { days: 60, draws: 2000, seed: 9 })));
    expect((some as PathResampling).p.up).toBeLessThan(0.005);
    expect((none as PathResampling).p.up).toBeGreaterThan(0.01);
  });

  it('refuse what is no return, place, day or number of draws', () => {
    const returns = Float64Array.from({ length: 30 }, (_, t) => Math.sin(t));
    const events = Int32Array.of(2, 9);
    const refused = [
      () => resample(returns.with(4, Number.NaN), events, { days: 3, seed: 1 }),
      () => resample(returns.with(4, -1e101), events, { days: 3, seed: 1 }),
      () => resample(returns, Int32Array.of(9, 2), { days: 3, seed: 1 }),
      () => resample(returns, Int32Array.of(9, 9), { days: 3, seed: 1 }),
      () => resample(returns, Int32Array.of(28), { days: 3, seed: 1 }),
      () => resample(returns, Int32Array.of(30), { days: 3, seed: 1 }),
      () => resample(returns, events, { days: 0, seed: 1 }),
      () => resample(returns, events, { days: 2.5, seed: 1 }),
      () => resample(returns, events, { days: 3, seed: 1, draws: 0 }),
    ];
    for (const call of refused) expect(call).toThrow(RangeError);
  });
});
