import type { ClaimResult, Together } from '../../contract/claims.ts';
import type { Insufficient } from '../../contract/cross-checks.ts';
import { capitalise, cardinal, formatNumber } from '../../contract/format.ts';
import type { StudyResult } from '../../contract/study.ts';
import { shrinkClaims } from '../../core/methods/belief/shrinkage.ts';
import { eBenjaminiHochberg } from '../../core/methods/sequential/e-bh.ts';
import { isInsufficient } from '../../core/numerics/insufficient.ts';
import { readExpression } from '../panel.ts';

/** A sceptic's prior leaves 5 % beyond one standard deviation of the target, 1.96 of its own. */
const DEVIATIONS = 1.959963984540054;

/** What the patterns of a pack say together: bets since the claims with one error over all, and effects drawn towards one another. */
export function togetherOf(claims: readonly ClaimResult[]): Together {
  // All patterns that can be bet on belong to the pack from the first day; one without an outcome yet counts 1.
  const watched = claims.filter(({ known, primary }) => known[primary]?.baseRate?.hitRate != null);
  const evidence = eBenjaminiHochberg(Float64Array.from(watched, ({ since }) => since?.evidence?.eValue ?? 1));
  const discoveries = isInsufficient(evidence)
    ? []
    : watched.flatMap(({ id }, i) => ((evidence.adjusted[i] as number) <= evidence.level ? [id] : []));
  const shrinkage = shrinkageOf(claims);
  return { watched: watched.length, discoveries, shrinkage, sentence: sentenceOf(watched.length, discoveries, shrinkage) };
}

function shrinkageOf(claims: readonly ClaimResult[]): Together['shrinkage'] {
  const questions = new Set<string>();
  const measured = claims.flatMap((claim) => {
    const study = claim.known[claim.primary];
    const update = study?.belief?.sceptical;
    if (!study || !update || 'ok' in update || claim.verdictKind === 'too few events' || isAgain(study, questions)) return [];
    const unit = update.prior.deviation * DEVIATIONS * (study.direction === 'up' ? 1 : -1);
    return [{ id: claim.id, effect: update.observed.mean / unit, error: update.observed.standardError / Math.abs(unit) }];
  });
  const shrunken = shrinkClaims(
    Float64Array.from(measured, ({ effect }) => effect),
    Float64Array.from(measured, ({ error }) => error),
  );
  if (isInsufficient(shrunken)) return shrunken;
  const spread = shrunken.heterogeneity;
  return {
    commonMean: shrunken.commonMean.effect,
    spread: isInsufficient(spread) ? 0 : spread.tau,
    claims: shrunken.claims.map(({ observed, effect, lower, upper, probabilityPositive }, i) => ({
      claim: (measured[i] as (typeof measured)[number]).id,
      observed,
      shrunken: effect,
      interval: { level: 0.9, low: lower, high: upper },
      probability: probabilityPositive,
    })),
  };
}

/** Whether an earlier claim asked the same trigger of the same series: the two would count one history twice. */
function isAgain({ trigger, outcome }: StudyResult, questions: Set<string>): boolean {
  const question = [trigger, ...readExpression(outcome, 'outcome').series].join(' ');
  const isKnown = questions.has(question);
  questions.add(question);
  return isKnown;
}

function sentenceOf(watched: number, discoveries: readonly string[], shrinkage: Together['shrinkage'] | Insufficient): string {
  const since =
    watched === 0
      ? 'No pattern has an outcome to bet on since it was claimed.'
      : `Of ${watched === 1 ? 'one pattern watched since it was' : `${cardinal(watched)} patterns watched since they were`} claimed, ${discoveries.length === 0 ? 'none stands' : discoveries.length === 1 ? 'one stands' : `${cardinal(discoveries.length)} stand`} out.`;
  if ('ok' in shrinkage) return since;
  return `${since} ${capitalise(cardinal(shrinkage.claims.length))} patterns share a mean effect of ${formatNumber(shrinkage.commonMean, 2)} standard deviations of their targets in the claimed direction; each by itself is drawn towards it. They share dates and markets, so this is surer than it should be.`;
}
