import type { LagResult } from '../../contract/lag.ts';
import { LagInput } from '../../contract/operations.ts';
import { formatCivilDate, parseCivilDate, parseSpan, type Span } from '../../core/calendar/civil-date.ts';
import { evaluateTrigger } from '../../core/language/evaluate.ts';
import { printSeriesId } from '../../core/language/print.ts';
import { isInsufficient } from '../../core/numerics/insufficient.ts';
import type { EventSet } from '../../core/series/curve.ts';
import { asOf, endOfDay } from '../../core/series/panel.ts';
import type { Series } from '../../core/series/series.ts';
import { CallerError, type Context } from '../context.ts';
import { RECORD, runLag } from '../lag.ts';
import { eventOf } from '../pack.ts';
import { asOfDate, environmentAsOf, loadPanel, readExpression } from '../panel.ts';
import { presentLag } from '../present/lag-result.ts';

/** What moves first, of two series. */
export async function lag(given: unknown, context: Context): Promise<LagResult> {
  const input = LagInput.parse(given);
  if (input.a === input.b) throw new CallerError(`a and b must be two series, were both ${input.a}`);
  const panel = await loadPanel(
    context,
    [input.a, input.b].map((id) => readExpression(printSeriesId(id), 'series')),
  );
  const until = asOfDate(input.asOf, panel, context);
  const [a, b] = [input.a, input.b].map((id) => asOf(panel.series.get(id) as Series, endOfDay(until))) as [Series, Series];
  const eras = input.eras.map((text) => {
    const day = parseCivilDate(text);
    if (day === undefined) throw new CallerError(`eras must be dates that exist, YYYY-MM-DD, was ${text}`);
    return day;
  });
  if (new Set(eras).size < eras.length) throw new CallerError('eras must each begin on a date of their own, was one twice');
  const [first, last] = [Math.max(a.dates[0] ?? 0, b.dates[0] ?? 0), Math.min(a.dates.at(-1) ?? 0, b.dates.at(-1) ?? 0)];
  const outside = input.eras.find((_, i) => (eras[i] as number) <= first || (eras[i] as number) > last);
  if (outside !== undefined) {
    throw new CallerError(`eras must begin within the common time, ${formatCivilDate(first)} to ${formatCivilDate(last)}, was ${outside}`);
  }
  for (const { id, values } of [a, b]) {
    if (values.some((value) => !(value > 0))) {
      throw new CallerError(
        `${id} has values at or below zero, which have no log return; a lag check in a claim file can ask for differences`,
      );
    }
  }
  const within = parseSpan(input.within) as Span;
  const environment = environmentAsOf(panel, until);
  const [eventsOfA, eventsOfB] = [input.a, input.b].map((id) =>
    evaluateTrigger(readExpression(eventOf(RECORD, printSeriesId(id)), 'trigger'), environment),
  ) as [EventSet, EventSet];
  const result = runLag({
    a,
    b,
    within,
    events: { a: eventsOfA, b: eventsOfB },
    ...(eras.length > 0 ? { eraStarts: eras.toSorted((x, y) => x - y) } : {}),
  });
  if (isInsufficient(result)) {
    throw new CallerError(
      `${input.a} and ${input.b} cannot be held against each other: ${result.reason} (${result.needed} needed, ${result.available} there)`,
    );
  }
  return presentLag(result, { a: input.a, b: input.b }, { asOf: until, within, series: [a, b] });
}
