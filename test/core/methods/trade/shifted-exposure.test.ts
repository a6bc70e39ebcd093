import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Backtest, backtest, sideCharge, stepLogs } from '../../../../src/core/methods/trade/backtest.ts';
import type { Block } from '../../../../src/core/methods/trade/positions.ts';
import { type ShiftedExposure, shiftedExposure } from '../../../../src/core/methods/trade/shifted-exposure.ts';
import { firstNotFinite } from '../../../reference/finite-numbers.ts';

const reference = JSON.parse(readFileSync(new URL('../../../reference/trade/trade.json', import.meta.url), 'utf8'));
const SEED = { seed: 20_260_801, numRuns: 200 };

const exposures = fc
  .array(fc.integer({ min: -4, max: 4 }), { minLength: 4, maxLength: 60 })
  .filter((moves) => new Set(moves).size > 1)
  .chain((moves) =>
    fc.uniqueArray(fc.nat(moves.length), { minLength: 2, maxLength: 8 }).map((marks) => {
      const sorted = marks.sort((a, b) => a - b);
      const blocks = Array.from({ length: sorted.length >> 1 }, (_, i) => ({ entry: sorted[2 * i], exit: sorted[2 * i + 1] }) as Block);
      return { steps: Float64Array.from(moves, (move) => move / 64), blocks };
    }),
  )
  .filter(({ steps, blocks }) => blocks.reduce((sum, { entry, exit }) => sum + exit - entry, 0) < steps.length);

const CHARGE = sideCharge({ cost: 0.001, slippage: 0.0005 });
const spread = (n: number, days = 30) => Int32Array.from({ length: n }, (_, i) => 17_000 + days * i);
const run = (steps: Float64Array, blocks: readonly Block[], charge = CHARGE) =>
  shiftedExposure(steps, blocks, {
    dates: spread(steps.length),
    charge,
    heldThroughout: steps.reduce((sum, step) => sum + step, 0) + 2 * charge,
  }) as ShiftedExposure;

describe('the same exposure placed by all shifts', () => {
  it.each(['long', 'short'] as const)("has numpy's growth under every shift, plain and era-centred, %s, to 1e-10", (direction) => {
    const { cost, slippage, firstDay, closes, blocks, [direction]: expected } = reference;
    const steps = stepLogs(Float64Array.from(closes), direction) as Float64Array;
    const own = shiftedExposure(
      steps,
      blocks.map(([entry, exit]: number[]) => ({ entry, exit })),
      {
        dates: Int32Array.from(steps, (_, i) => firstDay + 7 * (i + 1)),
        charge: sideCharge({ cost, slippage }),
        heldThroughout: 0,
      },
    ) as ShiftedExposure;
    // np.roll moves the exposure k places on, as the shifts do.
    expect(Math.max(...own.logGrowth.map((value, k) => Math.abs(value - expected.growth[k])))).toBeLessThan(1e-10);
    expect(own.plain.countUpper).toBe(expected.plainCount);
    expect(own.eraCentred.countUpper).toBe(expected.eraCount);
    expect(own.p.up).toBe(Math.max(expected.plainCount, expected.eraCount) / steps.length);
    expect(Math.abs(own.eraCentred.observed - expected.era[0])).toBeLessThan(1e-10);
  });

  it('equals a backtest of the exposure moved step by step, wherever no block lies over the seam', () => {
    fc.assert(
      fc.property(exposures, ({ steps, blocks }) => {
        const n = steps.length;
        const own = run(steps, blocks);
        for (let k = 0; k < n; k++) {
          const moved = blocks
            .map(({ entry, exit }) => ({ entry: (entry + k) % n, exit: ((exit + k - 1) % n) + 1 }))
            .sort((a, b) => a.entry - b.entry);
          const fits = moved.every(({ entry, exit }, i) => entry < exit && (i === 0 || (moved[i - 1]?.exit as number) < entry));
          if (!fits) continue;
          const { logGrowth } = backtest(steps, moved, { cost: 0.001, slippage: 0.0005, periodsPerYear: 52 }) as Backtest;
          expect(own.logGrowth[k]).toBeCloseTo(logGrowth, 10);
        }
        expect(own.plain.observed).toBe(own.logGrowth[0]);
      }),
      SEED,
    );
  });

  it('counts the identity, holds its p between 1/n and 1, and gives the excess over holding throughout the same p', () => {
    fc.assert(
      fc.property(exposures, ({ steps, blocks }) => {
        const n = steps.length;
        const own = run(steps, blocks);
        expect(own.plain.countUpper).toBe(own.logGrowth.filter((value) => value >= (own.logGrowth[0] as number) - 1e-12).length);
        for (const p of [own.plain.pUpper, own.plain.pLower, own.eraCentred.pUpper, own.p.up, own.p.down]) {
          expect(p).toBeGreaterThanOrEqual(1 / n);
          expect(p).toBeLessThanOrEqual(1);
        }
        const throughout = own.plain.observed - own.excess.observed;
        const excess = own.logGrowth.map((value) => value - throughout);
        expect(excess.filter((value) => value >= own.excess.observed - 1e-12).length).toBe(own.plain.countUpper);
        // On average over the shifts each step is held as often as any other.
        const held = blocks.reduce((sum, { entry, exit }) => sum + exit - entry, 0);
        const drift = steps.reduce((sum, step) => sum + step, 0) / n;
        expect(own.expected).toBeCloseTo(held * drift + 2 * blocks.length * CHARGE, 10);
        expect(firstNotFinite(own)).toBeUndefined();
      }),
      SEED,
    );
  });

  it('does not take time in the market for timing: costs and a drift of the same size every step change no p', () => {
    fc.assert(
      fc.property(exposures, fc.constantFrom(1 / 32, 1 / 4), ({ steps, blocks }, drift) => {
        const own = run(steps, blocks);
        expect(run(steps, blocks, 0).p).toEqual(own.p);
        const risen = run(
          steps.map((step) => step + drift),
          blocks,
        );
        expect(risen.plain.countUpper).toBe(own.plain.countUpper);
        expect(risen.eraCentred.countUpper).toBe(own.eraCentred.countUpper);
      }),
      SEED,
    );
  });

  it('has the smallest p where the exposure lies on just the steps that rose', () => {
    const steps = Float64Array.from({ length: 40 }, (_, i) => (i >= 10 && i < 15 ? 0.1 : -0.01));
    const own = run(steps, [{ entry: 10, exit: 15 }]);
    expect(own.p).toEqual({ up: 1 / 40, down: 1 });
    expect(own.plain.observed).toBeGreaterThan(own.expected);
  });
});

describe('an exposure that cannot be placed elsewhere', () => {
  it('is too little data: nothing held, all held, every step the same', () => {
    const steps = Float64Array.of(0.1, 0.2, -0.1);
    expect(run(steps, [])).toMatchObject({ ok: false, reason: 'the target is never held' });
    expect(run(steps, [{ entry: 0, exit: 3 }])).toMatchObject({ ok: false, needed: 4, available: 3 });
    expect(run(Float64Array.of(0.1, 0.1, 0.1), [{ entry: 0, exit: 1 }])).toMatchObject({ ok: false, reason: 'every step is the same' });
  });

  it('is refused with dates of another length', () => {
    const places = { dates: spread(2), charge: 0, heldThroughout: 0 };
    expect(() => shiftedExposure(Float64Array.of(0.1, 0.2, 0.3), [{ entry: 0, exit: 1 }], places)).toThrow('must have 3 values, had 2');
  });
});
