declare module 'fft.js' {
  /** Fast Fourier transform of a fixed size, a power of two; complex numbers lie as pairs (real, imaginary). */
  export default class FFT {
    constructor(size: number);
    transform(out: Float64Array, data: Float64Array): void;
    inverseTransform(out: Float64Array, data: Float64Array): void;
  }
}
