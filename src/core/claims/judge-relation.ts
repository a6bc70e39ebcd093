import type { BothSides } from '../methods/inference/shift.ts';
import type { Direction, Judgement } from './judge-study.ts';
import { closed, decideByGates, GATE_LEVEL, type Gate, gate, LEVEL } from './verdict.ts';

/** What the verdict on a relation between two series rests on. */
export interface RelationEvidence {
  /** Headline p after correction for the members of the family. */
  readonly adjusted: BothSides;
  /** The larger headline p of the earlier and the later half of the data, each by itself, or why there is none. */
  readonly halves: BothSides | { readonly why: string };
  /** Another test that must agree, where the claim has one. */
  readonly confirmed?: BothSides & { readonly why: string };
}

/** The verdict on a relation without events, by the same rule and words as a pattern's: adjusted p ≤ 0.05 and every gate at 0.10. */
export function judgeRelation(evidence: RelationEvidence, direction: Direction): Judgement {
  const opposite = direction === 'up' ? 'down' : 'up';
  return { ...decideByGates(gatesOf(evidence, direction), gatesOf(evidence, opposite)), needs: null };
}

function gatesOf({ adjusted, halves, confirmed }: RelationEvidence, side: Direction): Gate[] {
  return [
    gate('adjusted', adjusted[side], { threshold: LEVEL, why: 'headline p after Holm over the family' }),
    'why' in halves
      ? closed('halves', halves.why)
      : gate('halves', halves[side], {
          threshold: GATE_LEVEL,
          why: 'the larger headline p of the earlier and the later half, each by itself',
        }),
    ...(confirmed ? [gate('second test', confirmed[side], { threshold: GATE_LEVEL, why: confirmed.why })] : []),
  ];
}
