import { addTokens, backwardPhrasesOf, keysOf, noPhrases, type Phrases, phrasesOf } from '../words/phrases.ts';
import { fold } from '../words/tokens.ts';
import { type FigureSigns, signsOf } from './figures.ts';
import { compoundWords, type Gluing } from './number-words.ts';

/** What a quantity is counted in. */
export type Unit =
  | 'percent'
  | 'points-percent'
  | 'bp'
  | 'USD'
  | 'EUR'
  | 'GBP'
  | 'JPY'
  | 'CHF'
  | 'points'
  | 'times'
  | 'days'
  | 'weeks'
  | 'months'
  | 'quarters'
  | 'years'
  | 'sessions';

/** How a text loosens a figure. */
export type Approximation = 'about' | 'over' | 'under';

type Texts = readonly string[];

/** Units by their phrases; `other` are currencies that are known for what they are not: a Canadian dollar is no US dollar. */
export type UnitPhrases = { readonly [U in Unit | 'other']?: Texts | undefined };

/** Numbers as one language writes them; every key may be left out. */
export interface NumberPhrases {
  /** Values of number words; 12, 100 and 1000 multiply what stands before them. */
  readonly words?: Readonly<Record<string, Texts>> | undefined;
  /** Words that are numbers only before a unit or a magnitude: articles, and words that mean something else too. */
  readonly wordsBeforeUnits?: Readonly<Record<string, Texts>> | undefined;
  /** How the language glues number words to one. */
  readonly gluing?: Gluing | undefined;
  /** Words within a number: `and`. */
  readonly joining?: Texts | undefined;
  /** Denominators of shares and the words behind them: `a third of`. */
  readonly fractions?: Readonly<Record<string, Texts>> | undefined;
  readonly shareOf?: Texts | undefined;
  /** Words that say a multiple of their own: doubled. */
  readonly multiples?: Readonly<Record<string, Texts>> | undefined;
  /** Endings that make a number word a multiple: tenfold. */
  readonly multipleEndings?: Texts | undefined;
  readonly magnitudes?: Readonly<Record<string, Texts>> | undefined;
  /** Magnitudes that count only glued to their figure or behind a currency: `5m`. */
  readonly shortMagnitudes?: Readonly<Record<string, Texts>> | undefined;
  /** Words between a magnitude and its unit: `miliardi di dollari`. */
  readonly of?: Texts | undefined;
  readonly units?: UnitPhrases | undefined;
  readonly unitsBefore?: UnitPhrases | undefined;
  /** Words that show that the figure before them is no quantity: the hour of a day. */
  readonly noQuantityBefore?: Texts | undefined;
  /** Words that show that the figure behind them is no quantity: `No. 5`. */
  readonly noQuantityAfter?: Texts | undefined;
  readonly signs?: { readonly plus?: Texts | undefined; readonly minus?: Texts | undefined } | undefined;
  readonly before?: { readonly [A in Approximation]?: Texts | undefined } | undefined;
  readonly after?: { readonly [A in Approximation]?: Texts | undefined } | undefined;
  /** Articles between a word and its figure: `circa il 5 %`. */
  readonly articles?: Texts | undefined;
  readonly ranges?:
    | {
        /** Words that make a range without a word before it: `3 to 5`. */
        readonly free?: Texts | undefined;
        readonly or?: Texts | undefined;
        readonly pairs?: readonly { readonly from: Texts; readonly to: Texts }[] | undefined;
      }
    | undefined;
}

/** The file of numbers: what holds everywhere, and each language. */
export interface NumberContent {
  readonly everywhere: NumberPhrases;
  readonly languages: Readonly<Record<string, NumberPhrases>>;
}

/** What joins two figures to a range: always, for `or`, or where one of the pairs was opened before (a bit for each pair). */
export interface Connector {
  readonly free: boolean;
  readonly or: boolean;
  readonly pairs: number;
}

/** The numbers of one language, ready to be found. */
export interface NumberTables {
  readonly signs: FigureSigns;
  readonly words: Phrases<number>;
  readonly wordsBeforeUnits: Phrases<number>;
  readonly joining: ReadonlySet<string>;
  readonly fractions: Phrases<number>;
  readonly shareOf: Phrases<true>;
  readonly multiples: Phrases<number>;
  /** Powers of ten. */
  readonly magnitudes: Phrases<number>;
  readonly shortMagnitudes: Phrases<number>;
  readonly of: Phrases<true>;
  readonly units: Phrases<Unit | 'other'>;
  readonly unitsBefore: Phrases<Unit | 'other'>;
  readonly noQuantityBefore: Phrases<true>;
  readonly noQuantityAfter: Phrases<true>;
  readonly signBefore: Phrases<1 | -1>;
  readonly before: Phrases<Approximation>;
  readonly after: Phrases<Approximation>;
  readonly articles: Phrases<true>;
  readonly openings: Phrases<number>;
  readonly connectors: Phrases<Connector>;
}

