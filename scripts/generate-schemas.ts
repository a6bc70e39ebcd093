// Makes schemas/*.schema.json from the contract. `npm run generate` runs it; a test keeps the result fresh.
import { mkdirSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { CheckResult, SeriesDetail, SeriesList } from '../src/contract/claims.ts';
import { LagResult } from '../src/contract/lag.ts';
import { Pack } from '../src/contract/pack.ts';
import { FamilyResult, StudyResult } from '../src/contract/study.ts';

const published = {
  pack: Pack,
  study: StudyResult,
  family: FamilyResult,
  check: CheckResult,
  lag: LagResult,
  series: SeriesList,
  'series-show': SeriesDetail,
};
const folder = new URL('../schemas/', import.meta.url);

/** File names and texts of the published JSON Schemas. A pack is described as it is written, the rest as it is printed. */
export function generateSchemas(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(published).map(([name, schema]) => {
      const io = name === 'pack' ? 'input' : 'output';
      return [`${name}.schema.json`, `${JSON.stringify(z.toJSONSchema(schema, { io }), null, 2)}\n`];
    }),
  );
}

if (import.meta.main) {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(generateSchemas())) writeFileSync(new URL(name, folder), text);
}
