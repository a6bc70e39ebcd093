import { isGlued, isNear, keyOf, phraseAt, phraseBefore } from '../words/phrases.ts';
import type { Token } from '../words/tokens.ts';
import { figureValue } from './figures.ts';
import type { NumberTables, Unit } from './number-tables.ts';
import { numberInWords } from './number-words.ts';

/** One figure with what belongs to it: sign, currency, magnitude and unit; over the tokens `first` to before `end`. */
export interface Amount {
  readonly first: number;
  readonly end: number;
  /** The figure alone, before its magnitude. */
  readonly figure: number;
  /** Power of ten of its magnitude. */
  readonly power: number;
  /** `other`: a currency that is none of the units. */
  readonly unit: Unit | 'other' | null;
  readonly currencyBefore: boolean;
  readonly sign: 1 | -1 | null;
  readonly inWords: boolean;
  /** Whether it counts on its own: a year, a part of a name and `a` do not. */
  readonly stands: boolean;
}

/** A figure without anything around it. */
interface Core {
  readonly value: number;
  readonly end: number;
  readonly inWords: boolean;
  readonly needsUnit: boolean;
}

/** `1.5` with a power of ten of 9 is 1500000000, without the error of a product of decimals. */
export function scaled(figure: number, power: number): number {
  const text = String(figure);
  return text.includes('e') ? figure * 10 ** power : Number(`${text}e${power}`);
}

/**
 * The amount whose figure begins with the token `at`; its sign and currency lie nowhere before `floor`.
 *
 * @returns Undefined where no figure begins there.
 */
export function amountAt(tables: NumberTables, tokens: readonly Token[], { at, floor }: { at: number; floor: number }): Amount | undefined {
  const token = tokens[at]!;
  const core = token.kind === 'word' ? wordCore(tables, tokens, at) : figureCore(tables, tokens, at);
  if (core === undefined) return undefined;
  const lead = leadBefore(tables, tokens, { at, floor });
  const tail = tailAfter(tables, tokens, { at: core.end, hasCurrency: lead.currency !== null });
  const unit = lead.currency ?? tail.unit;
  const hasMore = unit !== null || tail.power > 0;
  return {
    ...{ first: lead.first, end: tail.end, figure: core.value, power: tail.power, unit, sign: lead.sign, inWords: core.inWords },
    currencyBefore: lead.currency !== null,
    stands: hasMore
      ? standsWithUnit(tokens, { at, unit, power: tail.power })
      : !core.needsUnit && standsAlone(tables, tokens, { at, end: tail.end }),
  };
}

/** Whether a token may begin an amount at all. */
export const mayBegin = ({ kind, text }: Token): boolean => kind !== 'mark' || FRACTION.test(text);

const FRACTION = /^(\d)\u2044(\d{1,2})$/;

function fractionOf(token: Token | undefined): number {
  const match = token?.kind === 'mark' ? FRACTION.exec(token.text) : null;
  return match && Number(match[2]) > 0 ? Number(match[1]) / Number(match[2]) : 0;
}

const DENOMINATORS: ReadonlySet<string> = new Set(['2', '3', '4', '8', '16', '32']);

/** `1/4` in three tokens, or 0. */
function writtenFraction(tokens: readonly Token[], at: number): number {
  const [top, stroke, bottom] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  if (stroke?.text !== '/' || bottom?.kind !== 'number' || !isGlued(top, stroke) || !isGlued(stroke, bottom)) return 0;
  const share = DENOMINATORS.has(bottom.text) && isDigits(top!.text) ? Number(top!.text) / Number(bottom.text) : 0;
  return share < 1 ? share : 0;
}

function figureCore({ signs }: NumberTables, tokens: readonly Token[], at: number): Core | undefined {
  const token = tokens[at]!;
  if (token.kind === 'mark') {
    const share = fractionOf(token);
    return share > 0 ? { value: share, end: at + 1, inWords: false, needsUnit: false } : undefined;
  }
  const end = endOfGroups(tokens, at);
  const text = tokens
    .slice(at, end)
    .map((part) => part.text)
    .join('\u00A0');
  const value = figureValue(text, signs);
  if (value === null) return undefined;
  const written = writtenFraction(tokens, at);
  if (written > 0) return { value: written, end: at + 3, inWords: false, needsUnit: true };
  const more = writtenFraction(tokens, end);
  if (more > 0 && tokens[end]!.start - tokens[end - 1]!.end === 1)
    return { value: value + more, end: end + 3, inWords: false, needsUnit: true };
  const share = fractionOf(tokens[end]);
  return { value: value + share, end: share > 0 ? end + 1 : end, inWords: false, needsUnit: false };
}

