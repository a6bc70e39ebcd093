import { bytes } from './cholesky-kernel.generated.js';

/** What core uses of WebAssembly, which its library of types does not know. */
declare const WebAssembly: {
  validate(bytes: Uint8Array): boolean;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: Exports };
};

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly rows: { readonly value: number };
  reserve(size: number, count: number): void;
  factor(size: number, count: number): number;
}

/** Kept between calls: making it costs more than a factor. It holds nothing from one call to the next that is read. */
let kernel: Exports | undefined;
let isThere: boolean | undefined;

/** Whether the kernel runs here: some browsers have no WebAssembly, or none with SIMD. */
export function hasCholeskyKernel(): boolean {
  if (typeof WebAssembly === 'undefined') return false;
  isThere ??= WebAssembly.validate(bytes);
  return isThere;
}

/**
 * The factor of `plainCholesky` by the kernel that is made from cholesky-kernel.as: the same values to the last bit, several times as fast for
 * many rows.
 *
 * @param rows - As there. Missing values: as there.
 */
export function factorByKernel(rows: Float64Array, size: number): number {
  kernel ??= new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports;
  kernel.reserve(size, rows.length / size);
  const inside = new Float64Array(kernel.memory.buffer, kernel.rows.value, rows.length);
  inside.set(rows);
  const rank = kernel.factor(size, rows.length / size);
  rows.set(inside);
  return rank;
}
