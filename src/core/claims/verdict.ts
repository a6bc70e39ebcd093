import { BEFORE_LEVEL, FEW_CLUSTERS, weighed } from './withholding.ts';

/** The verdicts on a pattern, in the fixed words. */
export type PatternVerdict =
  | 'too few events'
  | 'could not have been seen'
  | 'stands out from luck'
  | 'suggestive, but hangs on'
  | 'no better than luck so far'
  | 'contradicted'
  | 'untestable: needs';

/** A gate that a pattern must pass before its verdict may say more. */
export interface Gate {
  readonly name:
    | 'adjusted'
    | 'few clusters'
    | 'before the event'
    | 'leave-one-out'
    | 'phase-matched'
    | 'state-matched'
    | 'halves'
    | 'second test';
  readonly state: 'passed' | 'failed' | 'not applicable';
  readonly p: number | null;
  /** Passed at or below it; `before the event` above it. */
  readonly threshold: number;
  readonly why: string;
}

/** What the verdict on a pattern rests on, for one direction. */
export interface DirectionEvidence {
  /** Headline p after step-down. */
  readonly adjusted: number;
  /** Headline p without each event in turn. */
  readonly leaveOneOut: readonly number[];
  /** p of the matched placebo, or why there is none. */
  readonly matched: { readonly p: number } | { readonly why: string };
  /** p of the plain shift of the return before the events, or why there is none. */
  readonly before: { readonly p: number } | { readonly why: string };
}

export interface PatternEvidence {
  readonly clusters: number;
  /** Best p that these events could have reached in the asked direction, which counts double as p itself does; null where outcomes are not 0/1. */
  readonly bestReachable: number | null;
  readonly matchedBy: 'phase-matched' | 'state-matched';
  /** Other studies of the same two series that were run before: the adjusted p pays for them (Bonferroni). */
  readonly othersSeen?: number;
  readonly asked: DirectionEvidence;
  readonly opposite: DirectionEvidence;
}

const MINIMUM_CLUSTERS = 3;
/** An adjusted p up to this is a finding, if every gate holds at {@link GATE_LEVEL}. */
export const LEVEL = 0.05;
export const GATE_LEVEL = 0.1;

/** The verdict on a pattern and the gates of the asked direction (or of the opposite one, where that decided). */
export function patternVerdict(evidence: PatternEvidence): ReturnType<typeof decideByGates> {
  const gates = gatesOf(evidence.asked, evidence);
  if (evidence.clusters < MINIMUM_CLUSTERS) return { verdict: 'too few events', gates, hangsOn: [] };
  if (evidence.bestReachable !== null && weighed(evidence.bestReachable, evidence.clusters) > LEVEL)
    return { verdict: 'could not have been seen', gates, hangsOn: [] };
  return decideByGates(gates, gatesOf(evidence.opposite, evidence));
}

/** The verdict by the gates of the asked and of the opposite direction, of which `adjusted` is the first to pass. */
export function decideByGates(
  gates: readonly Gate[],
  against: readonly Gate[],
): { verdict: PatternVerdict; gates: readonly Gate[]; hangsOn: string[] } {
  if (gates.some(({ name, state }) => name === 'adjusted' && state === 'passed')) {
    const hangsOn = gates.filter(({ state }) => state === 'failed').map(({ name }) => name);
    return { verdict: hangsOn.length === 0 ? 'stands out from luck' : 'suggestive, but hangs on', gates, hangsOn };
  }
  if (against.every(({ state }) => state !== 'failed')) return { verdict: 'contradicted', gates: against, hangsOn: [] };
  return { verdict: 'no better than luck so far', gates, hangsOn: [] };
}

function gatesOf(
  { adjusted, leaveOneOut, matched, before }: DirectionEvidence,
  { clusters, matchedBy, othersSeen = 0 }: Pick<PatternEvidence, 'clusters' | 'matchedBy' | 'othersSeen'>,
): Gate[] {
  const p = Math.min(1, adjusted * (othersSeen + 1));
  const among = othersSeen === 0 ? '' : `, times ${othersSeen + 1} for the other studies of its two series that the store has seen`;
  return [
    gate('adjusted', p, { threshold: LEVEL, why: `headline p after step-down over the family${among}` }),
    ...(clusters < FEW_CLUSTERS ? [gate('few clusters', weighed(p, clusters), { threshold: LEVEL, why: FEW })] : []),
    beforeGate(before),
    leaveOneOut.length > 0
      ? gate('leave-one-out', Math.max(...leaveOneOut), { threshold: GATE_LEVEL, why: 'largest headline p with any one event left out' })
      : closed('leave-one-out', 'one event cannot be left out of one'),
    'p' in matched ? gate(matchedBy, matched.p, { threshold: GATE_LEVEL, why: MATCHED[matchedBy] }) : closed(matchedBy, matched.why),
  ];
}

function beforeGate(before: DirectionEvidence['before']): Gate {
  if ('why' in before) return closed('before the event', before.why);
  const state = before.p > BEFORE_LEVEL ? 'passed' : 'failed';
  return { name: 'before the event', state, p: before.p, threshold: BEFORE_LEVEL, why: BEFORE };
}

/** A gate that could not be asked. */
export const closed = (name: Gate['name'], why: string): Gate => ({ name, state: 'not applicable', p: null, threshold: GATE_LEVEL, why });

const FEW = `adjusted p at twice its size, since fewer than ${FEW_CLUSTERS} clusters stand behind it`;
const BEFORE = 'the same span before the events, which must be unremarkable: p above the threshold';

const MATCHED = {
  'phase-matched': 'against dates at the same phase of the target’s cycle',
  'state-matched': 'against dates on which the target stood as far below its record',
};

/** A gate that is passed at or below its threshold. */
export function gate(name: Gate['name'], p: number, rule: { readonly threshold: number; readonly why: string }): Gate {
  return { name, state: p <= rule.threshold ? 'passed' : 'failed', p, ...rule };
}
