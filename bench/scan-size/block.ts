import { streamOf } from '../size-study/seeds.ts';
import type { Kind } from './cells.ts';
import { measureSize, SIZE_COLUMNS } from './measure.ts';
import { measurePower, POWER_COLUMNS } from './power.ts';
import { scanWorld } from './worlds.ts';

/** Some worlds of one kind: what is computed at a time. */
export interface Block {
  readonly measure: 'size' | 'power';
  readonly kind: Kind;
  readonly seed: number;
  /** The first world and the one after the last. */
  readonly from: number;
  readonly to: number;
}

/** For each world of a block its numbers in the order of the columns. */
export type BlockRows = readonly (readonly number[])[];

/** Measures the worlds of a block. Each world has streams of its own, so that blocks can be cut anywhere. */
export const measureBlock = ({ measure, kind, seed, from, to }: Block): BlockRows =>
  Array.from({ length: to - from }, (_, i) => {
    const world = scanWorld(kind, seed, from + i);
    if (measure === 'size') {
      const row = measureSize(world);
      return SIZE_COLUMNS.map((name) => rounded(row[name]));
    }
    const row = measurePower(world, streamOf(seed, 'planted', kind, from + i));
    return POWER_COLUMNS.map((name) => rounded(row[name]));
  });

/** Six digits: p is a count over some thousands of shifts, so that no p crosses a level by this. */
const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;
