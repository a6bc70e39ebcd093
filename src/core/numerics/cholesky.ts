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
 * condition of X; where that matters take the QR of {@link leastSquares}. Rows of larger matrices are taken by fours, as arrays of
 * their own, for speed. Checked
 * against L L′ and against QR.
 */
export function choleskyInPlace(rows: Float64Array, size: number): number {
  const count = rows.length / size;
  const views = count < LEAST_FOR_FOURS ? [] : viewsOf(rows, size);
  for (let i = 0; i < count; i += 4) {
    const from = i + 3 < views.length ? solveFour(views, i, Math.min(i, size) & ~1) : 0;
    for (let row = i; row < Math.min(count, i + 4); row++) {
      if (!finishRow(rows, size, { row, from })) return row;
    }
  }
  return size;
}

/** Each row as an array of its own, with idle ones behind them up to a multiple of four. */
function viewsOf(rows: Float64Array, size: number): Float64Array[] {
  const count = rows.length / size;
  const idle = new Float64Array(size);
  return Array.from({ length: 4 * Math.ceil(count / 4) }, (_, i) => (i < count ? rows.subarray(i * size, (i + 1) * size) : idle));
}

/** With fewer rows the arrays of their own cost more than they save. */
const LEAST_FOR_FOURS = 12;

/** L_ij of the rows i … i + 3 for j below an even number of columns, by twos; returns that number. */
function solveFour(rows: readonly Float64Array[], i: number, columns: number): number {
  const four = { a: rows[i], b: rows[i + 1], c: rows[i + 2], d: rows[i + 3] } as Record<'a' | 'b' | 'c' | 'd', Float64Array>;
  for (let j = 0; j < columns; j += 2) solveEight(four, j, { left: rows[j] as Float64Array, right: rows[j + 1] as Float64Array });
  return columns;
}

/** The columns j and j + 1 of four rows, from the rows j and j + 1 of the factor: eight sums side by side. */
function solveEight(
  { a, b, c, d }: Readonly<Record<'a' | 'b' | 'c' | 'd', Float64Array>>,
  j: number,
  { left, right }: { readonly left: Float64Array; readonly right: Float64Array },
): void {
  // One by one: taken out of an array they would cost as much as the sums.
  let aLeft = 0;
  let aRight = 0;
  let bLeft = 0;
  let bRight = 0;
  let cLeft = 0;
  let cRight = 0;
  let dLeft = 0;
  let dRight = 0;
  for (let k = 0; k < j; k++) {
    const x = left[k] as number;
    const y = right[k] as number;
    const ofA = a[k] as number;
    aLeft += ofA * x;
    aRight += ofA * y;
    const ofB = b[k] as number;
    bLeft += ofB * x;
    bRight += ofB * y;
    const ofC = c[k] as number;
    cLeft += ofC * x;
    cRight += ofC * y;
    const ofD = d[k] as number;
    dLeft += ofD * x;
    dRight += ofD * y;
  }
  const pivots = { j, pivot: left[j] as number, between: right[j] as number, next: right[j + 1] as number };
  solveTwo(a, pivots, { left: aLeft, right: aRight });
  solveTwo(b, pivots, { left: bLeft, right: bRight });
  solveTwo(c, pivots, { left: cLeft, right: cRight });
  solveTwo(d, pivots, { left: dLeft, right: dRight });
}

/** L_jj, L_(j+1)j and L_(j+1)(j+1). */
interface Pivots {
  readonly j: number;
  readonly pivot: number;
  readonly between: number;
  readonly next: number;
}

/** Elements j and j + 1 of a row from Σ_(k<j) L_ik L_jk and Σ_(k<j) L_ik L_(j+1)k. */
function solveTwo(
  row: Float64Array,
  { j, pivot, between, next }: Pivots,
  { left, right }: { readonly left: number; readonly right: number },
): void {
  const first = ((row[j] as number) - left) / pivot;
  row[j] = first;
  row[j + 1] = ((row[j + 1] as number) - right - first * between) / next;
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

/** Four sums at a time: one alone would wait for itself at every step. */
function dot(values: Float64Array, { left, right, length }: Stretches): number {
  let one = 0;
  let two = 0;
  let three = 0;
  let four = 0;
  let k = 0;
  for (; k + 3 < length; k += 4) {
    one += (values[left + k] as number) * (values[right + k] as number);
    two += (values[left + k + 1] as number) * (values[right + k + 1] as number);
    three += (values[left + k + 2] as number) * (values[right + k + 2] as number);
    four += (values[left + k + 3] as number) * (values[right + k + 3] as number);
  }
  for (; k < length; k++) one += (values[left + k] as number) * (values[right + k] as number);
  return one + two + (three + four);
}
