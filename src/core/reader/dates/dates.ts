import type { EpochDay } from '../../calendar/civil-date.ts';
import { isGlued, isNear, keyOf, phraseAt, phraseBefore } from '../words/phrases.ts';
import type { Token } from '../words/tokens.ts';
import { type Grain, intervalOf, type Values } from './date-meanings.ts';
import { fill, mayBeginDate } from './date-slots.ts';
import type { DateTables, Relation } from './date-tables.ts';
import { MEANINGS, type Meaning, type Template } from './date-templates.ts';
import { type FoundDate, numericDateAt } from './numeric-dates.ts';

/** A date of a text. */
export interface DateMention {
  /** Place of its first character; words such as `since` are not part of it. */
  readonly start: number;
  readonly end: number;
  /** Epoch days, both included; null where it cannot be told without the day of publication. */
  readonly from: EpochDay | null;
  readonly to: EpochDay | null;
  /** A week, a decade and a range of dates are a `span`; `late 2020` is a `part`. */
  readonly grain: Grain;
  /** Whether it is told from the day of publication: `last year`, not `in October`. */
  readonly relative: boolean;
  /** How what happens stands to it; the interval is that of the date itself. */
  readonly relation: Relation;
}

/** A date with what its template says: a weekday may belong to the date behind it. */
interface Read extends FoundDate {
  readonly meaning: Meaning;
}

/**
 * The dates of a text in their order; linear in the number of tokens.
 *
 * @param tokens - The text's tokens.
 * @param published - Day of publication. A date without a year is then the last one that begins at most 31 days after it, behind a word
 * for a deadline (`by September`) the first that ends at most 31 days before it; relative dates are told from it, a weekday as the last
 * such day up to it. Null leaves all of these without interval.
 */
export function readDates(tokens: readonly Token[], tables: DateTables, published: EpochDay | null): DateMention[] {
  const mentions: DateMention[] = [];
  let weekday: Read | undefined;
  for (let at = 0; at < tokens.length; ) {
    const read = mayBeginDate(tables, tokens[at]!) ? readAt(tables, tokens, { at, published }) : undefined;
    if (read === undefined) {
      at++;
      continue;
    }
    // `Tuesday, 10 October` is one date.
    const isOne = weekday !== undefined && read.meaning === 'day' && isNext(tables, tokens, { weekday, read });
    if (isOne) mentions.pop();
    mentions.push(mentionOf(tables, tokens, isOne ? { ...read, first: weekday!.first } : read));
    weekday = read.meaning === 'weekday' ? read : undefined;
    at = read.end;
  }
  return mentions;
}

function readAt(tables: DateTables, tokens: readonly Token[], asked: { at: number; published: EpochDay | null }): Read | undefined {
  const numeric = numericDateAt(tables, tokens, asked);
  if (numeric !== undefined) return { ...numeric, meaning: 'day' };
  return templateAt(tables, tokens, asked);
}

interface Filling {
  readonly slot: string;
  readonly value: number;
  readonly end: number;
  readonly before: Filling | undefined;
}

interface Place {
  readonly at: number;
  readonly node: Template;
  readonly filling: Filling | undefined;
}

/** The longest template that fits at a token and names a date that exists; templates are short, so that the search is too. */
function templateAt(
  tables: DateTables,
  tokens: readonly Token[],
  { at, published }: { at: number; published: EpochDay | null },
): Read | undefined {
  const open: Place[] = [{ at, node: tables.templates, filling: undefined }];
  let best: Read | undefined;
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const { node, filling } = place;
    if (node.meaning !== undefined && (best === undefined || isBetter(place, node.meaning, best))) {
      best = dateOf(tables, tokens, { at, place, published }) ?? best;
    }
    const token = tokens[place.at];
    if (token === undefined || (place.at > at && !isNear(tokens[place.at - 1]!, token))) continue;
    const literal = node.literals.get(keyOf(token));
    if (literal !== undefined) open.push({ at: place.at + 1, node: literal, filling });
    for (const [slot, { table, next }] of node.slots) {
      const filled = fill(tables, tokens, { table, at: place.at });
      if (filled === undefined) continue;
      const own: Filling = { slot, value: filled.value, end: filled.end, before: filling };
      const year: Filling = filled.year === undefined ? own : { slot: 'year', value: filled.year, end: filled.end, before: own };
      open.push({ at: filled.end, node: next, filling: year });
    }
  }
  return best;
}

