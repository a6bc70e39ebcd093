import type { DateMention } from '../dates/dates.ts';
import type { Quantity } from '../numbers/quantities.ts';
import type { Mention } from '../words/lexicon.ts';
import type { Token } from '../words/tokens.ts';

/** A stretch of a sentence that says one thing, with all that was found in it. */
export interface Clause {
  /** Places in the text. */
  readonly start: number;
  readonly end: number;
  readonly mentions: readonly Mention[];
  readonly quantities: readonly Quantity[];
  readonly dates: readonly DateMention[];
}

const STOPS = new Set([';', '—', '–', '·']);
const COMMAS = new Set([',', ':']);
const SAYS_SOMETHING: ReadonlySet<string> = new Set(['event', 'move', 'state', 'measure', 'future']);

/** What lies in a clause of what was found in its sentence. */
export const within = <T extends { readonly start: number; readonly end: number }>(found: readonly T[], start: number, end: number): T[] =>
  found.filter((each) => each.start >= start && each.end <= end);

/** A clause cut down to a part of it. */
const part = ({ mentions, quantities, dates }: Clause, start: number, end: number): Clause => ({
  ...{ start, end },
  mentions: within(mentions, start, end),
  quantities: within(quantities, start, end),
  dates: within(dates, start, end),
});

/**
 * The clauses of a sentence that each say something of a market of their own. What hangs together by `when`, `after`, `if` is not cut.
 *
 * @param tokens - Of the sentence.
 */
export function clausesOf(sentence: Clause, tokens: readonly Token[]): Clause[] {
  if (!standsAlone(sentence)) return [sentence];
  const clauses: Clause[] = [];
  let rest = sentence;
  for (const cut of cutsOf(sentence, tokens)) {
    if (cut.end <= rest.start) continue;
    const left = part(rest, rest.start, cut.start);
    if (!standsAlone(left)) continue;
    const right = part(rest, cut.end, rest.end);
    if (!standsAlone(right)) continue;
    if (!cut.isHard && (isJoined(left) || leansBack(right))) continue;
    clauses.push(left);
    rest = right;
  }
  return [...clauses, rest];
}

interface Cut {
  readonly start: number;
  readonly end: number;
  /** A semicolon or a dash parts more than a comma does. */
  readonly isHard: boolean;
}

function cutsOf({ mentions }: Clause, tokens: readonly Token[]): Cut[] {
  const marks = tokens.flatMap(({ kind, text, start, end }) =>
    kind === 'mark' && (STOPS.has(text) || COMMAS.has(text)) ? [{ start, end, isHard: STOPS.has(text) }] : [],
  );
  const markets = mentions.filter(({ kind }) => kind === 'market');
  const names = { firsts: new Set(markets.map(({ first }) => first)), lasts: new Set(markets.map(({ last }) => last)) };
  const words = mentions.flatMap((mention) =>
    mention.kind === 'contrast' && !joinsNames(mention, names) ? [{ ...placeOf(mention), isHard: false }] : [],
  );
  return [...marks, ...words].sort((a, b) => a.start - b.start);
}

const placeOf = ({ start, end }: Mention) => ({ start, end });

/** `Bitcoin and Ether`: a list of markets is no place to cut. */
const joinsNames = (
  { first, last }: Mention,
  { firsts, lasts }: { readonly firsts: ReadonlySet<number>; readonly lasts: ReadonlySet<number> },
): boolean => lasts.has(first - 1) && (firsts.has(last + 1) || firsts.has(last + 2));

const standsAlone = ({ mentions }: Clause): boolean =>
  mentions.some(({ kind }) => kind === 'market') && mentions.some(({ kind }) => SAYS_SOMETHING.has(kind));

/** A condition or a relation that reaches into what comes next. */
const isJoined = ({ mentions }: Clause): boolean => mentions.some(({ kind, concept }) => kind === 'connective' || concept === 'follows');

/** A clause that speaks of what stands before it. */
function leansBack({ mentions }: Clause): boolean {
  const first = mentions.find(({ kind }) => kind !== 'contrast');
  return first?.kind === 'connective' || mentions.some(({ concept, kind }) => kind === 'relation' && concept !== 'drives');
}
