import type { Token } from '../words/tokens.ts';
import type { Features } from './features.ts';

/** A claim of a text as it is compared with those of others. */
export interface ComparedClaim {
  /** What tells facts apart across texts, where a pack knows it: texts with one key say one thing. */
  readonly key: string | null;
  readonly kind: string;
  readonly features: Features;
  readonly figures: readonly Figure[];
  /** What is measured, e.g. `earnings`. */
  readonly measures: readonly string[];
  /** Known to depart from its source, in words; null where it is not. */
  readonly misquotes: string | null;
}

/** A number with a unit, as it stands and as it is compared. */
export interface Figure {
  readonly text: string;
  readonly unit: string;
  readonly value: number;
}

/** A text as it is compared with others. */
export interface ComparedText {
  readonly language: string | null;
  readonly claims: readonly ComparedClaim[];
  readonly shingles: ReadonlySet<string>;
}

/** What one text says of a fact. */
export interface Cell {
  readonly mark: 'same' | 'differs' | 'misquoted' | '-';
  readonly claims: readonly number[];
  readonly numbers: readonly string[];
  readonly measure: string | null;
  readonly note: string | null;
}

/** A fact that texts have, with what each says of it. */
export interface ComparedFact {
  readonly key: string | null;
  /** The first claim that says it: number of its text, and of the claim there. */
  readonly first: { readonly text: number; readonly claim: number };
  readonly cells: readonly Cell[];
}

/** How two texts stand to one another. */
export interface TextRelation {
  readonly first: number;
  readonly second: number;
  readonly kind: 'copy' | 'translation' | 'paraphrase' | 'shares' | 'none';
  readonly sharedFacts: number;
  readonly ofFacts: number;
  readonly sharedWords: number;
}

/** Several texts compared by their facts. */
export interface Comparison {
  readonly stories: readonly (readonly number[])[];
  readonly relations: readonly TextRelation[];
  readonly facts: readonly ComparedFact[];
}

const SHINGLE = 5;
/** More runs of words than these are not kept of one text, so that only its beginning is held against others. */
export const MOST_SHINGLES = 100_000;
/** Share of the features of both that makes two claims without a key one fact. */
const SAME_FACT = 0.6;
/** Texts that share so many facts, and so large a share of the shorter one's, tell one story. */
const STORY = { facts: 3, share: 0.5 } as const;
/** Share of runs of words from which on two texts are copies. */
const COPY = 0.4;

/** All runs of five words of a text. */
export function shinglesOf(tokens: readonly Token[]): Set<string> {
  const words = tokens.filter(({ kind }) => kind !== 'mark').map(({ text }) => text);
  const shingles = new Set<string>();
  for (let i = 0; i + SHINGLE <= words.length && shingles.size < MOST_SHINGLES; i++) shingles.add(words.slice(i, i + SHINGLE).join(' '));
  return shingles;
}

/** Compares texts by their facts, whatever their languages. */
export function compareTexts(texts: readonly ComparedText[]): Comparison {
  const groups = factsOf(texts);
  const facts = groups.map(({ key, first, members }) => ({ key, first, cells: cellsOf(texts, members) }));
  const has = texts.map((_, text) => new Set(groups.flatMap(({ members }, fact) => (members[text]?.length ? [fact] : []))));
  const relations = texts.flatMap((_, first) => texts.slice(first + 1).map((__, i) => relationOf(texts, has, [first, first + 1 + i])));
  const shared = facts.filter(({ key, cells }) => key !== null || cells.filter(({ mark }) => mark !== '-').length > 1);
  return { stories: storiesOf(texts.length, relations), relations, facts: shared };
}

interface Group {
  readonly key: string | null;
  readonly first: { readonly text: number; readonly claim: number };
  readonly features: Features;
  readonly kind: string;
  /** For each text the claims that say it. */
  readonly members: number[][];
}

function factsOf(texts: readonly ComparedText[]): Group[] {
  const groups: Group[] = [];
  // What was sought once is found again: a group keeps the features of its first claim.
  const known = new Map<string, Group>();
  const ofKind = new Map<string, Group[]>();
  for (const [text, { claims }] of texts.entries()) {
    for (const [claim, { key, features, kind }] of claims.entries()) {
      const sign = key === null ? `${kind} ${[...features].sort().join(' ')}` : `key ${key}`;
      const near = ofKind.get(kind) ?? [];
      let group = known.get(sign) ?? (key === null ? near.find((other) => likeness(other.features, features) >= SAME_FACT) : undefined);
      if (!group) {
        group = { key, first: { text, claim }, features, kind, members: texts.map(() => []) };
        groups.push(group);
        if (key === null) {
          near.push(group);
          ofKind.set(kind, near);
        }
      }
      // Claims of which nothing is known are never one.
      if (key !== null || features.size > 0) known.set(sign, group);
      group.members[text]?.push(claim);
    }
  }
  return groups;
}

/** Jaccard's index of two sets; zero where it must be below {@link SAME_FACT}. */
function likeness(a: Features, b: Features): number {
  if (a.size === 0 || b.size === 0) return 0;
  // Sets of very different sizes have little in common.
  if (Math.min(a.size, b.size) < SAME_FACT * Math.max(a.size, b.size)) return 0;
  let both = 0;
  for (const feature of a) if (b.has(feature)) both++;
  return both / (a.size + b.size - both);
}

