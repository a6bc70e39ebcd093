// Cross-correlations of 500 pairs at ±60 lags, and Granger's F and p of 500 pairs both ways for 60 orders, 5,000 days each, against numpy, and
// against numba where the Python that is found has it, as ratios. One thread here and in numpy, all cores in numba.
// Run alone: node bench/lead-lag.ts [python]. Writes nothing; bench/README.md keeps the figures.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type CrossCorrelations, crossCorrelations } from '../src/core/methods/lead-lag/cross-correlation.ts';
import { type GrangerBothWays, grangerOrders } from '../src/core/methods/lead-lag/granger-orders.ts';
import { seededStream } from '../src/core/numerics/random.ts';

const [PAIRS, DAYS, REACH, ROUNDS] = [500, 5000, 60, 7];

const stream = seededStream(1);
const all = Float64Array.from({ length: PAIRS * 2 * DAYS }, () => stream.uniform() + stream.uniform() + stream.uniform() - 1.5);
const pairs = Array.from({ length: PAIRS }, (_, i) => {
  const start = 2 * i * DAYS;
  return [all.subarray(start, start + DAYS), all.subarray(start + DAYS, start + 2 * DAYS)] as const;
});

/** Seconds of each. */
interface Timed {
  readonly crossCorrelation: number;
  readonly granger: number;
}
type Peer = Timed & { readonly lastCrossCorrelation: number[]; readonly lastGranger: [number[], number[]] };

function seconds(work: () => void): number {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
}

const ours = (): Timed => ({
  crossCorrelation: seconds(() => {
    for (const [a, b] of pairs) crossCorrelations(a, b, REACH);
  }),
  granger: seconds(() => {
    for (const [a, b] of pairs) grangerOrders(a, b, REACH);
  }),
});

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] as number;
const medianOf = (runs: readonly Timed[]): Timed => ({
  crossCorrelation: median(runs.map(({ crossCorrelation }) => crossCorrelation)),
  granger: median(runs.map(({ granger }) => granger)),
});

function requireAgreement(name: string, { lastCrossCorrelation, lastGranger }: Peer): void {
  const [a, b] = pairs.at(-1) as (typeof pairs)[number];
  const ccf = (crossCorrelations(a, b, REACH) as CrossCorrelations).values;
  const { aToB, bToA } = grangerOrders(a, b, REACH) as GrangerBothWays;
  const apart = (values: Float64Array, others: readonly number[]) =>
    Math.max(...values.map((value, i) => Math.abs(value - (others[i] as number))));
  const worst = Math.max(apart(ccf, lastCrossCorrelation), apart(aToB.f, lastGranger[0]), apart(bToA.f, lastGranger[1]));
  if (!(worst < 1e-8)) throw new Error(`${name} differs by ${worst}`);
}

const cold = ours();
for (let i = 0; i < 3; i++) ours();
const folder = mkdtempSync(join(tmpdir(), 'harbinger-bench-'));
const file = join(folder, 'pairs.f64');
writeFileSync(file, all);
const candidates = [process.argv[2], '/usr/bin/python3', 'python3'].filter((name) => name !== undefined);
const python = candidates.find((name) => spawnSync(name, ['-c', 'import numpy']).status === 0);
const script = fileURLToPath(new URL('./lead_lag_numpy.py', import.meta.url));
// One thread as here, and no spinning of idle ones.
const environment = { ...process.env, OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };
const own: Timed[] = [];
const peers = new Map<string, Timed[]>();
try {
  for (let round = 0; round < ROUNDS; round++) {
    own.push(medianOf(Array.from({ length: 3 }, ours)));
    if (!python) continue;
    const run = spawnSync(python, [script, file, ...[PAIRS, DAYS, REACH].map(String)], { encoding: 'utf8', env: environment });
    if (run.status !== 0) throw new Error(run.stderr);
    for (const [name, timed] of Object.entries(JSON.parse(run.stdout) as Record<string, Peer>)) {
      requireAgreement(name, timed);
      peers.set(name, [...(peers.get(name) ?? []), timed]);
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}

for (const [job, title] of [
  ['crossCorrelation', `cross-correlation of ${PAIRS} pairs at ±${REACH} lags`],
  ['granger', `Granger's F and p of ${PAIRS} pairs both ways, ${REACH} orders`],
] as const) {
  const least = Math.min(...own.map((run) => run[job]));
  console.log(
    `${title}: ${medianOf(own)[job].toFixed(3)} s (least ${least.toFixed(3)} s; first run, cold code: ${cold[job].toFixed(3)} s)`,
  );
  for (const [name, runs] of peers) {
    const ratio = median(runs.map((run, i) => run[job] / (own[i] as Timed)[job]));
    console.log(`  ${name}: ${medianOf(runs)[job].toFixed(3)} s; ${name} / harbinger, median of ${ROUNDS} ratios: ${ratio.toFixed(2)}`);
  }
}
if (!python) console.log('numpy is not here: no ratio');
console.log(`peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB`);
