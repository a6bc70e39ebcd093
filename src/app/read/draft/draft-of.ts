import type { Quantity } from '../../../core/reader/numbers/quantities.ts';
import { draftCondition, draftFigure } from './fact.ts';
import { draftForecast } from './forecast.ts';
import { type Draft, type DraftContext, missing } from './parts.ts';
import { draftPattern } from './pattern.ts';

const DRAFTS = { figure: draftFigure, pattern: draftPattern, condition: draftCondition, forecast: draftForecast } as const;

/**
 * How a claim that no pack has would be checked. A check that would leave a part of the claim aside, a number, a second date or a denial,
 * is none: it says what is left over.
 */
export function draftOf(context: DraftContext): Draft {
  const { candidate } = context;
  if (candidate.stance === 'denies') return missing('What it denies, asked as a claim of its own.', 'a check of what is denied');
  if (isPointedAt(context))
    return missing('The same of the market that is meant.', 'which market is meant: it is named in a sentence before');
  const draft = DRAFTS[candidate.kind](context);
  if (draft.check === null) return draft;
  const left = leftOver(context, draft.used ?? []);
  return left.length === 0 ? draft : missing(draft.test, ...left);
}

/** Nouns that point at no kind of market. */
const OTHER_NOUNS: ReadonlySet<string> = new Set(['it', 'role', 'happened']);

/** Whether no more than `the index` tells of what market it is: of several that were named before it may be any. */
const isPointedAt = ({ candidate: { mentions } }: DraftContext): boolean =>
  mentions.some(({ kind, concept }) => kind === 'noun' && !OTHER_NOUNS.has(concept)) && !mentions.some(({ kind }) => kind === 'market');

/** What a check does not use: numbers, but how often a regularity held in words, and a date too many. */
function leftOver({ candidate: { kind, quantities, dates }, text }: DraftContext, used: readonly Quantity[]): string[] {
  const numbers = quantities.filter(
    (quantity) => !used.includes(quantity) && !(kind === 'pattern' && quantity.inWords && quantity.unit === null),
  );
  // A regularity is tested on all dates; a fact has one.
  const others = dates.filter(({ from }) => from !== null).slice(kind === 'pattern' ? 0 : 1);
  return [...numbers, ...others].map(({ start, end }) => `a check that takes “${text.slice(start, end)}” in`);
}
