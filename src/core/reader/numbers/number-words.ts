import { isGlued, isNear, keyOf, type Phrases, phraseAt } from '../words/phrases.ts';
import { fold, type Token } from '../words/tokens.ts';

/** How a language glues number words to one: `zweiundzwanzig`, `ventidue`, `duecento`. */
export interface Gluing {
  readonly order: 'units-first' | 'tens-first';
  readonly join?: string | undefined;
  /** The form of one within a compound. */
  readonly one?: string | undefined;
  readonly hundred: string;
  /** The ending of thousands: `duemila`. */
  readonly thousand: string;
  /** Whether a vowel falls before another: `ventuno`, `centottanta`. */
  readonly elides?: boolean | undefined;
}

/** A number in words, over the tokens up to before `end`. */
export interface WordNumber {
  readonly value: number;
  readonly end: number;
}

/** Words that multiply what stands before them: dozen, hundred, thousand. */
const multiplies = (value: number, current: number): boolean =>
  current > 0 && (value === 12 ? current < 10 : (value === 100 || value === 1000) && current < 1000);
/** A number in words has at most so many. */
const MOST_WORDS = 8;

/** The glued words of 21 to 999 and the thousands, folded; none where a language does not glue. */
export function compoundWords({
  words = {},
  gluing,
}: {
  readonly words?: Readonly<Record<string, readonly string[]>> | undefined;
  readonly gluing?: Gluing | undefined;
}): Map<string, number> {
  const compounds = new Map<string, number>();
  if (gluing === undefined) return compounds;
  const known = (value: number) => (words[value] ?? []).map(fold);
  const small = new Map<number, string[]>();
  for (let value = 1; value < 100; value++) small.set(value, known(value).length > 0 ? known(value) : tensOf(value, known, gluing));
  small.set(1, [...new Set([gluing.one ?? '', ...known(1)].map(fold).filter((word) => word !== ''))]);
  for (const [value, texts] of small) if (value > 20) for (const text of texts) compounds.set(text, value);
  addHundreds(compounds, small, gluing);
  return compounds;
}

function tensOf(value: number, known: (value: number) => string[], { order, join = '', one, elides }: Gluing): string[] {
  const units = value % 10 === 1 && one !== undefined ? [fold(one)] : known(value % 10);
  return known(value - (value % 10)).flatMap((ten) =>
    units.map((unit) => (order === 'units-first' ? unit + fold(join) + ten : elided(ten, unit, elides) + unit)),
  );
}

const elided = (front: string, back: string, elides = false): string =>
  elides && /^[aeiou]/.test(back) && /[aeiou]$/.test(front) ? front.slice(0, -1) : front;

function addHundreds(compounds: Map<string, number>, small: ReadonlyMap<number, readonly string[]>, gluing: Gluing): void {
  const ones = (value: number) => small.get(value) ?? [];
  const hundred = fold(gluing.hundred);
  for (let hundreds = 1; hundreds < 10; hundreds++) {
    const fronts = [...ones(hundreds).map((unit) => unit + hundred), ...(hundreds === 1 ? [hundred] : [])];
    for (const front of fronts) {
      compounds.set(front, hundreds * 100);
      for (const [rest, texts] of small) for (const text of texts) compounds.set(front + text, hundreds * 100 + rest);
      if (gluing.elides)
        for (const text of ones(8).concat(ones(80), ones(11)))
          compounds.set(elided(front, text, true) + text, hundreds * 100 + valueIn(small, text));
    }
  }
  for (const [value, texts] of small) if (value > 1) for (const text of texts) compounds.set(text + fold(gluing.thousand), value * 1000);
  for (let hundreds = 1; hundreds < 10; hundreds++)
    for (const unit of ones(hundreds)) compounds.set(unit + hundred + fold(gluing.thousand), hundreds * 100_000);
}

function valueIn(small: ReadonlyMap<number, readonly string[]>, text: string): number {
  for (const [value, texts] of small) if (texts.includes(text)) return value;
  return 0;
}

/**
 * A number in words that begins with the token `at`: `two hundred and fifty`, `quatre-vingt-dix`, `trinta e cinco`.
 *
 * @param tables - Words with their values, and those that join them.
 */
export function numberInWords(
  tables: { readonly words: Phrases<number>; readonly joining: ReadonlySet<string> },
  tokens: readonly Token[],
  at: number,
): WordNumber | undefined {
  let sum = { total: 0, current: 0, room: Number.POSITIVE_INFINITY };
  let end = at;
  for (let words = 0; words < MOST_WORDS; words++) {
    const next = words === 0 ? at : afterJoining(tables.joining, tokens, end);
    const found = phraseAt(tables.words, tokens, next);
    const added = found && (words === 0 || isNear(tokens[next - 1]!, tokens[next]!)) ? plus(sum, found.value, next > end) : undefined;
    if (found === undefined || added === undefined) break;
    sum = added;
    end = found.end;
  }
  return end > at ? { value: sum.total + sum.current, end } : undefined;
}

interface Sum {
  readonly total: number;
  readonly current: number;
  /** What may still be added is below this. */
  readonly room: number;
}

/** The sum with one more word, or undefined where the word begins another number. */
function plus({ total, current, room }: Sum, value: number, isJoined: boolean): Sum | undefined {
  if (multiplies(value, current) && !isJoined) {
    return value === 1000
      ? { total: total + current * 1000, current: 0, room: 1000 }
      : { total, current: current * value, room: value === 100 ? 100 : 0 };
  }
  if (value >= room || (room !== Number.POSITIVE_INFINITY && value === 0)) return undefined;
  return { total, current: current + value, room: roomAfter(value) };
}

function roomAfter(value: number): number {
  // French counts on from sixty and eighty to seventy-nine and ninety-nine.
  if (value === 60 || value === 80) return 20;
  if (value >= 1000) return value % 1000 === 0 ? 1000 : 0;
  if (value >= 100) return value % 100 === 0 ? 100 : 0;
  return value >= 20 && value % 10 === 0 ? 10 : 0;
}

/** The place behind `and` or a hyphen within a number. */
function afterJoining(joining: ReadonlySet<string>, tokens: readonly Token[], at: number): number {
  const token = tokens[at];
  if (token === undefined || at === 0 || !isNear(tokens[at - 1]!, token)) return at;
  const key = keyOf(token);
  if (key === '-') return isGlued(tokens[at - 1], token) && isGlued(token, tokens[at + 1]) ? at + 1 : at;
  return joining.has(key) ? at + 1 : at;
}
