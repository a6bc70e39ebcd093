import type { EpochDay } from '../../core/calendar/civil-date.ts';
import { possibleForms } from './date-shapes.ts';
import type { SourceFile } from './fault.ts';
import { firstRows } from './layout.ts';
import { delimiterName } from './mapping.ts';

const DELIMITERS = [',', ';', '\t', '|'];

interface Divided {
  readonly delimiter: string;
  /** Lines with a date and as many cells as most lines have. */
  readonly dated: number;
  readonly regular: number;
  readonly rows: number;
}

/** What divides the cells of a text: the mark by which most of the first lines have a date among as many cells. */
export function likeliestDelimiter(text: string, { name }: SourceFile, today: EpochDay): { delimiter: string; why: readonly string[] } {
  const first = name.toLowerCase().endsWith('.tsv') ? ['\t'] : [];
  const tried = [...new Set([...first, ...DELIMITERS])].map((delimiter): Divided => divide(text, delimiter, today));
  const best = tried.reduce((a, b) => (b.dated > a.dated || (b.dated === a.dated && b.regular > a.regular) ? b : a));
  const others = tried.filter(({ delimiter, dated }) => delimiter !== best.delimiter && dated > 0);
  const also =
    others.length === 0 ? '' : ` (${others.map(({ delimiter, dated }) => `${delimiterName(delimiter)} in ${dated}`).join(', ')})`;
  return {
    delimiter: best.delimiter,
    why: [
      `Cells are divided by ${delimiterName(best.delimiter)}: ${best.dated} of the first ${best.rows} lines have a date among as many cells${also}.`,
    ],
  };
}

function divide(text: string, delimiter: string, today: EpochDay): Divided {
  const rows = firstRows(text, delimiter).map(({ cells }) => cells);
  const counts = Map.groupBy(rows, ({ length }) => length);
  const widths = [...counts].filter(([width]) => width > 1).sort(([, a], [, b]) => b.length - a.length);
  const regular = widths[0]?.[1] ?? [];
  const dated = regular.filter((cells) => cells.some((cell) => possibleForms(cell, today).length > 0));
  return { delimiter, dated: dated.length, regular: regular.length, rows: rows.length };
}
