import { normalUpperTail } from './distributions.ts';
import { findRoot } from './find-root.ts';

const ENOUGH = 38;

/**
 * P(sup |B(t)| ≥ x) of a Brownian bridge on [0, 1]: 2 Σ_(j ≥ 1) (−1)^(j+1) exp(−2 j² x²), the Kolmogorov distribution.
 *
 * @param x - At least 0.
 * @returns In [0, 1].
 */
export function brownianBridgeTail(x: number): number {
  return alternating(x, (j) => 2 * Math.exp(-2 * (j * x) ** 2), 2 * x * x);
}

/**
 * P(|W(t)| ≥ x (1 + 2t) for some t in [0, 1]) of a Brownian motion:
 *
 *     2 Q(3x) + 2 Σ_(j ≥ 1) (−1)^(j+1) exp(−4 j² x²) [Q((2j − 3) x) − Q((2j + 3) x)],   Q the upper tail of the normal
 *
 * by images of the source on the two lines.
 *
 * @param x - At least 0.
 * @returns In [0, 1].
 */
export function brownianMotionTail(x: number): number {
  const images = alternating(
    x,
    (j) => 2 * Math.exp(-4 * (j * x) ** 2) * (normalUpperTail((2 * j - 3) * x) - normalUpperTail((2 * j + 3) * x)),
    4 * x * x,
  );
  return Math.min(1, 2 * normalUpperTail(3 * x) + images);
}

/** Σ_(j ≥ 1) (−1)^(j+1) term(j), up to where the terms, which fall as exp(−rate j²), are nothing; 1 where x is next to 0. */
function alternating(x: number, term: (j: number) => number, rate: number): number {
  if (x < 0.02) return 1;
  let sum = 0;
  for (let j = 1; rate * j * j < ENOUGH + rate; j++) sum += (j % 2 === 1 ? 1 : -1) * term(j);
  return Math.min(1, Math.max(0, sum));
}

/** The x in (0, 10) at which one of these tails has a probability in (0, 1). */
export const crossingQuantile = (tail: (x: number) => number, probability: number): number => findRoot((x) => tail(x) - probability, 0, 10);
