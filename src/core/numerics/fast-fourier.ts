import FFT from 'fft.js';

/** Sums of products of two series at lags 0 … L; every sum runs over the t that the series have. */
export interface LaggedProducts {
  /** Σ_t x_t x_(t+k). */
  readonly xx: Float64Array;
  /** Σ_t y_t y_(t+k). */
  readonly yy: Float64Array;
  /** Σ_t x_t y_(t+k). */
  readonly xy: Float64Array;
  /** Σ_t y_t x_(t+k). */
  readonly yx: Float64Array;
}

const LEAST_BLOCK = 128;

/** A transform of one size with the room that it works in; kept between calls, since making room costs as much as the work. */
interface Workspace {
  readonly transform: FFT;
  readonly data: Float64Array;
  readonly blocks: [Float64Array, Float64Array];
  readonly conjugate: Float64Array;
  readonly plain: Float64Array;
}

const workspaces = new Map<number, Workspace>();

function workspaceOf(block: number): Workspace {
  const room = () => new Float64Array(4 * block);
  const kept = workspaces.get(block);
  if (kept) return kept;
  const made: Workspace = { transform: new FFT(2 * block), data: room(), blocks: [room(), room()], conjugate: room(), plain: room() };
  workspaces.set(block, made);
  return made;
}

/**
 * Sums of lagged products of two series, all lags at once.
 *
 *     xx_k = Σ_t x_t x_(t+k),   yy_k = Σ_t y_t y_(t+k),   xy_k = Σ_t x_t y_(t+k),   yx_k = Σ_t y_t x_(t+k),   k = 0 … L
 *
 * z = x + iy is cut into blocks of B > L values and each is transformed with B zeros behind it. A block with the next one
 * in the place of its zeros has the spectrum Z_b(f) + (−1)^f Z_(b+1)(f), so one transform a block gives Σ z̄_t z_(t+k) and
 * Σ z_t z_(t+k), whose real and imaginary parts hold the four sums.
 *
 * @param x - n values; that the lengths agree is the caller's to see to.
 * @param y - As `x`.
 * @param maxLag - L, at least 0. A lag of n or more has the sum 0.
 * @remarks Missing values: propagates, to every sum. The error is of the order of 1e-15 √(xx_0 yy_0): take means away and
 * bring x and y to one scale first. Checked against the sums by definition.
 */
export function laggedProducts(x: Float64Array, y: Float64Array, maxLag: number): LaggedProducts {
  const block = 2 ** Math.ceil(Math.log2(Math.max(LEAST_BLOCK, maxLag + 1)));
  const { transform, data, blocks, conjugate, plain } = workspaceOf(block);
  let [here, next] = blocks;
  data.fill(0);
  conjugate.fill(0);
  plain.fill(0);
  loadBlock(data, x, y, { start: 0, block });
  transform.transform(here, data);
  for (let start = 0; start < x.length; start += block) {
    loadBlock(data, x, y, { start: start + block, block });
    transform.transform(next, data);
    addProducts(conjugate, plain, { here, next });
    [here, next] = [next, here];
  }
  // The spectra were summed conjugated: transformed forwards once more they give the conjugate of the sums, 2B-fold.
  transform.transform(here, conjugate);
  transform.transform(next, plain);
  return separated(here, next, maxLag);
}

/** x + iy from a start on into the first half of the data; the second half is zero and stays so. */
function loadBlock(data: Float64Array, x: Float64Array, y: Float64Array, { start, block }: { start: number; block: number }): void {
  const count = Math.max(0, Math.min(block, x.length - start));
  for (let i = 0; i < count; i++) {
    data[2 * i] = x[start + i] as number;
    data[2 * i + 1] = y[start + i] as number;
  }
  data.fill(0, 2 * count, 2 * block);
}

