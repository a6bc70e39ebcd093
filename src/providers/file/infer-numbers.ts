import { counted, quoted } from '../wording.ts';
import type { Doubt } from './doubt.ts';
import type { Inferred, Sampled } from './infer-dates.ts';
import type { NumberForm } from './mapping.ts';
import { withoutMarks } from './number-forms.ts';
import { MISSING, NUMBER } from './numbers.ts';
import { allRows, spreadRows } from './sample.ts';
import { type Cell, type Table, wantedOf } from './table.ts';

/** Texts that often stand for no value, beside those that always do. */
const NO_VALUE = new Set(['-', '--', '—', '–', 'n/a', 'na', '#n/a', 'n.a.', 'none', 'nil', 'nd', 'n.d.']);
const ALL_MARKS: NumberForm['marks'] = ['percent', 'currency', 'parentheses'];

const READ = 5_000;
const LONGEST = 60;

/** How figures are divided: counts of cells that can mean but one thing, and of those that leave it open. */
interface Votes {
  comma: number;
  point: number;
  /** One mark, then three digits: it may be either. */
  eitherComma: number;
  eitherPoint: number;
  dividers: Set<NumberForm['thousands']>;
  example: string | undefined;
}

/** Whether a text is a figure in some form. */
export function isFigure(text: string): boolean {
  return text.length <= LONGEST && /^[+-]?[\d.,\s'’\u00a0\u202f]*\d[\d.,]*(?:e[+-]?\d+)?$/i.test(withoutMarks(text, ALL_MARKS));
}

/** Whether a text says that there is no value. */
export function isNoValue(text: string): boolean {
  return MISSING.has(text.toLowerCase()) || NO_VALUE.has(text.toLowerCase());
}

export interface NumberRequest {
  readonly columns: readonly number[];
  /** Whether a lone point may divide thousands: not where cells are divided by commas, which a land of the decimal comma would not do. */
  readonly pointIsOpen: boolean;
}

/** How the figures of some columns are written, by their own cells or, where these leave it open, by those of all columns. */
export function inferNumberForm(sampled: Sampled, { columns, pointIsOpen }: NumberRequest): Inferred<Partial<NumberForm>> {
  const texts = figureTexts(sampled.table, columns, spreadRows(sampled.table, READ));
  if (!pointIsOpen && texts.every((text) => NUMBER.test(text) || MISSING.has(text.toLowerCase())))
    return { value: { decimal: 'point', thousands: 'none', marks: [], missing: [] }, evidence: [], doubts: [] };
  const marks = ALL_MARKS.filter((mark) => texts.some((text) => isFigure(text) && withoutMarks(text, [mark]) !== withoutMarks(text, [])));
  const missing = [...new Set(texts.filter((text) => NO_VALUE.has(text.toLowerCase())))];
  const told = [
    ...marks.map(markEvidence),
    ...(missing.length === 0 ? [] : [`${missing.map(quoted).join(', ')} say that there is no value.`]),
  ];
  const own = votesOf(texts);
  const wholly = () => votesOf(figureTexts(sampled.table, columns, allRows(sampled.table)));
  const decided = decimalOf(own, pointIsOpen) ?? decimalOf(wholly(), pointIsOpen) ?? byOtherColumns(own, sampled);
  if (decided === undefined) {
    const [thousands] = [...own.dividers].filter((divider) => divider === 'space' || divider === 'apostrophe');
    return { value: { marks, missing, ...(thousands && { thousands }) }, evidence: told, doubts: [decimalDoubt(own)] };
  }
  const thousands = thousandsOf(own, decided);
  const evidence =
    decided === 'comma' || thousands !== 'none'
      ? [
          `Numbers have a decimal ${decided}${thousands === 'none' ? '' : ` and thousands divided by ${thousands}`}, such as ${quoted(own.example ?? '')}.`,
        ]
      : [];
  return { value: { decimal: decided, thousands, marks, missing }, evidence: [...evidence, ...told], doubts: [] };
}

function markEvidence(mark: NumberForm['marks'][number]): string {
  if (mark === 'percent') return 'A percent sign is dropped: the values stay in percent.';
  return mark === 'currency' ? 'A currency sign is dropped.' : 'Figures in parentheses are negative.';
}

function figureTexts(table: Table, columns: readonly number[], rows: readonly number[]): string[] {
  const wanted = wantedOf(columns);
  const into: Cell[] = columns.map(() => null);
  const texts: string[] = [];
  for (const row of rows) {
    into.fill(null);
    table.pick(row, wanted, into);
    for (const cell of into) if (typeof cell === 'string' && cell.trim() !== '') texts.push(cell.trim());
  }
  return texts;
}

function votesOf(texts: readonly string[]): Votes {
  const votes: Votes = { comma: 0, point: 0, eitherComma: 0, eitherPoint: 0, dividers: new Set(), example: undefined };
  for (const text of texts) if (isFigure(text)) vote(withoutMarks(text, ALL_MARKS), votes);
  return votes;
}

function vote(text: string, votes: Votes): void {
  const [commas, points] = [text.split(',').length - 1, text.split('.').length - 1];
  if (/\d[ \u00a0\u2009\u202f]\d/.test(text)) divided('space');
  if (/\d['’]\d/.test(text)) divided('apostrophe');
  if (commas > 0 && points > 0) {
    const decimal = text.lastIndexOf(',') > text.lastIndexOf('.') ? 'comma' : 'point';
    votes[decimal]++;
    divided(decimal === 'comma' ? 'point' : 'comma');
  } else if (commas > 1) {
    votes.point++;
    divided('comma');
  } else if (points > 1) {
    votes.comma++;
    divided('point');
  } else if (commas + points === 1) {
    const isOpen = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/.test(text);
    if (commas === 1) votes[isOpen ? 'eitherComma' : 'comma']++;
    else votes[isOpen ? 'eitherPoint' : 'point']++;
    if (isOpen || commas === 1) votes.example ??= text;
  }

  function divided(by: NumberForm['thousands']): void {
    votes.dividers.add(by);
    votes.example = text;
  }
}

/** The decimal mark that the cells tell, or undefined where they leave it open. */
function decimalOf({ comma, point, eitherComma, eitherPoint }: Votes, pointIsOpen: boolean): NumberForm['decimal'] | undefined {
  if (comma > 0 && point > 0) return undefined;
  if (comma + point > 0) return comma > 0 ? 'comma' : 'point';
  return eitherComma > 0 || (pointIsOpen && eitherPoint > 0) ? undefined : 'point';
}

function byOtherColumns(own: Votes, { table, rows }: Sampled): NumberForm['decimal'] | undefined {
  if (own.comma + own.point > 0) return undefined;
  const columns = table.names.map((_, i) => i);
  const { comma, point } = votesOf(figureTexts(table, columns, rows));
  return comma > 0 === point > 0 ? undefined : comma > 0 ? 'comma' : 'point';
}

function decimalDoubt({ example = '', comma, point, eitherComma, eitherPoint }: Votes): Doubt {
  const mark = example.includes(',') ? ',' : '.';
  const values = counted(mark === ',' ? eitherComma : eitherPoint, 'value');
  const isMixed = comma > 0 && point > 0;
  const open = `${values} such as ${quoted(example)} may have a decimal ${mark === ',' ? 'comma' : 'point'} or divide thousands by it, and no row decides.`;
  const question = isMixed
    ? `Some values have a decimal comma and others a decimal point (such as ${quoted(example)}): which is meant?`
    : open;
  const [decimal, whole] = [example.replace(mark, '.'), example.replace(mark, '')];
  return {
    flag: '--decimal',
    question,
    choices: [
      { value: 'comma', meaning: `${example} is ${mark === ',' ? decimal : whole}` },
      { value: 'point', meaning: `${example} is ${mark === ',' ? whole : decimal}` },
    ],
  };
}

function thousandsOf({ dividers, eitherComma, eitherPoint }: Votes, decimal: NumberForm['decimal']): NumberForm['thousands'] {
  const other = decimal === 'point' ? 'comma' : 'point';
  const [told] = [...dividers].filter((divider) => divider !== decimal);
  return told ?? ((decimal === 'point' ? eitherComma : eitherPoint) > 0 ? other : 'none');
}
