import { formatDate } from '../../contract/format.ts';
import { formatCivilDate } from '../../core/calendar/civil-date.ts';
import { countUpTo } from '../../core/calendar/schedule.ts';
import { evaluateSeries } from '../../core/language/evaluate.ts';
import { print } from '../../core/language/print.ts';
import { forecastHit } from '../../core/methods/belief/beta-binomial.ts';
import { isInsufficient } from '../../core/numerics/insufficient.ts';
import { PSEUDO_EVENTS } from '../belief.ts';
import { type ClaimContext, dayOf } from '../check/claim-context.ts';
import { shareOfRises } from '../check/since-claim.ts';
import { environmentAsOf, missingSeries, readExpression } from '../panel.ts';
import { isToCome, type NotOpen, type OpenQuestion, type Questions, spanOf } from './question.ts';

type Asking = Pick<ClaimContext, 'claim' | 'panel' | 'known' | 'asOf' | 'madeOn'>;

/** The targets of a claim that is a forecast itself. No case before it speaks for it, so that its probability is the base rate. */
export function targetQuestions(context: Asking, at: number): Questions {
  const { claim, asOf, madeOn } = context;
  const asked = claim.check.since as NonNullable<typeof claim.check.since>;
  const found = asked.targets.map((text) => {
    const none = (why: string): NotOpen => ({ claim: claim.id, outcome: targetOutcome(text, asked.until), eventDate: null, why });
    return asOf < madeOn ? none('it had not been said yet') : targetQuestion(context, text, { at, none });
  });
  return { open: found.filter((one) => 'probability' in one), notOpen: found.filter((one) => 'why' in one) };
}

/** `BTC until 2026-12-31`: the target in canonical text. */
const targetOutcome = (text: string, until: string): string => `${print(readExpression(text, 'series').node)} until ${until}`;

function targetQuestion(
  { claim, panel, known, asOf, madeOn }: Asking,
  text: string,
  { at, none }: { readonly at: number; readonly none: (why: string) => NotOpen },
): OpenQuestion | NotOpen {
  const { until, direction } = claim.check.since as NonNullable<typeof claim.check.since>;
  const expression = readExpression(text, 'series');
  const lacking = missingSeries([expression], known);
  if (lacking.length > 0) return none(`it needs ${lacking.join(', ')}`);
  const curve = evaluateSeries(expression, environmentAsOf(panel, asOf));
  const start = countUpTo(curve.dates, madeOn) - 1;
  if (start < 0) return none('there is no close from before the claim');
  const entryDate = formatCivilDate(curve.dates[start] as number);
  if (!isToCome(dayOf(until), { schedule: curve.schedule, at }))
    return none(`it was due on ${formatDate(until)}: nothing is sealed for the past`);
  const span = spanOf({ entryDate, dueDate: until }, at);
  const rises = shareOfRises(curve, span.days);
  if (rises === null) return none('the data hold no span of that length, so there is no base rate');
  const baseRate = direction === 'up' ? rises : 1 - rises;
  const forecast = forecastHit({ baseRate, clusters: 0, clusterHits: 0 }, { pseudoEvents: PSEUDO_EVENTS });
  if (isInsufficient(forecast)) return none(forecast.reason);
  const { probability, level, lower, upper } = forecast;
  return {
    ...{ claim: claim.id, outcome: targetOutcome(text, until), eventDate: entryDate, by: claim.by, trigger: null, knownAt: null },
    ...{ target: expression.series[0] as string, outcomeKind: 'return', direction, probability, baseRate },
    ...{ interval: { level, low: lower, high: upper }, pseudoEvents: PSEUDO_EVENTS, clusters: 0, hits: 0, ...span },
    dataTo: formatCivilDate(curve.dates.at(-1) as number),
  };
}
