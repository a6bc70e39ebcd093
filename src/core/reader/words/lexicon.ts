import type { ReaderLanguage } from './language.ts';
import { type Found, lexemesOf, type PhraseBook, phraseBook } from './phrase-book.ts';
import type { Token } from './tokens.ts';

/** How a concept serves in a sentence. */
export type ConceptKind =
  | 'market'
  | 'noun'
  | 'person'
  | 'event'
  | 'move'
  | 'state'
  | 'measure'
  | 'relation'
  | 'connective'
  | 'contrast'
  | 'habit'
  | 'future'
  | 'hedge'
  | 'deny'
  | 'says'
  | 'advice'
  | 'definition';

/** Phrases by language; `any` in all of them. */
export type Phrases = Readonly<Partial<Record<ReaderLanguage | 'any', readonly string[] | undefined>>>;

/** Something that articles speak of: a market, an event, a relation. */
export interface Concept extends Phrases {
  readonly id: string;
  readonly kind: ConceptKind;
  /** Which way it goes, where it has a direction. */
  readonly move?: 'up' | 'down' | undefined;
}

/** A market, an instrument or an economic figure, with what its data are called. */
export interface MarketConcept extends Phrases {
  readonly id: string;
  readonly title: string;
  /** What kind of thing it is: by its nouns a later sentence speaks of it again. */
  readonly kind: string;
  /** An id or an expression of the language; null where there is no series. */
  readonly series: string | null;
  /** The series is that of another instrument, which moves alike at other levels. */
  readonly stand_in?: boolean | undefined;
  readonly part_of: readonly string[];
}

/** All content that a reader knows. */
export interface LexiconContent {
  readonly markets: readonly MarketConcept[];
  /** Per kind of market the nouns that stand for one named before. */
  readonly nouns: Readonly<Record<string, Phrases>>;
  readonly concepts: readonly Concept[];
}

/** A concept found in a sentence: its place in the text, and among the lexemes of the sentence. */
export interface Mention {
  readonly concept: string;
  readonly kind: ConceptKind;
  readonly move: 'up' | 'down' | null;
  readonly start: number;
  readonly end: number;
  readonly first: number;
  readonly last: number;
}

/** The lexicon of one language, ready to find what it knows. */
export interface Lexicon {
  readonly language: ReaderLanguage;
  readonly markets: ReadonlyMap<string, MarketConcept>;
  /** How many markets name a wider one as the nearest that they belong to. */
  readonly members: ReadonlyMap<string, number>;
  /** Mentions in a sentence, in order of place. */
  find(tokens: readonly Token[]): Mention[];
}

interface Entry {
  readonly concept: string;
  readonly kind: ConceptKind;
  readonly move: 'up' | 'down' | null;
}

/** The lexicon of a language. Throws RangeError for a phrase that breaks the syntax. */
export function lexiconOf({ markets, nouns, concepts }: LexiconContent, language: ReaderLanguage): Lexicon {
  const entries: Entry[] = [];
  const phrases: [string, number][] = [];
  const add = (entry: Entry, source: Phrases) => {
    for (const phrase of [...(source.any ?? []), ...(source[language] ?? [])]) phrases.push([phrase, entries.length]);
    entries.push(entry);
  };
  for (const market of markets) add({ concept: market.id, kind: 'market', move: null }, market);
  for (const [kind, source] of Object.entries(nouns)) add({ concept: kind, kind: 'noun', move: null }, source);
  for (const concept of concepts) add({ concept: concept.id, kind: concept.kind, move: concept.move ?? null }, concept);
  const book = phraseBook(phrases);
  return {
    language,
    markets: new Map(markets.map((market) => [market.id, market])),
    members: new Map([...Map.groupBy(markets, ({ part_of }) => part_of[0] ?? '')].map(([id, all]) => [id, all.length])),
    find: (tokens) => mentionsIn(tokens, book, entries),
  };
}

function mentionsIn(tokens: readonly Token[], book: PhraseBook, entries: readonly Entry[]): Mention[] {
  const lexemes = lexemesOf(tokens);
  const found = book.find(lexemes).map((each) => ({ ...each, entry: entries[each.entry] as Entry }));
  const kept = withoutCovered(found);
  return kept
    .map(({ entry, first, last }) => ({ ...entry, first, last, start: (lexemes[first] as Token).start, end: (lexemes[last] as Token).end }))
    .sort((a, b) => a.first - b.first || a.last - b.last);
}

type FoundEntry = Omit<Found, 'entry'> & { readonly entry: Entry };

/** What competes for the same words: of two in one group the longer stands. Words of a market are nothing else. */
const groupOf = ({ kind }: Entry): string => (['event', 'move', 'state'].includes(kind) ? 'predicate' : kind === 'noun' ? 'market' : kind);

/** Of phrases with a gap that begin at one word and stand for one thing the narrowest. */
function narrowest(found: readonly FoundEntry[]): FoundEntry[] {
  const ends = new Map<Entry, Map<number, number>>();
  for (const { entry, first, last, hasGap } of found) {
    if (!hasGap) continue;
    const own = ends.get(entry) ?? new Map<number, number>();
    ends.set(entry, own.set(first, Math.min(last, own.get(first) ?? last)));
  }
  return found.filter(({ entry, first, last, hasGap }) => !hasGap || ends.get(entry)?.get(first) === last);
}

function withoutCovered(found: readonly FoundEntry[]): FoundEntry[] {
  const isMarket = ({ entry }: FoundEntry) => Number(entry.kind === 'market');
  const byLength = narrowest(found).sort((a, b) => b.last - b.first - (a.last - a.first) || a.first - b.first || isMarket(b) - isMarket(a));
  const kept: FoundEntry[] = [];
  const taken = new Map<string, Set<number>>();
  const begun = new Map<Entry, Set<number>>();
  const claims = (group: string, each: FoundEntry): boolean => {
    const places = taken.get(group) ?? new Set();
    taken.set(group, places);
    return [each.first, each.last].every((place) => !places.has(place));
  };
  const take = (group: string, { first, last }: FoundEntry) => {
    for (let place = first; place <= last; place++) taken.get(group)?.add(place);
  };
  for (const each of byLength.filter(({ entry }) => groupOf(entry) === 'market')) {
    if (!claims('market', each)) continue;
    take('market', each);
    kept.push(each);
  }
  for (const each of byLength.filter(({ entry }) => groupOf(entry) !== 'market')) {
    const group = groupOf(each.entry);
    const isInMarket = !each.hasGap && [each.first, each.last].every((place) => taken.get('market')?.has(place));
    // A rate cut is a market's name and an event at once.
    if (isInMarket && each.entry.kind !== 'event' && ['predicate', 'measure', 'relation', 'connective'].includes(group)) continue;
    if (!each.hasGap && !claims(group, each)) continue;
    if (!each.hasGap) take(group, each);
    // The longer of two that begin at one place came first.
    const known = begun.get(each.entry) ?? new Set();
    if (known.has(each.first)) continue;
    begun.set(each.entry, known.add(each.first));
    kept.push(each);
  }
  return kept;
}
