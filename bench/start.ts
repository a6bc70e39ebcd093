// The first command (harbinger check, and with the report) as a whole process, beside the machine's limit: Node starting and importing the
// libraries that the command uses, nothing else. Run alone: npm run bench:start. Prints medians and ratios of pairs that ran one after the other.
import '../src/engine.ts';

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROUNDS = 9;
const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'harbinger-bench-'));
const libraries = ['zod', 'commander', 'csv-parse/sync', 'yaml', 'pure-rand/generator/xoroshiro128plus'];
const tellMemory = 'data:text/javascript,process.on("exit",()=>process.stderr.write("peak "+process.resourceUsage().maxRSS+"\\n"))';

interface Run {
  readonly seconds: number;
  readonly mebibytes: number;
}

function run(args: readonly string[]): Run {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ['--import', tellMemory, ...args], { cwd: root, encoding: 'utf8' });
  const seconds = (performance.now() - start) / 1000;
  const peak = /peak (\d+)/.exec(stderr)?.[1];
  if (status !== 0 || peak === undefined) throw new Error(stderr);
  return { seconds, mebibytes: Number(peak) / 1024 };
}

const commands = {
  'check, verdicts only': ['src/main.ts', 'check'],
  'check with the report': ['src/main.ts', 'check', '--out', join(folder, 'report.html')],
};
const limit = ['--input-type=module', '-e', `await Promise.all(${JSON.stringify(libraries)}.map((name) => import(name)))`];
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

for (const [name, args] of Object.entries(commands)) {
  run(args);
  const pairs = Array.from({ length: ROUNDS }, () => ({ own: run(args), bare: run(limit) }));
  const seconds = median(pairs.map(({ own }) => own.seconds));
  const bare = median(pairs.map((pair) => pair.bare.seconds));
  const ratio = median(pairs.map((pair) => pair.own.seconds / pair.bare.seconds));
  const memory = median(pairs.map(({ own }) => own.mebibytes));
  const bareMemory = median(pairs.map((pair) => pair.bare.mebibytes));
  console.log(
    `${name}: ${seconds.toFixed(2)} s, ${memory.toFixed(0)} MiB; Node and the libraries alone ${bare.toFixed(2)} s, ${bareMemory.toFixed(0)} MiB; ratio of times ${ratio.toFixed(1)}`,
  );
}
rmSync(folder, { recursive: true });
