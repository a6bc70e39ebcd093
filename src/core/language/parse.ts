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

function refuseDeepNesting(text: string): void {
  let depth = 0;
  for (let offset = 0; offset < text.length; offset++) {
    const letter = text[offset];
    if (letter === '(' || letter === '-') depth++;
    if (letter === ')') depth--;
    if (depth > MAX_NESTING) {
      throw new LanguageError(`an expression must nest at most ${MAX_NESTING} deep`, text, { offset, line: 1, column: offset + 1 });
    }
  }
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
  const found = error.found === null ? 'the end' : `"${/^\w+/.exec(text.slice(error.location.start.offset))?.[0] ?? error.found}"`;
  return `expected ${wanted}, found ${found}`;
}
