import type { EpochDay } from '../../calendar/civil-date.ts';
import { isGlued, keyOf, phraseBefore } from '../words/phrases.ts';
import type { Token } from '../words/tokens.ts';
import { dayInterval, dayOf, type Interval, intervalOf, yearOfDigits } from './date-meanings.ts';
import type { DateTables } from './date-tables.ts';

/** A date that was found, over the tokens `first` to before `end`. */
export interface FoundDate {
  readonly first: number;
  readonly end: number;
  readonly interval: Interval;
}

interface Asked {
  readonly at: number;
  readonly published: EpochDay | null;
}

const DOTTED = /^([0-9]{1,4})\.([0-9]{1,2})(?:\.([0-9]{2}|[0-9]{4}))?$/;
const PART = /^[0-9]{1,4}$/;
const SEPARATORS: ReadonlySet<string> = new Set(['/', '-']);

/** A date in figures that begins with the token `at`: `2025-10-10`, `10/10/2025`, `10.10.25`, and `10/11` behind a word for a day. */
export function numericDateAt(tables: DateTables, tokens: readonly Token[], asked: Asked): FoundDate | undefined {
  const { at } = asked;
  if (tokens[at]?.kind !== 'number' || !isFree(tokens, at)) return undefined;
  const found = partsAt(tokens, at);
  if (found === undefined) return undefined;
  const { parts, end } = found;
  const interval = parts.length === 3 ? fullDate(parts, tables.order) : shortDate(tables, tokens, { ...asked, parts, end });
  return interval && { first: at, end, interval };
}

/** Whether no figure is glued before a place: `2.10.10.2025` holds no date. */
function isFree(tokens: readonly Token[], at: number): boolean {
  const [before, further] = [tokens[at - 1], tokens[at - 2]];
  if (!isGlued(before, tokens[at])) return true;
  return (
    before!.kind === 'mark' && !(further?.kind === 'number' && isGlued(further, before)) && !['#', '@', '_', '='].includes(before!.text)
  );
}

interface Parts {
  readonly parts: readonly string[];
  readonly end: number;
}

function partsAt(tokens: readonly Token[], at: number): Parts | undefined {
  const dotted = DOTTED.exec(tokens[at]!.text);
  if (dotted !== null) {
    const parts = dotted.slice(1).filter((part) => part !== undefined);
    return isGlued(tokens[at], tokens[at + 1]) && /^[/_:]$/.test(tokens[at + 1]!.text) ? undefined : { parts, end: at + 1 };
  }
  if (!PART.test(tokens[at]!.text)) return undefined;
  const parts = [tokens[at]!.text];
  let end = at + 1;
  let sign = '';
  while (parts.length < 4) {
    const [mark, part] = [tokens[end], tokens[end + 1]];
    if (!isGlued(tokens[end - 1], mark) || !isGlued(mark, part) || part?.kind !== 'number' || !PART.test(part.text)) break;
    const key = keyOf(mark!);
    if (!SEPARATORS.has(key) || (sign !== '' && key !== sign)) break;
    sign = key;
    parts.push(part.text);
    end += 2;
  }
  return parts.length === 3 || parts.length === 2 ? { parts, end } : undefined;
}

function fullDate([a = '', b = '', c = '']: readonly string[], order: DateTables['order']): Interval | undefined {
  if (a.length === 4) return c.length <= 2 ? named(a, b, c) : undefined;
  if (a.length > 2 || b.length > 2 || (c.length !== 2 && c.length !== 4)) return undefined;
  const isMonthFirst = order === 'month-first' ? Number(a) <= 12 : Number(b) > 12;
  return isMonthFirst ? named(c, a, b) : named(c, b, a);
}

function named(year: string, month: string, day: string): Interval | undefined {
  const value = dayOf(yearOfDigits(year), Number(month), Number(day));
  return value === undefined ? undefined : { from: value, to: value, grain: 'day', relative: false };
}

/** Two parts: a year and a month (`2025-10`), or a day and a month where a word before them says so. */
function shortDate(tables: DateTables, tokens: readonly Token[], { at, end, parts, published }: Asked & Parts): Interval | undefined {
  const [a = '', b = ''] = parts;
  const mark = end - at === 1 ? '.' : keyOf(tokens[at + 1]!);
  if (a.length === 4 && b.length === 2 && mark === '-') {
    const isSeason = (Number(a) + 1) % 100 === Number(b);
    return isSeason || dayOf(Number(a), Number(b), 1) === undefined
      ? undefined
      : intervalOf('month', { month: Number(b), year: Number(a) }, null);
  }
  if (a.length > 2 || b.length > 2 || mark === '-') return undefined;
  if (phraseBefore(tables.dayCues, tokens, { at, floor: 0 }) === undefined) return undefined;
  if (mark === '.' && !(isGlued(tokens[at], tokens[end]) && tokens[end]!.text === '.')) return undefined;
  const isMonthFirst = tables.order === 'month-first' && Number(a) <= 12;
  const [day, month] = isMonthFirst ? [Number(b), Number(a)] : [Number(a), Number(b)];
  return month > 12 || month < 1 ? undefined : dayInterval({ day, month }, published);
}
