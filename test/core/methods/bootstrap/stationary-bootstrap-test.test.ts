import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockIndices, geometricBlocks } from '../../../../src/core/methods/bootstrap/block-resampling.ts';
import {
  type HoldingPath,
  outcomeBootstrapTest,
  SHORTEST_AUTOMATIC_BLOCK,
  type StationaryBootstrapTest,
  stationaryBootstrapTest,
} from '../../../../src/core/methods/bootstrap/stationary-bootstrap-test.ts';
import { isInsufficient } from '../../../../src/core/numerics/insufficient.ts';
import { seededStream } from '../../../../src/core/numerics/random.ts';
import { standardNormal } from '../../../../src/core/numerics/standard-normal.ts';
import { firstNotFinite } from '../../../reference/finite-numbers.ts';

const SEED = { seed: 20_260_915, numRuns: 80 };
const stream = seededStream(20_260_915);

const walk = (length: number, drift = 0): Float64Array => {
  let level = 0;
  return Float64Array.from({ length }, () => (level += drift + 0.04 * standardNormal(stream)));
};
const found = (result: ReturnType<typeof stationaryBootstrapTest>): StationaryBootstrapTest => {
  if (isInsufficient(result)) throw new Error(result.reason);
  return result;
};

/** A path in eighths with holding periods on it, so that ties are common. */
const paths = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 25 }).chain((steps) =>
  fc.record({
    logPrices: fc.constant([0, ...steps].map((_, i) => steps.slice(0, i).reduce((sum, step) => sum + step, 0) / 8)),
    periods: fc
      .array(fc.tuple(fc.nat(steps.length - 1), fc.integer({ min: 1, max: steps.length })), { minLength: 1, maxLength: 6 })
      .map((list) => list.map(([entry, length]) => [entry, Math.min(steps.length, entry + length)] as const)),
  }),
);
const pathOf = ({
  logPrices,
  periods,
}: {
  logPrices: readonly number[];
  periods: readonly (readonly [number, number])[];
}): HoldingPath => ({
  logPrices: Float64Array.from(logPrices),
  entries: Int32Array.from(periods, ([entry]) => entry),
  exits: Int32Array.from(periods, ([, exit]) => exit),
});

