/** A text of one line in which nothing is Markdown or HTML, wherever in a line it stands. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\s\u00a0]+/g, ' ')
    .replace(/[\\`*[\]|~$]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replace(/<(?=[A-Za-z/!?])/g, '&lt;');
}

/** An escaped text that begins neither a heading, a list, a quotation nor a rule. */
export function startsNothing(text: string): string {
  return text.replace(/^(?=[#>+=-])/, '\\').replace(/^(\d+)(?=[.)](?: |$))/, '$1\\');
}

/** Code within a line, behind as many backticks as it takes. */
export function codeSpan(text: string): string {
  const code = text.replace(/[\s\u00a0]+/g, ' ').trim();
  // A table cannot tell this pipe from an escaped one, so it stands as plain text.
  if (code === '' || code.includes('\\|')) return escapeMarkdown(code);
  const fence = '`'.repeat(longestRun(code) + 1);
  const pad = /^`|`$/.test(code) ? ' ' : '';
  return `${fence}${pad}${code}${pad}${fence}`;
}

/** A block of code behind as many backticks as it takes. */
export function fenced(text: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}\n${text}\n${fence}`;
}

const longestRun = (text: string): number => Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
