import type { Since } from '../../contract/claims.ts';
import { formatCount, formatDate, formatPercent, formatReturn } from '../../contract/format.ts';
import { formatCivilDate } from '../../core/calendar/civil-date.ts';
import { countUpTo, nextScheduledDate } from '../../core/calendar/schedule.ts';
import { evaluateSeries } from '../../core/language/evaluate.ts';
import type { Curve } from '../../core/series/curve.ts';
import { environmentAsOf, missingSeries, readExpression } from '../panel.ts';
import { type ClaimContext, dayOf, emptyFinding, type Finding, namedNeed, untestable } from './claim-context.ts';

type Outcome = Since['outcomes'][number];
type SinceCheck = NonNullable<ClaimContext['claim']['check']['since']>;

/** A target of a forecast. */
interface Followed {
  readonly label: string;
  readonly curve: Curve;
}

/** A forecast: what its targets have done since the claim, beside how often they rose over spans of that length. */
export function checkSinceClaim(context: ClaimContext): Finding {
  const asked = context.claim.check.since;
  if (!asked) throw new Error('a forecast without a due date');
  const expressions = asked.targets.map((text) => readExpression(text, 'series'));
  const lacking = missingSeries(expressions, context.known);
  const readable = asked.targets.filter(
    (_, i) => missingSeries([expressions[i] as (typeof expressions)[number]], context.known).length === 0,
  );
  if (readable.length === 0) return untestable(context, lacking);
  const environment = environmentAsOf(context.panel, context.asOf);
  const outcomes = readable.flatMap((text) => {
    const outcome = outcomeOf(context, { label: text, curve: evaluateSeries(readExpression(text, 'series'), environment) }, asked);
    return outcome ? [outcome] : [];
  });
  if (outcomes.length === 0) {
    return {
      ...emptyFinding,
      verdictKind: 'open until',
      verdict: `open until ${formatDate(asked.until)}`,
      why: 'No close after the claim yet.',
    };
  }
  const since = sinceOf(outcomes, asked.until);
  return {
    ...emptyFinding,
    verdictKind: since.verdictKind as NonNullable<Since['verdictKind']>,
    verdict: since.verdict,
    why: since.sentence,
    needs: lacking.map((id) => namedNeed(context, id)),
    since,
    notes: lacking.length > 0 ? [`Not followed for want of data: ${lacking.join(', ')}.`] : [],
  };
}

function outcomeOf(
  { madeOn, asOf }: ClaimContext,
  { label, curve: { dates, values, schedule } }: Followed,
  asked: SinceCheck,
): Outcome | undefined {
  const until = dayOf(asked.until);
  const start = countUpTo(dates, madeOn) - 1;
  const end = countUpTo(dates, Math.min(until, asOf)) - 1;
  if (start < 0 || end <= start) return undefined;
  const outcome = (values[end] as number) / (values[start] as number) - 1;
  const nextClose = nextScheduledDate(schedule, dates.at(-1) as number) ?? Number.POSITIVE_INFINITY;
  const isOver = asOf >= until && nextClose > until;
  const days = (dates[end] as number) - (dates[start] as number);
  const right = asked.direction === 'up' ? outcome > 0 : outcome < 0;
  return {
    watched: label,
    label: `${label} from ${formatDate(formatCivilDate(dates[start] as number))} to ${formatDate(formatCivilDate(dates[end] as number))}`,
    eventDate: formatCivilDate(dates[start] as number),
    dueDate: asked.until,
    outcome,
    kind: 'return',
    status: isOver ? 'complete' : 'pending',
    verdict: isOver ? (right ? 'came true' : 'did not come true') : `open until ${formatDate(asked.until)}`,
    baseRate: shareOfRises({ dates, values }, days),
  };
}

/** Share of all spans of so many days, up to the last date, over which the values rose. Null without one. */
export function shareOfRises({ dates, values }: Pick<Curve, 'dates' | 'values'>, days: number): number | null {
  let spans = 0;
  let rises = 0;
  dates.forEach((day, i) => {
    const end = countUpTo(dates, day + days) - 1;
    if (end <= i || day + days > (dates.at(-1) as number)) return;
    spans++;
    if ((values[end] as number) > (values[i] as number)) rises++;
  });
  return spans === 0 ? null : rises / spans;
}

function sinceOf(outcomes: Outcome[], until: string): Since {
  const sentence = outcomes
    .map(
      ({ label, outcome, baseRate, status }) =>
        `${label}: ${formatReturn(outcome)}${status === 'pending' ? ' so far' : ''}; it rose over ${formatPercent(baseRate)} of all spans of that length.`,
    )
    .join(' ');
  const left = outcomes.filter(({ status }) => status === 'pending').length;
  if (left > 0) return { verdictKind: 'open until', verdict: `open until ${formatDate(until)}`, sentence, outcomes, evidence: null };
  const true_ = outcomes.filter(({ verdict }) => verdict === 'came true').length;
  const kind = true_ === outcomes.length ? 'came true' : 'did not come true';
  return {
    verdictKind: kind,
    verdict: kind,
    sentence: `${true_} of ${formatCount(outcomes.length, 'target')} went the way it said. ${sentence}`,
    outcomes,
    evidence: null,
  };
}
