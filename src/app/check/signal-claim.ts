import type { CrossCheck } from '../../contract/cross-checks.ts';
import {
  cardinal,
  formatCount,
  formatDate,
  formatEffect,
  formatFrequency,
  formatNumber,
  formatP,
  formatProbability,
} from '../../contract/format.ts';
import { formatCivilDate, formatSpan, parseSpan, type Span } from '../../core/calendar/civil-date.ts';
import { judgeRelation } from '../../core/claims/judge-relation.ts';
import { print } from '../../core/language/print.ts';
import type { PredictiveRegression } from '../../core/methods/long-horizon/predictive-regression.ts';
import { isInsufficient } from '../../core/numerics/insufficient.ts';
import { type Found, row } from '../cross-checks/row.ts';
import { missingSeries, readExpression } from '../panel.ts';
import { relationHowSure } from '../present/relation-how-sure.ts';
import { verdictText } from '../present/verdict-words.ts';
import { runSignal, type SignalMember } from '../signal.ts';
import { type ClaimContext, emptyFinding, type Finding, untestable } from './claim-context.ts';

/** A signal: the first target at the first horizon is the claim's own; all of them are the family. */
export function checkSignalClaim(context: ClaimContext): Finding {
  const asked = context.claim.check.signal;
  if (!asked) throw new Error('a signal claim without a signal');
  const signal = readExpression(asked.signal, 'series');
  const all = asked.targets.map((text) => readExpression(text, 'series'));
  const lacking = missingSeries([signal, all[0] as (typeof all)[number]], context.known);
  if (lacking.length > 0) return untestable(context, lacking, context.claim.check.needs);
  const targets = all.filter((target) => missingSeries([target], context.known).length === 0);
  const horizons = asked.horizons.map((text) => parseSpan(text) as Span);
  const members = runSignal(context.panel, { signal, targets, horizons, asOf: Math.min(context.asOf, context.madeOn) });
  const own = members[0] as SignalMember;
  if (!own.p || !own.adjusted || isInsufficient(own.regression)) {
    const reason = isInsufficient(own.regression) ? own.regression.reason : 'too few dates for every test';
    return untestable(context, [], { data: [`more of the series (${reason})`] });
  }
  const judgement = judgeRelation(
    { adjusted: own.adjusted, halves: own.halves ?? { why: 'a half has too few dates for every test' } },
    asked.direction,
  );
  return {
    ...emptyFinding,
    verdict: verdictText(judgement),
    verdictKind: judgement.verdict,
    why: whyOf(own, own.regression, { direction: asked.direction, signal: asked.signal, family: members.length }),
    facts: [
      {
        label: 'dates',
        value: `${formatNumber(own.regression.observations)}, ${formatDate(formatCivilDate(own.from as number))} to ${formatDate(formatCivilDate(own.to as number))}`,
      },
      { label: 'that do not overlap', value: formatNumber(own.regression.effectiveObservations) },
    ],
    howSure: relationHowSure({
      judgement,
      p: own.p[asked.direction],
      family: members.length,
      cases: `${formatCount(own.regression.effectiveObservations, 'span')} of ${formatSpan(own.horizon)} that do not overlap`,
      rows: [],
    }),
    relations: members.flatMap((member) => rowsOf(member, asked.direction)),
    gates: judgement.gates.map((gate) => ({ ...gate })),
    needs: missingSeries(all, context.known),
    notes: [
      `The verdict rests on what was known on ${formatDate(formatCivilDate(Math.min(context.asOf, context.madeOn)))}. The signal is read as it was known before each close from which a return is counted.`,
      ...signal.series.flatMap((id) => (context.panel.series.get(id)?.notes ?? []).map((note) => `${id}: ${note}`)),
      'The p of a regression is the largest of three that hold where horizons overlap and the signal wanders: Hodrick 1B, IVX, and dates that do not overlap.',
    ],
  };
}

function whyOf(
  member: SignalMember,
  { coefficient, rSquared, observations }: PredictiveRegression,
  { direction, signal, family }: { readonly direction: 'up' | 'down'; readonly signal: string; readonly family: number },
): string {
  const p = member.p?.[direction] ?? null;
  const way = coefficient > 0 ? 'more' : 'less';
  const adjusted =
    family > 1 ? ` In the family of ${cardinal(family)}: adjusted ${formatProbability(member.adjusted?.[direction] ?? null)}.` : '';
  return `When ${signal} stood higher, ${print(member.target.node)} grew ${way} over the next ${formatSpan(member.horizon)} (${formatEffect(coefficient * member.deviation, 'return')} for one standard deviation of the signal; it explains ${formatNumber(100 * rSquared, 1)} % of ${formatCount(observations, 'overlapping outcome')}). Without a relation a slope ${direction === 'up' ? 'as high' : 'as low'} comes ${formatFrequency(p as number)} (${formatP(p)}).${adjusted}`;
}

const NAMES = {
  ordinary: 'ordinary errors',
  'newey-west': 'Newey–West',
  'hansen-hodrick': 'Hansen–Hodrick',
  'hodrick-1b': 'Hodrick 1B',
  'non-overlapping': 'dates that do not overlap',
} as const;

function rowsOf({ target, horizon, regression }: SignalMember, direction: 'up' | 'down'): CrossCheck[] {
  const naming = (name: string) =>
    ({
      name,
      group: 'regression',
      asks: `${print(target.node)} over ${formatSpan(horizon)} on the signal`,
      page: 'predictive-regression',
      measure: 'statistic',
    }) as const;
  if (isInsufficient(regression)) return [row(naming('predictive regression'), regression, () => ({ value: null, observations: 0 }))];
  const estimates = regression.rows.map(({ estimator, estimate }) =>
    row(
      naming(NAMES[estimator]),
      estimate,
      ({ t, pUpper, observations }): Found => ({ value: t, p: direction === 'up' ? pUpper : 1 - pUpper, observations }),
    ),
  );
  const stambaugh = row(naming('Stambaugh’s correction, one step'), regression.stambaugh, ({ t, pUpper, observations }) => ({
    value: t,
    p: direction === 'up' ? pUpper : 1 - pUpper,
    observations,
  }));
  const ivx = row(naming('IVX (Wald)'), regression.ivx, ({ wald, p, coefficients, observations }) => {
    const isAbove = (coefficients[0] as number) > 0;
    return { value: wald, p: isAbove === (direction === 'up') ? p / 2 : 1 - p / 2, observations };
  });
  const persistence = isInsufficient(regression.persistence) ? null : regression.persistence.root;
  const noted = persistence === null ? ivx : { ...ivx, note: `The signal’s own root is ${formatNumber(persistence, 3)}.` };
  return [...estimates, stambaugh, noted];
}
