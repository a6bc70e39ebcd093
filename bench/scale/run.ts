// What a desk's system does with 1 to 1,000 workers, by simulation with the figures of costs.json.
// Run: npm run simulate:scale [-- --seeds 10 --out <folder>]. Writes scale.json, scale.svg and the tables of scale.md in docs/explanation (or --out).
// npm run simulate:scale -- --measure [--quiet]: first measures all figures that are measured (--quiet says that nobody else uses the machine).
import '../../src/engine.ts';

import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const DOCS = new URL('../../docs/explanation/', import.meta.url);
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '10' },
    out: { type: 'string', default: fileURLToPath(DOCS) },
    measure: { type: 'boolean', default: false },
    quiet: { type: 'boolean', default: false },
  },
});
// What measures costs.json is loaded before what reads it.
if (values.measure) await (await import('./measure.ts')).measureAll(values.quiet);
const { scaleOf } = await import('./experiment.ts');
const { costValues } = await import('./settings.ts');
const { withTables } = await import('./tables.ts');
const { scalePicture } = await import('./picture.ts');

const begun = performance.now();
const scale = scaleOf(costValues(), {
  seeds: Number(values.seeds),
  date: new Date().toISOString().slice(0, 10),
  onDone: (part) => console.log(`${part}: ${Math.round((performance.now() - begun) / 1000)} s`),
});
mkdirSync(values.out, { recursive: true });
const page = join(values.out, 'scale.md');
if (!existsSync(page)) copyFileSync(new URL('scale.md', DOCS), page);
writeFileSync(join(values.out, 'scale.json'), `${JSON.stringify(scale, null, 2)}\n`);
writeFileSync(join(values.out, 'scale.svg'), `${scalePicture(scale)}\n`);
writeFileSync(page, withTables(readFileSync(page, 'utf8'), scale));