function cellsOf(texts: readonly ComparedText[], members: readonly (readonly number[])[]): Cell[] {
  const said = members.map((claims, text) => claims.map((claim) => texts[text]?.claims[claim] as ComparedClaim));
  const cells = said.map((own, text): Cell => {
    const claims = members[text] as readonly number[];
    if (own.length === 0) return { mark: '-', claims, numbers: [], measure: null, note: null };
    const others = said.filter((each, other) => other !== text && each.length > 0);
    const figures = distinct(own.flatMap((claim) => claim.figures));
    const measures = [...new Set(own.flatMap((claim) => claim.measures))];
    const shown = { claims, numbers: figures.map((figure) => figure.text), measure: measures[0] ?? null };
    return { ...shown, ...judged({ own, figures, measures }, others) };
  });
  // What is measured is of interest where somebody measures something else.
  return cells.some(({ mark }) => mark === 'misquoted') ? cells : cells.map((cell) => ({ ...cell, measure: null }));
}

interface Said {
  readonly own: readonly ComparedClaim[];
  readonly figures: readonly Figure[];
  readonly measures: readonly string[];
}

function judged({ own, figures, measures }: Said, others: readonly (readonly ComparedClaim[])[]): Pick<Cell, 'mark' | 'note'> {
  const known = own.find(({ misquotes }) => misquotes !== null);
  if (known) return { mark: 'misquoted', note: known.misquotes };
  const theirs = others.map((claims) => new Set(claims.flatMap((claim) => claim.measures)));
  const agreed = mostSay(theirs);
  const isOddMeasure = agreed !== null && measures.length > 0 && !measures.includes(agreed);
  const theirFigures = others.map((claims) => distinct(claims.flatMap((claim) => claim.figures)));
  const counts = new Map<string, number>();
  for (const each of theirFigures.flat().map(figureKey)) counts.set(each, (counts.get(each) ?? 0) + 1);
  const common = distinct(theirFigures.flat()).filter((figure) => 2 * (counts.get(figureKey(figure)) ?? 0) > others.length);
  const said = new Set(figures.map(figureKey));
  const sharesFigure = common.some((figure) => said.has(figureKey(figure)));
  if (isOddMeasure && sharesFigure) return { mark: 'misquoted', note: `the others speak of ${agreed}, this of ${measures[0]}` };
  const units = new Set(figures.map(({ unit }) => unit));
  const comparable = common.filter(({ unit }) => units.has(unit));
  if (others.length > 0 && comparable.length > 0 && !sharesFigure) return { mark: 'differs', note: `the others say ${listed(comparable)}` };
  const dropped = common.filter((figure) => !said.has(figureKey(figure)));
  return { mark: 'same', note: dropped.length > 0 ? `without ${listed(dropped)}` : null };
}

/** Figures that a note names. */
const MOST_NAMED = 20;

const listed = (figures: readonly Figure[]): string => {
  const named = figures.slice(0, MOST_NAMED).map(({ text }) => text);
  return named.join(', ') + (figures.length > MOST_NAMED ? ` and ${figures.length - MOST_NAMED} more` : '');
};

/** What more than half of the texts say, two at least. */
function mostSay(sets: readonly ReadonlySet<string>[]): string | null {
  const counts = new Map<string, number>();
  for (const set of sets) for (const each of set) counts.set(each, (counts.get(each) ?? 0) + 1);
  const [best] = [...counts].sort(([, a], [, b]) => b - a);
  return best && best[1] >= 2 && 2 * best[1] > sets.length ? best[0] : null;
}

/** Figures that are one have one key. */
const figureKey = ({ unit, value }: Figure): string => `${unit} ${Number(value.toPrecision(9))}`;

const distinct = (figures: readonly Figure[]): Figure[] => {
  const first = new Map<string, Figure>();
  for (const figure of figures) if (!first.has(figureKey(figure))) first.set(figureKey(figure), figure);
  return [...first.values()];
};

function relationOf(
  texts: readonly ComparedText[],
  has: readonly ReadonlySet<number>[],
  [first, second]: readonly [number, number],
): TextRelation {
  const [a, b] = [has[first] as ReadonlySet<number>, has[second] as ReadonlySet<number>];
  const [one, other] = [texts[first] as ComparedText, texts[second] as ComparedText];
  const sharedFacts = [...a].filter((fact) => b.has(fact)).length;
  const ofFacts = Math.min(a.size, b.size);
  const smaller = Math.min(one.shingles.size, other.shingles.size);
  const sharedWords = smaller === 0 ? 0 : [...one.shingles].filter((shingle) => other.shingles.has(shingle)).length / Math.max(1, smaller);
  const tellsOneStory = sharedFacts >= STORY.facts && sharedFacts >= STORY.share * ofFacts;
  const kind =
    sharedWords >= COPY
      ? 'copy'
      : tellsOneStory
        ? one.language === other.language
          ? 'paraphrase'
          : 'translation'
        : sharedFacts > 0
          ? 'shares'
          : 'none';
  return { first, second, kind, sharedFacts, ofFacts, sharedWords: Math.min(1, sharedWords) };
}

/** Texts joined by copies, translations and paraphrases. */
function storiesOf(count: number, relations: readonly TextRelation[]): number[][] {
  const story = Array.from({ length: count }, (_, i) => i);
  for (const { first, second, kind } of relations) {
    if (kind === 'shares' || kind === 'none') continue;
    const [keep, give] = [story[first] as number, story[second] as number];
    for (let i = 0; i < count; i++) if (story[i] === give) story[i] = keep;
  }
  return [...new Set(story)].map((name) => story.flatMap((each, i) => (each === name ? [i] : [])));
}