const MOST_GROUPS = 8;
const isDigits = (text: string): boolean => /^[0-9]+$/.test(text);

/** The token behind a figure whose groups stand apart (`1 234,5`); a run that groups badly is a figure of one token. */
function endOfGroups(tokens: readonly Token[], at: number): number {
  const first = tokens[at]!.text;
  if (first.length > 3 || !isDigits(first) || first.startsWith('0')) return at + 1;
  let end = at + 1;
  while (end - at <= MOST_GROUPS && isGroup(tokens[end - 1]!, tokens[end])) {
    end++;
    if (!isDigits(tokens[end - 1]!.text)) return end;
  }
  return end - at > MOST_GROUPS ? at + 1 : end;
}

const isGroup = (before: Token, token: Token | undefined): boolean =>
  token?.kind === 'number' && token.start === before.end + 1 && /^[0-9]{3}(?:[.,][0-9]+)?$/.test(token.text);

function wordCore(tables: NumberTables, tokens: readonly Token[], at: number): Core | undefined {
  const soft = phraseAt(tables.wordsBeforeUnits, tokens, at);
  const hard = numberInWords(tables, tokens, at);
  if (hard !== undefined && hard.end >= (soft?.end ?? 0)) return { ...hard, inWords: true, needsUnit: hard.value < 2 };
  // The A of `A$` is no article.
  if (soft === undefined || isPartOfSign(tokens[soft.end - 1]!, tokens[soft.end])) return undefined;
  // `a dozen`, `a hundred`: the article and its number.
  const next = tokens[soft.end];
  const counted =
    soft.value === 1 && next?.kind === 'word' && isNear(tokens[soft.end - 1]!, next) ? numberInWords(tables, tokens, soft.end) : undefined;
  return counted && [12, 100, 1000].includes(counted.value)
    ? { ...counted, inWords: true, needsUnit: false }
    : { value: soft.value, end: soft.end, inWords: true, needsUnit: true };
}

const isPartOfSign = (word: Token, after: Token | undefined): boolean =>
  word.kind === 'word' && isGlued(word, after) && /^\p{Sc}$/u.test(after!.text);

interface Lead {
  readonly first: number;
  readonly currency: Unit | 'other' | null;
  readonly sign: 1 | -1 | null;
}

/** Sign and currency before a figure, in either order: `-$5`, `$-5`, `plus 3`. */
function leadBefore(tables: NumberTables, tokens: readonly Token[], { at, floor }: { at: number; floor: number }): Lead {
  const inner = signEnding(tables, tokens, { at, floor });
  const beforeSign = inner?.first ?? at;
  const currency = phraseBefore(tables.unitsBefore, tokens, { at: beforeSign, floor });
  const first = currency?.first ?? beforeSign;
  const outer = inner === undefined && currency !== undefined ? signEnding(tables, tokens, { at: first, floor }) : undefined;
  return { first: outer?.first ?? first, currency: currency?.value ?? null, sign: (inner ?? outer)?.value ?? null };
}

function signEnding(tables: NumberTables, tokens: readonly Token[], { at, floor }: { at: number; floor: number }) {
  const mark = at > floor ? tokens[at - 1] : undefined;
  if (mark?.kind === 'mark') {
    const key = keyOf(mark);
    const isSign = key === '+' || key === '-';
    // A hyphen or a dash with a space behind it, or a word before it, is no sign.
    const isAlone = !isGlued(tokens[at - 2], mark) || tokens[at - 2]!.kind === 'mark';
    const isClose = isGlued(mark, tokens[at]) || ((mark.text === '+' || mark.text === '−') && isNear(mark, tokens[at]!));
    if (isSign && isAlone && isClose) return { value: key === '+' ? (1 as const) : (-1 as const), first: at - 1 };
    return undefined;
  }
  return phraseBefore(tables.signBefore, tokens, { at, floor });
}

interface Tail {
  readonly end: number;
  readonly power: number;
  readonly unit: Unit | 'other' | null;
}

const MOST_MAGNITUDES = 2;

