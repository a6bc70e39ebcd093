import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Backtest,
  backtest,
  heldSteps,
  sideCharge,
  stepLogs,
  type TradeDirection,
} from '../../../../src/core/methods/trade/backtest.ts';
import type { Block } from '../../../../src/core/methods/trade/positions.ts';
import type { PerPeriodAndYear, SharpeRatio } from '../../../../src/core/methods/trade/sharpe.ts';
import { isInsufficient } from '../../../../src/core/numerics/insufficient.ts';
import { firstNotFinite } from '../../../reference/finite-numbers.ts';
import { firstDifference } from '../../../reference/side-by-side.ts';

const reference = JSON.parse(readFileSync(new URL('../../../reference/trade/trade.json', import.meta.url), 'utf8'));
const SEED = { seed: 20_260_731, numRuns: 300 };
const blocksOf = (pairs: readonly (readonly number[])[]): Block[] => pairs.map(([entry, exit]) => ({ entry, exit }) as Block);
const run = (
  closes: Float64Array,
  blocks: readonly Block[],
  { direction = 'long' as TradeDirection, cost = 0, slippage = 0, periodsPerYear = 52 } = {},
) => backtest(stepLogs(closes, direction) as Float64Array, blocks, { cost, slippage, periodsPerYear }) as Backtest;

/** Prices in steps of at most a third, and blocks on them. */
const markets = fc.array(fc.integer({ min: -30, max: 30 }), { minLength: 1, maxLength: 60 }).chain((moves) => {
  const closes = new Float64Array(moves.length + 1).fill(100);
  moves.forEach((move, i) => {
    closes[i + 1] = (closes[i] as number) * (1 + move / 100);
  });
  return fc.uniqueArray(fc.nat(moves.length), { maxLength: 10 }).map((marks) => {
    const sorted = marks.sort((a, b) => a - b);
    const pairs = Array.from({ length: sorted.length >> 1 }, (_, i) => sorted.slice(2 * i, 2 * i + 2));
    return { closes, blocks: blocksOf(pairs) };
  });
});
const shares = fc.constantFrom(0, 0.0005, 0.01, 0.2);

describe('a backtest', () => {
  it.each(['long', 'short'] as const)("has numpy's numbers on five blocks of 261 weekly closes, %s, to 1e-10", (direction) => {
    const { periodsPerYear, cost, slippage } = reference;
    const expected = reference[direction];
    const own = run(Float64Array.from(reference.closes), blocksOf(reference.blocks), { direction, cost, slippage, periodsPerYear });
    const sharpe = own.sharpe as SharpeRatio;
    const actual = {
      equity: [...own.equity],
      totalReturn: own.totalReturn,
      compoundAnnualGrowth: own.compoundAnnualGrowth,
      maximumDrawdown: own.maximumDrawdown,
      exposure: own.exposure,
      turnover: own.turnover,
      tradeReturns: [...own.tradeReturns],
      ratio: sharpe.ratio.perPeriod,
      standardError: sharpe.standardError.perPeriod,
      robust: (sharpe.robustStandardError as PerPeriodAndYear).perPeriod,
    };
    const { ratio, standardError, robust } = expected.sharpe;
    for (const [name, value] of Object.entries(actual)) {
      const wanted = { ratio, standardError, robust, ...expected }[name];
      [value].flat().forEach((number, i) => {
        expect(Math.abs((number as number) - ([wanted].flat()[i] as number)), `${name} ${i}`).toBeLessThan(1e-10);
      });
    }
  });

  it('is what a purse of coins and cash comes to, close by close', () => {
    fc.assert(
      fc.property(markets, shares, ({ closes, blocks }, cost) => {
        let [cash, coins] = [1, 0];
        const worth = Array.from(closes, (price, at) => {
          for (const { entry, exit } of blocks) {
            if (at === exit) [cash, coins] = [coins * price * (1 - cost), 0];
            if (at === entry) [cash, coins] = [0, (cash * (1 - cost)) / price];
          }
          return cash + coins * price;
        });
        const own = run(closes, blocks, { cost });
        expect(own.equity.at(-1)).toBeCloseTo(worth.at(-1) as number, 10);
        expect(firstDifference(own.totalReturn, (worth.at(-1) as number) - 1)).toBeUndefined();
        // The entry's charge falls on the first step held: at the entry close itself the purse is already lighter.
        worth.forEach((value, at) => {
          const charged = blocks.some(({ entry }) => entry === at) ? value / (1 - cost) : value;
          expect(own.equity[at]).toBeCloseTo(charged, 10);
        });
      }),
      SEED,
    );
  });

  it('short is what an account comes to that owes coins worth its wealth at every close', () => {
    fc.assert(
      fc.property(markets, shares, ({ closes, blocks }, slippage) => {
        let wealth = 1;
        for (const { entry, exit } of blocks) {
          wealth *= 1 - slippage;
          for (let at = entry; at < exit; at++) {
            const owed = wealth / (closes[at] as number);
            wealth = 2 * wealth - owed * (closes[at + 1] as number);
          }
          wealth *= 1 - slippage;
        }
        const own = run(closes, blocks, { direction: 'short', slippage });
        expect(firstDifference(own.totalReturn, wealth - 1)).toBeUndefined();
      }),
      SEED,
    );
  });

  it('chains its trades: wealth is the product of their returns; exposure and turnover count steps and sides', () => {
    fc.assert(
      fc.property(markets, shares, shares, ({ closes, blocks }, cost, slippage) => {
        const own = run(closes, blocks, { cost, slippage });
        const product = own.tradeReturns.reduce((wealth, value) => wealth * (1 + value), 1);
        expect(firstDifference(own.totalReturn, product - 1)).toBeUndefined();
        blocks.forEach(({ entry, exit }, i) => {
          const gross = (closes[exit] as number) / (closes[entry] as number);
          expect(own.tradeReturns[i]).toBeCloseTo(gross * (1 - cost - slippage) ** 2 - 1, 10);
        });
        const steps = closes.length - 1;
        expect(own.exposure).toBeCloseTo(heldSteps(blocks).length / steps, 12);
        expect(own.turnover).toBeCloseTo((2 * blocks.length * 52) / steps, 10);
        expect(own).toMatchObject({ trades: blocks.length, observations: steps });
        const deepest = Math.min(...own.equity.map((value, i) => value / Math.max(...own.equity.subarray(0, i + 1)) - 1));
        expect(own.maximumDrawdown).toBeCloseTo(deepest, 12);
        expect(own.maximumDrawdown).toBeLessThanOrEqual(0);
        expect(firstNotFinite(own)).toBeUndefined();
      }),
      SEED,
    );
  });

  it('does not depend on the unit of the price, and costs never help', () => {
    fc.assert(
      fc.property(markets, shares, ({ closes, blocks }, cost) => {
        const own = run(closes, blocks, { cost });
        const inCents = run(
          closes.map((price) => 100 * price),
          blocks,
          { cost },
        );
        expect(firstDifference([...inCents.equity], [...own.equity])).toBeUndefined();
        expect(own.totalReturn).toBeLessThanOrEqual(run(closes, blocks).totalReturn + 1e-12);
      }),
      SEED,
    );
  });

  it('holding throughout without costs is the price itself; holding nothing is cash', () => {
    const closes = Float64Array.of(100, 120, 90, 150);
    expect([...run(closes, [{ entry: 0, exit: 3 }]).equity].map((value) => Math.round(1e10 * value) / 1e10)).toEqual([1, 1.2, 0.9, 1.5]);
    expect(run(closes, [{ entry: 0, exit: 3 }]).maximumDrawdown).toBeCloseTo(-0.25, 12);
    const cash = run(closes, []);
    expect(cash).toMatchObject({ totalReturn: 0, exposure: 0, trades: 0, maximumDrawdown: 0 });
    expect(isInsufficient(cash.sharpe)).toBe(true);
  });
});

