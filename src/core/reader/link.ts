import { type Features, nameWords } from './features.ts';

/** A claim that candidates may be tied to. */
export interface ClaimProfile {
  readonly id: string;
  readonly features: Features;
  /** Who said it. */
  readonly by: string;
}

/** A candidate as far as ties ask of it. */
export interface Tied {
  readonly features: Features;
  /** Words of the sentence and the one before, folded, in which a source may be named. */
  readonly words: ReadonlySet<string>;
}

/** A claim, and how much of it a candidate says: from 0 to 1. */
export interface Tie {
  readonly id: string;
  readonly score: number;
}

/** How much a kind of feature tells of which claim it is. */
const WEIGHTS: Readonly<Record<string, number>> = { market: 1.2, class: 0.6, says: 1, move: 0.3, number: 1.6, year: 1, quarter: 1 };
/** What a claim has and the candidate has not counts for more than what the candidate says besides. */
const MISSING = 0.6;
const BESIDES = 0.35;
/** A source that both name, beside features that agree. */
const NAMED = 0.2;
/** Less in common is no tie. */
export const LEAST = 0.34;

/** Ties candidates to claims by what both speak of; features that few claims have tell more. */
export function tieTo(claims: readonly ClaimProfile[]): (candidate: Tied) => Tie[] {
  const weight = weightsOf(claims);
  const names = claims.map(({ by }) => nameWords(by));
  const bearers = new Map<string, number>();
  for (const words of names) for (const word of new Set(words)) bearers.set(word, (bearers.get(word) ?? 0) + 1);
  return ({ features, words }) =>
    claims
      .map(({ id, features: own }, i) => {
        const isNamed = (names[i] as string[]).some((word) => words.has(word));
        return { id, score: Math.min(1, overlap(own, features, weight) + (isNamed ? NAMED : 0)) };
      })
      .filter(({ score }) => score >= LEAST)
      .sort((a, b) => b.score - a.score);
}

/** Weight of each feature: its kind's, times how rare it is among the claims. */
function weightsOf(claims: readonly ClaimProfile[]): (feature: string) => number {
  const bearers = new Map<string, number>();
  for (const { features } of claims) for (const feature of features) bearers.set(feature, (bearers.get(feature) ?? 0) + 1);
  return (feature) => {
    const kind = feature.slice(0, feature.indexOf(':'));
    return (WEIGHTS[kind] ?? 1) * Math.log(1 + (claims.length + 1) / (bearers.get(feature) ?? 0.5));
  };
}

/** Tversky's index of two sets of weighted features. */
export function overlap(claim: Features, candidate: Features, weight: (feature: string) => number): number {
  let both = 0;
  let missing = 0;
  let besides = 0;
  for (const feature of claim) {
    if (candidate.has(feature)) both += weight(feature);
    else missing += weight(feature);
  }
  for (const feature of candidate) if (!claim.has(feature)) besides += weight(feature);
  return both === 0 ? 0 : both / (both + MISSING * missing + BESIDES * besides);
}
