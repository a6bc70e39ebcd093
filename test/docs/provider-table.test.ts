import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { generateProviderPage } from '../../scripts/generate-provider-table.ts';

it('docs/reference/providers.md is fresh (node scripts/generate-provider-table.ts)', async () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/reference/providers.md'), 'utf8');
  expect(page).toBe(await generateProviderPage());
});
