// A scan of 5,000 days × 1,000 triggers of 20 events × 10 markets × 5 horizons, all shifts, both of them (plain and era-centred), on one and two
// threads, beside numba and numpy where the Python that is found has them (plain alone, the first fifth of the shifts), as ratios; then ten times as
// many triggers. Run alone: node bench/scan/run.ts [python]. Writes nothing; bench/README.md keeps the figures.
import '../../src/engine.ts';

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { shiftedMeans } from '../../src/core/methods/inference/shift.ts';
import { placesOf, type ScanBatch } from '../../src/core/methods/scan/scan-batch.ts';
import { addPartial, emptySum, type RowOf, type ScanSum, stepDownScan } from '../../src/core/methods/scan/step-down-scan.ts';
import { mean, populationDeviation } from '../../src/core/numerics/moments.ts';
import { startScanThreads } from '../../src/threads/scan-threads.ts';
import { bandwidth } from './bandwidth.ts';
import { blocksOf, DAYS, EVENTS, HORIZONS, TARGETS, type World, worldOf } from './world.ts';

const [TRIGGERS, ROUNDS, PEER_SHIFTS] = [1000, 5, 1000];
const OUTCOMES = TARGETS * HORIZONS.length;
const MEBIBYTE = 2 ** 20;

interface Timed {
  /** Seconds until the maxima and counts of all hypotheses are there, and until every adjusted p is. */
  readonly maximum: number;
  readonly whole: number;
  readonly sum: ScanSum;
  readonly smallest: number;
}

async function scanOn(world: World, threads: ReturnType<typeof startScanThreads>): Promise<Timed> {
  const begun = performance.now();
  const { count, block, batched } = blocksOf(world);
  let sum = emptySum(DAYS);
  let next = 0;
  async function takeTurns(): Promise<void> {
    for (let number = next++; number < count; number = next++) {
      const partial = await threads.compute(block(number));
      sum = addPartial(sum, number, partial);
    }
  }
  await Promise.all(Array.from({ length: threads.count + 3 }, takeTurns));
  const maximum = (performance.now() - begun) / 1000;
  const { adjusted } = stepDownScan(sum, rowsOf(sum, batched));
  const smallest = adjusted.reduce((least, ps) => ps.reduce((low, p) => Math.min(low, p), least), 1);
  return { maximum, whole: (performance.now() - begun) / 1000, sum, smallest };
}

function rowsOf(sum: ScanSum, batched: ReturnType<typeof blocksOf>['batched']): RowOf {
  const batches = new Map<number, ScanBatch>();
  return ({ block, place }, shift) => {
    const batch = batches.get(block) ?? (batched(block).batches[0] as ScanBatch);
    batches.set(block, batch);
    const means = shiftedMeans(batch.circle[shift], placesOf(batch, batch.triggers[place] as number));
    const columns = sum.blocks.get(block)?.[shift];
    const [centre, deviation] = [columns?.means[0] as number, columns?.deviations[columns.leftOut.indexOf(place)] as number];
    return means.map((value) => (value - centre) / deviation);
  };
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] as number;
const seconds = (value: number): string => `${value.toFixed(2)} s`;

if (process.argv[2] === '--memory') {
  // A process of its own, so that nothing else counts.
  const threads = startScanThreads({ count: 2 });
  const { maximum, whole } = await scanOn(worldOf(Number(process.argv[3]), 1), threads);
  await threads.close();
  console.log(JSON.stringify({ maximum, whole, peak: process.resourceUsage().maxRSS / 1024 }));
} else {
  await compare();
}

