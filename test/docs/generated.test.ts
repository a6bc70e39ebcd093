import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { generateLanguagePage } from '../../scripts/generate-language-page.ts';
import { generateMcpPage } from '../../scripts/generate-mcp-page.ts';
import { generateOpenApi } from '../../scripts/generate-openapi.ts';
import { generateOperationsPage } from '../../scripts/generate-operations-page.ts';
import { generateRolesPage } from '../../scripts/generate-roles-page.ts';
import { generateSchemas } from '../../scripts/generate-schemas.ts';

const read = (path: string): string => readFileSync(join(import.meta.dirname, '../..', path), 'utf8');

describe('generated files are fresh (npm run generate)', () => {
  test.each(Object.entries(generateSchemas()))('schemas/%s', (name, text) => {
    expect(read(`schemas/${name}`)).toBe(text);
  });

  test('schemas/openapi.json', () => {
    expect(read('schemas/openapi.json')).toBe(generateOpenApi());
  });

  test('docs/reference/language.md', () => {
    expect(read('docs/reference/language.md')).toBe(generateLanguagePage());
  });

  test('docs/reference/mcp.md', () => {
    expect(read('docs/reference/mcp.md')).toBe(generateMcpPage());
  });

  test('docs/reference/operations.md', () => {
    expect(read('docs/reference/operations.md')).toBe(generateOperationsPage());
    expect(read('docs/reference/roles.md')).toBe(generateRolesPage());
  });
});
