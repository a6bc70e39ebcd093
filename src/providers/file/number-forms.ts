import { quoted } from '../wording.ts';
import type { NumberForm } from './mapping.ts';
import { finite, MISSING, NUMBER, type NumberCell, type NumberReader } from './numbers.ts';
import { type Cell, textOf } from './table.ts';

/** What divides thousands, as a pattern. */
const DIVIDERS = { none: '', comma: ',', point: '\\.', space: '[ \\u00a0\\u2009\\u202f]', apostrophe: "['’]" } as const;
const CODES = '(?:US\\$|USD|EUR|GBP|JPY|CHF|BTC|[$€£¥₿])';
const CURRENCY = new RegExp(`^([+-]?)\\s*${CODES}\\s*|\\s*${CODES}$`, 'g');
const PERCENT = /\s*%$/;
const IN_PARENTHESES = /^\(([^()+-]+)\)$/;

/** A cell without the marks that may stand beside a figure. Those that are not told of stay. */
export function withoutMarks(cell: string, marks: NumberForm['marks']): string {
  let text = cell.replace(/^−/, '-');
  if (marks.includes('parentheses')) text = text.replace(IN_PARENTHESES, '-$1');
  if (marks.includes('percent')) text = text.replace(PERCENT, '');
  return marks.includes('currency') ? text.replace(CURRENCY, '$1') : text;
}

/** The pattern of a figure with these marks: thousands in groups of three, or not divided at all. */
export function figurePattern({ decimal, thousands }: Pick<NumberForm, 'decimal' | 'thousands'>): RegExp {
  const [divider, mark] = [DIVIDERS[thousands], decimal === 'point' ? '\\.' : ','];
  const whole = divider === '' ? '\\d+' : `(?:[1-9]\\d{0,2}(?:${divider}\\d{3})+|\\d+)`;
  return new RegExp(`^[+-]?(?:${whole}(?:${mark}\\d*)?|${mark}\\d+)(?:e[+-]?\\d+)?$`, 'i');
}

/** A reader of figures written in one form. Numbers that a format gives as such stand as they are. */
export function numberReader(form: NumberForm): NumberReader {
  const pattern = figurePattern(form);
  const divider = form.thousands === 'none' ? undefined : new RegExp(DIVIDERS[form.thousands], 'g');
  const missing = new Set([...MISSING, ...form.missing.map((text) => text.toLowerCase())]);
  const isPlain = form.decimal === 'point' && form.thousands !== 'point';
  const read = (cell: string): NumberCell => {
    if (missing.has(cell.toLowerCase())) return 'missing';
    const text = withoutMarks(cell, form.marks);
    if (!pattern.test(text)) return { problem: expected(cell, form) };
    const undivided = divider ? text.replace(divider, '') : text;
    return finite(cell, Number(form.decimal === 'comma' ? undivided.replace(',', '.') : undivided));
  };
  return (cell: Cell) => {
    if (typeof cell === 'number') return finite(String(cell), cell);
    const text = textOf(cell);
    return isPlain && NUMBER.test(text) ? finite(text, Number(text)) : read(text);
  };
}

function expected(cell: string, { decimal, thousands }: NumberForm): string {
  const divided = thousands === 'none' ? '' : ` and thousands divided by ${thousands === 'apostrophe' ? 'an' : 'a'} ${thousands}`;
  const form = decimal === 'point' && divided === '' ? '' : ` with a decimal ${decimal}${divided}`;
  return `expected a number${form}, found ${quoted(cell)}`;
}
