import type { Token } from './tokens.ts';

/** A sentence of a text, a heading, or an item of a list: places in UTF-16 units, without the space around. */
export interface Sentence {
  readonly start: number;
  readonly end: number;
  /** Which paragraph (line with text) it stands in, from 0. */
  readonly paragraph: number;
  /** Whether it is a piece of one that was too long to be read whole. */
  readonly isPiece?: true;
}

/** What looks like the end of a sentence in a language and is none. */
export interface SentenceRules {
  readonly language: string;
  /** Words with a full stop of their own, folded, without it: `mrd`, `ca`. */
  readonly abbreviations: ReadonlySet<string>;
}

/** A sentence longer than this is no prose; it is cut, so that work on one stays bounded. */
export const LONGEST_SENTENCE = 1500;
const ENDS_WITH_STOP = /([\p{L}\p{Nd}]+)\.["'”’»)\]]*\s*$/u;

/** The sentences of a text. A line break always ends one. */
export function sentencesOf(text: string, { language, abbreviations }: SentenceRules): Sentence[] {
  const segmenter = new Intl.Segmenter(language, { granularity: 'sentence' });
  const sentences: Sentence[] = [];
  let paragraph = 0;
  for (const line of text.matchAll(/[^\r\n\u2028\u2029]+/gu)) {
    const before = sentences.length;
    let start = line.index;
    let end = start;
    for (const { segment } of segmenter.segment(line[0])) {
      end += segment.length;
      const goesOn = end < line.index + line[0].length && isNoEnd(segment, text.slice(end, end + 1), abbreviations);
      if (goesOn && end - start < LONGEST_SENTENCE) continue;
      cut(text, { start, end, paragraph }, sentences);
      start = end;
    }
    cut(text, { start, end, paragraph }, sentences);
    if (sentences.length > before) paragraph++;
  }
  return sentences;
}

/** After `ca.`, `Mrd.`, an initial or a German ordinal (`3. Quartal`) a sentence goes on. */
function isNoEnd(segment: string, next: string, abbreviations: ReadonlySet<string>): boolean {
  const last = ENDS_WITH_STOP.exec(segment.slice(-40))?.[1];
  if (last === undefined) return false;
  if (/^\p{Nd}{1,2}$/u.test(last)) return /\p{L}/u.test(next);
  return /^\p{Lu}$/u.test(last) || abbreviations.has(last.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, ''));
}

function cut(text: string, { start, end, paragraph }: Sentence, sentences: Sentence[]): void {
  const isPiece = end - start > LONGEST_SENTENCE;
  for (let from = start, to = start; from < end; from = to) {
    to = end - from <= LONGEST_SENTENCE ? end : from + breakIn(text.slice(from, from + LONGEST_SENTENCE));
    const piece = text.slice(from, to);
    const lead = piece.length - piece.trimStart().length;
    const body = piece.trim();
    if (!/[\p{L}\p{Nd}]/u.test(body)) continue;
    const place = { start: from + lead, end: from + lead + body.length, paragraph };
    sentences.push(isPiece ? { ...place, isPiece } : place);
  }
}

/** Where a stretch is cut so that no word and no figure is: at its last space, else before its last mark, else at its end. */
function breakIn(stretch: string): number {
  const space = stretch.search(/\s\S*$/u);
  if (space > 0) return space;
  const mark = stretch.search(/[^\p{L}\p{M}\p{Nd}\p{Cf}.,'’][\p{L}\p{M}\p{Nd}\p{Cf}.,'’]*$/u);
  return mark > 0 ? mark : stretch.length - (/[\uD800-\uDBFF]$/.test(stretch) ? 1 : 0);
}

/** The tokens of each sentence, both in order of place. */
export function tokensBySentence(tokens: readonly Token[], sentences: readonly Sentence[]): Token[][] {
  let at = 0;
  return sentences.map(({ start, end }) => {
    while (at < tokens.length && (tokens[at] as Token).start < start) at++;
    const first = at;
    while (at < tokens.length && (tokens[at] as Token).end <= end) at++;
    return tokens.slice(first, at);
  });
}
