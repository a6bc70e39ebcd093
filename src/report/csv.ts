/** A number, a text, or nothing. */
export type CsvCell = number | string | null;

/**
 * Rows as CSV by RFC 4180: commas, line ends of two characters, quotes where they are needed. A text that a spreadsheet would take
 * for a formula gets an apostrophe before it; numbers stand as they are, in full precision. A spreadsheet that parts its cells by semicolons, as
 * Italian and German ones do, sees cells within a text.
 */
export function csvOf(head: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return [head, ...rows].map((row) => `${row.map(cellOf).join(',')}\r\n`).join('');
}

function cellOf(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  const text = cell.replace(/^(?=[\t\r\n])|(?<=^|[;\t\r\n])(?=[ \u00a0]*[=+\-@\uff1d\uff0b\uff0d\uff20])/g, "'");
  return /[",;\t\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}
