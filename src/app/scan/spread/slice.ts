import type { Environment } from '../../../core/language/function-definition.ts';
import { readExpression } from '../../panel.ts';
import { type EvaluatedTriggers, evaluating, joinEvaluated, scanEnvironment } from '../evaluated.ts';
import { packEvaluated } from './packed-parts.ts';
import { panelOf } from './panel-sheet.ts';
import type { PanelSheet, TriggerSlice } from './sheet.ts';

/** Finds the events of slices of triggers, one trigger after another; what the last panels came to is kept at hand. */
export function sliceEvaluator(): (slice: TriggerSlice) => Generator<EvaluatedTriggers> {
  const held = new Map<string, Environment>();
  return ({ hash, sheet, asOf, texts }) => {
    const key = `${hash} ${asOf}`;
    const environment = held.get(key) ?? scanEnvironment(panelOf(sheet), asOf);
    held.delete(key);
    held.set(key, environment);
    const [oldest] = held.keys();
    if (held.size > 2 && oldest !== undefined) held.delete(oldest);
    return evaluating(
      texts.map((text) => ({ checked: readExpression(text, 'trigger') })),
      environment,
    );
  };
}

/** The events of a slice, as they are kept. */
export const packSlice = (evaluated: Iterable<EvaluatedTriggers>): Uint8Array<ArrayBuffer> => packEvaluated(joinEvaluated(evaluated));

/** A sheet whose numbers threads read without a copy. @throws RangeError where there is no shared memory. */
export function shareSheet({ head, dates, values, instants }: PanelSheet): PanelSheet {
  const shared = (bytes: number) => new SharedArrayBuffer(bytes);
  const sheet = { head, dates: new Int32Array(shared(dates.byteLength)), values: new Float64Array(shared(values.byteLength)) };
  sheet.dates.set(dates);
  sheet.values.set(values);
  const known = new Float64Array(shared(instants.byteLength));
  known.set(instants);
  return { ...sheet, instants: known };
}
