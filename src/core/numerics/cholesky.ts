/** A pivot below this share of its own diagonal element means that a column hangs on those before it. */
const PIVOT_TOLERANCE = 1e-8;

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
 * condition of X; where that matters take the QR of {@link leastSquares}. Rows are taken by twos, for speed. Checked
 * against L L′ and against QR.
 */
export function choleskyInPlace(rows: Float64Array, size: number): number {
  const count = rows.length / size;
  for (let i = 0; i < count; i += 2) {
    const from = i + 1 < count ? solvePair(rows, size, i) : 0;
    for (let row = i; row < Math.min(count, i + 2); row++) {
      if (!finishRow(rows, size, { row, from })) return row;
    }
  }
  return size;
}

/** L_ij of the rows i and i + 1 for j up to i, columns by twos; returns the first column that is left. */
function solvePair(rows: Float64Array, size: number, i: number): number {
  const [upper, lower] = [i * size, (i + 1) * size];
  const columns = Math.min(i, size) & ~1;
  for (let j = 0; j < columns; j += 2) {
    const left = j * size;
    const right = left + size;
    let [upperLeft, upperRight, lowerLeft, lowerRight] = [0, 0, 0, 0];
    for (let k = 0; k < j; k++) {
      const a = rows[upper + k] as number;
      const b = rows[lower + k] as number;
      const c = rows[left + k] as number;
      const d = rows[right + k] as number;
      upperLeft += a * c;
      upperRight += a * d;
      lowerLeft += b * c;
      lowerRight += b * d;
    }
    const pivot = rows[left + j] as number;
    const between = rows[right + j] as number;
    const nextPivot = rows[right + j + 1] as number;
    const first = ((rows[upper + j] as number) - upperLeft) / pivot;
    const second = ((rows[lower + j] as number) - lowerLeft) / pivot;
    rows[upper + j] = first;
    rows[lower + j] = second;
    rows[upper + j + 1] = ((rows[upper + j + 1] as number) - upperRight - first * between) / nextPivot;
    rows[lower + j + 1] = ((rows[lower + j + 1] as number) - lowerRight - second * between) / nextPivot;
  }
  return columns;
}

/** The rest of a row from a column on, and its pivot where it has one. False where the pivot vanishes. */
function finishRow(rows: Float64Array, size: number, { row, from }: { readonly row: number; readonly from: number }): boolean {
  const start = row * size;
  for (let j = from; j < Math.min(row, size); j++) {
    const rest = (rows[start + j] as number) - dot(rows, { left: start, right: j * size, length: j });
    rows[start + j] = rest / (rows[j * size + j] as number);
  }
  if (row >= size) return true;
  const diagonal = rows[start + row] as number;
  const pivot = diagonal - dot(rows, { left: start, right: start, length: row });
  if (!(pivot > PIVOT_TOLERANCE * diagonal)) return false;
  rows[start + row] = Math.sqrt(pivot);
  return true;
}

interface Stretches {
  readonly left: number;
  readonly right: number;
  readonly length: number;
}

function dot(values: Float64Array, { left, right, length }: Stretches): number {
  let sum = 0;
  for (let k = 0; k < length; k++) sum += (values[left + k] as number) * (values[right + k] as number);
  return sum;
}
