/** A kernel: how much the covariance of scores at a distance of x bandwidths counts. */
export type Kernel = 'bartlett' | 'parzen' | 'quadratic-spectral';

/**
 * Weight of a lag at x bandwidths, x from 0. Under each of these kernels no variance can come out negative.
 *
 *     Bartlett             1 − x up to 1, then 0
 *     Parzen               1 − 6x² + 6x³ up to ½, 2(1 − x)³ up to 1, then 0
 *     quadratic spectral   3 / y² (sin y / y − cos y),   y = 6πx / 5
 *
 * @remarks Missing values: propagates.
 */
export function kernelWeight(kernel: Kernel, x: number): number {
  if (kernel === 'bartlett') return Math.max(0, 1 - x);
  if (kernel === 'parzen') return x <= 0.5 ? 1 - 6 * x ** 2 + 6 * x ** 3 : 2 * Math.max(0, 1 - x) ** 3;
  const y = (6 * Math.PI * x) / 5;
  // Near 0 the formula cancels: this is its series, to 1e-12.
  return y < 5e-3 ? 1 - y ** 2 / 10 : (3 / y ** 2) * (Math.sin(y) / y - Math.cos(y));
}
