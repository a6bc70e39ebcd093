import { type RandomStream, seededStream } from '../../src/core/numerics/random.ts';
import { standardNormal } from '../../src/core/numerics/standard-normal.ts';

/** What chance decides, each with a stream of its own, so that a change of one leaves the others as they are. */
export const CHANCES = ['arrivals', 'services', 'deaths', 'stalls', 'reads'] as const;
export type Chance = (typeof CHANCES)[number];

/** The streams of a run. Seeds one apart have no stream in common. */
export const streamsOf = (seed: number): Readonly<Record<Chance, RandomStream>> =>
  Object.fromEntries(CHANCES.map((name, i) => [name, seededStream(seed * CHANCES.length + i)])) as Record<Chance, RandomStream>;

/** An exponential waiting time with a mean. */
export const exponential = (stream: RandomStream, mean: number): number => -mean * Math.log1p(-stream.uniform());

/** How much longer than usual a piece of work takes. */
export interface Straggling {
  /** Standard deviation of the logarithm of the usual spread; its mean is 1. */
  readonly spread: number;
  /** Share of pieces that straggle: a factor of Pareto's law, at least `least`, with the exponent `tail`, at most `most`. */
  readonly share: number;
  readonly least: number;
  readonly tail: number;
  readonly most: number;
}

/** Every piece takes exactly its time. */
export const STEADY: Straggling = { spread: 0, share: 0, least: 1, tail: 1, most: 1 };

/** A factor by which a piece of work takes longer. Takes the same number of draws whatever comes out. */
export function straggle(stream: RandomStream, { spread, share, least, tail, most }: Straggling): number {
  const usual = Math.exp(spread * standardNormal(stream) - spread ** 2 / 2);
  const isLate = stream.uniform() < share;
  const late = Math.min(most, least * (1 - stream.uniform()) ** (-1 / tail));
  return usual * (isLate ? late : 1);
}

/** The mean of the factor. */
export function meanStraggle({ share, least, tail, most }: Straggling): number {
  if (share === 0) return 1;
  // The integral of the tail up to the cap, and the cap with what lies beyond it.
  const below =
    tail === 1 ? least * Math.log(most / least) : (tail * least ** tail * (most ** (1 - tail) - least ** (1 - tail))) / (1 - tail);
  return 1 - share + share * (below + most * (least / most) ** tail);
}
