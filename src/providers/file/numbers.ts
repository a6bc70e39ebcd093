import { quoted } from '../wording.ts';
import type { Cell, Problem } from './table.ts';

/** What a cell of figures holds: a number, nothing (`missing`), or something else. */
export type NumberCell = number | 'missing' | Problem;

/** Reads a cell as it stands in a table. */
export type NumberReader = (cell: Cell) => NumberCell;

/** A number with a decimal point and nothing else. */
export const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const WITH_THOUSANDS_COMMAS = /^[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?$/;
const INFINITE = /^[+-]?(?:inf|infinity|∞)$/i;
/** Texts that say that there is no value, in lower case. */
export const MISSING = new Set(['', '.', 'nan', 'null']);

/** Reads a trimmed cell. Empty, `.`, `NaN` and `null` are missing; currency signs, percent signs and units are refused. */
export function readNumber(cell: string, { commaMayBeDecimal = false }: { readonly commaMayBeDecimal?: boolean } = {}): NumberCell {
  if (NUMBER.test(cell)) return finite(cell, Number(cell));
  if (MISSING.has(cell.toLowerCase())) return 'missing';
  if (INFINITE.test(cell)) return finite(cell, Number.POSITIVE_INFINITY);
  if (!WITH_THOUSANDS_COMMAS.test(cell)) return { problem: `expected a number, found ${quoted(cell)}` };
  if (commaMayBeDecimal) return { problem: `expected a number, found ${quoted(cell)}, whose comma may be a decimal point` };
  return finite(cell, Number(cell.replaceAll(',', '')));
}

/** A finite value, or the problem that it is none. */
export function finite(cell: string, value: number): number | Problem {
  return Number.isFinite(value) ? value : { problem: `expected a finite number, found ${quoted(cell)}` };
}
