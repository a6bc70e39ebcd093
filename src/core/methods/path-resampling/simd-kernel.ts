import { kernelOf } from '../../numerics/web-assembly.ts';
import { blockLengthTable } from './block-length-table.ts';
import { bytes } from './path-suprema.generated.js';
import type { PathDraws, PathKernel, PathSuprema } from './path-suprema.ts';

/** A place in the kernel's memory. */
interface Address {
  readonly value: number;
}

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly growth: Address;
  readonly centre: Address;
  readonly perDeviation: Address;
  readonly highest: Address;
  readonly lowest: Address;
  readonly places: Address;
  readonly admissible: Address;
  readonly thresholds: Address;
  readonly cells: Address;
  reserve(observations: number, days: number, events: number, draws: number): void;
  seed(value: number): void;
  placebos(from: number, to: number, candidates: number): void;
  bootstraps(from: number, to: number): void;
}

/** Draws of one call: an engine puts better code in place only between calls. */
const AT_A_TIME = 100;

/** A kernel with a memory of its own, in which nothing has been laid out. */
const instance = kernelOf<Exports>(bytes);

/** The kernel in WebAssembly with SIMD, made from path-suprema.as; the same values as the plain one, many times as fast. */
export const simdKernel: PathKernel = {
  placebo(draws, admissible) {
    const kernel = instance();
    load(kernel, draws);
    new Int32Array(kernel.memory.buffer, kernel.admissible.value, admissible.length).set(admissible);
    return suprema(kernel, draws, (from, to) => kernel.placebos(from, to, admissible.length));
  },
  bootstrap(draws, meanBlockLength) {
    const kernel = instance();
    load(kernel, draws);
    const { thresholds, cells } = blockLengthTable(meanBlockLength, (draws.growth.length - 1) / 2);
    new Uint32Array(kernel.memory.buffer, kernel.thresholds.value, thresholds.length).set(thresholds);
    new Int32Array(kernel.memory.buffer, kernel.cells.value, cells.length).set(cells);
    return suprema(kernel, draws, (from, to) => kernel.bootstraps(from, to));
  },
};

function load(kernel: Exports, { growth, events, centre, perDeviation, draws, seed }: PathDraws): void {
  kernel.reserve((growth.length - 1) / 2, centre.length, events.length, draws);
  kernel.seed(seed);
  const { buffer } = kernel.memory;
  new Float64Array(buffer, kernel.growth.value, growth.length).set(growth);
  new Float64Array(buffer, kernel.centre.value, centre.length).set(centre);
  new Float64Array(buffer, kernel.perDeviation.value, centre.length).set(perDeviation);
  new Int32Array(buffer, kernel.places.value, events.length).set(events);
}

function suprema(kernel: Exports, { draws }: PathDraws, run: (from: number, to: number) => void): PathSuprema {
  for (let from = 0; from < draws; from += AT_A_TIME) run(from, Math.min(draws, from + AT_A_TIME));
  const { buffer } = kernel.memory;
  return {
    highest: new Float64Array(buffer, kernel.highest.value, draws).slice(),
    lowest: new Float64Array(buffer, kernel.lowest.value, draws).slice(),
  };
}