describe('the stationary-bootstrap test by returns', () => {
  it('counts resampled paths, written out return by return', () => {
    fc.assert(
      fc.property(paths, fc.double({ min: 1, max: 30, noNaN: true }), fc.nat(1e6), (drawn, meanBlockLength, seed) => {
        const path = pathOf(drawn);
        const result = stationaryBootstrapTest(path, { seed, draws: 39, meanBlockLength });
        const { logPrices, periods } = drawn;
        const returns = logPrices.slice(1).map((price, t) => price - (logPrices[t] as number));
        expect(isInsufficient(result)).toBe(new Set(returns).size === 1);
        if (isInsufficient(result)) return;
        const meanGrowth = (prices: readonly number[]) =>
          periods.reduce((sum, [entry, exit]) => sum + (prices[exit] as number) - (prices[entry] as number), 0) / periods.length;
        const [again, lengths] = [seededStream(seed), geometricBlocks(meanBlockLength)];
        const statistics = Array.from({ length: 39 }, () => {
          let price = 0;
          const places = blockIndices(returns.length, lengths, again);
          return meanGrowth([0, ...Array.from(places, (place) => (price += returns[place] as number))]);
        });
        expect(result.observed).toBeCloseTo(meanGrowth(logPrices), 12);
        const count = (holds: (value: number) => boolean) => (1 + statistics.filter(holds).length) / 40;
        expect(result.pUpper).toBe(count((value) => value >= meanGrowth(logPrices) - 1e-9));
        expect(result.pLower).toBe(count((value) => value <= meanGrowth(logPrices) + 1e-9));
        const drift = (logPrices.at(-1) as number) / returns.length;
        const expected = (drift * periods.reduce((sum, [entry, exit]) => sum + exit - entry, 0)) / periods.length;
        expect(result.expected).toBeCloseTo(expected, 12);
        expect(firstNotFinite(result)).toBeUndefined();
      }),
      SEED,
    );
  });

  const rejections = (events: number, horizon: number): number => {
    let rejected = 0;
    for (let world = 0; world < 300; world++) {
      const entries = Int32Array.from({ length: events }, () => stream.below(700)).sort();
      const path = { logPrices: walk(800, 0.002), entries, exits: entries.map((entry) => entry + horizon) };
      if (found(stationaryBootstrapTest(path, { seed: 1_000_003 * world, draws: 99 })).pUpper <= 0.05) rejected++;
    }
    return rejected;
  };

  it('rejects no more than one world in twenty without a relation, a rising target included', () => {
    // Some 11 of 300 expected (3.7 % of 1,000 worlds); 15 at the nominal rate, of which more than 28 come up once in a thousand runs.
    const rejected = rejections(5, 30);
    expect(rejected).toBeGreaterThan(1);
    expect(rejected).toBeLessThan(29);
  });

  it('is cautious where the horizons fill the data, since the growth of a resample as a whole is not that of the data', () => {
    expect(rejections(9, 90)).toBeLessThan(15);
  });

  it('finds a relation that is there', () => {
    const logPrices = walk(600);
    const entries = Int32Array.of(50, 150, 250, 350, 450);
    for (const entry of entries)
      for (let t = entry + 1; t < 600; t++) logPrices[t] = (logPrices[t] as number) + Math.min(t - entry, 20) * 0.05;
    const { pUpper, pLower, lowestP } = found(
      stationaryBootstrapTest({ logPrices, entries, exits: entries.map((entry) => entry + 20) }, { seed: 1, draws: 999 }),
    );
    expect(pUpper).toBeLessThan(0.01);
    expect(pUpper).toBeGreaterThanOrEqual(lowestP);
    expect(lowestP).toBe(0.001);
    expect(pLower).toBeGreaterThan(0.9);
  });

  it('takes blocks of at least 20 by itself, and as it is told otherwise', () => {
    const path = { logPrices: walk(400), entries: Int32Array.of(10, 100), exits: Int32Array.of(40, 130) };
    expect(found(stationaryBootstrapTest(path, { seed: 1, draws: 19 })).meanBlockLength).toBeGreaterThanOrEqual(SHORTEST_AUTOMATIC_BLOCK);
    expect(found(stationaryBootstrapTest(path, { seed: 1, draws: 19, meanBlockLength: 3 })).meanBlockLength).toBe(3);
  });

  it('says why there is none: no event, a price that never moves or only drifts, too few returns', () => {
    const one = { entries: Int32Array.of(1), exits: Int32Array.of(2) };
    expect(
      stationaryBootstrapTest({ logPrices: walk(50), entries: new Int32Array(0), exits: new Int32Array(0) }, { seed: 1 }),
    ).toMatchObject({ ok: false, available: 0 });
    expect(stationaryBootstrapTest({ logPrices: new Float64Array(50).fill(2), ...one }, { seed: 1 })).toMatchObject({ ok: false });
    expect(stationaryBootstrapTest({ logPrices: Float64Array.of(0, 1, 3), ...one }, { seed: 1 })).toMatchObject({
      ok: false,
      needed: 9,
      available: 2,
    });
  });

  it('refuses periods that run backwards or beyond the data, such as a horizon longer than the data, and prices that are missing', () => {
    const logPrices = walk(50);
    for (const [entry, exit] of [
      [5, 5],
      [9, 4],
      [-1, 4],
      [10, 50],
      [10, 500],
    ] as const) {
      expect(() => stationaryBootstrapTest({ logPrices, entries: Int32Array.of(entry), exits: Int32Array.of(exit) }, { seed: 1 })).toThrow(
        RangeError,
      );
    }
    const missing = Float64Array.from(logPrices).fill(Number.NaN, 9, 10);
    expect(() => stationaryBootstrapTest({ logPrices: missing, entries: Int32Array.of(1), exits: Int32Array.of(2) }, { seed: 1 })).toThrow(
      RangeError,
    );
    expect(() => stationaryBootstrapTest({ logPrices, entries: Int32Array.of(1), exits: Int32Array.of(2) }, { seed: 1, draws: 0 })).toThrow(
      RangeError,
    );
    expect(() =>
      stationaryBootstrapTest({ logPrices, entries: Int32Array.of(1), exits: Int32Array.of(2) }, { seed: 1, meanBlockLength: 0.5 }),
    ).toThrow(RangeError);
  });
});

