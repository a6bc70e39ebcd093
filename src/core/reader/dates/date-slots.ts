import { isGlued, isNear, keyOf, phraseAt } from '../words/phrases.ts';
import type { Token } from '../words/tokens.ts';
import { CALENDAR_UNITS, type DateTables } from './date-tables.ts';

/** A filled slot: its value over the tokens up to before `end`, and a year where the sign carries one (`3Q25`). */
export interface Filled {
  readonly value: number;
  readonly end: number;
  readonly year?: number;
}

/** Years of which a text may speak. */
export const FIRST_YEAR = 1900;
export const LAST_YEAR = 2100;
/** Two digits from here on are of the last century. */
const CENTURY_TURNS = 70;

/** A year of two digits: 70 to 99 are of the last century. */
export const longYear = (short: number): number => (short >= CENTURY_TURNS ? 1900 : 2000) + short;

/** A relative year is kept apart from real ones: this year is `RELATIVE_YEAR`, last year one less. */
export const RELATIVE_YEAR = 100_000;

/** What a table of slots fills at the token `at`, or undefined. */
export function fill(tables: DateTables, tokens: readonly Token[], { table, at }: { table: string; at: number }): Filled | undefined {
  const special = SPECIAL.get(table);
  const isFigure = tokens[at]!.kind === 'number';
  if (special === undefined) return isFigure ? undefined : phrase(tables, tokens, { slot: table, at });
  return isFigure || WORDS_TOO.has(table) ? special(tables, tokens, at) : undefined;
}

function phrase({ slots }: DateTables, tokens: readonly Token[], { slot, at }: { slot: string; at: number }): Filled | undefined {
  const words = slots.get(slot);
  return words && phraseAt(words, tokens, at);
}

type Special = (tables: DateTables, tokens: readonly Token[], at: number) => Filled | undefined;

/** Tables that hold figures and words. */
const WORDS_TOO: ReadonlySet<string> = new Set(['ordinals', 'year', 'counts', 'decades', 'quarterSign', 'halfSign']);

const SPECIAL: ReadonlyMap<string, Special> = new Map(
  Object.entries<Special>({
    day: (tables, tokens, at) => ordinalFigure(tables, tokens, { at, most: 31, mustEnd: false }),
    ordinals: (tables, tokens, at) =>
      phrase(tables, tokens, { slot: 'ordinals', at }) ?? ordinalFigure(tables, tokens, { at, most: 10, mustEnd: true }),
    year: (tables, tokens, at) => fullYear(tokens, at) ?? relativeYear(tables, tokens, at),
    fullYear: (_, tokens, at) => fullYear(tokens, at),
    shortYear: (_, tokens, at) => shortYear(tokens, at),
    counts: (tables, tokens, at) => figure(tokens, { at, most: 999 }) ?? phrase(tables, tokens, { slot: 'counts', at }),
    decades: (tables, tokens, at) => decade(tables, tokens, at),
    quarterSign: ({ quarterLetters }, tokens, at) => sign(tokens, { at, letters: quarterLetters, most: 4 }),
    halfSign: ({ halfLetters }, tokens, at) => sign(tokens, { at, letters: halfLetters, most: 2 }),
    quarterFigure: ({ quarterLetters }, tokens, at) => figureSign(tokens, { at, letters: quarterLetters, most: 4 }),
    halfFigure: ({ halfLetters }, tokens, at) => figureSign(tokens, { at, letters: halfLetters, most: 2 }),
  }),
);

function figure(tokens: readonly Token[], { at, most }: { at: number; most: number }): Filled | undefined {
  const token = tokens[at];
  if (token?.kind !== 'number' || token.text.length > 4 || !/^[0-9]+$/.test(token.text)) return undefined;
  const value = Number(token.text);
  return value >= 1 && value <= most ? { value, end: at + 1 } : undefined;
}

/** `10`, `10th`, `3.`, `1er`: the ending stands glued to its figure. */
function ordinalFigure(
  { ordinalEndings }: DateTables,
  tokens: readonly Token[],
  { at, most, mustEnd }: { at: number; most: number; mustEnd: boolean },
): Filled | undefined {
  const found = figure(tokens, { at, most });
  if (found === undefined) return undefined;
  const ending = isGlued(tokens[at], tokens[at + 1]) ? phraseAt(ordinalEndings, tokens, at + 1) : undefined;
  if (ending === undefined) return mustEnd ? undefined : found;
  return { value: found.value, end: ending.end };
}

