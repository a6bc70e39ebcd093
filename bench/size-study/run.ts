// How often each test and verdict rejects in worlds without relation, and how often it finds an effect that was planted.
// Run: npm run bench:size [-- --worlds 2000 --power-worlds 200 --processes 2 --seed 20261121 --folder <of finished blocks> --out <folder>].
// Writes size-study.json, size-study.svg and the tables of size-study.md in docs/methods (or in --out).
import '../../src/engine.ts';

import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Block } from './block.ts';
import { CELLS, type Cell, POWER_CELLS } from './cells.ts';
import { TESTS } from './measure.ts';
import { sizePicture } from './picture.ts';
import { hasPrices, PRICES } from './prices.ts';
import { measureBlocks } from './processes.ts';
import { cellRates, powerRates, type SizeStudy } from './rates.ts';
import { type CellRows, ruleRates } from './rules.ts';
import { familyTable, ruleTable, testTable, withTables } from './tables.ts';

const DOCS = new URL('../../docs/methods/', import.meta.url);
const { values } = parseArgs({
  options: {
    worlds: { type: 'string', default: '2000' },
    'power-worlds': { type: 'string', default: '200' },
    processes: { type: 'string', default: '2' },
    seed: { type: 'string', default: '20261121' },
    folder: { type: 'string' },
    out: { type: 'string', default: fileURLToPath(DOCS) },
  },
});
if (!hasPrices) {
  console.log(`the size study resamples real prices: BTC.csv and RUT.csv must be in ${PRICES}, were not`);
  process.exit(2);
}
const seed = Number(values.seed);
const folder = values.folder ?? join(tmpdir(), 'harbinger-size-study');
mkdirSync(values.out, { recursive: true });
const PAGE = join(values.out, 'size-study');
if (!existsSync(`${PAGE}.md`)) copyFileSync(new URL('size-study.md', DOCS), `${PAGE}.md`);
const WORLDS_IN_A_BLOCK = 50;

function blocksOf(measure: Block['measure'], cell: Cell, worlds: number): Block[] {
  return Array.from({ length: Math.ceil(worlds / WORLDS_IN_A_BLOCK) }, (_, i) => ({
    measure,
    cell,
    seed,
    from: i * WORLDS_IN_A_BLOCK,
    to: Math.min(worlds, (i + 1) * WORLDS_IN_A_BLOCK),
  }));
}

const worlds = Number(values.worlds);
const powerWorlds = Number(values['power-worlds']);
const start = performance.now();
// World by world through all cells, so that what a run that was stopped has done is of all cells.
const blocks = [
  ...CELLS.flatMap((cell) => blocksOf('size', cell, worlds)).sort((a, b) => a.from - b.from),
  ...POWER_CELLS.flatMap((cell) => blocksOf('power', cell, powerWorlds)),
];
const rows = await measureBlocks(blocks, {
  count: Number(values.processes),
  folder,
  onDone: (done) => {
    if (done % 20 === 0) console.log(`${done} of ${blocks.length} blocks, ${Math.round((performance.now() - start) / 1000)} s`);
  },
});
const rowsOf = (measure: Block['measure'], cells: readonly Cell[]): CellRows[] =>
  cells.map((cell) => ({
    cell,
    worlds: rows.flatMap((own, i) => (blocks[i]?.measure === measure && blocks[i]?.cell === cell ? own : [])),
  }));
const size = rowsOf('size', CELLS);
const power = rowsOf('power', POWER_CELLS);
const study: SizeStudy = {
  seed,
  worlds,
  powerWorlds,
  tests: TESTS,
  cells: size.map(({ cell, worlds: own }) => cellRates(cell, own)),
  power: power.flatMap(({ cell, worlds: own }) => powerRates(cell, own)),
  rules: ruleRates(size, power),
};
writeFileSync(`${PAGE}.json`, `${JSON.stringify(study, null, 2)}\n`);
writeFileSync(`${PAGE}.svg`, `${sizePicture(study)}\n`);
writeFileSync(`${PAGE}.md`, withTables(readFileSync(`${PAGE}.md`, 'utf8'), study));
console.log(familyTable(study));
console.log(testTable(study));
console.log(ruleTable(study));
console.log(`wrote ${PAGE}.json, .svg and the tables of .md`);
