import { type Features, nameWords } from './features.ts';
import type { ClaimKind } from './frames.ts';

/** A claim that candidates may be tied to. */
export interface ClaimProfile {
  readonly id: string;
  readonly kind: ClaimKind;
  readonly features: Features;
  /** Who said it. */
  readonly by: string;
}

/** A candidate as far as ties ask of it. */
export interface Tied {
  readonly kind: ClaimKind;
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
const WEIGHTS: Readonly<Record<string, number>> = { market: 1, class: 0.4, says: 1, move: 0.25, number: 2, year: 1, quarter: 1 };
/** What a claim has and the candidate has not counts for more than what the candidate says besides. */
const MISSING = 0.6;
const BESIDES = 0.35;
/** A statement of another kind, such as a regularity for a fact, is seldom the same claim. */
const OTHER_KIND = 0.8;
/** Of what is spoken counts so much, the rest what is said of it. */
const SUBJECT = 0.35;
/** A source that both name, beside features that agree. */
const NAMED = 0.2;
/** Less in common is no tie. */
export const LEAST = 0.45;
/** Less of what is said in common is none either, however well the markets agree. */
const LEAST_SAID = 0.2;

/** Ties candidates to claims by what both speak of; features that few claims have tell more. Best first. */
export function tieTo(claims: readonly ClaimProfile[]): (candidate: Tied) => Tie[] {
  const weight = weightsOf(claims);
  const profiles = claims.map(({ id, kind, by, features }) => ({ id, kind, names: nameWords(by), ...parted(features) }));
  return ({ kind, features, words }) => {
    const { subjects, said } = parted(features);
    return profiles
      .map((claim) => {
        const what = overlap(claim.said, said, { weight, besides: BESIDES });
        const ofWhat = claim.subjects.size === 0 ? what : overlap(claim.subjects, subjects, { weight, besides: BESIDES / 2 });
        const named = what > 0 && claim.names.some((word) => words.has(word)) ? NAMED : 0;
        const score = what + named < LEAST_SAID || (claim.subjects.size > 0 && ofWhat === 0) ? 0 : (SUBJECT * ofWhat + (1 - SUBJECT) * what) * (kind === claim.kind ? 1 : OTHER_KIND) + named;
        return { id: claim.id, score: Math.min(1, score) };
      })
      .filter(({ score }) => score >= LEAST)
      .sort((a, b) => b.score - a.score);
  };
}

/** Of what, and what of it. */
function parted(features: Features): { subjects: Set<string>; said: Set<string> } {
  const isSubject = (feature: string) => feature.startsWith('market:') || feature.startsWith('class:');
  return { subjects: new Set([...features].filter(isSubject)), said: new Set([...features].filter((feature) => !isSubject(feature))) };
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
export function overlap(
  claim: Features,
  candidate: Features,
  { weight, besides: share }: { readonly weight: (feature: string) => number; readonly besides: number },
): number {
  let both = 0;
  let missing = 0;
  let besides = 0;
  for (const feature of claim) {
    if (candidate.has(feature)) both += weight(feature);
    else missing += weight(feature);
  }
  for (const feature of candidate) if (!claim.has(feature)) besides += weight(feature);
  return both === 0 ? 0 : both / (both + MISSING * missing + share * besides);
}