describe('the stationary-bootstrap test by outcomes', () => {
  const outcomes = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 2, maxLength: 12 });

  it('has the distribution of resamples written out date by date', () => {
    const [values, events] = [Float64Array.of(3, -1, 4, 1, -5, 9, 2, 6), Int32Array.of(1, 2, 6)];
    const result = found(outcomeBootstrapTest(values, events, { seed: 8, draws: 40_000, meanBlockLength: 4 }));
    const [again, lengths] = [seededStream(77), geometricBlocks(4)];
    let [upper, lower] = [0, 0];
    for (let draw = 0; draw < 40_000; draw++) {
      const places = blockIndices(8, lengths, again);
      const drawn = events.reduce((sum, event) => sum + (values[places[event] as number] as number), 0) / 3;
      if (drawn >= result.observed - 1e-9) upper++;
      if (drawn <= result.observed + 1e-9) lower++;
    }
    // Two shares of 40,000 draws each: five standard errors of their difference are 0.018.
    expect(Math.abs(result.pUpper - upper / 40_000)).toBeLessThan(0.018);
    expect(Math.abs(result.pLower - lower / 40_000)).toBeLessThan(0.018);
    expect(result.expected).toBeCloseTo(19 / 8, 12);
  });

  it('is a value or a standing without NaN, and no p is 0', () => {
    fc.assert(
      fc.property(outcomes, fc.uniqueArray(fc.nat(11), { maxLength: 6 }), fc.nat(1e6), (values, picks, seed) => {
        const events = Int32Array.from(picks.filter((place) => place < values.length)).sort();
        const result = outcomeBootstrapTest(Float64Array.from(values), events, { seed, draws: 19 });
        expect(firstNotFinite(result)).toBeUndefined();
        if (isInsufficient(result)) return;
        for (const p of [result.pUpper, result.pLower, result.pTwoSided]) expect(p >= 1 / 20 && p <= 1).toBe(true);
      }),
      SEED,
    );
  });

  it('keeps its p when the outcomes are scaled or lifted, and swaps its sides with their sign', () => {
    const values = Float64Array.of(3, -1, 4, 1, -5, 9, 2, 6, 5, 3, 5, 8);
    const p = (scale: number, lift: number) => {
      const result = found(
        outcomeBootstrapTest(
          values.map((value) => scale * value + lift),
          Int32Array.of(2, 5, 9),
          { seed: 3, draws: 199, meanBlockLength: 3 },
        ),
      );
      return [result.pUpper, result.pLower];
    };
    expect(p(1e-9, 0)).toEqual(p(1, 0));
    expect(p(4, 100)).toEqual(p(1, 0));
    expect(p(-1, 0)).toEqual(p(1, 0).reverse());
  });

  it('says why there is none, and refuses what is missing or out of place', () => {
    const values = Float64Array.of(3, -1, 4, 1, -5, 9, 2, 6, 5);
    expect(outcomeBootstrapTest(values, new Int32Array(0), { seed: 1 })).toMatchObject({ ok: false });
    expect(
      outcomeBootstrapTest(
        values.map(() => 1),
        Int32Array.of(1),
        { seed: 1 },
      ),
    ).toMatchObject({ ok: false });
    expect(outcomeBootstrapTest(values.slice(0, 4), Int32Array.of(1), { seed: 1 })).toMatchObject({ ok: false, needed: 9, available: 4 });
    expect(() => outcomeBootstrapTest(values, Int32Array.of(9), { seed: 1 })).toThrow(RangeError);
    expect(() => outcomeBootstrapTest(Float64Array.of(1, Number.NaN), Int32Array.of(0), { seed: 1 })).toThrow(RangeError);
    expect(() => outcomeBootstrapTest(values, Int32Array.of(1), { seed: 1, meanBlockLength: 0.2 })).toThrow(RangeError);
  });
});
