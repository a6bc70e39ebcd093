import { seededStream } from '../numerics/random.ts';
import { requireInteger } from '../numerics/require.ts';

/** How much a mean hangs on its weights. */
export interface SameSide {
  /** Share of the weightings under which the weighted mean is on the same side of one half as the equally weighted one. */
  readonly share: number;
  readonly draws: number;
  readonly side: 'above' | 'below';
}

/**
 * The share of all weightings under which a weighted mean of shares stays on the same side of one half as the mean with equal weights.
 *
 * @param shares - k numbers in [0, 1].
 * @param draws - Weightings drawn from the flat Dirichlet distribution: every set of k weights that add up to 1 is as likely as any other.
 * @returns Undefined for no share, and where the equal mean is one half.
 * @throws RangeError for a number of draws below 1.
 * @remarks By as many exponential draws as weights; their sum does not matter, as a sign is asked. Standard error √(s (1 − s) / draws).
 */
export function sameSideShare(
  shares: Float64Array,
  { draws, seed }: { readonly draws: number; readonly seed: number },
): SameSide | undefined {
  requireInteger('the number of draws', draws, { minimum: 1 });
  const excess = shares.map((share) => share - 0.5);
  const total = excess.reduce((sum, value) => sum + value, 0);
  if (total === 0) return undefined;
  const { uniform } = seededStream(seed);
  let same = 0;
  for (let draw = 0; draw < draws; draw++) {
    let sum = 0;
    for (const value of excess) sum -= Math.log1p(-uniform()) * value;
    if (sum > 0 === total > 0) same++;
  }
  return { share: same / draws, draws, side: total > 0 ? 'above' : 'below' };
}
