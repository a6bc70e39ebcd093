import type { ConditionReading } from '../../contract/claims.ts';
import { capitalise, cardinal, formatDate, formatInUnit, formatNumber, formatPercentile } from '../../contract/format.ts';
import { formatCivilDate } from '../../core/calendar/civil-date.ts';
import { lastReading } from '../../core/claims/condition.ts';
import { evaluateSeries, evaluateTrigger } from '../../core/language/evaluate.ts';
import { environmentAsOf, missingSeries, readExpression } from '../panel.ts';
import { type ClaimContext, dayOf, emptyFinding, type Finding, namedNeed, untestable } from './claim-context.ts';

type Condition = NonNullable<ClaimContext['claim']['check']['condition']>['conditions'][number];

/** A state of affairs: true then when its first condition held, as known on the date of the claim; the others are read beside it. */
export function checkConditionClaim(context: ClaimContext): Finding {
  const asked = context.claim.check.condition;
  if (!asked) throw new Error('a condition claim without conditions');
  const on = asked.on ? dayOf(asked.on) : context.madeOn;
  if (context.asOf < on)
    return untestable(context, [], { data: [`what was known on ${formatDate(formatCivilDate(on))}, the date it speaks of`] });
  const tried = asked.conditions.map((condition) => readCondition(context, condition, on));
  const conditions = tried.map(({ reading }) => reading);
  const read = conditions.filter(({ holds }) => holds !== null);
  const extra = context.claim.check.needs;
  const own = conditions[0] as ConditionReading;
  const first = tried[0] as Tried;
  if (own.holds === null) return untestable(context, first.absent, { ...extra, data: [...first.stale, ...(extra?.data ?? [])] });
  const unread = conditions.length - read.length + (extra?.data.length ?? 0) + (extra?.method.length ?? 0);
  const parts = read.length + unread;
  const held = read.filter(({ holds }) => holds === own.holds).length;
  return {
    ...emptyFinding,
    verdictKind: own.holds ? 'true then' : 'false then',
    verdict: `${own.holds ? 'true then' : 'false then'}${parts > 1 ? `, by ${cardinal(held)} of ${cardinal(parts)} parts` : ''}`,
    why: `${sentenceOf(own)}${read.length > 1 ? ` Beside it: ${read.slice(1).map(shortly).join('; ')}.` : ''}${unread > 0 ? ` ${unread} further ${unread === 1 ? 'part' : 'parts'} of the statement could not be read.` : ''}`,
    conditions,
    needs: [
      ...new Set(tried.flatMap(({ absent, stale }) => [...absent.map((id) => namedNeed(context, id)), ...stale])),
      ...(extra?.data ?? []),
      ...(extra?.method ?? []),
    ],
  };
}

/** A condition as far as it could be read: series that are not there, and what there is but ends too early. */
interface Tried {
  readonly reading: ConditionReading;
  readonly absent: readonly string[];
  readonly stale: readonly string[];
}

/** A condition as it read at the end of a date. */
export function readCondition(context: Pick<ClaimContext, 'panel' | 'known'>, { label, holds, value, unit }: Condition, on: number): Tried {
  const condition = readExpression(holds, 'trigger');
  const quantity = readExpression(value, 'series');
  const absent = missingSeries([condition, quantity], context.known);
  const unread = { label, expression: holds, unit, holds: null, value: null, percentile: null, date: null, observations: 0 };
  if (absent.length > 0) return { reading: { ...unread, needs: absent }, absent, stale: [] };
  const environment = environmentAsOf(context.panel, on);
  const found = lastReading(evaluateTrigger(condition, environment), evaluateSeries(quantity, environment), on);
  if (!found || found.isStale) {
    const ids = [...new Set([...condition.series, ...quantity.series])];
    const stale = [`${ids.join(', ')} to ${formatDate(formatCivilDate(on))}`];
    return { reading: { ...unread, needs: stale }, absent, stale };
  }
  const { holds: did, value: read, percentile, observations, date } = found;
  return {
    reading: { ...unread, holds: did, value: read, percentile, date: formatCivilDate(date), observations, needs: [] },
    absent,
    stale: [],
  };
}

const sentenceOf = ({ label, value, unit, percentile, date, holds, observations }: ConditionReading): string =>
  `${capitalise(label)}: ${holds ? 'yes' : 'no'}, ${formatInUnit(value as number, unit)} on ${formatDate(date)} (above or equal to ${formatPercentile(percentile)} of its own ${formatNumber(observations)} readings so far).`;

const shortly = ({ label, value, unit, holds }: ConditionReading): string =>
  `${capitalise(label)}: ${holds ? 'yes' : 'no'} (${formatInUnit(value as number, unit)})`;
