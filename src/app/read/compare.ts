import type { ReadArticle, Syndication } from '../../contract/read.ts';
import { featuresOf } from '../../core/reader/likeness/features.ts';
import { type ComparedClaim, compareTexts, type Figure, MOST_SHINGLES, shinglesOf } from '../../core/reader/likeness/syndication.ts';
import { tokenise } from '../../core/reader/words/tokens.ts';
import type { Known } from './assemble.ts';
import type { OpenLexicon } from './lexicon.ts';
import type { GivenText } from './texts.ts';

/** Units of numbers that are compared; lengths of time and counts are seldom what is quoted. */
const COMPARED: ReadonlySet<string> = new Set(['percent', 'bp', 'USD', 'EUR', 'GBP', 'JPY', 'CHF', 'points', 'times']);
/** Measures that name a figure, in whose place another is a misquote. */
const MEASURES: ReadonlySet<string> = new Set(['earnings', 'returns', 'outflows', 'inflows', 'volume', 'capitalisation']);

/** Several texts compared by their facts, and the articles with their misquotes marked; null for one text. */
export function compared(
  articles: readonly ReadArticle[],
  texts: readonly GivenText[],
  { known, lexicon }: { readonly known: readonly (readonly Known[])[]; readonly lexicon: OpenLexicon },
): { readonly comparison: Syndication | null; readonly marked: ReadArticle[] } {
  const claims = known.map((own, i) => own.map((each) => comparedClaim(each, texts[i] as GivenText, lexicon)));
  const copies = claims.map((own) => own.map(({ misquotes }) => misquotes));
  if (articles.length < 2) return { comparison: null, marked: withMisquotes(articles, copies) };
  const asCompared = texts.map(({ language, text }, i) => ({
    language,
    claims: claims[i] as ComparedClaim[],
    shingles: shinglesOf(tokenise(text)),
  }));
  const { stories, relations, facts } = compareTexts(asCompared);
  const noted = copies.map((own) => [...own]);
  for (const { cells } of facts)
    cells.forEach(({ mark, claims: said, note }, i) => {
      if (mark === 'misquoted') for (const claim of said) (noted[i] as (string | null)[])[claim] ??= note;
    });
  const comparison: Syndication = {
    stories: stories.map((story) => [...story]),
    relations: [...relations],
    facts: facts.map(({ first, cells }) => {
      const claim = articles[first.text]?.claims[first.claim];
      const original = known[first.text]?.[first.claim]?.tie;
      return {
        label: claim?.tie?.statement ?? claim?.quote ?? '',
        claim: original ? originalOf(original.claim.id, original.claim.check.copy?.of) : null,
        by: original?.claim.by ?? claim?.by ?? null,
        cells: cells.map((cell) => ({ ...cell, claims: [...cell.claims], numbers: [...cell.numbers] })),
      };
    }),
  };
  const marked = withMisquotes(articles, noted).map((article, i) =>
    (asCompared[i]?.shingles.size ?? 0) < MOST_SHINGLES ? article : { ...article, notes: [...article.notes, ONLY_BEGINNING] },
  );
  return { comparison, marked };
}

const ONLY_BEGINNING = `Its words are held against those of the other texts only in its beginning, up to ${MOST_SHINGLES.toLocaleString('en')} runs of five words that differ.`;

/** A copy stands beside what it copies. */
const originalOf = (id: string, copied: string | undefined): string => copied ?? id;

function comparedClaim({ candidate, tie }: Known, { text, language }: GivenText, lexicon: OpenLexicon): ComparedClaim {
  const copy = tie?.claim.check.copy;
  const figures = candidate.quantities.flatMap(({ start, end, value, unit }): Figure[] =>
    unit !== null && COMPARED.has(unit) ? [{ text: text.slice(start, end), unit, value }] : [],
  );
  return {
    key: tie ? `${tie.pack} ${originalOf(tie.claim.id, copy?.of)}` : null,
    kind: candidate.kind,
    features: featuresOf(candidate, lexicon.tablesOf(language ?? 'en').lexicon),
    figures,
    measures: [
      ...new Set(candidate.mentions.flatMap(({ kind, concept }) => (kind === 'measure' && MEASURES.has(concept) ? [concept] : []))),
    ],
    misquotes: copy && tie?.named ? `the source says ${copy.source}, this ${copy.measure}` : null,
  };
}

const withMisquotes = (articles: readonly ReadArticle[], notes: readonly (readonly (string | null)[])[]): ReadArticle[] =>
  articles.map((article, i) => ({
    ...article,
    claims: article.claims.map((claim, k) => ({ ...claim, misquoted: notes[i]?.[k] ?? null })),
  }));
