import { parseHTML } from 'linkedom/worker';
import { codeSpan, escapeMarkdown, fenced, startsNothing } from './markdown-escape.ts';

/** A part of a parsed page, as far as it is read here. */
interface Part {
  readonly nodeType: number;
  readonly textContent: string | null;
  readonly childNodes: Iterable<Part>;
}

interface Tag extends Part {
  readonly localName: string;
  readonly classList: { contains(name: string): boolean };
  readonly parentNode: Tag | null;
  getAttribute(name: string): string | null;
  querySelectorAll(selector: string): Iterable<Tag>;
}

/** Pictures, the keys and tables of their points, and ways through the page, which a text does not have. */
const LEFT_OUT = ['svg', 'details', 'style', 'script', 'nav'];
const LEFT_OUT_CLASSES = ['canvas', 'key', 'reproduce', 'on-page'];

/**
 * A report as Markdown (GitHub's), for pasting: the same words and tables in the same order, no pictures.
 * Whatever a claim file or a series is called stays text.
 *
 * @param page - A report as this program makes it.
 */
export function markdownOf(page: string): string {
  const { document } = parseHTML(page) as unknown as { document: { body: Tag } };
  return `${blocks(document.body).join('\n\n')}\n`;
}

const isTag = (part: Part): part is Tag => part.nodeType === 1;

const isLeftOut = (tag: Tag): boolean => LEFT_OUT.includes(tag.localName) || LEFT_OUT_CLASSES.some((name) => tag.classList.contains(name));

/** Elements and texts in order. The parser parts a text at each entity, so neighbours are joined: what is escaped must be seen whole. */
function contents(parent: Part): (Tag | string)[] {
  const parts: (Tag | string)[] = [];
  for (const part of parent.childNodes) {
    const last = parts.at(-1);
    if (isTag(part)) parts.push(part);
    else if (part.nodeType !== 3) continue;
    else if (typeof last === 'string') parts[parts.length - 1] = last + (part.textContent ?? '');
    else parts.push(part.textContent ?? '');
  }
  return parts;
}

function blocks(parent: Part): string[] {
  return contents(parent).flatMap((part) => {
    if (typeof part !== 'string') return isLeftOut(part) ? [] : block(part);
    const text = escapeMarkdown(part).trim();
    return text === '' ? [] : [startsNothing(text)];
  });
}

function block(tag: Tag): string[] {
  const { localName } = tag;
  if (/^h[1-6]$/.test(localName)) return filled(inline(tag), (text) => `${'#'.repeat(Number(localName[1]))} ${text}`);
  if (localName === 'p') return filled(inline(tag), startsNothing);
  if (localName === 'figcaption') return filled(inline(tag), (text) => `**${text}**`);
  if (localName === 'pre') return [fenced((tag.textContent ?? '').trim())];
  if (localName === 'ul' || localName === 'ol') return [list(tag)];
  if (localName === 'dl') return [definitions(tag)];
  if (localName === 'table') return [table(tag)];
  return blocks(tag);
}

const filled = (text: string, write: (text: string) => string): string[] => (text === '' ? [] : [write(text)]);

/** The children of a name, in order. */
const children = (tag: Tag, ...names: string[]): Tag[] =>
  [...tag.childNodes].filter(isTag).filter(({ localName }) => names.includes(localName));

function list(tag: Tag): string {
  const items = children(tag, 'li').map(inline);
  if (tag.classList.contains('tally')) return items.join(' · ');
  return items.map((item) => `- ${startsNothing(item)}`).join('\n');
}

function definitions(tag: Tag): string {
  return [...tag.querySelectorAll('div')]
    .map((pair) => [...children(pair, 'dt'), ...children(pair, 'dd')].map(inline))
    .map(([term, value]) => `- ${startsNothing(term ?? '')}: **${value ?? ''}**`)
    .join('\n');
}

/** Cells of a row; one that spans several is followed by empty ones. */
function cells(row: Tag): string[] {
  return children(row, 'th', 'td').flatMap((cell) => {
    const span = Number(cell.getAttribute('colspan') ?? 1);
    // Text has its pipes escaped; those of code are still to be.
    return [inline(cell).replace(/(?<!\\)\|/g, '\\|'), ...Array<string>(span - 1).fill('')];
  });
}

function table(tag: Tag): string {
  const [head, ...rows] = [...tag.querySelectorAll('tr')];
  if (!head) return '';
  const aligned = children(head, 'th', 'td').map((cell, i) => (i === 0 || cell.classList.contains('words') ? '---' : '--:'));
  const lines = [cells(head), aligned, ...rows.map(cells)];
  return lines.map((line) => `| ${line.join(' | ')} |`).join('\n');
}

/** The words of an element on one line. */
function inline(parent: Part): string {
  return contents(parent)
    .map(phrase)
    .join('')
    .replace(/\s+/g, ' ')
    .replace(/(?: ·)+ /g, ' · ')
    .replace(/^(?: · | )|(?: · | )$/g, '')
    .trim();
}

function phrase(part: Tag | string): string {
  if (typeof part === 'string') return escapeMarkdown(part);
  if (isLeftOut(part)) return '';
  if (part.localName === 'br') return ' · ';
  if (part.localName === 'code') return codeSpan(part.textContent ?? '');
  if (part.classList.contains('chip') && isSaidInFull(part)) return '';
  const text = inline(part);
  const isStrong = part.localName === 'strong' || part.classList.contains('chip') || part.classList.contains('full');
  const spaced = isSet(part)
    ? ` · ${text} · `
    : `${gap(part, 'before')}${isStrong && text !== '' ? `**${text}**` : text}${gap(part, 'after')}`;
  return text === '' ? ' ' : spaced;
}

/** Whether the whole verdict stands beside its chip. */
const isSaidInFull = ({ parentNode }: Tag): boolean => [...(parentNode?.querySelectorAll('.full') ?? [])].length > 0;

/** What stands on a line of its own in the page, though it is no paragraph. */
const isSet = (tag: Tag): boolean => tag.classList.contains('who') || tag.classList.contains('line');

/** Elements stand apart where the style sheet parts them: their blanks are kept, and boxes get some. */
function gap(tag: Tag, side: 'before' | 'after'): string {
  const text = tag.textContent ?? '';
  if (tag.classList.contains('chip') || tag.classList.contains('full')) return ' ';
  return (side === 'before' ? /^\s/ : /\s$/).test(text) ? ' ' : '';
}
