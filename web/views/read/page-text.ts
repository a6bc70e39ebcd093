/** What of a page is no part of its article. */
const LEFT_OUT =
  'script, style, noscript, template, svg, iframe, nav, footer, aside, form, button, select, dialog, [hidden], [aria-hidden="true"]';
/** What stands on lines of its own. */
const BLOCKS =
  'address, article, blockquote, dd, details, div, dl, dt, figcaption, figure, h1, h2, h3, h4, h5, h6, header, hr, li, main, ol, p, pre, section, table, td, th, tr, ul';
/** From this share of a page's text on an element is taken for its article. */
const MOST_OF_IT = 0.4;

/** Whether a text is the source of a page: it begins as one, comments aside. */
export function isPage(text: string): boolean {
  let rest = text.slice(0, 5000).trimStart();
  while (rest.startsWith('<!--')) {
    const end = rest.indexOf('-->');
    if (end < 0) return false;
    rest = rest.slice(end + 3).trimStart();
  }
  return /^<(?:!doctype html|html|head|body)\b/i.test(rest);
}

/**
 * The text of a page's article, a line for each block. The page is taken apart in a document of its own, in which nothing runs and nothing is
 * loaded; only its letters come out of it.
 */
export function textOfPage(page: string): string {
  const { body, title } = new DOMParser().parseFromString(page, 'text/html');
  for (const part of body.querySelectorAll(LEFT_OUT)) part.remove();
  const article = articleOf(body);
  const walker = body.ownerDocument.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) node.nodeValue = (node.nodeValue ?? '').replace(/\s+/g, ' ');
  for (const part of article.querySelectorAll('br')) part.replaceWith('\n');
  for (const block of article.querySelectorAll(BLOCKS)) {
    block.before('\n');
    block.append('\n');
  }
  const lines = (article.textContent ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const heading = title.replace(/\s+/g, ' ').trim();
  const isTold = heading === '' || lines.some((line) => line === heading || (line.length > 10 && heading.startsWith(line)));
  return (isTold ? lines : [heading, ...lines]).join('\n');
}

function articleOf(body: HTMLElement): Element {
  const lengthOf = (element: Element): number => (element.textContent ?? '').replace(/\s+/g, ' ').length;
  const whole = lengthOf(body);
  const candidates = [...body.querySelectorAll('article, main')].map((element) => ({ element, length: lengthOf(element) }));
  const best = candidates.sort((a, b) => b.length - a.length)[0];
  return best !== undefined && best.length >= MOST_OF_IT * whole ? best.element : body;
}

/** The text of a file; of a page its article. Undefined for what is no text. */
export async function textOfFile(file: File): Promise<string | undefined> {
  const bytes = await file.arrayBuffer().catch(() => undefined);
  if (bytes === undefined) return undefined;
  const text = decode(new Uint8Array(bytes));
  if (text.includes('\0') || text.startsWith('%PDF')) return undefined;
  return /\.x?html?$/i.test(file.name) || isPage(text) ? textOfPage(text) : text;
}

/** UTF-8 where it is that, UTF-16 by its byte order mark, else the encoding of Western Europe that old pages are in. */
function decode(bytes: Uint8Array): string {
  const mark = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0);
  if (mark === 0xfffe) return new TextDecoder('utf-16le').decode(bytes);
  if (mark === 0xfeff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
