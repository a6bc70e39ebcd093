import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import * as contract from '../../src/library/contract.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const { exports } = JSON.parse(read('package.json')) as { exports: Record<string, { types: string; default: string }> };
const entries = Object.keys(exports).filter((name) => name !== './package.json');
const named = (entry: string): string => (entry === '.' ? 'index' : entry.slice(2));

describe('the entry points', () => {
  test.each(entries)('%s leads to what is built of its source', (entry) => {
    const name = named(entry);
    expect(exports[entry]).toEqual({ types: `./dist/library/${name}.d.mts`, default: `./dist/library/${name}.mjs` });
    expect(read(`src/library/${name}.ts`)).toContain(`@module harbinger${entry.slice(1)}\n`);
  });

  test('are those of the API pages and of the reference', () => {
    const { entryPoints } = JSON.parse(read('typedoc.json')) as { entryPoints: string[] };
    expect(entryPoints).toEqual(entries.map((entry) => `src/library/${named(entry)}.ts`));
    const page = read('docs/reference/library.md');
    for (const entry of entries) expect(page).toContain(`\`harbinger${entry.slice(1)}\``);
  });
});

test('the contract’s entry has every schema of the contract', async () => {
  const files = globSync('src/contract/*.ts', { cwd: root });
  expect(files.length).toBeGreaterThan(15);
  for (const file of files) {
    const module = (await import(join(root, file))) as Record<string, unknown>;
    const schemas = Object.entries(module).filter(([, value]) => value instanceof z.ZodType);
    for (const [name, schema] of schemas) expect((contract as Record<string, unknown>)[name], `${name} of ${file}`).toBe(schema);
  }
});
