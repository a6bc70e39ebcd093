import type { CrossCheck } from '../../contract/cross-checks.ts';
import { capitalise, cardinal, formatCount, formatFrequency, formatP, formatProbability } from '../../contract/format.ts';
import type { Gate } from '../../contract/verdict.ts';
import type { Judgement } from '../../core/claims/judge-study.ts';

/** What the paragraph on a relation is made of. */
export interface RelationStanding {
  readonly judgement: Judgement;
  /** The headline p in the claimed direction. */
  readonly p: number;
  /** Members of the family that were asked together. */
  readonly family: number;
  /** Independent cases: spans that do not overlap, or events. */
  readonly cases: string;
  /** Every test of the claim's own member. */
  readonly rows: readonly CrossCheck[];
}

/** How sure one can be of a relation without a table of events, in plain words made from its numbers. */
export function relationHowSure({ judgement, p, family, cases, rows }: RelationStanding): string[] {
  if (judgement.verdict === 'too few events')
    return [`${capitalise(cases)}: too few independent cases to judge, where three are the least.`];
  return [
    `${capitalise(cases)}. Without a relation one would see as much ${formatFrequency(p)} (${formatP(p)})${family > 1 ? `; ${cardinal(family)} questions were asked together, which makes it ${formatProbability(adjustedOf(judgement.gates))}` : ''}.`,
    ...halves(judgement.gates),
    ...others(rows),
    bottomLine(judgement),
  ];
}

const named = (gates: readonly Gate[], name: Gate['name']) => gates.find((gate) => gate.name === name);

const adjustedOf = (gates: readonly Gate[]): number | null => named(gates, 'adjusted')?.p ?? null;

function halves(gates: readonly Gate[]): string[] {
  const gate = named(gates, 'halves');
  if (!gate) return [];
  if (gate.p === null) return [`Whether it held in both halves of the data cannot be told: ${gate.why}.`];
  return [
    gate.state === 'passed'
      ? `In the earlier and in the later half of the data, each by itself, p is ${formatProbability(gate.p)} or less.`
      : `It does not show in both halves of the data by themselves: the larger of their two p is ${formatProbability(gate.p)}.`,
  ];
}

function others(rows: readonly CrossCheck[]): string[] {
  const tested = rows.flatMap(({ p, isTest }) => (p === null || !isTest ? [] : [p]));
  if (tested.length < 2) return [];
  const small = tested.filter((value) => value <= 0.05).length;
  return [
    `Of ${formatCount(tested.length, 'test')} on this pair, of several kinds, ${small === 0 ? 'none has' : small === 1 ? 'one has' : `${cardinal(small)} have`} p 0.05 or less; one in twenty would by luck.`,
  ];
}

function bottomLine({ verdict }: Judgement): string {
  switch (verdict) {
    case 'stands out from luck':
      return 'So it stands out from what luck does. That is no proof, and says nothing of why, nor of what comes next.';
    case 'suggestive, but hangs on':
      return 'So it is suggestive and no more: a gate that a finding must pass was not passed.';
    case 'contradicted':
      return 'So the data say the opposite of the claim.';
    default:
      return 'So there is no good reason to believe it yet. That is not evidence that there is nothing: a weak relation can hide in data like these.';
  }
}
