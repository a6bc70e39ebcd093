import type { Mention } from './lexicon.ts';
import type { Token } from './tokens.ts';

/** Words within a name that are written small. */
const LINKS = new Set([
  'of',
  'the',
  'de',
  'di',
  'della',
  'del',
  'von',
  'van',
  'der',
  'and',
  'und',
  'e',
  'y',
  'et',
  'da',
  'do',
  'du',
  'la',
  'le',
  'für',
  'fur',
  'for',
  'at',
]);
/** Longest way, in tokens, between a verb of saying and the name. */
const REACH = 9;

/**
 * Who is said to say what a sentence tells: the name nearest to a verb of saying; null where there is none.
 *
 * Names are runs of words in capitals that are no market. In German every noun has one, so that a name there must stand beside the verb or hold
 * two such words.
 */
export function sourceOf(
  text: string,
  { tokens, mentions }: { readonly tokens: readonly Token[]; readonly mentions: readonly Mention[] },
): string | null {
  const says = mentions.filter(({ kind }) => kind === 'says');
  if (says.length === 0) return null;
  const names = namesIn(text, tokens, mentions);
  let best: { name: string; distance: number } | null = null;
  for (const { start, end } of says) {
    for (const name of names) {
      const between = tokens.filter((token) =>
        name.end <= start ? token.start >= name.end && token.end <= start : token.start >= end && token.end <= name.start,
      ).length;
      if (between <= REACH && (best === null || between < best.distance))
        best = { name: text.slice(name.start, name.end), distance: between };
    }
  }
  return best?.name ?? null;
}

interface Name {
  readonly start: number;
  readonly end: number;
  readonly words: number;
}

function namesIn(text: string, tokens: readonly Token[], mentions: readonly Mention[]): Name[] {
  const names: Name[] = [];
  const isMarket = ({ start, end }: Token) =>
    mentions.some((m) => (m.kind === 'market' || m.kind === 'noun' || m.kind === 'says') && start >= m.start && end <= m.end);
  const isOneWord = ({ start, end }: Token) => mentions.some((m) => m.kind === 'market' && m.start === start && m.end === end);
  let run: Token[] = [];
  const close = () => {
    while (run.length > 0 && LINKS.has((run.at(-1) as Token).text)) run.pop();
    while (run.length > 0 && LINKS.has((run[0] as Token).text)) run.shift();
    const capitals = run.filter((token) => isCapital(text, token));
    const [first] = run;
    const opensSentence = first !== undefined && first === tokens.find(({ kind }) => kind === 'word');
    const isName = capitals.length >= 2 || (capitals.length === 1 && (!opensSentence || hasInnerCapital(text, first as Token)));
    if (first && isName) names.push({ start: first.start, end: (run.at(-1) as Token).end, words: capitals.length });
    run = [];
  };
  for (const token of tokens) {
    // `Ash Crypto`, `The Bitcoin Vector`: a market within a name is part of it.
    const isOfName = !isMarket(token) || (run.some((each) => isCapital(text, each)) && isCapital(text, token) && isOneWord(token));
    const goesOn = token.kind === 'word' && isOfName && (isCapital(text, token) || (run.length > 0 && LINKS.has(token.text)));
    const isJoint = run.length > 0 && (token.text === '&' || token.text === '-');
    if (goesOn) run.push(token);
    else if (!isJoint) close();
  }
  close();
  return names;
}

const isCapital = (text: string, { start }: Token): boolean => /\p{Lu}/u.test(text[start] as string);
const hasInnerCapital = (text: string, { start, end }: Token): boolean => /\p{Lu}/u.test(text.slice(start + 1, end));
