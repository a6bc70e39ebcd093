import { isGlued, isNear, keyOf, phraseAt, phraseBefore } from '../words/phrases.ts';
import type { Token } from '../words/tokens.ts';
import { type Amount, amountAt, mayBegin, scaled, standsAlone } from './amounts.ts';
import type { Approximation, NumberTables, Unit } from './number-tables.ts';
import { numberInWords } from './number-words.ts';

/** A number of a text with its unit. */
export interface Quantity {
  /** Place of its first character, its sign and currency included; words such as `about` and `between` are not. */
  readonly start: number;
  /** Place behind its last character, its unit included. */
  readonly end: number;
  /** The size, never below zero (`sign` says whether it falls); the lower end of a range. A share (`a third of`) is in percent. */
  readonly value: number;
  /** Upper end of a range. */
  readonly to: number | null;
  readonly unit: Unit | null;
  readonly approx: Approximation | null;
  /** Signed in the text, e.g. +390 %. */
  readonly sign: 1 | -1 | null;
  /** Written as a word. */
  readonly inWords: boolean;
}

/** Where something lies in a text. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/**
 * The numbers of a text in their order, with units, ranges, signs and approximations; linear in the number of tokens.
 *
 * @param tokens - The text's tokens.
 * @param taken - Stretches whose figures are none: dates, and names such as S&P 500.
 */
export function readQuantities(tokens: readonly Token[], tables: NumberTables, taken: readonly Stretch[]): Quantity[] {
  return runsBetween(tokens, taken).flatMap((run) => quantitiesOf(run, tables));
}

/** Runs of tokens that no taken stretch touches. */
function runsBetween(tokens: readonly Token[], taken: readonly Stretch[]): Token[][] {
  const stretches = [...taken].sort((a, b) => a.start - b.start);
  const runs: Token[][] = [];
  let run: Token[] = [];
  let next = 0;
  let covered = -1;
  for (const token of tokens) {
    while (next < stretches.length && stretches[next]!.start < token.end) covered = Math.max(covered, stretches[next++]!.end);
    if (token.start >= covered) run.push(token);
    else if (run.length > 0) {
      runs.push(run);
      run = [];
    }
  }
  return run.length > 0 ? [...runs, run] : runs;
}

/** A quantity with the tokens that it covers. */
interface Read {
  readonly first: number;
  readonly end: number;
  readonly quantity: Omit<Quantity, 'start' | 'end' | 'approx'>;
}

function quantitiesOf(tokens: readonly Token[], tables: NumberTables): Quantity[] {
  const quantities: Quantity[] = [];
  let floor = 0;
  for (let at = 0; at < tokens.length; ) {
    const read = readAt(tables, tokens, { at, floor });
    if (read === undefined || read === 'refused') {
      at++;
      continue;
    }
    const { first, end, quantity } = read;
    const approx = approximation(tables, tokens, { first, end, floor });
    // The point of an abbreviation may be that of the sentence, and is left to it.
    const last = tokens[end - 1]!.text === '.' ? end - 2 : end - 1;
    quantities.push({ start: tokens[first]!.start, end: tokens[last]!.end, ...quantity, approx });
    floor = end;
    at = end;
  }
  return quantities;
}

function readAt(
  tables: NumberTables,
  tokens: readonly Token[],
  { at, floor }: { at: number; floor: number },
): Read | 'refused' | undefined {
  const token = tokens[at]!;
  if (!mayBegin(token)) return undefined;
  if (token.kind === 'word') {
    const word = shareAt(tables, tokens, at) ?? multipleAt(tables, tokens, at);
    if (word !== undefined) return word;
  }
  const amount = amountAt(tables, tokens, { at, floor });
  if (amount === undefined) return undefined;
  const range = rangeFrom(tables, tokens, { amount, floor });
  if (range !== undefined) return range;
  return amount.stands ? single(amount) : 'refused';
}

const unitOf = ({ unit }: Amount): Unit | null => (unit === 'other' ? null : unit);

const single = (amount: Amount): Read => ({
  ...{ first: amount.first, end: amount.end },
  quantity: { value: scaled(amount.figure, amount.power), to: null, unit: unitOf(amount), sign: amount.sign, inWords: amount.inWords },
});

/** `doubled`, `tenfold`, `twice`. */
function multipleAt(tables: NumberTables, tokens: readonly Token[], at: number): Read | undefined {
  const found = phraseAt(tables.multiples, tokens, at);
  return found && { first: at, end: found.end, quantity: { value: found.value, to: null, unit: 'times', sign: null, inWords: true } };
}

/** `two thirds of`, `la metà dei`: a share in percent. */
function shareAt(tables: NumberTables, tokens: readonly Token[], at: number): Read | undefined {
  const bare = phraseAt(tables.fractions, tokens, at);
  const count = bare ? undefined : (numberInWords(tables, tokens, at) ?? phraseAt(tables.wordsBeforeUnits, tokens, at));
  if (bare !== undefined && phraseBefore(tables.noQuantityAfter, tokens, { at, floor: 0 }) !== undefined) return undefined;
  const fraction = bare ?? (count && behindCount(tables, tokens, count.end));
  if (fraction === undefined || phraseAt(tables.shareOf, tokens, fraction.end) === undefined) return undefined;
  const numerator = count?.value ?? 1;
  // Without a count only a half is a share: `third of the year` is none.
  if (numerator > fraction.value || (count === undefined && fraction.value !== 2)) return undefined;
  const value = (100 * numerator) / fraction.value;
  return { first: at, end: fraction.end, quantity: { value, to: null, unit: 'percent', sign: null, inWords: true } };
}

