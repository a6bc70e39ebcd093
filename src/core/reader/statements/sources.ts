import type { Stretch } from '../numbers/quantities.ts';
import type { Mention } from '../words/lexicon.ts';
import type { Token } from '../words/tokens.ts';

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
 * Names are runs of words in capitals that are no market, no role and no month. In German every noun has one, so that a noun may pass for a name.
 */
export function sourceOf(
  text: string,
  {
    tokens,
    mentions,
    dates,
  }: { readonly tokens: readonly Token[]; readonly mentions: readonly Mention[]; readonly dates: readonly Stretch[] },
): string | null {
  const says = mentions.filter(({ kind }) => kind === 'says');
  if (says.length === 0) return null;
  // `In March, he said`: a month is nobody.
  const names = namesIn(text, tokens, mentions).filter((name) => !dates.some((date) => name.start < date.end && name.end > date.start));
  const ahead = countAhead(tokens);
  let best: { name: Name; distance: number } | null = null;
  for (const { start, end } of says) {
    for (const name of names) {
      const between = name.end <= start ? ahead(start) - ahead(name.end) : Math.max(0, ahead(name.start) - ahead(end));
      if (between <= REACH && (best === null || between < best.distance)) best = { name, distance: between };
    }
  }
  return best && text.slice(best.name.start, best.name.end);
}

/** How many tokens begin before a place, for places at which tokens begin or end. */
function countAhead(tokens: readonly Token[]): (place: number) => number {
  const counts = new Map<number, number>();
  for (const [i, { start, end }] of tokens.entries()) {
    counts.set(start, i);
    // Where the next one is glued to it, that one says the same.
    counts.set(end, i + 1);
  }
  return (place) => counts.get(place) ?? 0;
}

interface Name {
  readonly start: number;
  readonly end: number;
  readonly words: number;
}

function namesIn(text: string, tokens: readonly Token[], mentions: readonly Mention[]): Name[] {
  const names: Name[] = [];
  const taken = takenBy(tokens, mentions);
  const opening = tokens.find(({ kind }) => kind === 'word');
  const markets = new Set(mentions.flatMap(({ kind, start, end }) => (kind === 'market' ? [`${start} ${end}`] : [])));
  const isOneWord = ({ start, end }: Token) => markets.has(`${start} ${end}`);
  let run: Token[] = [];
  const close = () => {
    while (run.length > 0 && LINKS.has((run.at(-1) as Token).text)) run.pop();
    while (run.length > 0 && LINKS.has((run[0] as Token).text)) run.shift();
    const capitals = run.filter((token) => isCapital(text, token));
    const [first] = run;
    const opensSentence = first !== undefined && first === opening;
    const isName = capitals.length >= 2 || (capitals.length === 1 && (!opensSentence || hasInnerCapital(text, first as Token)));
    if (first && isName) names.push({ start: first.start, end: (run.at(-1) as Token).end, words: capitals.length });
    run = [];
  };
  for (const token of tokens) {
    // `Ash Crypto`, `The Bitcoin Vector`: a market within a name is part of it.
    const isOfName = !taken.has(token) || (run.some((each) => isCapital(text, each)) && isCapital(text, token) && isOneWord(token));
    const goesOn = token.kind === 'word' && isOfName && (isCapital(text, token) || (run.length > 0 && LINKS.has(token.text)));
    const isJoint = run.length > 0 && (token.text === '&' || token.text === '-');
    if (goesOn) run.push(token);
    else if (!isJoint) close();
  }
  close();
  return names;
}

/** The tokens that are part of a market's name, a noun for it, or a verb of saying. */
function takenBy(tokens: readonly Token[], mentions: readonly Mention[]): Set<Token> {
  const stretches = mentions
    .filter(({ kind }) => kind === 'market' || kind === 'noun' || kind === 'says')
    .sort((a, b) => a.start - b.start);
  const taken = new Set<Token>();
  let next = 0;
  let reach = 0;
  for (const token of tokens) {
    while (next < stretches.length && (stretches[next] as Mention).start <= token.start)
      reach = Math.max(reach, (stretches[next++] as Mention).end);
    if (token.end <= reach) taken.add(token);
  }
  return taken;
}

const isCapital = (text: string, { start }: Token): boolean => /\p{Lu}/u.test(text[start] as string);
const hasInnerCapital = (text: string, { start, end }: Token): boolean => /\p{Lu}/u.test(text.slice(start + 1, end));