describe('what cannot be traded', () => {
  const steps = Float64Array.of(0.1, 0.2, -0.1);
  const terms = { cost: 0, slippage: 0, periodsPerYear: 2 };

  it('is too little data: one close, a price that is missing, 0 or negative, a short position wiped out in a step, no step', () => {
    expect(stepLogs(Float64Array.of(100), 'long')).toMatchObject({ ok: false, needed: 2, available: 1 });
    for (const bad of [Number.NaN, 0, -3, Number.POSITIVE_INFINITY]) {
      expect(stepLogs(Float64Array.of(100, bad, 90), 'long')).toMatchObject({ ok: false, needed: 3, available: 2 });
    }
    expect(stepLogs(Float64Array.of(1, 2, 3), 'short')).toMatchObject({
      ok: false,
      reason: 'a step would have wiped out a short position',
    });
    expect(backtest(new Float64Array(0), [], terms)).toMatchObject({ ok: false, needed: 1, available: 0 });
  });

  it('withholds the annual growth over less than a year', () => {
    const short = backtest(steps, [], { ...terms, periodsPerYear: 12 }) as Backtest;
    expect(short.compoundAnnualGrowth).toEqual({ ok: false, reason: 'less than a year of steps', needed: 12, available: 3 });
    expect((backtest(steps, [{ entry: 0, exit: 3 }], { ...terms, periodsPerYear: 3 }) as Backtest).compoundAnnualGrowth).toBeCloseTo(
      Math.exp(0.2) - 1,
      12,
    );
  });

  it('is refused where it is a mistake: blocks that overlap, meet, hold no step or leave the data; costs and years that are none', () => {
    for (const pairs of [
      [
        [0, 2],
        [1, 3],
      ],
      [
        [0, 1],
        [1, 2],
      ],
      [[1, 1]],
      [[2, 1]],
      [[-1, 2]],
      [[0, 4]],
      [[0.5, 2]],
    ]) {
      expect(() => backtest(steps, blocksOf(pairs), terms)).toThrow('a block must lie between');
    }
    for (const [cost, slippage] of [
      [-0.1, 0],
      [0, -0.1],
      [0.6, 0.4],
      [Number.NaN, 0],
    ] as const) {
      expect(() => sideCharge({ cost, slippage })).toThrow('must be at least 0 and below 1 together');
    }
    expect(() => backtest(steps, [], { ...terms, periodsPerYear: 0 })).toThrow('periods per year must be above 0');
    expect(() => backtest(Float64Array.of(Number.NaN), [], terms)).toThrow(RangeError);
  });
});
