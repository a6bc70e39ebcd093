import type { EpochDay } from '../../calendar/civil-date.ts';
import type { DateTables } from '../dates/date-tables.ts';
import { type DateMention, readDates } from '../dates/dates.ts';
import type { Statement } from '../likeness/features.ts';
import type { NumberTables } from '../numbers/number-tables.ts';
import { type Quantity, readQuantities } from '../numbers/quantities.ts';
import type { Lexicon, Mention } from '../words/lexicon.ts';
import { type Sentence, type SentenceRules, sentencesOf, tokensBySentence } from '../words/sentences.ts';
import { type Token, tokenise } from '../words/tokens.ts';
import { type Clause, clausesOf } from './clause.ts';
import { type ClaimKind, claimKind } from './frames.ts';
import { sourceOf } from './sources.ts';

/** Whether a statement is made, said of others, hedged or denied. */
export type Stance = 'asserts' | 'quotes' | 'hedges' | 'denies';

/** A stretch of a text that claims something of a market. */
export interface Candidate {
  readonly start: number;
  readonly end: number;
  /** Of the sentence, among those of the text. */
  readonly sentence: number;
  readonly kind: ClaimKind;
  /** Markets that it speaks of, in order; with those of a sentence before where it points back. */
  readonly about: readonly string[];
  readonly mentions: readonly Mention[];
  readonly quantities: readonly Quantity[];
  readonly dates: readonly DateMention[];
  readonly stance: Stance;
  /** Who says it, by name; null where nobody is named. */
  readonly by: string | null;
}

/** All that a text is read with: the lexicon, numbers and dates of its language. */
export interface ReaderTables {
  readonly lexicon: Lexicon;
  readonly numbers: NumberTables;
  readonly dates: DateTables;
  readonly sentences: SentenceRules;
}

/** Sentences back to which `the index` or `it` may point. */
const REACH = 2;

/** Sentences back to which a noun may point that fits one kind of market alone. */
const NOUN_REACH = 8;

/** What was spoken of last. */
interface Memory {
  markets: readonly string[];
  sentence: number;
  /** Of each kind the markets that were named, with how present each is and when it was named last. */
  readonly ofKind: Map<string, Map<string, { readonly presence: number; readonly sentence: number }>>;
  source: { readonly name: string; readonly sentence: number } | null;
}

/** A text that was read. */
export interface TextRead {
  /** The claims that it makes, in order of place. */
  readonly candidates: Candidate[];
  /** How many pieces of sentences that were too long to be read whole it has. */
  readonly pieces: number;
}

/** The claims that a text makes, as {@link readText} finds them. */
export const candidatesIn = (...asked: Parameters<typeof readText>): Candidate[] => readText(...asked).candidates;

/**
 * Reads a text; time and memory are linear in its length.
 *
 * @param published - The day on which it came out, from which `this year` counts; null where it is not known.
 */
export function readText(text: string, tables: ReaderTables, published: EpochDay | null): TextRead {
  const sentences = sentencesOf(text, tables.sentences);
  const tokens = tokensBySentence(tokenise(text), sentences);
  const memory: Memory = { markets: [], sentence: 0, ofKind: new Map(), source: null };
  const candidates = sentences.flatMap((sentence, at) => {
    const own = tokens[at] as Token[];
    const whole = foundIn(sentence, own, { tables, published });
    if (isQuestion(text, sentence)) return [];
    return candidatesOf({ text, whole, tokens: own, at, tables, published }, memory);
  });
  return { candidates, pieces: sentences.filter(({ isPiece }) => isPiece).length };
}

/** All that one statement speaks of, whether or not it would be taken for a claim. */
export function statementIn(text: string, tables: ReaderTables, published: EpochDay | null = null): Statement {
  const { mentions, quantities, dates } = foundIn({ start: 0, end: text.length, paragraph: 0 }, tokenise(text), { tables, published });
  return {
    about: [...new Set(mentions.flatMap(({ kind, concept }) => (kind === 'market' ? [concept] : [])))],
    mentions,
    quantities,
    dates,
  };
}