async function compare(): Promise<void> {
  const world = worldOf(TRIGGERS, 1);
  const byThreads = new Map<number, Timed[]>();
  for (const count of [1, 2]) {
    const threads = startScanThreads({ count });
    await scanOn(world, threads);
    const runs: Timed[] = [];
    for (let round = 0; round < ROUNDS; round++) runs.push(await scanOn(world, threads));
    await threads.close();
    byThreads.set(count, runs);
  }
  const additions = 2 * TRIGGERS * OUTCOMES * EVENTS * DAYS;
  for (const [count, runs] of byThreads) {
    const [maximum, whole] = [median(runs.map((run) => run.maximum)), median(runs.map((run) => run.whole))];
    console.log(
      `${count} threads: maxima and counts ${seconds(maximum)}, all adjusted p ${seconds(whole)}; ${(additions / maximum / 1e9).toFixed(1)} G additions/s`,
    );
  }
  const [one, two] = [1, 2].map((count) => median((byThreads.get(count) as Timed[]).map(({ maximum }) => maximum))) as [number, number];
  console.log(`one thread / two: ${(one / two).toFixed(2)}`);
  const gigabytes = bandwidth();
  for (const [name, bytes] of [
    ['L1 (32 KiB)', 32 * 1024],
    ['L2 (1 MiB)', MEBIBYTE],
  ] as const) {
    const limit = gigabytes(bytes);
    console.log(
      `${name}: ${limit.toFixed(0)} GB/s of one core by the same instructions; the scan on one thread takes ${((4 * additions) / one / 1e9 / limit).toFixed(2)} of it`,
    );
  }
  peers(world, byThreads.get(2) as Timed[]);
  for (const triggers of [TRIGGERS, 10 * TRIGGERS]) {
    const { stdout } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), '--memory', String(triggers)], { encoding: 'utf8' });
    const { maximum, whole, peak } = JSON.parse(stdout) as { maximum: number; whole: number; peak: number };
    console.log(
      `${triggers * OUTCOMES} hypotheses, a process of its own, cold: ${seconds(maximum)}, in all ${seconds(whole)}, peak ${peak.toFixed(0)} MiB`,
    );
  }
}

/** The first shifts of the plain maxima, by others. */
function peers(world: World, own: readonly Timed[]): void {
  const folder = mkdtempSync(join(tmpdir(), 'harbinger-bench-'));
  try {
    const { count, batched } = blocksOf(world);
    const batches = Array.from({ length: count }, (_, number) => batched(number).batches[0] as ScanBatch);
    const [outcomes, events] = [join(folder, 'outcomes.f64'), join(folder, 'events.i32')];
    writeFileSync(outcomes, Buffer.concat(batches.map(({ circle }) => Buffer.from(circle.plain.slice().buffer))));
    writeFileSync(events, Buffer.from((batches[0] as ScanBatch).events.indices.slice().buffer));
    const script = fileURLToPath(new URL('./peers.py', import.meta.url));
    const given = [outcomes, events, DAYS, OUTCOMES, TRIGGERS, EVENTS, PEER_SHIFTS, ROUNDS].map(String);
    const python = [process.argv[2], '/usr/bin/python3', 'python3']
      .filter((name) => name !== undefined)
      .find((name) => spawnSync(name, ['-c', 'import numpy, scipy']).status === 0);
    if (!python) {
      console.log('numpy and scipy are not here: no ratio');
      return;
    }
    const run = spawnSync(python, [script, ...given], { encoding: 'utf8', maxBuffer: 64 * MEBIBYTE });
    if (run.status !== 0) throw new Error(run.stderr);
    const expected = wholeMaxima(own[0] as Timed, batches);
    for (const [name, { seconds: times, top }] of Object.entries(
      JSON.parse(run.stdout) as Record<string, { seconds: number[]; top: number[] }>,
    )) {
      const apart = Math.max(...top.map((value, k) => Math.abs(value - (expected[k] as number))));
      if (!(apart < 1e-9)) throw new Error(`${name} differs by ${apart}`);
      const ratio = median(times.map((time, i) => time / (own[i] as Timed).maximum));
      console.log(
        `${name}: ${seconds(median(times))} for ${PEER_SHIFTS} shifts of the plain statistic; ${name} / harbinger as they stand ${ratio.toFixed(2)}, for each shift and statistic ${((ratio * 2 * DAYS) / PEER_SHIFTS).toFixed(0)}`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The plain maxima with the hypotheses that the blocks leave out. */
function wholeMaxima({ sum }: Timed, batches: readonly ScanBatch[]): Float64Array {
  const top = Float64Array.from(sum.maxima.plain);
  for (const [block, { plain }] of sum.blocks) {
    const batch = batches[block] as ScanBatch;
    for (const place of plain.leftOut) {
      const means = shiftedMeans(batch.circle.plain, placesOf(batch, batch.triggers[place] as number));
      const [centre, deviation] = [mean(means), populationDeviation(means)];
      means.forEach((value, k) => {
        top[k] = Math.max(top[k] as number, (value - centre) / deviation);
      });
    }
  }
  return top;
}