/** Adds the conjugates of Z̄_b(f) W(f) and of Z_b(−f) W(f), where W(f) = Z_b(f) + (−1)^f Z_(b+1)(f). */
function addProducts(
  conjugate: Float64Array,
  plain: Float64Array,
  { here, next }: { readonly here: Float64Array; readonly next: Float64Array },
): void {
  const length = here.length;
  for (let re = 0, opposite = 0, sign = 1; re < length; re += 2, opposite = length - re, sign = -sign) {
    const zRe = here[re] as number;
    const zIm = here[re + 1] as number;
    const oRe = here[opposite] as number;
    const oIm = here[opposite + 1] as number;
    const wRe = zRe + sign * (next[re] as number);
    const wIm = zIm + sign * (next[re + 1] as number);
    conjugate[re] = (conjugate[re] as number) + (zRe * wRe + zIm * wIm);
    conjugate[re + 1] = (conjugate[re + 1] as number) - (zRe * wIm - zIm * wRe);
    plain[re] = (plain[re] as number) + (oRe * wRe - oIm * wIm);
    plain[re + 1] = (plain[re + 1] as number) - (oRe * wIm + oIm * wRe);
  }
}

/** Σ z̄z′ = xx + yy + i (xy − yx) and Σ zz′ = xx − yy + i (xy + yx), taken apart; both come conjugated and 2B-fold. */
function separated(conjugate: Float64Array, plain: Float64Array, maxLag: number): LaggedProducts {
  const [xx, yy, xy, yx] = [0, 0, 0, 0].map(() => new Float64Array(maxLag + 1)) as [Float64Array, Float64Array, Float64Array, Float64Array];
  const scale = 1 / conjugate.length;
  for (let k = 0, re = 0; k <= maxLag; k++, re += 2) {
    const sum = conjugate[re] as number;
    const difference = plain[re] as number;
    const minus = -(conjugate[re + 1] as number);
    const plus = -(plain[re + 1] as number);
    xx[k] = (sum + difference) * scale;
    yy[k] = (sum - difference) * scale;
    xy[k] = (plus + minus) * scale;
    yx[k] = (plus - minus) * scale;
  }
  return { xx, yy, xy, yx };
}

const LEAST_SIZE = 512;

/**
 * Sums of products of two series at the lags −L … L: c_k = Σ_t x_t y_(t+k) over the t that both have.
 *
 * x is cut into blocks of N − 2L values. A block with L zeros on either side and the N values of y around it are the parts of one z = x + iy,
 * so that one transform a block gives
 *
 *     X̄(f) Y(f) = Im(Z(f) Z(−f)) / 2 + i (|Z(−f)|² − |Z(f)|²) / 4
 *
 * @param x - n values; that the lengths agree is the caller's to see to.
 * @param y - As `x`.
 * @param maxLag - L, at least 0. A lag of n or more has the sum 0.
 * @returns 2L + 1 sums, lag k at index k + L.
 * @remarks Missing values: propagates, to every sum. The error is as in {@link laggedProducts}, at less than half its work. Checked against
 * the sums by definition.
 */
export function crossProducts(x: Float64Array, y: Float64Array, maxLag: number): Float64Array {
  const size = 2 ** Math.ceil(Math.log2(Math.max(LEAST_SIZE, 4 * maxLag)));
  const { transform, data, blocks, conjugate, plain } = workspaceOf(size / 2);
  const [spectrum] = blocks;
  const [real, imaginary] = [plain.fill(0), conjugate.fill(0)];
  for (let start = 0; start < x.length; start += size - 2 * maxLag) {
    loadAround(data, x, y, { start, size, maxLag });
    transform.transform(spectrum, data);
    addCrossSpectrum(real, imaginary, spectrum);
  }
  // A spectrum transformed forwards once more gives its values back to front.
  for (let f = 0, opposite = 0; f <= size / 2; f++, opposite = size - f) {
    data[2 * f] = data[2 * opposite] = (real[f] as number) / 2;
    data[2 * f + 1] = (imaginary[f] as number) / 4;
    data[2 * opposite + 1] = -(imaginary[f] as number) / 4;
  }
  transform.transform(spectrum, data);
  const sums = new Float64Array(2 * maxLag + 1);
  for (let k = -maxLag; k <= maxLag; k++) sums[k + maxLag] = (spectrum[2 * ((size - k) % size)] as number) / size;
  return sums;
}

interface Block {
  readonly start: number;
  readonly size: number;
  readonly maxLag: number;
}

/** x from the start on between L zeros on either side, and y from L before the start on, zero where it has no values. */
function loadAround(data: Float64Array, x: Float64Array, y: Float64Array, { start, size, maxLag }: Block): void {
  data.fill(0);
  const before = start - maxLag;
  const end = Math.min(size, y.length - before);
  for (let i = Math.max(0, -before); i < end; i++) data[2 * i + 1] = y[before + i] as number;
  const last = Math.min(size - maxLag, x.length - before);
  for (let i = maxLag; i < last; i++) data[2 * i] = x[before + i] as number;
}

