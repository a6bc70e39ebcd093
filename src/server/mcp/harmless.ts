/** Prose that a client may show as Markdown: nothing in it is taken for a tag or for a terminal's command. */
export const harmless = (text: string): string => text.replace(/[\p{Cc}--[\t\n]]/gv, '').replace(/<(?=[a-z/!?])/gi, '&lt;');

/** A text as it is, in a fence that it cannot close. */
export function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${text.replace(/[\p{Cc}--[\t\n]]/gv, '')}\n${fence}`;
}

/** A row of a Markdown table. */
export const tableRow = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replace(/\s+/g, ' ')).join(' | ')} |`;

/** A Markdown table. */
export const markdownTable = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [tableRow(head), tableRow(head.map(() => '---')), ...rows.map(tableRow)].join('\n');