function foundIn(
  { start, end }: Sentence,
  tokens: readonly Token[],
  { tables, published }: { tables: ReaderTables; published: EpochDay | null },
): Clause {
  const found = tables.lexicon.find(tokens);
  const names = found.filter(({ kind }) => kind === 'market');
  const dates = readDates(tokens, tables.dates, published).filter(
    ({ start: from, end: to }) => !names.some((name) => from < name.end && to > name.start),
  );
  // `May` may be a month, and `2/` at the head of a line counts posts.
  const mentions = found.filter(({ kind, start: from, end: to }) => !MODAL.has(kind) || !isMonth(from, to, dates));
  const [first, second] = tokens;
  const isNumbered =
    first?.kind === 'number' && (second?.text === '/' || second?.text === ')' || second?.text === '.') && second.start === first.end;
  const quantities = readQuantities(tokens, tables.numbers, [...names, ...dates]).filter(
    (quantity) => !isNumbered || quantity.start !== first.start,
  );
  return { start, end, mentions, dates, quantities };
}

const MODAL: ReadonlySet<string> = new Set(['future', 'hedge']);

const isMonth = (start: number, end: number, dates: readonly DateMention[]): boolean =>
  dates.some((date) => start >= date.start && end <= date.end && date.grain === 'month');

const isQuestion = (text: string, { end }: Sentence): boolean => /[?？]["'”’»)\]]*$/u.test(text.slice(Math.max(0, end - 4), end));

interface SentenceOf {
  readonly text: string;
  readonly whole: Clause;
  readonly tokens: readonly Token[];
  readonly at: number;
  readonly tables: ReaderTables;
  readonly published: EpochDay | null;
}

function candidatesOf({ text, whole, tokens, at, tables, published }: SentenceOf, memory: Memory): Candidate[] {
  const source = sourceOf(text, { tokens, mentions: whole.mentions, dates: whole.dates });
  const found = clausesOf(whole, tokens).flatMap((clause): Candidate[] => {
    const { about, isPointedAt } = aboutOf(clause, { memory, at, tables });
    const kind = claimKind(clause, { markets: about.length, isPointedAt, published });
    remember(clause, { memory, at, tables, about });
    if (kind === null) return [];
    const { start, end } = trimmed(text, clause);
    const by = saidBy(clause, { text, tokens, source, memory, at });
    return [{ start, end, sentence: at, kind, about, ...partsOf(clause), stance: stanceOf(clause, by), by }];
  });
  if (source !== null) memory.source = { name: source, sentence: at };
  return found;
}

const partsOf = ({ mentions, quantities, dates }: Clause) => ({ mentions, quantities, dates });

interface Saying {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** Who is named in the sentence. */
  readonly source: string | null;
  readonly memory: Memory;
  readonly at: number;
}

/** Who says what a clause tells: who is named in it, else in its sentence; `the report said` speaks for whoever was named last. */
function saidBy({ start, end, mentions, dates }: Clause, { text, tokens, source, memory, at }: Saying): string | null {
  const inside = tokens.filter((token) => token.start >= start && token.end <= end);
  const own = sourceOf(text, { tokens: inside, mentions, dates }) ?? source;
  if (own !== null) return own;
  const has = (...kinds: string[]) => mentions.some(({ kind, concept }) => kinds.includes(kind) || kinds.includes(concept));
  const pointsBack = has('says') && has('role', 'person', 'it');
  return pointsBack && memory.source && at - memory.source.sentence <= REACH ? memory.source.name : null;
}

interface Place {
  readonly memory: Memory;
  readonly at: number;
  readonly tables: ReaderTables;
}

function remember({ mentions }: Clause, { memory, at, tables, about }: Place & { readonly about: readonly string[] }): void {
  if (about.length > 0) Object.assign(memory, { markets: about, sentence: at });
  for (const { kind, concept } of mentions) {
    const market = kind === 'market' ? tables.lexicon.markets.get(concept) : undefined;
    if (!market) continue;
    const known = memory.ofKind.get(market.kind) ?? new Map();
    memory.ofKind.set(market.kind, known.set(concept, { presence: 1 + presenceOf(known.get(concept), at), sentence: at }));
  }
}

/** How present a market still is: each sentence takes a fifth away. */
const presenceOf = (known: { readonly presence: number; readonly sentence: number } | undefined, at: number): number =>
  known === undefined ? 0 : known.presence * 0.8 ** (at - known.sentence);

/** The market of a kind that a text has spoken of most of late. */
function mostPresent({ ofKind }: Memory, kind: string, at: number): string[] {
  const near = [...(ofKind.get(kind) ?? [])].filter(([, { sentence }]) => at - sentence <= NOUN_REACH);
  const [best] = near.sort(([, a], [, b]) => presenceOf(b, at) - presenceOf(a, at));
  return best ? [best[0]] : [];
}

/** Languages whose sentences may leave out what they speak of. */
const DROPS_SUBJECT: ReadonlySet<string> = new Set(['it', 'es', 'pt']);

/** The markets of a clause: those it names, with those that `the index` or `it` points back to. */
function aboutOf(
  { mentions, quantities }: Clause,
  { memory, at, tables }: Place,
): { readonly about: string[]; readonly isPointedAt: boolean } {
  const named = mentions.flatMap(({ kind, concept }) => (kind === 'market' ? [concept] : []));
  const near = at - memory.sentence <= REACH ? memory.markets : [];
  const nouns = mentions.flatMap(({ kind, concept }) => (kind === 'noun' ? [concept] : []));
  const pointed = nouns.flatMap((noun) => mostPresent(memory, noun, at));
  // `Profits rose` says of whom in the sentence before.
  const isOfSomething = named.length > 0 && named.every((id) => isMeasure(id, tables));
  if (named.length + pointed.length > 0)
    return {
      about: [...new Set([...named, ...pointed, ...(isOfSomething && pointed.length === 0 ? near.slice(0, 1) : [])])],
      isPointedAt: false,
    };
  const isOfPeople = mentions.some(({ kind }) => kind === 'person');
  if (isOfPeople) return { about: [], isPointedAt: true };
  // `It happened in four of five cases` is of all that was said before.
  if (nouns.includes('happened')) return { about: [...near], isPointedAt: true };
  const leansBack = nouns.includes('it') || mentions.some(({ concept }) => concept === 'matters-more');
  const hasFigure = quantities.some(({ unit }) => unit !== null);
  const goesOn =
    at - memory.sentence <= 1 && hasFigure && mentions.some(({ kind }) => kind === 'move' || kind === 'event' || kind === 'state');
  const dropsSubject = DROPS_SUBJECT.has(tables.lexicon.language) && hasFigure;
  return { about: leansBack || dropsSubject || goesOn ? near.slice(0, 1) : [], isPointedAt: true };
}

/** A figure without a series of its own, such as the profits of companies. */
function isMeasure(id: string, { lexicon }: ReaderTables): boolean {
  const market = lexicon.markets.get(id);
  return market?.kind === 'figure' && market.series === null;
}

function stanceOf({ mentions }: Clause, by: string | null): Stance {
  const has = (kind: Mention['kind']) => mentions.some((mention) => mention.kind === kind);
  if (has('deny')) return 'denies';
  if (by !== null || has('says')) return 'quotes';
  return has('hedge') ? 'hedges' : 'asserts';
}

/** A clause without spaces, commas and joining words around it. */
function trimmed(text: string, { start, end, mentions }: Clause): { start: number; end: number } {
  let from = start;
  const joining = mentions.find(({ kind }) => kind === 'contrast');
  if (joining && text.slice(start, joining.start).trim() === '') from = joining.end;
  while (from < end && /[\s,;:•–—*”»)\]-]/u.test(text[from] as string)) from++;
  let to = end;
  while (to > from && /[\s,;:]/u.test(text[to - 1] as string)) to--;
  return { start: from, end: to };
}
