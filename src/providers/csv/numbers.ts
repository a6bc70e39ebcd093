import { quoted } from './fault.ts';

/** What a cell of figures holds: a number, nothing (`missing`), or something else, as the rest of a sentence. */
export type NumberCell = number | 'missing' | { readonly problem: string };

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const WITH_THOUSANDS_COMMAS = /^[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?$/;
const INFINITE = /^[+-]?(?:inf|infinity|∞)$/i;
const MISSING = new Set(['', '.', 'nan', 'null']);

/** Reads a trimmed cell. Empty, `.`, `NaN` and `null` are missing; currency signs, percent signs and units are refused. */
export function readNumber(cell: string, { commaMayBeDecimal = false }: { readonly commaMayBeDecimal?: boolean } = {}): NumberCell {
  if (NUMBER.test(cell)) return finite(cell, Number(cell));
  if (MISSING.has(cell.toLowerCase())) return 'missing';
  if (INFINITE.test(cell)) return finite(cell, Number.POSITIVE_INFINITY);
  if (!WITH_THOUSANDS_COMMAS.test(cell)) return { problem: `expected a number, found ${quoted(cell)}` };
  if (commaMayBeDecimal) return { problem: `expected a number, found ${quoted(cell)}, whose comma may be a decimal point` };
  return finite(cell, Number(cell.replaceAll(',', '')));
}

function finite(cell: string, value: number): NumberCell {
  return Number.isFinite(value) ? value : { problem: `expected a finite number, found ${quoted(cell)}` };
}
