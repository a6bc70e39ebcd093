import type { ClaimState } from '../../contract/state.ts';
import { ageOfReading } from '../age.ts';
import { type ClaimContext, dayOf } from '../check/claim-context.ts';
import { readCondition } from '../check/condition-claim.ts';
import { readExpression } from '../panel.ts';

/**
 * What speaks for a claim and against it now: each condition of the claim read again at the date of the question. One that holds speaks for
 * the claim, one that does not hold against it; one whose series are missing or end too early is unknown. No reading weighs more than another.
 *
 * @param at - The instant to which the age of a reading is counted, milliseconds since 1970-01-01T00:00Z.
 */
export function evidenceOf(context: ClaimContext, at: number): ClaimState['evidence'] {
  return (context.claim.check.condition?.conditions ?? []).map((condition) => {
    const { reading } = readCondition(context, condition, context.asOf);
    const side = reading.holds === null ? 'unknown' : reading.holds ? 'for' : 'against';
    const ids = [condition.holds, condition.value].flatMap((text, i) => readExpression(text, i === 0 ? 'trigger' : 'series').series);
    const series = [...new Set(ids)].map((id) => ({ id, source: context.panel.series.get(id)?.source ?? 'not held' }));
    const quantity = readExpression(condition.value, 'series');
    const ageDays = reading.date === null ? null : ageOfReading(quantity, dayOf(reading.date), { ...context, at });
    return { ...reading, side, ageDays, series };
  });
}
