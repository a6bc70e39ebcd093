import { kernelOf } from '../../numerics/web-assembly.ts';
import { TIE } from '../inference/shift.ts';
import type { FoldRequest, ShiftKernel } from './shift-kernel.ts';
import { bytes } from './shift-maximum.generated.js';

/** A place in the kernel's memory. */
interface Address {
  readonly value: number;
}

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly fixed: Address;
  readonly exact: Address;
  readonly highest: Address;
  readonly places: Address;
  readonly reached: Address;
  /** 0 where there is no memory for so much. */
  reserve(observations: number, events: number): number;
  lowerFloors(): void;
  toOffsets(events: number): void;
  // The numbers and their order are those of shift-maximum.as.
  fold(...numbers: readonly number[]): void;
}

const instance = kernelOf<Exports>(bytes);

/** Sums stay below 2³⁰, so that neither they nor the levels beside them leave 32 bits. */
const LARGEST_SUM = 2 ** 30;

/** Outcomes may be so small that all are ties. */
const LEAST = 1 - 2 ** 31;

/** Values read past the second round, since sums are made 32 at a time. */
const PAST_THE_END = 32;

/** Bound on what single precision adds to a Z, for each unit of the numbers that it is made of. */
const SINGLE_PRECISION = 2 ** -21;

/** Outcomes in fixed point: integers whose multiples of `scale`, a power of two, are never further off than `error`, in the integer's unit. */
interface FixedPoint {
  readonly scale: number;
  readonly error: number;
  readonly largest: number;
}

/** A kernel in WebAssembly with SIMD, made from shift-maximum.as; the same values as the plain one, many times as fast. */
export function simdKernel(): ShiftKernel {
  const kernel = instance();
  let outcomes: Float64Array = new Float64Array();
  let point: FixedPoint = { scale: 1, error: 0, largest: 0 };
  let places = new Int32Array();
  let largest: Float64Array = new Float64Array();
  return {
    open(values, highest, mostEvents) {
      const n = values.length;
      outcomes = values;
      if (kernel.reserve(n, mostEvents) === 0) throw new RangeError(`there is no memory for a circle of ${n} dates`);
      const { buffer } = kernel.memory;
      const exact = new Float64Array(buffer, kernel.exact.value, 2 * n);
      exact.set(values);
      exact.copyWithin(n, 0, n);
      point = toFixedPoint(values, mostEvents, new Int32Array(buffer, kernel.fixed.value, 2 * n + PAST_THE_END));
      places = new Int32Array(buffer, kernel.places.value, mostEvents);
      largest = new Float64Array(buffer, kernel.highest.value, n);
      largest.set(highest);
      kernel.lowerFloors();
    },
    fold(request) {
      places.set(request.places);
      kernel.toOffsets(request.places.length);
      return foldOne(kernel, request, { outcomes, point });
    },
    highest: () => largest.slice(),
  };
}

function foldOne(
  kernel: Exports,
  { places, observed, mean, deviation, isLeftOut }: FoldRequest,
  { outcomes, point: { scale, error, largest } }: { readonly outcomes: Float64Array; readonly point: FixedPoint },
): number {
  const events = places.length;
  let sum = 0;
  for (const place of places) sum += outcomes[place] as number;
  const rounding = events * error;
  // Without rounding equal sums are equal integers; else one more for the rounding of the exact sums themselves.
  const certain = Math.ceil(sum * scale + rounding + (error > 0 ? 1 : 0));
  const possible = Math.max(LEAST, Math.floor(sum * scale - rounding - events * TIE * scale - 1));
  const perDeviation = deviation > 0 ? 1 / deviation : 0;
  const margin = perDeviation * (error / scale + SINGLE_PRECISION * (largest + Math.abs(mean))) + SINGLE_PRECISION;
  kernel.fold(
    ...[events, certain, possible, observed - TIE, perDeviation / (events * scale), mean * perDeviation - margin],
    ...[mean, deviation, isLeftOut ? 1 : 0],
  );
  return kernel.reached.value;
}

/** Puts outcomes in fixed point twice round the circle and a little on. */
function toFixedPoint(outcomes: Float64Array, mostEvents: number, into: Int32Array): FixedPoint {
  const n = outcomes.length;
  let largest = 0;
  for (let i = 0; i < n; i++) largest = Math.max(largest, Math.abs(outcomes[i] as number));
  const scale = largest === 0 ? 1 : 2 ** Math.floor(Math.log2(LARGEST_SUM / (mostEvents * largest)) - 1e-9);
  let error = 0;
  for (let i = 0; i < n; i++) {
    const scaled = (outcomes[i] as number) * scale;
    const whole = Math.round(scaled);
    into[i] = whole;
    error = Math.max(error, Math.abs(scaled - whole));
  }
  for (let filled = n; filled < into.length; filled += n) into.copyWithin(filled, 0, Math.min(n, into.length - filled));
  return { scale, error, largest };
}
