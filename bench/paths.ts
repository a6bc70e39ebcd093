// The path tests of one study, 10,000 placebo draws and 10,000 stationary-bootstrap resamples (30 events, 250 days, 5,000 returns, mean block 20),
// from the returns to p and band. Beside them two peers that do the same task in the same run, as ratios of times:
// numpy, vectorised in batches of 100 draws, one thread; and numba, where the Python that is given or found has it: its compiled loops in
// parallel on all cores, its compiling not counted. One thread here. The peers take moments over the draws, and so must keep all paths; here
// the moments are worked out. Their p and band must agree with ours to within what 10,000 draws leave open, or the benchmark stops.
// Run alone: node bench/paths.ts [python]. Writes nothing; bench/README.md keeps the figures.

import '../src/engine.ts';

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bootstrapPaths, type PathResampling, placeboPaths } from '../src/core/methods/path-resampling/path-resampling.ts';
import { isInsufficient } from '../src/core/numerics/insufficient.ts';
import { seededStream } from '../src/core/numerics/random.ts';

const ROUNDS = 9;
const stream = seededStream(20);
const returns = Float64Array.from({ length: 5000 }, () => 0.02 * (stream.uniform() + stream.uniform() + stream.uniform() - 1.49));
const events = Int32Array.from(Array.from({ length: 30 }, () => stream.below(4751))).sort();
const options = { days: 250, draws: 10_000, seed: 7 };
const MEAN_BLOCK_LENGTH = 20;

interface Timed {
  readonly placebo: number;
  readonly bootstrap: number;
  /** p up and the half width on the last day, of each. */
  readonly results: readonly number[];
}

function ours(): Timed {
  const start = performance.now();
  const placebo = placeboPaths(returns, events, options);
  const between = performance.now();
  const bootstrap = bootstrapPaths(returns, events, { ...options, meanBlockLength: MEAN_BLOCK_LENGTH });
  const end = performance.now();
  if (isInsufficient(placebo) || isInsufficient(bootstrap)) throw new Error('the benchmark has no result');
  const read = ({ p, halfWidth }: PathResampling) => [p.up, halfWidth.at(-1) as number];
  return { placebo: between - start, bootstrap: end - between, results: [...read(placebo), ...read(bootstrap)] };
}

const total = ({ placebo, bootstrap }: Timed): number => placebo + bootstrap;
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

/** Draws differ between the programs: the results may by what 10,000 draws leave open. */
function requireAgreement(name: string, own: Timed, peer: Timed): void {
  own.results.forEach((value, i) => {
    const other = peer.results[i] as number;
    if (Math.abs(value - other) > (i % 2 === 0 ? 0.03 : 0.05 * value)) throw new Error(`${name} has ${peer.results}, here ${own.results}`);
  });
}

const print = (name: string, runs: readonly Timed[]): void => {
  const figures = [total, ({ placebo }: Timed) => placebo, ({ bootstrap }: Timed) => bootstrap].map((read) => runs.map(read));
  const [all, placebo, bootstrap] = figures.map((values) => `${median(values).toFixed(1)} ms (least ${Math.min(...values).toFixed(1)})`);
  console.log(`${name}: ${all}; placebo ${placebo}, bootstrap ${bootstrap}`);
};

const first = ours();
print('first run (cold code)', [first]);
for (let i = 0; i < 5; i++) ours();
const script = fileURLToPath(new URL('./paths_numpy.py', import.meta.url));
const candidates = [process.argv[2], '/usr/bin/python3', 'python3'].filter((name) => name !== undefined);
const python = candidates.find((name) => spawnSync(name, ['-c', 'import numpy']).status === 0);
const input = JSON.stringify({ returns: [...returns], events: [...events], ...options, meanBlockLength: MEAN_BLOCK_LENGTH });
// Compiled code is kept from round to round.
const cache = mkdtempSync(join(tmpdir(), 'bench-paths-'));
const env = { ...process.env, NUMBA_CACHE_DIR: cache };
const own: Timed[] = [];
const peers = new Map<string, Timed[]>();
for (let round = 0; round < ROUNDS; round++) {
  own.push(Array.from({ length: 3 }, ours).sort((a, b) => total(a) - total(b))[1] as Timed);
  if (!python) continue;
  const run = spawnSync(python, [script], { encoding: 'utf8', input, env });
  if (run.status !== 0) throw new Error(run.stderr);
  for (const [name, timed] of Object.entries(JSON.parse(run.stdout) as Record<string, Timed>)) {
    requireAgreement(name, first, timed);
    peers.set(name, [...(peers.get(name) ?? []), timed]);
  }
}
rmSync(cache, { recursive: true });
print('harbinger', own);
for (const [name, runs] of peers) {
  print(name, runs);
  console.log(
    `${name} / harbinger, median of ${ROUNDS} ratios: ${median(runs.map((run, i) => total(run) / total(own[i] as Timed))).toFixed(1)}`,
  );
}
if (!python) console.log('numpy is not here: no ratio');
console.log(`peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB`);
