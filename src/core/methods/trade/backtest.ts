import { type Insufficient, insufficient } from '../../numerics/insufficient.ts';
import { requireBetween, requireFinite } from '../../numerics/require.ts';
import { drawdown } from '../risk/drawdown.ts';
import type { Block } from './positions.ts';
import { type SharpeRatio, sharpeRatio } from './sharpe.ts';

/** Whether the target is bought or sold short. */
export type TradeDirection = 'long' | 'short';

/** What each side of a trade costs, and how many periods a year has. */
export interface TradeTerms {
  /** Fees and the like on each side, as a share of what is traded: 0.001 is a tenth of a percent. */
  readonly cost: number;
  /** What a fill is worse than the close, on each side, as a share. */
  readonly slippage: number;
  /** Closes in a year of the target's calendar: 365, 252, 52. */
  readonly periodsPerYear: number;
}

/** How a strategy would have fared on a run of closes. */
export interface Backtest {
  /** Wealth at each close, 1 at the first. */
  readonly equity: Float64Array;
  /** Log of the final wealth. */
  readonly logGrowth: number;
  /** Final wealth less 1. */
  readonly totalReturn: number;
  /** Final wealth to the power of 1 / years, less 1. */
  readonly compoundAnnualGrowth: number | Insufficient;
  /** Deepest fall of the wealth below its highest so far, at closes: ≤ 0. */
  readonly maximumDrawdown: number;
  /** Share of the steps on which the target is held. */
  readonly exposure: number;
  /** Bought and sold in a year, as multiples of the wealth: a trade is two. */
  readonly turnover: number;
  readonly trades: number;
  /** Return of each trade after costs, in order. */
  readonly tradeReturns: Float64Array;
  /** Of the simple returns of all steps, those without a position included. */
  readonly sharpe: SharpeRatio | Insufficient;
  /** Steps from one close to the next. */
  readonly observations: number;
}

/** Log of what one side leaves of the wealth: log(1 − cost − slippage). @throws RangeError for shares below 0 or that leave nothing. */
export function sideCharge({ cost, slippage }: Pick<TradeTerms, 'cost' | 'slippage'>): number {
  if (!(cost >= 0 && slippage >= 0 && cost + slippage < 1)) {
    throw new RangeError(`cost and slippage must be at least 0 and below 1 together, were ${cost} and ${slippage}`);
  }
  return Math.log1p(-cost - slippage);
}

/**
 * Log growth of a position over each step from one close to the next: log(P_t / P_{t−1}) when long, log(2 − P_t / P_{t−1}) when
 * short, the short position being restored to −1 times the wealth at every close.
 *
 * @param closes - m prices.
 * @returns m − 1 values, or Insufficient: fewer than 2 closes, a price that is missing or not positive, or a short position that
 * a step would have wiped out.
 * @remarks Missing values: a missing price is too little data.
 */
export function stepLogs(closes: Float64Array, direction: TradeDirection): Float64Array | Insufficient {
  if (closes.length < 2) return insufficient('too few closes for a step', 2, closes.length);
  const priced = closes.filter((price) => price > 0 && price < Number.POSITIVE_INFINITY).length;
  if (priced < closes.length) return insufficient('a price is missing or not positive', closes.length, priced);
  const ratios = closes.subarray(1).map((price, step) => price / (closes[step] as number));
  if (direction === 'long') return ratios.map(Math.log);
  const survived = ratios.filter((ratio) => ratio < 2).length;
  if (survived < ratios.length) return insufficient('a step would have wiped out a short position', ratios.length, survived);
  return ratios.map((ratio) => Math.log(2 - ratio));
}

/**
 * Wealth of a strategy that holds the target over blocks of steps and cash, which earns nothing, between them. Each trade pays
 * log(1 − cost − slippage) on its first and again on its last step.
 *
 * @param steps - Log growth of the position over each step, n values; see {@link stepLogs}.
 * @param blocks - Holdings in order, each ending before the next begins, with at least one step: closes 0 … n.
 * @returns How it fared, or Insufficient without a step. The annual growth is Insufficient over less than a year.
 * @throws RangeError for blocks that overlap, meet, have no step or leave the data; for terms or steps that are no numbers.
 * @remarks Missing values: refuses. Checked against numpy's arrays of positions times returns, and a purse of coins and cash kept
 * close by close.
 */
export function backtest(steps: Float64Array, blocks: readonly Block[], terms: TradeTerms): Backtest | Insufficient {
  const n = steps.length;
  requireFinite('the steps', steps);
  requireBlocks(blocks, n);
  requireBetween('periods per year', terms.periodsPerYear, { above: 0, below: Number.POSITIVE_INFINITY });
  const charge = sideCharge(terms);
  if (n === 0) return insufficient('no step from one close to the next', 1, 0);
  const held = heldSteps(blocks);
  const earned = new Float64Array(n);
  for (const step of held) earned[step] = steps[step] as number;
  for (const { entry, exit } of blocks) for (const step of [entry, exit - 1]) earned[step] = (earned[step] as number) + charge;
  const wealth = cumulated(earned);
  const equity = wealth.map(Math.exp);
  const logGrowth = wealth[n] as number;
  const years = n / terms.periodsPerYear;
  return {
    equity,
    logGrowth,
    totalReturn: Math.expm1(logGrowth),
    compoundAnnualGrowth: years < 1 ? insufficient('less than a year of steps', terms.periodsPerYear, n) : Math.expm1(logGrowth / years),
    maximumDrawdown: drawdown(equity).reduce((deepest, value) => Math.min(deepest, value), 0),
    exposure: held.length / n,
    turnover: (2 * blocks.length) / years,
    trades: blocks.length,
    tradeReturns: Float64Array.from(blocks, ({ entry, exit }) => Math.expm1((wealth[exit] as number) - (wealth[entry] as number))),
    sharpe: sharpeRatio(earned.map(Math.expm1), terms),
    observations: n,
  };
}

/** Indices of the steps over which blocks hold the target; step i goes from close i to close i + 1. */
export const heldSteps = (blocks: readonly Block[]): Int32Array =>
  Int32Array.from(blocks.flatMap(({ entry, exit }) => Array.from({ length: exit - entry }, (_, i) => entry + i)));

/** Sums of the values before each place: n + 1 of them, from 0. */
function cumulated(values: Float64Array): Float64Array {
  const sums = new Float64Array(values.length + 1);
  values.forEach((value, i) => {
    sums[i + 1] = (sums[i] as number) + value;
  });
  return sums;
}

function requireBlocks(blocks: readonly Block[], steps: number): void {
  let free = 0;
  for (const { entry, exit } of blocks) {
    if (!(Number.isInteger(entry) && Number.isInteger(exit) && free <= entry && entry < exit && exit <= steps)) {
      throw new RangeError(`a block must lie between closes ${free} and ${steps} and hold a step, was ${entry} to ${exit}`);
    }
    free = exit + 1;
  }
}