/** Magnitude and unit behind a figure: `19,5 miliardi di dollari`, `12-month`, `35 %`. */
function tailAfter(tables: NumberTables, tokens: readonly Token[], { at, hasCurrency }: { at: number; hasCurrency: boolean }): Tail {
  let end = at;
  let power = 0;
  for (let i = 0; i < MOST_MAGNITUDES; i++) {
    const found = magnitudeAt(tables, tokens, { at: behindHyphen(tokens, end), hasCurrency });
    if (found === undefined || !followsNear(tokens, end)) break;
    power += found.value;
    end = found.end;
  }
  if (!followsNear(tokens, end)) return { end, power, unit: null };
  const of = power > 0 ? phraseAt(tables.of, tokens, end) : undefined;
  const unit = phraseAt(tables.units, tokens, behindHyphen(tokens, of?.end ?? end));
  return unit === undefined ? { end, power, unit: null } : { end: unit.end, power, unit: unit.value };
}

const followsNear = (tokens: readonly Token[], at: number): boolean => {
  const [before, after] = [tokens[at - 1], tokens[at]];
  return before !== undefined && after !== undefined && isNear(before, after);
};

/** Past a hyphen between a figure and its word; in `$5-$10` it joins two figures. */
function behindHyphen(tokens: readonly Token[], at: number): number {
  const mark = tokens[at];
  return mark?.kind === 'mark' &&
    keyOf(mark) === '-' &&
    isGlued(tokens[at - 1], mark) &&
    isGlued(mark, tokens[at + 1]) &&
    tokens[at + 1]!.kind === 'word'
    ? at + 1
    : at;
}

function magnitudeAt(tables: NumberTables, tokens: readonly Token[], { at, hasCurrency }: { at: number; hasCurrency: boolean }) {
  const long = phraseAt(tables.magnitudes, tokens, at);
  if (long !== undefined) return long;
  const short = phraseAt(tables.shortMagnitudes, tokens, at);
  if (short === undefined) return undefined;
  const isMoney = hasCurrency || isGlued(tokens[short.end - 1], tokens[short.end]) || isGlued(tokens[at - 1], tokens[at]);
  return isMoney ? short : undefined;
}

const isYear = (text: string): boolean => /^(?:19[0-9]{2}|20[0-9]{2}|2100)$/.test(text);
const SPANS: ReadonlySet<string> = new Set(['days', 'weeks', 'months', 'quarters', 'years', 'sessions']);

/** A year is no number of quarters: `the 2008 quarter`. */
function standsWithUnit(
  tokens: readonly Token[],
  { at, unit, power }: { at: number; unit: Unit | 'other' | null; power: number },
): boolean {
  return power > 0 || unit === null || !(isYear(tokens[at]!.text) && SPANS.has(unit));
}

const NEVER_BEFORE: ReadonlySet<string> = new Set(['#', '§', '@', ':', '/', '-', '.', '_', '=', '&', '*', '^', '\\']);
const NEVER_BEHIND: ReadonlySet<string> = new Set([':', '/', '_', '@', '°', 'º', '=', '*', '^', '\\', '²', '⁄']);

/** Whether a figure without a unit is a number at all: no year, no part of a name, an address, a time or a fraction. */
export function standsAlone(tables: NumberTables, tokens: readonly Token[], { at, end }: { at: number; end: number }): boolean {
  const [first, last] = [tokens[at]!, tokens[end - 1]!];
  if (end - at === 1 && isYear(first.text)) return false;
  const [before, after] = [tokens[at - 1], tokens[end]];
  if (isGlued(before, first) && (before!.kind !== 'mark' || (NEVER_BEFORE.has(keyOf(before!)) && isGlued(tokens[at - 2], before))))
    return false;
  if (before?.kind === 'mark' && ['#', '§', '@'].includes(before.text)) return false;
  if (isGlued(last, after) && isPartOfMore(tokens, end)) return false;
  if (isPartOfRow(tokens, { at, end })) return false;
  return (
    phraseBefore(tables.noQuantityAfter, tokens, { at, floor: 0 }) === undefined &&
    phraseAt(tables.noQuantityBefore, tokens, end) === undefined
  );
}

function isPartOfMore(tokens: readonly Token[], end: number): boolean {
  const after = tokens[end]!;
  if (after.kind !== 'mark') return true;
  const key = keyOf(after);
  if (key === '-') return isGlued(after, tokens[end + 1]) && tokens[end + 1]!.kind === 'number';
  return NEVER_BEHIND.has(key) && isGlued(after, tokens[end + 1]);
}

/** Figures side by side are a telephone number or a row of a table. */
function isPartOfRow(tokens: readonly Token[], { at, end }: { at: number; end: number }): boolean {
  const areSideBySide = (a: Token | undefined, b: Token | undefined) =>
    a?.kind === 'number' && b?.kind === 'number' && b.start - a.end <= 1;
  return areSideBySide(tokens[at - 1], tokens[at]) || areSideBySide(tokens[end - 1], tokens[end]);
}
