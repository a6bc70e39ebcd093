import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { generateParser } from '../../../scripts/generate-parser.ts';

const read = (name: string) => readFileSync(new URL(`../../../src/core/language/${name}`, import.meta.url), 'utf8');

it('the parser is the one that the grammar makes: run `npm run generate` after a change to grammar.peggy', () => {
  expect(generateParser(read('grammar.peggy')) === read('grammar.generated.js')).toBe(true);
});

it('another grammar would make another parser', () => {
  expect(generateParser(read('grammar.peggy').replace('"mo" / ', '')) === read('grammar.generated.js')).toBe(false);
});
