/** A call that a place in a text stands in. */
export interface EnclosingCall {
  readonly name: string;
  /** Which argument the place is in, from 0. */
  readonly index: number;
  /** Name of that argument, where it is given by name. */
  readonly argument: string | undefined;
  /** Names that arguments before this one were given by. */
  readonly given: readonly string[];
}

/** What stands around a place in an expression: the word before it, and the calls that it is inside of. */
export interface Cursor {
  /** Where the word before the place begins; the place itself where there is none. */
  readonly from: number;
  readonly word: string;
  /** Inside of quotes or a comment nothing can be completed. */
  readonly isQuoted: boolean;
  /** From the outermost to the innermost. */
  readonly calls: readonly EnclosingCall[];
  /** The last sign before the word; empty at the beginning. */
  readonly before: string;
}

interface Open {
  readonly name: string;
  index: number;
  argument: string | undefined;
  given: string[];
}

const TOKEN = /"[^"\n]*"?|#[^\n]*|[A-Za-z_^][A-Za-z0-9_.]*|\d{4}-\d\d-\d\d|\d[\w.%]*|<=|>=|\s+|./gy;

/** Reads what stands around a place, also in a text that is not finished. */
export function cursorAt(text: string, place: number): Cursor {
  const open: Open[] = [];
  let word = { from: place, text: '' };
  let before = '';
  let isQuoted = false;
  TOKEN.lastIndex = 0;
  const head = text.slice(0, place);
  for (let token = TOKEN.exec(head)?.[0]; token !== undefined; token = TOKEN.exec(head)?.[0]) {
    const from = TOKEN.lastIndex - token.length;
    const isLast = TOKEN.lastIndex === place;
    isQuoted = isLast && ((token.startsWith('"') && (token.length === 1 || !token.endsWith('"'))) || token.startsWith('#'));
    if (/^\s/.test(token)) continue;
    const isWord = /^[A-Za-z_^]/.test(token);
    if (isLast && isWord) word = { from, text: token };
    else {
      follow(open, token, before);
      before = token;
    }
  }
  return { from: word.from, word: word.text, isQuoted, before, calls: open.filter(({ name }) => name !== '').map(toCall) };
}

/** Takes one sign into account; round brackets without a name group. */
function follow(open: Open[], token: string, before: string): void {
  const inner = open.at(-1);
  if (token === '(') {
    const isName = /^[A-Za-z_]/.test(before) && !/^(and|or|not)$/.test(before);
    open.push({ name: isName ? before : '', index: 0, argument: undefined, given: [] });
  } else if (token === ')') open.pop();
  else if (token === ',' && inner) {
    if (inner.argument !== undefined) inner.given.push(inner.argument);
    inner.index += 1;
    inner.argument = undefined;
  } else if (token === ':' && inner) inner.argument = before;
}

const toCall = ({ name, index, argument, given }: Open): EnclosingCall => ({ name, index, argument, given: [...given] });

/** Where the fault at a line and column (from 1) begins and ends: to the end of the word, at least one character where there is one. */
export function faultRange(
  text: string,
  { line, column }: { readonly line: number; readonly column: number },
): { from: number; to: number } {
  const lines = text.split('\n');
  const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  const from = Math.min(text.length, start + column - 1);
  const rest = /^(?:[A-Za-z_^0-9][\w.%]*|\S)/.exec(text.slice(from))?.[0] ?? '';
  // At the end there is nothing to underline but what stands before.
  return rest === '' ? { from: Math.max(0, text.trimEnd().length - 1), to: text.length } : { from, to: from + rest.length };
}