function behindCount(tables: NumberTables, tokens: readonly Token[], at: number) {
  const token = tokens[at];
  if (token === undefined || !isNear(tokens[at - 1]!, token)) return undefined;
  return phraseAt(tables.fractions, tokens, keyOf(token) === '-' ? at + 1 : at);
}

/** Two amounts as one range: `380 to 390 %`, `between 35 and 45 %`, `$5–10bn`. */
function rangeFrom(tables: NumberTables, tokens: readonly Token[], { amount, floor }: { amount: Amount; floor: number }): Read | undefined {
  const joint = jointBehind(tables, tokens, { amount, floor });
  if (joint === undefined) return undefined;
  const second = secondAmount(tables, tokens, joint.end);
  if (second === undefined || !mayJoin(amount, second)) return undefined;
  const unit = second.unit ?? amount.unit;
  const power = lowerPower(amount, second);
  const [a, b] = [scaled(amount.figure, power), scaled(second.figure, second.power)];
  if (a === b || (joint.isOr && amount.unit !== null)) return undefined;
  const whole = { at: amount.first, end: second.end };
  const stands = unit !== null || second.power > 0 ? amount.stands || second.stands : a < b && standsAlone(tables, tokens, whole);
  if (!stands || (joint.isOr && unit === null)) return undefined;
  const inWords = amount.inWords && second.inWords;
  return {
    ...{ first: amount.first, end: second.end },
    quantity: {
      value: Math.min(a, b),
      to: Math.max(a, b),
      unit: unit === 'other' ? null : unit,
      sign: amount.sign ?? second.sign,
      inWords,
    },
  };
}

interface Joint {
  readonly end: number;
  readonly isOr: boolean;
}

function jointBehind(
  tables: NumberTables,
  tokens: readonly Token[],
  { amount, floor }: { amount: Amount; floor: number },
): Joint | undefined {
  const mark = tokens[amount.end];
  if (mark === undefined || !isNear(tokens[amount.end - 1]!, mark)) return undefined;
  if (mark.kind === 'mark' && keyOf(mark) === '-') {
    // `35 -45` has no dash but a sign.
    const isEven = isGlued(tokens[amount.end - 1], mark) === isGlued(mark, tokens[amount.end + 1]);
    return isEven ? { end: amount.end + 1, isOr: false } : undefined;
  }
  const connector = phraseAt(tables.connectors, tokens, amount.end);
  if (connector === undefined) return undefined;
  const { free, or, pairs } = connector.value;
  if (free) return { end: connector.end, isOr: false };
  if (pairs > 0 && (openingBefore(tables, tokens, { at: amount.first, floor }) & pairs) > 0) return { end: connector.end, isOr: false };
  return or ? { end: connector.end, isOr: true } : undefined;
}

/** The pairs that a word before a figure opens, an article or a word such as `about` between them or not. */
function openingBefore(tables: NumberTables, tokens: readonly Token[], { at, floor }: { at: number; floor: number }): number {
  const article = phraseBefore(tables.articles, tokens, { at, floor });
  const loose = phraseBefore(tables.before, tokens, { at, floor });
  return [at, article?.first ?? at, loose?.first ?? at].reduce(
    (pairs, place) => pairs | (phraseBefore(tables.openings, tokens, { at: place, floor })?.value ?? 0),
    0,
  );
}

const MOST_LEAD = 4;

/** The amount behind a connector: its figure stands there, or behind an article, a sign or a currency. */
function secondAmount(tables: NumberTables, tokens: readonly Token[], floor: number): Amount | undefined {
  for (let at = floor; at < Math.min(floor + MOST_LEAD, tokens.length); at++) {
    if (!isNear(tokens[at - 1]!, tokens[at]!)) return undefined;
    const amount = mayBegin(tokens[at]!) ? amountAt(tables, tokens, { at, floor }) : undefined;
    // The article before a figure is no number of its own: `un 5 % y un 10 %`.
    if (amount === undefined || (amount.inWords && !amount.stands)) continue;
    const article = phraseBefore(tables.articles, tokens, { at: amount.first, floor });
    return (article?.first ?? amount.first) === floor ? amount : undefined;
  }
  return undefined;
}

function mayJoin(a: Amount, b: Amount): boolean {
  // A range from a fall to a rise has no size; its ends are told one by one.
  if (a.sign !== null && b.sign !== null && a.sign !== b.sign) return false;
  if (a.unit === null) return true;
  if (a.unit === b.unit) return true;
  return b.unit === null && a.currencyBefore;
}

/** The first figure's magnitude: its own, or the second's where that makes sense (`5 to 10 billion`). */
function lowerPower(a: Amount, b: Amount): number {
  const isSpoken = a.power > 0 || (a.unit !== null && !a.currencyBefore);
  return isSpoken || a.figure > 100 * b.figure ? a.power : b.power;
}

function approximation(
  tables: NumberTables,
  tokens: readonly Token[],
  { first, end, floor }: { first: number; end: number; floor: number },
): Approximation | null {
  const article = phraseBefore(tables.articles, tokens, { at: first, floor });
  const before =
    phraseBefore(tables.before, tokens, { at: first, floor }) ??
    (article && phraseBefore(tables.before, tokens, { at: article.first, floor }));
  if (before !== undefined) return before.value;
  const last = tokens[end - 1]!;
  return tokens[end] !== undefined && isNear(last, tokens[end]!) ? (phraseAt(tables.after, tokens, end)?.value ?? null) : null;
}
