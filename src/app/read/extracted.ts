import type { ExtractedClaim } from '../../contract/read.ts';
import type { EpochDay } from '../../core/calendar/civil-date.ts';
import { LanguageError } from '../../core/language/language-error.ts';
import { type Candidate, statementIn } from '../../core/reader/statements/read-text.ts';
import { didYouMean } from '../../core/text/nearest-name.ts';
import { readExpression } from '../panel.ts';
import type { OpenLexicon } from './lexicon.ts';
import type { GivenText } from './texts.ts';

/** A claim that was given, with the expressions that came with it; or why it cannot be taken. */
export type Taken =
  | { readonly ok: true; readonly text: number; readonly candidate: Candidate; readonly given: ExtractedClaim }
  | { readonly ok: false; readonly why: string };

/**
 * A claim that somebody else found, such as a language model, held against the text: its words must stand there, its markets be known, its
 * expressions be readable. What it speaks of besides is read by the same reader.
 */
export function takeExtracted(
  given: ExtractedClaim,
  texts: readonly GivenText[],
  { lexicon, published }: { readonly lexicon: OpenLexicon; readonly published: EpochDay },
): Taken {
  const text = texts[given.text];
  if (!text)
    return { ok: false, why: `there is no text ${given.text}; there ${texts.length === 1 ? 'is one, 0' : `are ${texts.length}, from 0`}` };
  const start = text.text.indexOf(given.quote);
  if (start < 0) return { ok: false, why: 'its quote does not stand in the text, word for word' };
  const unknown = given.about.find((id) => !lexicon.markets.has(id));
  if (unknown !== undefined) return { ok: false, why: `there is no market "${unknown}"${didYouMean(unknown, lexicon.markets.keys())}` };
  if (given.by !== undefined && !text.text.includes(given.by)) return { ok: false, why: `the text does not name "${given.by}"` };
  const fault = expressionFault(given.when, 'trigger') ?? expressionFault(given.outcome, 'outcome') ?? foreignSeries(given, lexicon);
  if (fault !== null) return { ok: false, why: fault };
  const read = statementIn(given.quote, lexicon.tablesOf(text.language ?? 'en'), published);
  const moved = <T extends { readonly start: number; readonly end: number }>(found: readonly T[]): T[] =>
    found.map((each) => ({ ...each, start: each.start + start, end: each.end + start }));
  const candidate: Candidate = {
    ...{ start, end: start + given.quote.length, sentence: 0, kind: given.kind, about: given.about },
    ...{ mentions: moved(read.mentions), quantities: moved(read.quantities), dates: moved(read.dates) },
    stance: read.mentions.some(({ kind }) => kind === 'deny') ? 'denies' : given.by === undefined ? 'asserts' : 'quotes',
    by: given.by ?? null,
  };
  return { ok: true, text: given.text, candidate, given };
}

/** A series of its expressions that none of the markets it is about has. */
function foreignSeries({ about, when, outcome }: ExtractedClaim, { markets }: OpenLexicon): string | null {
  const own = new Set(about.flatMap((id) => seriesIn(markets.get(id)?.series ?? id, 'series')));
  const read = [...(when === undefined ? [] : seriesIn(when, 'trigger')), ...(outcome === undefined ? [] : seriesIn(outcome, 'outcome'))];
  const foreign = read.find((id) => !own.has(id));
  return foreign === undefined ? null : `its expressions read ${foreign}, which is none of the markets in about`;
}

const seriesIn = (text: string, role: 'trigger' | 'outcome' | 'series'): readonly string[] =>
  readExpression(text, role).series.map((id) => id.replace(/\.adj$/, ''));

function expressionFault(text: string | undefined, role: 'trigger' | 'outcome'): string | null {
  if (text === undefined) return null;
  try {
    readExpression(text, role);
    return null;
  } catch (error) {
    if (!(error instanceof LanguageError)) throw error;
    return `in "${text}", ${error.message}`;
  }
}
