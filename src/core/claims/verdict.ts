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
  readonly name: 'adjusted' | 'leave-one-out' | 'phase-matched' | 'state-matched';
  readonly state: 'passed' | 'failed' | 'not applicable';
  readonly p: number | null;
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
}

export interface PatternEvidence {
  readonly clusters: number;
  /** Best p that these events could have reached in the asked direction; null where outcomes are not 0/1. */
  readonly bestReachable: number | null;
  readonly matchedBy: 'phase-matched' | 'state-matched';
  readonly asked: DirectionEvidence;
  readonly opposite: DirectionEvidence;
}

const MINIMUM_CLUSTERS = 3;
const LEVEL = 0.05;
const GATE_LEVEL = 0.1;

/** The verdict on a pattern and the gates of the asked direction (or of the opposite one, where that decided). */
export function patternVerdict(evidence: PatternEvidence): { verdict: PatternVerdict; gates: Gate[]; hangsOn: string[] } {
  const gates = gatesOf(evidence.asked, evidence.matchedBy);
  const hangsOn = gates.filter(({ name, state }) => name !== 'adjusted' && state === 'failed').map(({ name }) => name);
  if (evidence.clusters < MINIMUM_CLUSTERS) return { verdict: 'too few events', gates, hangsOn: [] };
  if (evidence.bestReachable !== null && evidence.bestReachable > LEVEL) return { verdict: 'could not have been seen', gates, hangsOn: [] };
  if (evidence.asked.adjusted <= LEVEL) {
    return { verdict: hangsOn.length === 0 ? 'stands out from luck' : 'suggestive, but hangs on', gates, hangsOn };
  }
  const against = gatesOf(evidence.opposite, evidence.matchedBy);
  if (against.every(({ state }) => state === 'passed' || state === 'not applicable'))
    return { verdict: 'contradicted', gates: against, hangsOn: [] };
  return { verdict: 'no better than luck so far', gates, hangsOn: [] };
}

function gatesOf({ adjusted, leaveOneOut, matched }: DirectionEvidence, matchedBy: 'phase-matched' | 'state-matched'): Gate[] {
  return [
    gate('adjusted', adjusted, { threshold: LEVEL, why: 'headline p after step-down over the family' }),
    leaveOneOut.length > 0
      ? gate('leave-one-out', Math.max(...leaveOneOut), { threshold: GATE_LEVEL, why: 'largest headline p with any one event left out' })
      : { name: 'leave-one-out', state: 'not applicable', p: null, threshold: GATE_LEVEL, why: 'one event cannot be left out of one' },
    'p' in matched
      ? gate(matchedBy, matched.p, { threshold: GATE_LEVEL, why: MATCHED[matchedBy] })
      : { name: matchedBy, state: 'not applicable', p: null, threshold: GATE_LEVEL, why: matched.why },
  ];
}

const MATCHED = {
  'phase-matched': 'against dates at the same phase of the target’s cycle',
  'state-matched': 'against dates on which the target stood as far below its record',
};

function gate(name: Gate['name'], p: number, rule: { readonly threshold: number; readonly why: string }): Gate {
  return { name, state: p <= rule.threshold ? 'passed' : 'failed', p, ...rule };
}
