import { factorByKernel, hasCholeskyKernel } from './simd-cholesky.ts';

/** A pivot below this share of its own diagonal element means that a column hangs on those before it. */
const PIVOT_TOLERANCE = 1e-8;

/** With fewer rows the way into the kernel's memory and back costs more than it saves. */
const LEAST_FOR_KERNEL = 12;

/**
 * Cholesky factor of a matrix of cross products with further rows below it, in place: A = L L′, and each further row b
 * becomes L⁻¹ b.
 *
 *     L_ij = (A_ij − Σ_(k<j) L_ik L_jk) / L_jj,   L_ii = √(A_ii − Σ_(k<i) L_ik²)
 *
 * With A = X′X and b = X′y, the squares of the first j elements of L⁻¹ b sum to what the first j columns of X explain of
 * y′y: one factor holds the fits of all leading sets of columns.
 *
 * @param rows - Rows of `size` values one after the other: first the `size` rows of A, of which only the part up to the
 * diagonal is read, then any number of further ones. Overwritten.
 * @param size - Number of rows and columns of A.
 * @returns The number of leading columns that do not depend on one another; below `size` the factor ends there, and
 * nothing after those columns may be used.
 * @remarks Missing values: refuses nothing; a NaN is a pivot that ends the factor. The error grows with the square of the
 * condition of X; where that matters take the QR of {@link leastSquares}. Larger matrices are done in WebAssembly with SIMD where there
 * is any, with the same values to the last bit. Checked against L L′ and against QR.
 */
export function choleskyInPlace(rows: Float64Array, size: number): number {
  const large = rows.length >= LEAST_FOR_KERNEL * size;
  return large && hasCholeskyKernel() ? factorByKernel(rows, size) : plainCholesky(rows, size);
}

/** The factor of {@link choleskyInPlace} in plain TypeScript: what the kernel is held to. Missing values: as there. */
export function plainCholesky(rows: Float64Array, size: number): number {
  for (let i = 0, start = 0; start < rows.length; i++, start += size) {
    for (let j = 0; j < Math.min(i, size); j++) {
      const rest = (rows[start + j] as number) - dot(rows, { left: start, right: j * size, length: j });
      rows[start + j] = rest / (rows[j * size + j] as number);
    }
    if (i >= size) continue;
    const diagonal = rows[start + i] as number;
    const pivot = diagonal - dot(rows, { left: start, right: start, length: i });
    if (!(pivot > PIVOT_TOLERANCE * diagonal)) return i;
    rows[start + i] = Math.sqrt(pivot);
  }
  return size;
}

interface Stretches {
  readonly left: number;
  readonly right: number;
  readonly length: number;
}

/** The even and the odd places apart, as the two halves of a register add them. */
function dot(values: Float64Array, { left, right, length }: Stretches): number {
  let even = 0;
  let odd = 0;
  let k = 0;
  for (; k + 1 < length; k += 2) {
    even += (values[left + k] as number) * (values[right + k] as number);
    odd += (values[left + k + 1] as number) * (values[right + k + 1] as number);
  }
  const sum = even + odd;
  return k < length ? sum + (values[left + k] as number) * (values[right + k] as number) : sum;
}