/** Adds Im(Z(f) Z(−f)) and |Z(−f)|² − |Z(f)|² for f from 0 to half the size. */
function addCrossSpectrum(real: Float64Array, imaginary: Float64Array, spectrum: Float64Array): void {
  const length = spectrum.length;
  const half = length / 4;
  for (let f = 0, at = 0, opposite = 0; f <= half; f++, at += 2, opposite = length - at) {
    const re = spectrum[at] as number;
    const im = spectrum[at + 1] as number;
    const oppositeRe = spectrum[opposite] as number;
    const oppositeIm = spectrum[opposite + 1] as number;
    real[f] = (real[f] as number) + (re * oppositeIm + im * oppositeRe);
    imaginary[f] = (imaginary[f] as number) + (oppositeRe * oppositeRe + oppositeIm * oppositeIm - (re * re + im * im));
  }
}

/**
 * Sums of products of two series at all shifts of the second on the circle: c_s = Σ_t x_t y_((t + s) mod n), s = 0 … n − 1.
 *
 * @param x - n values, at least one. Missing values: propagates.
 * @param y - As `x`.
 */
export function circularProducts(x: Float64Array, y: Float64Array): Float64Array {
  const n = x.length;
  const { xy, yx } = laggedProducts(x, y, n - 1);
  return xy.map((sum, s) => (s === 0 ? sum : sum + (yx[n - s] as number)));
}

/**
 * Sums of products of each of two series with itself at all shifts on the circle: Σ_t x_t x_((t + s) mod n) and the same of y, s = 0 … n − 1.
 *
 * @param x - n values, at least one; their means taken away and of one scale, as for {@link laggedProducts}. Missing values: propagates.
 * @param y - As `x`.
 */
export function circularSquares(x: Float64Array, y: Float64Array): { readonly xx: Float64Array; readonly yy: Float64Array } {
  const n = x.length;
  const { xx, yy } = laggedProducts(x, y, n - 1);
  const wrapped = (sums: Float64Array) => sums.map((sum, s) => (s === 0 ? sum : sum + (sums[n - s] as number)));
  return { xx: wrapped(xx), yy: wrapped(yy) };
}

/** The spectrum of values on a circle, from which sums at shifted places follow. */
export interface CircularSpectrum {
  /** Σ over the places p of y_((p + s) mod n), s = 0 … n − 1. */
  shiftedSums(places: Int32Array): Float64Array;
}

/**
 * Prepares sums of values at places that are shifted round the circle, each by two transforms, whatever the number of places.
 *
 * @param values - n values, at least one. Missing values: propagates, to every sum.
 * @returns Sums with an error of the order of 1e-15 √n times the largest value times the root of the number of places. Checked against the sums
 * by definition.
 */
export function circularSpectrum(values: Float64Array): CircularSpectrum {
  const n = values.length;
  const size = 2 ** Math.ceil(Math.log2(Math.max(4, 2 * n)));
  const transform = new FFT(size);
  const spectrum = new Float64Array(2 * size);
  const data = new Float64Array(2 * size);
  const product = new Float64Array(2 * size);
  for (let i = 0; i < 2 * n; i++) data[2 * i] = values[i < n ? i : i - n] as number;
  transform.transform(spectrum, data);
  return {
    shiftedSums(places) {
      data.fill(0);
      for (const place of places) data[2 * place] = 1;
      transform.transform(product, data);
      // Conj(P) Y, conjugated once more: transformed forwards it gives the sums, size-fold.
      for (let at = 0; at < 2 * size; at += 2) {
        const [re, im] = [product[at] as number, product[at + 1] as number];
        const [yRe, yIm] = [spectrum[at] as number, spectrum[at + 1] as number];
        product[at] = re * yRe + im * yIm;
        product[at + 1] = im * yRe - re * yIm;
      }
      transform.transform(data, product);
      const sums = new Float64Array(n);
      for (let s = 0; s < n; s++) sums[s] = (data[2 * s] as number) / size;
      return sums;
    },
  };
}
