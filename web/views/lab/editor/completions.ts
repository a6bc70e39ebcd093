import type { SeriesEntry } from '../../../../src/contract/claims.ts';
import type { ExpressionRole, LanguageFunction } from '../../../../src/contract/expression.ts';
import { type Cursor, cursorAt, type EnclosingCall } from './cursor.ts';

/** One thing that may stand at the cursor. */
export interface Offer {
  readonly kind: 'function' | 'series' | 'argument' | 'span';
  /** What is written. */
  readonly text: string;
  /** What it is, in a few words. */
  readonly detail: string;
  /** What it does. */
  readonly doc: string;
  /** Groups are shown apart, in this order. */
  readonly group: 0 | 1 | 2 | 3;
  /** A series of which nothing is held stands behind the others. */
  readonly isMissing?: true;
}

/** What completion knows. */
export interface Vocabulary {
  readonly functions: readonly LanguageFunction[];
  readonly series: readonly SeriesEntry[];
}

const SPANS = ['30d', '90d', '180d', '365d', '1y', '2y'];

/** The parameter that the cursor is in, with its function; undefined outside of any known call. */
export function parameterAt(
  { calls }: Pick<Cursor, 'calls'>,
  functions: readonly LanguageFunction[],
): { definition: LanguageFunction; parameter: LanguageFunction['parameters'][number] | undefined } | undefined {
  const call = calls.at(-1);
  const definition = functions.find(({ name }) => name === call?.name);
  if (!call || !definition) return undefined;
  return { definition, parameter: parameterOf(call, definition) };
}

function parameterOf({ argument, index }: EnclosingCall, { parameters }: LanguageFunction) {
  if (argument !== undefined) return parameters.find(({ name }) => name === argument);
  return parameters[index] ?? (parameters.at(-1)?.kind === 'dates' ? parameters.at(-1) : undefined);
}

/** What may stand at a place of an expression that is to be a trigger, an outcome or a series; only what fits. */
export function offersAt(text: string, place: number, { role, vocabulary }: { role: ExpressionRole; vocabulary: Vocabulary }): Offer[] {
  const cursor = cursorAt(text, place);
  if (cursor.isQuoted) return [];
  const { functions, series } = vocabulary;
  const at = parameterAt(cursor, functions);
  // Inside a call that nobody knows, nothing is known of what fits.
  if (cursor.calls.length > 0 && !at) return [];
  const kind = at ? (at.parameter?.kind ?? 'none') : ({ trigger: 'events', outcome: 'outcome', series: 'series' } as const)[role];
  // After an operator of numbers, or a comparison, a series stands.
  const isOperand = /^([-+*/<>]|<=|>=)$/.test(cursor.before);
  return [...values(isOperand ? 'series' : kind, functions, series), ...argumentNames(cursor, at?.definition)];
}

function values(kind: string, functions: readonly LanguageFunction[], series: readonly SeriesEntry[]): Offer[] {
  const of = (role: ExpressionRole, group: Offer['group']) =>
    functions.filter((one) => one.role === role).map((one) => offerOf(one, group));
  const ids = (group: Offer['group']) => series.filter(({ error }) => error === null).map((entry) => seriesOffer(entry, group));
  switch (kind) {
    case 'events':
      // A comparison of series fires too, and begins with a series.
      return [...of('trigger', 0), ...ids(1), ...of('series', 2)];
    case 'outcome':
      return of('outcome', 0);
    case 'series':
    case 'operand':
      return [...ids(0), ...of('series', 1)];
    case 'breakout':
      return of('trigger', 0).filter(({ text }) => text === 'breakout');
    case 'extent':
    case 'horizon':
      return SPANS.map((text) => ({ kind: 'span', text, detail: '', doc: '', group: 0 }));
    default:
      return [];
  }
}

const offerOf = ({ name, signature, doc }: LanguageFunction, group: Offer['group']): Offer => ({
  ...{ kind: 'function', text: name, detail: signature.slice(name.length), doc, group },
});

function seriesOffer({ id, title, unit, from, to, notes, held }: SeriesEntry, group: Offer['group']): Offer {
  const span = held && from !== null && to !== null ? `${unit}, ${from} … ${to}` : (notes[0] ?? '');
  return { kind: 'series', text: id, detail: title === id ? '' : title, doc: span, group, ...(held ? {} : { isMissing: true as const }) };
}

/** Names of arguments that may be left out, or have not been given yet, where a new argument begins. */
function argumentNames({ calls, before }: Cursor, definition: LanguageFunction | undefined): Offer[] {
  const call = calls.at(-1);
  if (!call || !definition || call.argument !== undefined || (before !== '(' && before !== ',')) return [];
  return definition.parameters
    .filter(({ name, kind }, i) => i >= call.index && i > 0 && kind !== 'dates' && !call.given.includes(name))
    .map(({ name, doc, fallback }) => ({ kind: 'argument', text: `${name}: `, detail: fallback ?? '', doc, group: 3 }));
}
