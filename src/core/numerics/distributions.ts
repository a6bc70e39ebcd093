import betainc from '@stdlib/math-base-special-betainc';
import erfc from '@stdlib/math-base-special-erfc';
import erfcinv from '@stdlib/math-base-special-erfcinv';
import gammainc from '@stdlib/math-base-special-gammainc';
import gammaincinv from '@stdlib/math-base-special-gammaincinv';
import betaQuantileOf from '@stdlib/stats-base-dists-beta-quantile';
import tQuantileOf from '@stdlib/stats-base-dists-t-quantile';

/** P(Z ≤ z) of the standard normal; keeps its digits in the lower tail. */
export const normalCdf = (z: number): number => erfc(-z / Math.SQRT2) / 2;

/** P(Z ≥ z) of the standard normal; keeps its digits in the upper tail. */
export const normalUpperTail = (z: number): number => erfc(z / Math.SQRT2) / 2;

/** P(|Z| ≥ |z|) of the standard normal. */
export const normalTwoSided = (z: number): number => erfc(Math.abs(z) / Math.SQRT2);

/** The z with P(Z ≤ z) = p, for p in (0, 1); by the inverse of erfc, which is right below 1e-15 too. */
export const normalQuantile = (p: number): number => -Math.SQRT2 * erfcinv(2 * p);

/** Density of the standard normal. */
export const normalDensity = (z: number): number => Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);

/** P(T ≥ t) of Student's t, by the F distribution of t², so that far tails keep their digits, and small t theirs. */
export function studentTUpperTail(t: number, degreesOfFreedom: number): number {
  const tail = fUpperTail(t * t, 1, degreesOfFreedom) / 2;
  return t >= 0 ? tail : 1 - tail;
}

/** P(|T| ≥ |t|) of Student's t. */
export const studentTTwoSided = (t: number, degreesOfFreedom: number): number => 2 * studentTUpperTail(Math.abs(t), degreesOfFreedom);

/** The t with P(T ≤ t) = p. */
export const studentTQuantile = (p: number, degreesOfFreedom: number): number => tQuantileOf(p, degreesOfFreedom);

/**
 * P(F ≥ f) of the F distribution for f ≥ 0, by the incomplete beta function of whichever of the two shares is the smaller, so that far
 * tails keep their digits, and small f theirs.
 */
export function fUpperTail(f: number, numerator: number, denominator: number): number {
  const weight = numerator * f;
  return weight < denominator
    ? betainc(weight / (denominator + weight), numerator / 2, denominator / 2, true, true)
    : betainc(denominator / (denominator + weight), denominator / 2, numerator / 2, true, false);
}

/** P(X ≥ x) of chi-square for x ≥ 0. */
export const chiSquareUpperTail = (x: number, degreesOfFreedom: number): number => gammainc(x / 2, degreesOfFreedom / 2, true, true);

/** The x with P(X ≤ x) = p of chi-square. */
export const chiSquareQuantile = (p: number, degreesOfFreedom: number): number => 2 * gammaincinv(p, degreesOfFreedom / 2, false);

/** P(X ≤ x) of the beta distribution, for x in [0, 1]. */
export const betaCdf = (x: number, a: number, b: number): number => betainc(x, a, b, true, false);

/** The x with P(X ≤ x) = p of the beta distribution. */
export const betaQuantile = (p: number, a: number, b: number): number => betaQuantileOf(p, a, b);

/** P(X ≥ k) of the binomial with n trials, for integer k. */
export const binomialUpperTail = (k: number, n: number, p: number): number =>
  k <= 0 ? 1 : k > n ? 0 : betainc(p, k, n - k + 1, true, false);

/** P(X ≤ k) of the binomial with n trials, for integer k. */
export const binomialLowerTail = (k: number, n: number, p: number): number =>
  k < 0 ? 0 : k >= n ? 1 : betainc(p, k + 1, n - k, true, true);
