// Sends random requests, drawn from the API's own description, to a server of its own: `npm run attack`, or `npm run attack -- 500 7` for so many of a seed.
import '../../../../src/engine.ts';

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, startProgram } from '../program.ts';
import { attack } from './attack.ts';

const [requests = 10_000, seed = 1] = process.argv.slice(2).map(Number);
const files = { 'mine.yaml': readFileSync(join(ROOT, 'examples/my-claims.yaml'), 'utf8'), 'dates.csv': 'date\n2020-11-13\n' };
const program = await startProgram({ files });
const begin = performance.now();
try {
  const { sent, byStatus, faults, slowestMs, memoryBytes } = await attack(program, { requests, seed });
  const seconds = Math.round((performance.now() - begin) / 1000);
  process.stdout.write(`${sent} requests of seed ${seed} in ${seconds} s, ${JSON.stringify(byStatus)}\n`);
  process.stdout.write(
    `slowest ${Math.round(slowestMs)} ms, memory at the end ${Math.round(memoryBytes / 2 ** 20)} MiB, faults ${faults.length}\n`,
  );
  for (const fault of faults) process.stdout.write(`\n- ${fault}\n`);
  if (faults.length > 0) process.exitCode = 1;
} finally {
  await program.stop();
}