function fullYear(tokens: readonly Token[], at: number): Filled | undefined {
  const found = tokens[at]?.text.length === 4 ? figure(tokens, { at, most: LAST_YEAR }) : undefined;
  return found && found.value >= FIRST_YEAR ? found : undefined;
}

function shortYear(tokens: readonly Token[], at: number): Filled | undefined {
  const text = tokens[at]?.kind === 'number' ? tokens[at]!.text : '';
  return /^[0-9]{2}$/.test(text) ? { value: longYear(Number(text)), end: at + 1 } : undefined;
}

const YEAR_UNIT = CALENDAR_UNITS.indexOf('year');

/** `last year` in the place of a year. */
function relativeYear(tables: DateTables, tokens: readonly Token[], at: number): Filled | undefined {
  for (const [slot, shift] of [
    ['current', 0],
    ['previous', -1],
    ['following', 1],
    ['whole', 0],
  ] as const) {
    const found = phrase(tables, tokens, { slot, at });
    if (found?.value === YEAR_UNIT) return { value: RELATIVE_YEAR + shift, end: found.end };
  }
  return undefined;
}

/** `1990s`, `'90s`, `90er Jahre`, `années 1990`, `anni Novanta`. */
function decade(tables: DateTables, tokens: readonly Token[], at: number): Filled | undefined {
  const named = phrase(tables, tokens, { slot: 'decades', at });
  if (named !== undefined) return { value: named.value < 30 ? 2000 + named.value : 1900 + named.value, end: named.end };
  const before = phrase(tables, tokens, { slot: 'decadeBefore', at });
  const place = before?.end ?? at;
  const text = tokens[place]?.kind === 'number' ? tokens[place]!.text : '';
  if (!/^(?:[0-9]0|(?:19|20)[0-9]0)$/.test(text) || (before !== undefined && !isNear(tokens[place - 1]!, tokens[place]!))) return undefined;
  const value = text.length === 4 ? Number(text) : Number(text) < 30 ? 2000 + Number(text) : 1900 + Number(text);
  if (before !== undefined) return { value, end: place + 1 };
  const after = isGlued(tokens[place], tokens[place + 1]) ? phrase(tables, tokens, { slot: 'decadeAfter', at: place + 1 }) : undefined;
  return after && { value, end: after.end };
}

interface Letters {
  readonly at: number;
  readonly letters: ReadonlySet<string>;
  readonly most: number;
}

/** `Q3`, `T1`, `H2`; `Q325` is none. */
function sign(tokens: readonly Token[], { at, letters, most }: Letters): Filled | undefined {
  const token = tokens[at];
  if (token?.kind !== 'word' || token.text.length !== 2 || !letters.has(token.text[0]!)) return undefined;
  const value = Number(token.text[1]);
  return value >= 1 && value <= most ? { value, end: at + 1 } : undefined;
}

/** `3Q`, `3Q25`, `3Q 2025` (the year is a slot of its own). */
function figureSign(tokens: readonly Token[], { at, letters, most }: Letters): Filled | undefined {
  const found = figure(tokens, { at, most });
  const word = tokens[at + 1];
  if (found === undefined || tokens[at]!.text.length !== 1 || word?.kind !== 'word' || !isGlued(tokens[at], word)) return undefined;
  if (!letters.has(word.text[0]!)) return undefined;
  const year = word.text.slice(1);
  if (year === '') return { value: found.value, end: at + 2 };
  if (/^[0-9]{2}$/.test(year)) return { value: found.value, end: at + 2, year: longYear(Number(year)) };
  return /^(?:19|20)[0-9]{2}$/.test(year) ? { value: found.value, end: at + 2, year: Number(year) } : undefined;
}

/** Whether a token may begin a date at all. */
export const mayBeginDate = ({ beginnings }: DateTables, token: Token): boolean => {
  if (token.kind === 'number') return true;
  return (
    beginnings.has(keyOf(token)) || (token.kind === 'word' && token.text.length === 2 && token.text[1]! >= '1' && token.text[1]! <= '4')
  );
};
