import { type Look, styled, table, wrap } from './layout.ts';

/** A text in Markdown as a terminal shows it: headings, paragraphs, lists, tables, code, wrapped at its width. */
export function printMarkdown(text: string, look: Look): string {
  return blocksOf(text)
    .map((block) => printBlock(block, look))
    .join('\n\n');
}

interface Block {
  readonly kind: 'heading' | 'code' | 'table' | 'list' | 'quote' | 'rule' | 'text';
  readonly lines: readonly string[];
}

const STARTS: readonly (readonly [Block['kind'], RegExp])[] = [
  ['heading', /^#{1,6} /],
  ['code', /^ {0,3}(?:```|~~~)/],
  ['table', /^\s*\|/],
  ['list', /^\s*(?:[-*+]|\d+[.)]) /],
  ['quote', /^\s*>/],
  ['rule', /^ {0,3}([-*_])(?:\s*\1){2,}\s*$/],
];

/** The rule is asked for before the list, since `* * *` looks like one. */
const kindOf = (line: string): Block['kind'] =>
  (STARTS.at(-1) as (typeof STARTS)[number])[1].test(line) ? 'rule' : (STARTS.find(([, start]) => start.test(line))?.[0] ?? 'text');

function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] as string;
    const kind = kindOf(line);
    const end = line.trim() === '' ? at + 1 : endOf(kind, lines, at);
    if (line.trim() !== '') blocks.push({ kind, lines: lines.slice(at, end) });
    at = end;
  }
  return blocks;
}

/** Where a block that begins on a line ends, the first line after it. */
function endOf(kind: Block['kind'], lines: readonly string[], from: number): number {
  if (kind === 'heading' || kind === 'rule') return from + 1;
  if (kind === 'code') {
    const fence = /^ {0,3}(`+|~+)/.exec(lines[from] as string)?.[1] as string;
    const close = lines.findIndex((line, i) => i > from && line.trim().startsWith(fence));
    return close < 0 ? lines.length : close + 1;
  }
  const next = lines.findIndex((line, i) => i > from && (line.trim() === '' || !goesOn(kind, line)));
  return next < 0 ? lines.length : next;
}

/** Whether a line belongs to the block before it. A list and a quotation run on in lines of their own. */
function goesOn(kind: Block['kind'], line: string): boolean {
  const own = kindOf(line);
  return own === kind || (own === 'text' && kind !== 'table');
}

function printBlock({ kind, lines }: Block, look: Look): string {
  switch (kind) {
    case 'heading':
      return styled(wrap(inline((lines[0] as string).replace(/^#+ +/, '').replace(/ +#+$/, ''))), 'bold', look);
    case 'code':
      return lines
        .slice(1, /^\s*(?:```|~~~)/.test(lines.at(-1) as string) ? -1 : undefined)
        .map((line) => `    ${line}`)
        .join('\n');
    case 'table':
      return table(
        rowsOf(lines).map((row) => row.map(inline)),
        numbersIn(lines),
      );
    case 'list':
      return itemsOf(lines)
        .map(({ indent, mark, text }) => wrap(`${mark} ${inline(text)}`, { indent, hanging: indent + mark.length + 1 }))
        .join('\n');
    case 'quote':
      return wrap(inline(lines.map((line) => line.replace(/^\s*> ?/, '')).join(' ')), { indent: 2 });
    case 'rule':
      return '—'.repeat(3);
    default:
      return wrap(inline(lines.map((line) => line.trim()).join(' ')));
  }
}

interface Item {
  readonly indent: number;
  readonly mark: string;
  text: string;
}

/** Items of a list, those inside others indented. */
function itemsOf(lines: readonly string[]): Item[] {
  const items: Item[] = [];
  for (const line of lines) {
    const start = /^(\s*)([-*+]|\d+[.)]) +(.*)$/.exec(line);
    const last = items.at(-1);
    if (start)
      items.push({
        indent: (start[1] as string).length,
        mark: /\d/.test(start[2] as string) ? (start[2] as string) : '•',
        text: start[3] as string,
      });
    else if (last) last.text += ` ${line.trim()}`;
  }
  return items;
}

const cellsOf = (line: string): string[] =>
  line
    .trim()
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));

const isDivider = (line: string): boolean => /^[\s|:-]+$/.test(line) && line.includes('-');

const rowsOf = (lines: readonly string[]): string[][] => lines.filter((line) => !isDivider(line)).map(cellsOf);

/** Columns that are set to the right. */
const numbersIn = (lines: readonly string[]): number[] =>
  cellsOf(lines.find(isDivider) ?? '').flatMap((cell, i) => (/^-+:$/.test(cell) ? [i] : []));

/** A line without its marks; code keeps its own, the address of a link outside stays beside its words. */
function inline(text: string): string {
  // Links before code, since the words of a link may be code.
  return text
    .replace(/!?\[([^\]]*)\]\(([^)\s]*)[^)]*\)/g, (_, words: string, to: string) => (/^https?:/.test(to) ? `${words} (${to})` : words))
    .split(/(`+[^`]*`+)/)
    .map((part) => (part.startsWith('`') ? part.replace(/^`+ ?| ?`+$/g, '') : plain(part)))
    .join('');
}

const plain = (text: string): string =>
  text
    .replace(/<(https?:[^>]*)>/g, '$1')
    .replace(/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/g, '$2')
    .replace(/(?<![\w*])[*_](?=\S)([^*_]+?)(?<=\S)[*_](?![\w*])/g, '$1')
    .replace(/\\([\\`*_{}[\]()#+\-.!|<>~$])/g, '$1');
