import { globSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';

const root = new URL('../../app/read/texts/', import.meta.url).pathname;

const textsIn = (file: string): string =>
  (parse(readFileSync(root + file, 'utf8')) as { texts: { text: string }[] }).texts.map(({ text }) => text).join('\n');

/** The English texts that the reader is judged by, one after the other. */
export const ENGLISH: string = textsIn('en.yaml');

/** The texts of all languages. */
export const PROSE: string = globSync('*.yaml', { cwd: root }).sort().map(textsIn).join('\n');

/** A cheap source of numbers below 2^32, the same each time. */
function chance(): () => number {
  let state = 88_172_645;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

const again = (piece: string) => (length: number) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
const between = (sign: string) => (length: number) => again([...PROSE].join(sign))(length);

function drawn(length: number, piece: (next: () => number, at: number) => string): string {
  const next = chance();
  let text = '';
  for (let at = 0; text.length < length; at++) text += piece(next, at);
  return text.slice(0, length);
}

const letters = (next: () => number, count: number): string =>
  Array.from({ length: count }, () => String.fromCharCode(97 + (next() % 26))).join('');
const GARBAGE = 'aé\u0301ßÄ中ع\u200B\u202E\uD800\uDC00😀0٣9.,-–$€%()"\'’ \u00A0\n\0\u0007';

/** Texts that nobody writes, by name; each makes as many characters as it is asked for. */
export const HOSTILE: Readonly<Record<string, (length: number) => string>> = {
  'ordinary prose': again(ENGLISH),
  'prose in six languages': again(PROSE),
  'one line without spaces': again('loremipsum'),
  digits: again('1234567890'),
  'digits with points and commas': again('1.234,5.678,9'),
  'figures with spaces': again('1 000 '),
  spaces: again(' '),
  'ends of lines': again('\n'),
  'words that are all different': (length) => drawn(length, (next) => `${letters(next, 2 + (next() % 9))} `),
  'stop words': again('and the '),
  'a market, begun again and again': again('the russell 2000 '),
  'a market and a value': again('the russell 2000 value '),
  'phrases with gaps': again('resistance into resistance '),
  'every phrase beginning': again('after each of the last new highs when the lead time before it had led above the resistance into '),
  'three dots': again('… '),
  points: again('. '),
  'points and letters': again('a.b. '),
  commas: again('Bitcoin rose 5%, '),
  'semicolons without claims': again('and; '),
  'people and verbs of saying': again('Smith said '),
  names: again('Aa Bb and '),
  'nested quotes': again('“‘"«(['),
  'quotes around sentences': again('“Bitcoin rose.” '),
  Zalgo: again(`e${'\u0301\u0316\u0337'.repeat(20)}😀`),
  'marks of direction': between('\u202E'),
  'zero-width joiners': between('\u200D'),
  'halves of characters': again('\uD800a\uDC00 '),
  'control characters': again('\0\u0001\u0007\u001b[31m\u007f '),
  'one sentence': again('bitcoin rose five percent and then the dollar fell after stocks '),
  'short sentences': again('It fell 5. '),
  'short sentences on lines': again('No.\n'),
  questions: again('Will Bitcoin rise? '),
  'sentences that are claims': again('Bitcoin rose 5% in 2021. '),
  'claims that are all different': (length) =>
    drawn(
      length,
      (next) => `${MARKETS[next() % 6]} ${next() % 2 ? 'rose' : 'fell'} ${(next() % 9000) / 100}% in ${1990 + (next() % 36)}. `,
    ),
  'regularities that are all different': (length) =>
    drawn(
      length,
      (next) =>
        `${MARKETS[next() % 6]} always rises ${1 + (next() % 200)}% within ${1 + (next() % 90)} days after ${MARKETS[next() % 6]} hits a record. `,
    ),
  dates: again('from October to November 2021 since the first half of 2020, '),
  'HTML tags': again('<div class="a"><script>alert(1)</script><b>Bitcoin</b>&amp;<!-- '),
  'opening tags': again('<'),
  garbage: (length) => drawn(length, (next) => GARBAGE[next() % GARBAGE.length] as string),
};

const MARKETS = ['Bitcoin', 'The Russell 2000', 'Gold', 'The S&P 500', 'Ether', 'The Nasdaq 100'];
