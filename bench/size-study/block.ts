import { type Cell, nameOf } from './cells.ts';
import { COLUMNS, measureWorld } from './measure.ts';
import { measurePower, POWER_COLUMNS } from './power.ts';
import type { RealPrices } from './prices.ts';
import { streamOf } from './seeds.ts';
import { realTrigger, simulatedTrigger } from './triggers.ts';
import { targetWorld } from './worlds.ts';

/** Some worlds of one cell: what one process computes at a time. */
export interface Block {
  readonly measure: 'size' | 'power';
  readonly cell: Cell;
  readonly seed: number;
  /** The first world and the one after the last. */
  readonly from: number;
  readonly to: number;
}

/** For each world of a block its rows, each a list of numbers in the order of the columns. */
export type BlockRows = readonly (readonly (readonly number[])[])[];

/** Measures the worlds of a block. Each world has streams of its own, so that blocks can be cut anywhere. */
export function measureBlock({ measure, cell, seed, from, to }: Block, prices: RealPrices | null): BlockRows {
  return Array.from({ length: to - from }, (_, i) => {
    const world = from + i;
    const target = targetWorld(cell, streamOf(seed, 'target', cell.world, cell.trigger, world), prices?.returns ?? new Float64Array(0));
    const trigger =
      cell.trigger === 'simulated'
        ? simulatedTrigger(cell.level, streamOf(seed, 'trigger', cell.level, world))
        : realTrigger(cell.level, (prices as RealPrices).russell);
    const draws = streamOf(seed, measure, nameOf(cell), world);
    return measure === 'size'
      ? measureWorld(target, trigger, draws).map((row) => COLUMNS.map((name) => rounded(row[name])))
      : measurePower(target, trigger, draws).map((row) => POWER_COLUMNS.map((name) => rounded(row[name])));
  });
}

/** Six digits: p is a count over some thousands of shifts, so that no p crosses a level by this. */
const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;
