import type { LagResult } from '../../contract/lag.ts';
import { LagInput } from '../../contract/operations.ts';
import { parseCivilDate, parseSpan, type Span } from '../../core/calendar/civil-date.ts';
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
  const within = parseSpan(input.within) as Span;
  const environment = environmentAsOf(panel, until);
  const [first, second] = [input.a, input.b].map((id) => evaluateTrigger(readExpression(eventOf(RECORD, id), 'trigger'), environment)) as [
    EventSet,
    EventSet,
  ];
  const result = runLag({
    a,
    b,
    within,
    events: { a: first, b: second },
    ...(eras.length > 0 ? { eraStarts: eras.toSorted((x, y) => x - y) } : {}),
  });
  if (isInsufficient(result)) {
    throw new CallerError(
      `${input.a} and ${input.b} cannot be held against each other: ${result.reason} (${result.needed} needed, ${result.available} there)`,
    );
  }
  return presentLag(result, { a: input.a, b: input.b }, { asOf: until, within });
}