/**
 * The numbers of one language together with those of all.
 *
 * @throws RangeError where the content does not have the language.
 */
export function numberTables(content: NumberContent, language: string): NumberTables {
  const own = content.languages[language];
  if (own === undefined) throw new RangeError(`language must be one of ${Object.keys(content.languages).join(', ')}, was ${language}`);
  const both = [own, content.everywhere];
  const valued = (key: 'words' | 'wordsBeforeUnits' | 'fractions') => phrasesOf(both.flatMap((part) => numeric(part[key])));
  const listed = (key: 'of' | 'shareOf' | 'noQuantityBefore') => phrasesOf<true>(both.map((part) => [true, part[key] ?? []]));
  const behind = (key: 'articles' | 'noQuantityAfter') => backwardPhrasesOf<true>(both.map((part) => [true, part[key] ?? []]));
  const powers = (key: 'magnitudes' | 'shortMagnitudes') =>
    phrasesOf(both.flatMap((part) => numeric(part[key]).map(([value, texts]) => [Math.round(Math.log10(value)), texts] as const)));
  const words = valued('words');
  for (const [word, value] of compoundWords(own)) addTokens(words, [word], { value });
  return {
    ...{ signs: signsOf(language), words, wordsBeforeUnits: valued('wordsBeforeUnits') },
    joining: new Set(both.flatMap((part) => part.joining ?? []).flatMap(keysOf)),
    ...{ fractions: valued('fractions'), shareOf: listed('shareOf'), multiples: multiplesOf(own, words) },
    ...{ magnitudes: powers('magnitudes'), shortMagnitudes: powers('shortMagnitudes'), of: listed('of') },
    units: phrasesOf(both.flatMap((part) => entriesOf(part.units))),
    unitsBefore: backwardPhrasesOf(both.flatMap((part) => entriesOf(part.unitsBefore))),
    ...{ noQuantityBefore: listed('noQuantityBefore'), noQuantityAfter: behind('noQuantityAfter') },
    signBefore: backwardPhrasesOf<1 | -1>(
      both.flatMap(({ signs }) => [[1, signs?.plus ?? []] as const, [-1, signs?.minus ?? []] as const]),
    ),
    before: backwardPhrasesOf(both.flatMap((part) => entriesOf(part.before))),
    after: phrasesOf(both.flatMap((part) => entriesOf(part.after))),
    articles: behind('articles'),
    ...rangesOf(own),
  };
}

const numeric = (record: Readonly<Record<string, Texts>> = {}): [number, Texts][] =>
  Object.entries(record).map(([value, texts]) => [Number(value), texts]);

const entriesOf = <Key extends string>(record: { readonly [K in Key]?: Texts | undefined } = {}): [Key, Texts][] =>
  Object.entries(record) as [Key, Texts][];

/** What says a multiple in one word: those listed, and the number words with an ending (`tenfold`, `zehnmal`). */
function multiplesOf(own: NumberPhrases, words: Phrases<number>): Phrases<number> {
  const multiples = phrasesOf(numeric(own.multiples));
  for (const ending of own.multipleEndings ?? []) {
    for (const [word, { value }] of words.next) {
      if (value !== undefined && value >= 2) addTokens(multiples, [word + fold(ending)], { value });
    }
  }
  return multiples;
}

function rangesOf({ ranges = {} }: NumberPhrases): Pick<NumberTables, 'openings' | 'connectors'> {
  const pairs = ranges.pairs ?? [];
  const openings = backwardPhrasesOf(
    pairs.map(({ from }, i) => [1 << i, from] as const),
    (old, added) => old | added,
  );
  const connectors = noPhrases<Connector>();
  const add = (texts: Texts, value: Connector) => {
    for (const text of texts) addTokens(connectors, keysOf(text), { value, merge: either });
  };
  add(ranges.free ?? [], { free: true, or: false, pairs: 0 });
  add(ranges.or ?? [], { free: false, or: true, pairs: 0 });
  for (const [i, { to }] of pairs.entries()) add(to, { free: false, or: false, pairs: 1 << i });
  return { openings, connectors };
}

const either = (a: Connector, b: Connector): Connector => ({ free: a.free || b.free, or: a.or || b.or, pairs: a.pairs | b.pairs });
