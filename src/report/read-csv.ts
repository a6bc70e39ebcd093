import type { ReadArticle, ReadClaim, ReadResult } from '../contract/read.ts';
import { understood } from '../contract/read-words.ts';
import { type CsvCell, csvOf } from './csv.ts';

const CLAIMS = [
  ...['article', 'start', 'end', 'quote', 'kind', 'stance', 'by', 'about', 'numbers', 'tie', 'verdict'],
  ...['draft', 'misquoted'],
];

/** The claims of all texts, one a line, in order of place; places are UTF-16 units of the text. */
export function readCsv({ articles }: ReadResult): string {
  return csvOf(
    CLAIMS,
    articles.flatMap((article) => article.claims.map((claim) => claimRow(claim, article))),
  );
}

function claimRow(claim: ReadClaim, { name }: ReadArticle): CsvCell[] {
  const { start, end, quote, kind, stance, by, about, numbers, tie, verdict, draft, misquoted } = claim;
  return [
    ...[name, start, end, quote, kind, stance, by],
    ...[about.map(({ id }) => id).join('; '), numbers.map(understood).join('; ')],
    ...[tie === null ? null : `${tie.pack}/${tie.claim}`, verdict?.verdict ?? null, draft?.id ?? null, misquoted],
  ];
}
