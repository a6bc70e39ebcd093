import { runInNewContext } from 'node:vm';
import { compile, type Formatter, type PageNode } from 'html-to-text';
import { CallerError } from '../app/context.ts';
import { formsAround, type PageParts, partsOf } from './page-parts.ts';

/** The text of a page, and what the page says of itself. */
export interface PageText {
  readonly text: string;
  readonly title: string | undefined;
  readonly notes: readonly string[];
}

/** What is nested deeper is left out: each element takes some of the stack. Pages for people have fewer than 60. */
const MOST_DEPTH = 400;
/** Milliseconds that any page may take, and for each character more: so bounded, no page holds the program up. */
const PATIENCE = { always: 800, perCharacter: 0.002 };

/** Wraps every page, so that the whole of it is seen before any of it is written. */
const PAGE = 'harbinger-page';
const END = new RegExp(`</${PAGE}[^<>]*>?`, 'gi');

/** What a page gathers while it is written. */
interface Writing {
  parts?: PageParts;
  forms?: ReadonlySet<PageNode>;
}

const page: Formatter = (element, walk, builder) => {
  const writing = builder.metadata as Writing;
  writing.parts = partsOf(element);
  if (!writing.parts.isMarked) writing.forms = formsAround(element);
  const { main } = writing.parts;
  // The element itself has been chosen: it is written even where its like is left out.
  walk(main.children, builder);
};

/** A page's own header is its banner; that of an article has its headline. */
const header: Formatter = (element, walk, builder) => {
  if ((builder.metadata as Writing).parts?.isMarked) walk(element.children, builder);
};

const form: Formatter = (element, walk, builder) => {
  if ((builder.metadata as Writing).forms?.has(element)) walk(element.children, builder);
};

const item: Formatter = (element, walk, builder) => {
  builder.openBlock({ leadingLineBreaks: 1 });
  walk(element.children, builder);
  builder.closeBlock({ trailingLineBreaks: 1, blockTransform: (text) => (text === '' ? '' : `- ${text}`) });
};

/** A mark of a footnote would be read as part of a word or a number. */
const raised: Formatter = (element, walk, builder) => {
  if (!element.children?.some(({ name }) => name === 'a')) walk(element.children, builder);
};

/** Cells of a row stand in one line. */
const cell: Formatter = (element, walk, builder) => {
  const before = element.parent?.children?.find(({ type }) => type === 'tag');
  if (before !== element) builder.addInline(' | ');
  walk(element.children, builder);
};

const HIDDEN = ['[hidden]', '[aria-hidden="true"]', '[style*="display:none"]', '[style*="display: none"]', '[style*="visibility:hidden"]'];
const ROLES = ['navigation', 'banner', 'contentinfo', 'complementary', 'search', 'dialog', 'alertdialog', 'menu'];
const LEFT_OUT = [
  ...['nav', 'footer', 'aside', 'select', 'option', 'button', 'textarea', 'label', 'input', 'template', 'noscript', 'dialog', 'menu'],
  ...['img', 'picture', 'svg', 'video', 'audio', 'canvas', 'iframe', 'object', 'embed', 'map', 'hr', 'title', 'head'],
  ...HIDDEN,
  ...ROLES.map((role) => `[role="${role}"]`),
];
const BLOCKS = [
  ...[
    'figure',
    'figcaption',
    'address',
    'details',
    'summary',
    'caption',
    'dl',
    'dt',
    'dd',
    'fieldset',
    'legend',
    'center',
    'tr',
    'section',
  ],
  ...['article', 'main', 'div', 'hgroup', 'ul', 'ol'],
];
const PARAGRAPHS = ['p', 'blockquote', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'table'];

const block = (breaks: number) => ({ format: 'block', options: { leadingLineBreaks: breaks, trailingLineBreaks: breaks } });

const written = compile({
  baseElements: { selectors: [PAGE], maxBaseElements: 1 },
  formatters: { page, header, form, item, raised, cell },
  limits: { maxDepth: MOST_DEPTH, maxInputLength: 16_000_000, ellipsis: '' },
  selectors: [
    { selector: PAGE, format: 'page' },
    { selector: 'header', format: 'header' },
    { selector: 'form', format: 'form' },
    { selector: 'li', format: 'item' },
    { selector: 'sup', format: 'raised' },
    { selector: 'td', format: 'cell' },
    { selector: 'th', format: 'cell' },
    { selector: 'a', format: 'inline' },
    { selector: 'q', format: 'inlineSurround', options: { prefix: '“', suffix: '”' } },
    ...BLOCKS.map((selector) => ({ selector, ...block(1) })),
    ...PARAGRAPHS.map((selector) => ({ selector, ...block(2) })),
    ...LEFT_OUT.map((selector) => ({ selector, format: 'skip' })),
  ],
  whitespaceCharacters: ' \t\r\n\f',
  wordwrap: false,
});

/** Whether a text begins or is built like a page. */
export function isPage(text: string): boolean {
  if (/^\s{0,1000}(?:<\?xml[^>]{0,200}>\s{0,100})?<(?:!doctype\s+html|html)\b/i.test(text)) return true;
  return /<(?:body|article)[\s>]/i.test(text) || (text.match(/<p[\s>]/gi)?.length ?? 0) >= 3;
}

/**
 * A page as plain text: its article alone, without navigation, forms, pictures and what is hidden; lists as `- item`, rows of tables in a line.
 * Nothing is carried out, nothing is loaded.
 *
 * @throws CallerError for a page without text, or one that takes too long.
 */
export function textOfPage(html: string, shown: string): PageText {
  const writing: Writing = {};
  // A page that closes what is wrapped around it would lose its rest.
  const wrapped = `<${PAGE}>${html.replaceAll(END, ' ')}</${PAGE}>`;
  const text = inTime(() => tidied(written(wrapped, writing)), html.length, shown);
  const { title, published, depth = 0 } = writing.parts ?? {};
  if (text === '') {
    const why =
      depth > MOST_DEPTH ? `whose elements are nested deeper than ${MOST_DEPTH}` : 'without text, perhaps one that a script fills';
    throw new CallerError(`${shown} is a page ${why}: copy its text from the browser and give that`);
  }
  const notes = [
    ...(published === undefined ? [] : [`The page says that it came out on ${published}.`]),
    ...(depth > MOST_DEPTH ? [`What is nested more than ${MOST_DEPTH} elements deep in the page is left out.`] : []),
  ];
  return { text, title, notes };
}

/** Without spaces at the ends of lines, rows of empty cells, and more than one empty line. */
function tidied(text: string): string {
  const lines = text.split('\n').map((line) => (/^[ |]+$/.test(line) ? '' : line.trimEnd()));
  return lines
    .filter((line, i) => line !== '' || lines[i - 1] !== '')
    .join('\n')
    .trim();
}

/** Does a piece of work that does not wait for anything, or stops it when it takes too long. */
function inTime(work: () => string, length: number, shown: string): string {
  const timeout = Math.ceil(PATIENCE.always + PATIENCE.perCharacter * length);
  try {
    return runInNewContext('work()', { work }, { timeout }) as string;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    throw new CallerError(`${shown} is built so that it takes too long to read: copy its text from the browser and give that`);
  }
}
