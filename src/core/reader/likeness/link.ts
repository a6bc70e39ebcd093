import { type ClaimKind, STRONG } from '../statements/frames.ts';
import { type Features, nameWords } from './features.ts';

/** A claim that candidates may be tied to. */
export interface ClaimProfile {
  readonly id: string;
  readonly kind: ClaimKind;
  readonly features: Features;
  /** What it may say besides: figures that it asserts, words of one translation. That a candidate has not these is no lack. */
  readonly also: Features;
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
  /** Whether who said it is named beside the candidate. */
  readonly named: boolean;
}

const RELATIONS: ReadonlySet<string> = new Set([...STRONG].map((relation) => `says:${relation}`));

/** How much a kind of feature tells of which claim it is. */
const WEIGHTS: Readonly<Record<string, number>> = {
  relation: 1.5,
  market: 1,
  class: 0.4,
  says: 1,
  move: 0.25,
  number: 2,
  year: 1,
  quarter: 1,
};
/** What a claim has and the candidate has not counts for more than what the candidate says besides. */
const MISSING = 0.6;
const BESIDES = 0.35;
/** A statement of another kind, such as a regularity for a fact, is seldom the same claim. */
const OTHER_KIND = 0.75;
/** Of what is spoken counts so much, the rest what is said of it. */
const SUBJECT = 0.35;
/** A source that both name, beside features that agree. */
const NAMED = 0.2;
/** A figure with its unit that both give. */
const SAME_FIGURE = 0.15;
/** Less in common is no tie. */
export const LEAST = 0.57;
/** Less of what is said in common is none either, however well the markets agree. */
const LEAST_SAID = 0.2;

/** Ties candidates to claims by what both speak of; features that few claims have tell more. Best first. */
export function tieTo(claims: readonly ClaimProfile[]): (candidate: Tied) => Tie[] {
  const weight = weightsOf(claims);
  const profiles = claims.map(({ id, kind, by, features, also }) => ({
    id,
    kind,
    names: nameWords(by),
    own: parted(features),
    more: parted(also),
  }));
  return ({ kind, features, words }) => {
    const { subjects, said } = parted(features);
    return profiles
      .map((claim) => {
        const ofWhat = overlap({ own: claim.own.subjects, more: claim.more.subjects }, subjects, { weight, besides: BESIDES });
        if (ofWhat === 0) return { id: claim.id, score: 0, named: false };
        const what = overlap({ own: claim.own.said, more: claim.more.said }, said, { weight, besides: BESIDES });
        const sameFigure = [...said].some((feature) => isFigure(feature) && (claim.own.said.has(feature) || claim.more.said.has(feature)));
        const named = what > 0 && claim.names.some((word) => words.has(word)) ? NAMED : 0;
        const score =
          what + named < LEAST_SAID
            ? 0
            : (SUBJECT * ofWhat + (1 - SUBJECT) * what) * (kind === claim.kind ? 1 : OTHER_KIND) + named + (sameFigure ? SAME_FIGURE : 0);
        return { id: claim.id, score: Math.min(1, score), named: named > 0 };
      })
      .filter(({ score }) => score >= LEAST)
      .sort((a, b) => b.score - a.score);
  };
}

const isFigure = (feature: string): boolean => /^number:(?:percent|bp|USD|EUR|GBP|JPY)/.test(feature);

/** Of what, and what of it. */
function parted(features: Features): { subjects: Set<string>; said: Set<string> } {
  const isSubject = (feature: string) => feature.startsWith('market:') || feature.startsWith('class:');
  return { subjects: new Set([...features].filter(isSubject)), said: new Set([...features].filter((feature) => !isSubject(feature))) };
}

/** Weight of each feature: its kind's, times how rare it is among the claims. */
function weightsOf(claims: readonly ClaimProfile[]): (feature: string) => number {
  const bearers = new Map<string, number>();
  for (const { features, also } of claims)
    for (const feature of new Set([...features, ...also])) bearers.set(feature, (bearers.get(feature) ?? 0) + 1);
  const weighed = (feature: string, count: number) => {
    const kind = RELATIONS.has(feature) ? 'relation' : feature.slice(0, feature.indexOf(':'));
    return (WEIGHTS[kind] ?? 1) * Math.log(1 + (claims.length + 1) / count);
  };
  const known = new Map([...bearers].map(([feature, count]) => [feature, weighed(feature, count)]));
  return (feature) => known.get(feature) ?? weighed(feature, 0.5);
}

interface Weighing {
  readonly weight: (feature: string) => number;
  /** How much counts what the candidate says besides. */
  readonly besides: number;
}

/** Tversky's index of two sets of weighted features; of `more` only what both have counts. */
function overlap(
  claim: { readonly own: Features; readonly more: Features },
  candidate: Features,
  { weight, besides: share }: Weighing,
): number {
  let [both, missing, besides] = [0, 0, 0];
  for (const feature of candidate) {
    if (claim.own.has(feature) || claim.more.has(feature)) both += weight(feature);
    else besides += weight(feature);
  }
  for (const feature of claim.own) if (!candidate.has(feature)) missing += weight(feature);
  return both === 0 ? 0 : both / (both + MISSING * missing + share * besides);
}
