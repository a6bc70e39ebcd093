// How often a whole scan finds anything where there is nothing, and how often it finds an effect of the size that it states.
// Run: npm run bench:scan-size [-- --worlds 1000 --power-worlds 500 --seed 20261122 --folder <of finished blocks> --out <folder>].
// Writes scan-size.json and the tables of scan-size.md in docs/methods (or in --out). A run that was stopped goes on where it was.
import '../../src/engine.ts';

import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Block, type BlockRows, measureBlock } from './block.ts';
import { KINDS, type Kind, POWER_KINDS } from './cells.ts';
import { scanSize } from './rates.ts';
import { powerTable, sizeTable, withTables } from './tables.ts';

const DOCS = new URL('../../docs/methods/', import.meta.url);
const { values } = parseArgs({
  options: {
    worlds: { type: 'string', default: '1000' },
    'power-worlds': { type: 'string', default: '500' },
    seed: { type: 'string', default: '20261122' },
    folder: { type: 'string', default: join(tmpdir(), 'harbinger-scan-size') },
    out: { type: 'string', default: fileURLToPath(DOCS) },
  },
});
const seed = Number(values.seed);
const worldsOf = { size: Number(values.worlds), power: Number(values['power-worlds']) };
const WORLDS_IN_A_BLOCK = 50;
mkdirSync(values.folder, { recursive: true });
mkdirSync(values.out, { recursive: true });

const blocksOf = (measure: Block['measure'], kind: Kind): Block[] =>
  Array.from({ length: Math.ceil(worldsOf[measure] / WORLDS_IN_A_BLOCK) }, (_, i) => ({
    measure,
    kind,
    seed,
    from: i * WORLDS_IN_A_BLOCK,
    to: Math.min(worldsOf[measure], (i + 1) * WORLDS_IN_A_BLOCK),
  }));

/** The rows of a block, kept in a file; a killed run leaves whole blocks only. */
function rowsOf(block: Block): BlockRows {
  const file = join(values.folder, `${block.measure}-${block.seed}-${block.kind}-${block.from}-${block.to}.json`);
  if (!existsSync(file)) {
    writeFileSync(`${file}.part`, JSON.stringify(measureBlock(block)));
    renameSync(`${file}.part`, file);
  }
  return JSON.parse(readFileSync(file, 'utf8')) as BlockRows;
}

const start = performance.now();
// World by world through all kinds, so that what a run that was stopped has done is of all kinds.
const blocks = [...KINDS.flatMap((kind) => blocksOf('size', kind)), ...POWER_KINDS.flatMap((kind) => blocksOf('power', kind))];
blocks.sort((a, b) => a.from / worldsOf[a.measure] - b.from / worldsOf[b.measure]);
const done = blocks.map((block, i) => {
  const rows = rowsOf(block);
  if (i % 20 === 19) console.log(`${i + 1} of ${blocks.length} blocks, ${Math.round((performance.now() - start) / 1000)} s`);
  return { block, rows };
});
const rowsBy = (measure: Block['measure']) => (kind: Kind) =>
  done.flatMap(({ block, rows }) => (block.measure === measure && block.kind === kind ? rows : []));
const study = scanSize({ seed, size: rowsBy('size'), power: rowsBy('power') });
const page = join(values.out, 'scan-size.md');
if (!existsSync(page)) copyFileSync(new URL('scan-size.md', DOCS), page);
writeFileSync(join(values.out, 'scan-size.json'), `${JSON.stringify(study, null, 2)}\n`);
writeFileSync(page, withTables(readFileSync(page, 'utf8'), study));
console.log(sizeTable(study));
console.log(powerTable(study));
