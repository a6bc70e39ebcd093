// AssemblyScript, compiled into cholesky-kernel.generated.js by scripts/generate-kernel.ts. cholesky.ts says the same in TypeScript, sum for sum;
// the tests hold the two to the same bits. reserve() makes the memory large enough, `rows` is where the caller puts the rows and finds the
// factor. Nothing is checked here.

export const rows: usize = __heap_base;

const PIVOT_TOLERANCE = 1e-8;

/** Makes room for so many rows of so many columns, with idle rows behind them up to a multiple of four. */
export function reserve(size: i32, count: i32): void {
  const values = ((count + 3) & ~3) * size;
  const pages = <i32>((rows + (values << 3) + 0xffff) >> 16);
  if (pages > memory.size()) memory.grow(pages - memory.size());
  memory.fill(rows + ((count * size) << 3), 0, (values - count * size) << 3);
}

/** The factor of the first `size` of `count` rows in place; the number of columns that do not depend on one another. */
export function factor(size: i32, count: i32): i32 {
  const stride = <usize>size << 3;
  for (let i = 0; i < count; i += 4) {
    const columns = min(i, size) & ~1;
    for (let j = 0; j < columns; j += 2) solveEight(rows + <usize>i * stride, j, stride);
    for (let row = i; row < min(count, i + 4); row++) {
      const start = rows + <usize>row * stride;
      for (let j = columns; j < min(row, size); j++) {
        const other = rows + <usize>j * stride;
        const rest = load<f64>(start + (j << 3)) - dot(start, other, j);
        store<f64>(start + (j << 3), rest / load<f64>(other + (j << 3)));
      }
      if (row >= size) continue;
      const diagonal = load<f64>(start + (row << 3));
      const pivot = diagonal - dot(start, start, row);
      if (!(pivot > PIVOT_TOLERANCE * diagonal)) return row;
      store<f64>(start + (row << 3), sqrt(pivot));
    }
  }
  return size;
}

/** The columns j and j + 1 (j even) of four rows: eight sums side by side, each of the even and of the odd places. */
function solveEight(four: usize, j: i32, stride: usize): void {
  const left = rows + <usize>j * stride;
  const right = left + stride;
  const b = stride;
  const c = b + stride;
  const d = c + stride;
  let aLeft = f64x2.splat(0), aRight = aLeft, bLeft = aLeft, bRight = aLeft, cLeft = aLeft, cRight = aLeft, dLeft = aLeft, dRight = aLeft;
  const end = four + (j << 3);
  let x = left;
  for (let at = four; at < end; at += 16) {
    const l = v128.load(x);
    const r = v128.load(x + stride);
    const ofA = v128.load(at);
    aLeft = f64x2.add(aLeft, f64x2.mul(ofA, l));
    aRight = f64x2.add(aRight, f64x2.mul(ofA, r));
    const ofB = v128.load(at + b);
    bLeft = f64x2.add(bLeft, f64x2.mul(ofB, l));
    bRight = f64x2.add(bRight, f64x2.mul(ofB, r));
    const ofC = v128.load(at + c);
    cLeft = f64x2.add(cLeft, f64x2.mul(ofC, l));
    cRight = f64x2.add(cRight, f64x2.mul(ofC, r));
    const ofD = v128.load(at + d);
    dLeft = f64x2.add(dLeft, f64x2.mul(ofD, l));
    dRight = f64x2.add(dRight, f64x2.mul(ofD, r));
    x += 16;
  }
  const pivot = load<f64>(x);
  const between = load<f64>(right + (j << 3));
  const next = load<f64>(right + (j << 3), 8);
  solveTwo(end, aLeft, aRight, pivot, between, next);
  solveTwo(end + b, bLeft, bRight, pivot, between, next);
  solveTwo(end + c, cLeft, cRight, pivot, between, next);
  solveTwo(end + d, dLeft, dRight, pivot, between, next);
}

// @ts-ignore: decorator
@inline
function sumOf(pair: v128): f64 {
  return f64x2.extract_lane(pair, 0) + f64x2.extract_lane(pair, 1);
}

// @ts-ignore: decorator
@inline
function solveTwo(at: usize, left: v128, right: v128, pivot: f64, between: f64, next: f64): void {
  const first = (load<f64>(at) - sumOf(left)) / pivot;
  store<f64>(at, first);
  store<f64>(at, (load<f64>(at, 8) - (sumOf(right) + first * between)) / next, 8);
}

function dot(left: usize, right: usize, length: i32): f64 {
  let sums = f64x2.splat(0);
  const even = (length & ~1) << 3;
  for (let k = 0; k < even; k += 16) sums = f64x2.add(sums, f64x2.mul(v128.load(left + k), v128.load(right + k)));
  const sum = sumOf(sums);
  return length & 1 ? sum + load<f64>(left + even) * load<f64>(right + even) : sum;
}