/** The longer date counts; of two that are equally long the one whose meaning comes first. */
const isBetter = ({ at }: Place, meaning: Meaning, best: Read): boolean =>
  at > best.end || (at === best.end && MEANINGS.indexOf(meaning) < MEANINGS.indexOf(best.meaning));

function dateOf(
  tables: DateTables,
  tokens: readonly Token[],
  { at, place, published }: { at: number; place: Place; published: EpochDay | null },
): Read | undefined {
  const meaning = place.node.meaning!;
  if (isGlued(tokens[place.at - 1], tokens[place.at]) && tokens[place.at]!.kind !== 'mark') return undefined;
  if (meaning === 'cuedMonth' && phraseBefore(tables.monthCues, tokens, { at, floor: 0 }) === undefined) return undefined;
  if (meaning === 'year' && !isYear(tables, tokens, { at, end: place.at })) return undefined;
  const values: Record<string, number> = {};
  let first = at;
  for (let filling = place.filling; filling !== undefined; filling = filling.before) {
    values[filling.slot] = filling.value;
    // `between` opens a range and is no part of it.
    if (filling.slot === 'between' && filling.before === undefined) first = filling.end;
  }
  if (isDeadline(tables, tokens, first)) values.deadline = 1;
  const interval = intervalOf(meaning, values as Values, published);
  return interval && { first, end: place.at, interval, meaning };
}

function isDeadline(tables: DateTables, tokens: readonly Token[], at: number): boolean {
  const article = phraseBefore(tables.articles, tokens, { at, floor: 0 });
  return [at, article?.first ?? at].some((place) => phraseBefore(tables.deadlines, tokens, { at: place, floor: 0 }) !== undefined);
}

/** Whether a figure of four digits is a year: nothing counted or priced, no part of a longer figure, a time or a path. */
function isYear(tables: DateTables, tokens: readonly Token[], { at, end }: { at: number; end: number }): boolean {
  const [before, after] = [tokens[at - 1], tokens[end]];
  const isCut = (mark: Token | undefined, other: Token | undefined) =>
    mark?.kind === 'mark' && /^[:/_=+@#.]$/.test(keyOf(mark)) && other?.kind === 'number' && isGlued(mark, other);
  if (isGlued(tokens[end - 1], after) && isCut(after, tokens[end + 1])) return false;
  if (isGlued(before, tokens[at]) && isCut(before, tokens[at])) return false;
  if (before?.kind === 'mark' && keyOf(before) === '-' && isGlued(before, tokens[at]) && !isGlued(tokens[at - 2], before)) return false;
  const isHyphen = after?.kind === 'mark' && keyOf(after) === '-' && isGlued(tokens[end - 1], after);
  if (phraseAt(tables.noYearBefore, tokens, isHyphen ? end + 1 : end) !== undefined) return false;
  return phraseBefore(tables.noYearAfter, tokens, { at, floor: 0 }) === undefined;
}

const WIDEST_BRIDGE = 3;

/** Whether between a weekday and a date there is nothing but a comma and an article. */
function isNext(tables: DateTables, tokens: readonly Token[], { weekday, read }: { weekday: Read; read: Read }): boolean {
  if (read.first - weekday.end > WIDEST_BRIDGE) return false;
  for (let i = weekday.end; i < read.first; i++) {
    const key = keyOf(tokens[i]!);
    const isArticle = phraseBefore(tables.articles, tokens, { at: i + 1, floor: i }) !== undefined;
    if (key !== ',' && key !== '(' && !isArticle) return false;
  }
  return true;
}

/** What `from` does not open: a range that has its own end, a distance in time. */
const WITHOUT_SINCE: ReadonlySet<Meaning> = new Set(['days', 'months', 'years', 'ago', 'past']);

function mentionOf(tables: DateTables, tokens: readonly Token[], { first, end, interval, meaning }: Read): DateMention {
  const article = phraseBefore(tables.articles, tokens, { at: first, floor: 0 });
  const found =
    phraseBefore(tables.relations, tokens, { at: first, floor: 0 }) ??
    (article && phraseBefore(tables.relations, tokens, { at: article.first, floor: 0 }));
  const relation = found === undefined || (found.value === 'since' && WITHOUT_SINCE.has(meaning)) ? 'in' : found.value;
  // The point of an abbreviation may be that of the sentence, and is left to it.
  const last = tokens[end - 1]!.text === '.' ? end - 2 : end - 1;
  return { start: tokens[first]!.start, end: tokens[last]!.end, ...interval, relation };
}
