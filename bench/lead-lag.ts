// Cross-correlations of 500 pairs at ±60 lags, Granger's F and p and Toda and Yamamoto's W and p of 500 pairs both ways for 60 orders, 5,000 days each,
// against numpy, and the first two against numba where the Python that is found has it, as ratios. One thread here and in numpy, all cores in numba.
// Then the scan of all pairs of 23 series (506 pairs, lags 1 to 60), which has no peer.
// Run alone: node bench/lead-lag.ts [python]. Writes nothing; bench/README.md keeps the figures.
import '../src/engine.ts';

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type CrossCorrelations, crossCorrelations } from '../src/core/methods/lead-lag/cross-correlation.ts';
import { type GrangerBothWays, grangerOrders } from '../src/core/methods/lead-lag/granger-orders.ts';
import { type TodaYamamotoBothWays, todaYamamotoOrders } from '../src/core/methods/lead-lag/toda-yamamoto-orders.ts';
import { scanLeads } from '../src/core/methods/lead-scan/scan-leads.ts';
import { seededStream } from '../src/core/numerics/random.ts';
import type { Series } from '../src/core/series/series.ts';

const [PAIRS, DAYS, REACH, ROUNDS, MARKETS] = [500, 5000, 60, 7, 23];

const stream = seededStream(1);
const all = Float64Array.from({ length: PAIRS * 2 * DAYS }, () => stream.uniform() + stream.uniform() + stream.uniform() - 1.5);
const pairs = Array.from({ length: PAIRS }, (_, i) => {
  const start = 2 * i * DAYS;
  return [all.subarray(start, start + DAYS), all.subarray(start + DAYS, start + 2 * DAYS)] as const;
});

function walk(steps: Float64Array): Float64Array {
  let level = 0;
  return steps.map((step) => {
    level += step;
    return level;
  });
}
const levels = pairs.map(([a, b]) => [walk(a), walk(b)] as const);

const JOBS = ['crossCorrelation', 'granger', 'todaYamamoto'] as const;
/** Seconds of each. */
type Timed = Readonly<Record<(typeof JOBS)[number], number>>;
/** A peer may leave out the last. */
type Peer = Omit<Timed, 'todaYamamoto'> & {
  readonly todaYamamoto?: number;
  readonly lastCrossCorrelation: number[];
  readonly lastGranger: [number[], number[]];
  readonly lastTodaYamamoto?: [number[], number[]];
};

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
  todaYamamoto: seconds(() => {
    for (const [a, b] of levels) todaYamamotoOrders(a, b, { maxOrder: REACH });
  }),
});

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] as number;
const medianOf = (runs: readonly Timed[]): Timed =>
  Object.fromEntries(JOBS.map((job) => [job, median(runs.map((run) => run[job]))])) as Timed;

function requireAgreement(name: string, { lastCrossCorrelation, lastGranger, lastTodaYamamoto }: Peer): void {
  const [a, b] = pairs.at(-1) as (typeof pairs)[number];
  const ccf = (crossCorrelations(a, b, REACH) as CrossCorrelations).values;
  const { aToB, bToA } = grangerOrders(a, b, REACH) as GrangerBothWays;
  const apart = (values: Float64Array, others: readonly number[]) =>
    Math.max(...values.map((value, i) => Math.abs(value - (others[i] as number))));
  const worst = Math.max(apart(ccf, lastCrossCorrelation), apart(aToB.f, lastGranger[0]), apart(bToA.f, lastGranger[1]));
  const [x, y] = levels.at(-1) as (typeof levels)[number];
  const inLevels = todaYamamotoOrders(x, y, { maxOrder: REACH }) as TodaYamamotoBothWays;
  const apartInLevels = lastTodaYamamoto
    ? Math.max(apart(inLevels.aToB.chiSquare, lastTodaYamamoto[0]), apart(inLevels.bToA.chiSquare, lastTodaYamamoto[1]))
    : 0;
  if (!(Math.max(worst, apartInLevels) < 1e-8)) throw new Error(`${name} differs by ${worst} and ${apartInLevels}`);
}

/** Series that all have the same clock. */
function scanSeconds(): number {
  const dates = Int32Array.from({ length: DAYS }, (_, i) => 10_000 + i);
  const knownAt = Float64Array.from(dates, (date) => (date + 1) * 86_400_000);
  const series: Series[] = levels.slice(0, MARKETS).map(([level], i) => ({
    id: `S${i}`,
    title: '',
    unit: '',
    calendar: 'utc-daily',
    dates,
    values: level.map((value) => 100 * Math.exp(0.01 * value)),
    knownAt,
    schedule: { dates, closes: knownAt },
    source: '',
    notes: [],
  }));
  return Math.min(...[0, 1, 2].map(() => seconds(() => scanLeads(series, { maxLag: REACH }))));
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
const peers = new Map<string, Peer[]>();
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

const titles: Readonly<Record<keyof Timed, string>> = {
  crossCorrelation: `cross-correlation of ${PAIRS} pairs at ±${REACH} lags`,
  granger: `Granger's F and p of ${PAIRS} pairs both ways, ${REACH} orders`,
  todaYamamoto: `Toda and Yamamoto's W and p of ${PAIRS} pairs both ways, ${REACH} orders`,
};
for (const job of JOBS) {
  const least = Math.min(...own.map((run) => run[job]));
  console.log(
    `${titles[job]}: ${medianOf(own)[job].toFixed(3)} s (least ${least.toFixed(3)} s; first run, cold code: ${cold[job].toFixed(3)} s)`,
  );
  for (const [name, runs] of peers) {
    const timed = runs.flatMap((run, i) => (run[job] === undefined ? [] : [{ peer: run[job], ours: (own[i] as Timed)[job] }]));
    if (timed.length === 0) continue;
    const ratio = median(timed.map(({ peer, ours: mine }) => peer / mine));
    const figure = median(timed.map(({ peer }) => peer));
    console.log(`  ${name}: ${figure.toFixed(3)} s; ${name} / harbinger, median of ${ROUNDS} ratios: ${ratio.toFixed(2)}`);
  }
}
console.log(`scan of all pairs of ${MARKETS} series, lags 1 to ${REACH}: least of 3 runs ${scanSeconds().toFixed(2)} s`);
if (!python) console.log('numpy is not here: no ratio');
console.log(`peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB`);
