import type { FamilyStanding } from '../methods/event-study/family.ts';
import type { NamedPlacebo } from '../methods/event-study/placebos.ts';
import type { Study } from '../methods/event-study/study.ts';
import { type DirectionEvidence, type Gate, type PatternVerdict, patternVerdict } from './verdict.ts';

/** Which way a claim says the outcome goes. */
export type Direction = 'up' | 'down';

/** A verdict with what it rests on. */
export interface Judgement {
  readonly verdict: PatternVerdict;
  readonly gates: readonly Gate[];
  /** Gates on which a suggestive verdict hangs. */
  readonly hangsOn: readonly string[];
  /** What an untestable study needs. */
  readonly needs: string | null;
}

/** A study with how it stands in its family and its matched placebos. */
export interface StudyInFamily {
  readonly study: Study;
  readonly standing: FamilyStanding | undefined;
  readonly placebos: readonly NamedPlacebo[];
  /** Whether the target has a cycle that a phase could be matched in. */
  readonly hasCycle: boolean;
  /** How many other studies of the same trigger series and target were run before (Bonferroni); default none. */
  readonly othersSeen?: number;
}

const other = (direction: Direction): Direction => (direction === 'up' ? 'down' : 'up');

/** The verdict on a study within its family. */
export function judgeStudy({ study, standing, placebos, hasCycle, othersSeen = 0 }: StudyInFamily, direction: Direction): Judgement {
  const clusters = clusterCount(study);
  if (!study.shifts || !standing) {
    const flat = study.insufficient !== null && study.circle.events.length > 0;
    const verdict: PatternVerdict = flat ? 'untestable: needs' : 'too few events';
    return { verdict, gates: [], hangsOn: [], needs: flat ? 'a target that moves and dates that are no events' : null };
  }
  const matchedBy = study.outcomes.kind === 'hit' ? 'state-matched' : 'phase-matched';
  const evidenceFor = (side: Direction): DirectionEvidence => ({
    adjusted: standing.adjusted[side],
    leaveOneOut: standing.leaveOneOut.map(({ p }) => p[side]),
    matched: matchedEvidence(
      placebos.find(({ name }) => name === matchedBy),
      side,
      whyUnmatched(matchedBy, hasCycle),
    ),
    before: beforeEvidence(study, side),
  });
  const judged = patternVerdict({
    clusters,
    bestReachable: study.bestReachable?.[direction] ?? null,
    matchedBy,
    othersSeen,
    asked: evidenceFor(direction),
    opposite: evidenceFor(other(direction)),
  });
  return { ...judged, needs: null };
}

function matchedEvidence(placebo: NamedPlacebo | undefined, side: Direction, why: string): DirectionEvidence['matched'] {
  return placebo ? { p: side === 'up' ? placebo.pUpper : placebo.pLower } : { why };
}

/** p of the plain shift of the return over the same span before the events, or why there is none. */
export function beforeEvidence({ tests, outcomes }: Study, side: Direction): DirectionEvidence['before'] {
  const test = tests.find(({ name }) => name === 'pre-event circular-shift');
  if (test) return { p: side === 'up' ? test.pUpper : test.pLower };
  return { why: outcomes.before ? 'too little data before the events' : 'it exists for plain returns only' };
}

function whyUnmatched(name: 'phase-matched' | 'state-matched', hasCycle: boolean): string {
  if (name === 'state-matched') return 'no date matches the state of the target at the events';
  return hasCycle ? 'every event comes before the first beginning of the target’s cycle' : 'no cycle of the target is given';
}

/** Number of clusters of overlapping instances. */
export const clusterCount = (study: Pick<Study, 'clusters'>): number => (study.clusters.at(-1) ?? -1) + 1;
