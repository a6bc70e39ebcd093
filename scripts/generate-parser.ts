// Makes src/core/language/grammar.generated.js from grammar.peggy. `npm run generate` runs it; a test keeps the result fresh.
import { readFileSync, writeFileSync } from 'node:fs';
import peggy from 'peggy';

const grammarFile = new URL('../src/core/language/grammar.peggy', import.meta.url);
const parserFile = new URL('../src/core/language/grammar.generated.js', import.meta.url);

/** The parser's source text for a grammar's text. */
export function generateParser(grammar: string): string {
  return peggy.generate(grammar, { output: 'source', format: 'es', grammarSource: 'grammar.peggy' });
}

if (import.meta.main) writeFileSync(parserFile, generateParser(readFileSync(grammarFile, 'utf8')));
