import { didYouMean } from '../text/nearest-name.ts';
import { SyntaxError as PeggySyntaxError, parse as parseGenerated } from './grammar.generated.js';
import { LanguageError } from './language-error.ts';
import type { SyntaxNode } from './syntax.ts';

/** An expression longer than this is refused: its cost must stay bounded. */
export const MAX_EXPRESSION_LENGTH = 4000;
const MAX_NESTING = 64;

/**
 * Text of an expression as a syntax tree.
 *
 * @throws LanguageError where the text is no expression: line, column, what was expected, what was found.
 */
export function parse(text: string): SyntaxNode {
  const start = { offset: 0, line: 1, column: 1 };
  if (text.trim() === '') throw new LanguageError('expected an expression, found nothing', text, start);
  if (text.length > MAX_EXPRESSION_LENGTH) {
    throw new LanguageError(`an expression must have at most ${MAX_EXPRESSION_LENGTH} characters, had ${text.length}`, text, start);
  }
  refuseDeepNesting(text);
  try {
    return parseGenerated(text);
  } catch (error) {
    if (!(error instanceof PeggySyntaxError)) throw error;
    throw new LanguageError(describe(error, text), text, error.location.start);
  }
}

/** Brackets and prefix signs each cost the parser a step down; what stands in quotes and comments does not count. */
function refuseDeepNesting(text: string): void {
  let brackets = 0;
  let prefixes = 0;
  for (const match of text.matchAll(/"[^"\n]*"|#[^\n]*|\s+|[()]|-|\bnot\b|[^\s()"#-]+|./g)) {
    const [token] = match;
    if (token === '(') brackets++;
    else if (token === ')') brackets--;
    if (token === '-' || token === 'not') prefixes++;
    else if (!/^[\s#(]/.test(token)) prefixes = 0;
    if (brackets + prefixes > MAX_NESTING)
      throw new LanguageError(`an expression must nest at most ${MAX_NESTING} deep`, text, positionAt(text, match.index));
  }
}

function positionAt(text: string, offset: number): { offset: number; line: number; column: number } {
  const before = text.slice(0, offset).split('\n');
  return { offset, line: before.length, column: (before.at(-1) as string).length + 1 };
}

function describe(error: PeggySyntaxError, text: string): string {
  const expected = new Set<string>();
  for (const expectation of error.expected ?? []) {
    if (expectation.type === 'literal' && expectation.text) expected.add(`"${expectation.text}"`);
    else if (expectation.type === 'end') expected.add('the end');
    else if (expectation.description && expectation.description !== 'space') expected.add(expectation.description);
  }
  const list = [...expected].sort();
  const wanted = list.length > 1 ? `${list.slice(0, -1).join(', ')} or ${list.at(-1)}` : (list[0] ?? 'something else');
  const word = /^\w+/.exec(text.slice(error.location.start.offset))?.[0];
  if (error.found === null) return `expected ${wanted}, found the end`;
  if (word && /^\d+[A-Za-z]+$/.test(word)) return `expected a number or a span in d, w, mo or y, found "${word}"`;
  const operators = ['and', 'or', 'not'].filter((name) => expected.has(`"${name}"`));
  return `expected ${wanted}, found "${word ?? error.found}"${word ? didYouMean(word, operators) : ''}`;
}
