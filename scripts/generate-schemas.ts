// Makes schemas/*.schema.json from the contract. `npm run generate` runs it; a test keeps the result fresh.
import { mkdirSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { catalogue } from '../src/app/pull/catalogue.ts';
import { operations } from '../src/app/registry.ts';
import { IndicatorPack } from '../src/contract/indicators.ts';
import { LexiconFile } from '../src/contract/lexicon.ts';
import { Pack } from '../src/contract/pack.ts';
import { TriggerTemplates } from '../src/contract/triggers.ts';
import { WatchFile } from '../src/contract/watch.ts';

const published = {
  pack: Pack,
  indicators: IndicatorPack,
  catalogue,
  watch: WatchFile,
  triggers: TriggerTemplates,
  lexicon: LexiconFile,
  ...Object.fromEntries(operations.map(({ name, output }) => [name.replaceAll(' ', '-'), output])),
};
/** What people write; the rest is what the program prints. */
const WRITTEN = ['pack', 'indicators', 'catalogue', 'watch', 'triggers', 'lexicon'];
const folder = new URL('../schemas/', import.meta.url);

/** File names and texts of the published JSON Schemas. What people write is described as it is written, the rest as it is printed. */
export function generateSchemas(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(published).map(([name, schema]) => {
      const io = WRITTEN.includes(name) ? 'input' : 'output';
      return [`${name}.schema.json`, `${JSON.stringify(z.toJSONSchema(schema, { io }), null, 2)}\n`];
    }),
  );
}

if (import.meta.main) {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(generateSchemas())) writeFileSync(new URL(name, folder), text);
}
