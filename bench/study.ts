// The study of the flagship (all_time_high(RUT, after: 250), return(BTC, 180d)) against the same computation in numpy, as a ratio.
// Run alone: npm run bench [folder of daily CSV files]. Writes nothing; bench/README.md keeps the figures.
import '../src/engine.ts';

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { check } from '../src/core/language/check.ts';
import { evaluateTrigger } from '../src/core/language/evaluate.ts';
import { evaluateOutcome } from '../src/core/language/evaluate-outcome.ts';
import { parse } from '../src/core/language/parse.ts';
import { runStudy } from '../src/core/methods/event-study/study.ts';
import type { Series } from '../src/core/series/series.ts';
import { csvFolder } from '../src/providers/file/provider.ts';

const folder = process.argv[2] ?? fileURLToPath(new URL('../../shared/data/market', import.meta.url));
if (!existsSync(folder)) {
  console.log(`no folder ${folder}: give one with daily RUT.csv and BTC.csv`);
  process.exit(2);
}
const ROUNDS = 15;
const WHEN = 'all_time_high(RUT, after: 250)';
const THEN = 'return(BTC, 180d)';

const provider = csvFolder(folder, { today: Math.floor(Date.now() / 86_400_000) });
const loaded = new Map<string, Series>();
for (const id of ['RUT', 'BTC']) loaded.set(id, await provider.load(id));
const environment = { series: (id: string) => loaded.get(id) as Series, eventDates: () => [] };

interface Timed {
  readonly milliseconds: number;
  readonly counts: readonly number[];
}

function ours(): Timed {
  const start = performance.now();
  const trigger = evaluateTrigger(check(parse(WHEN), WHEN, 'trigger'), environment);
  const study = runStudy(trigger, evaluateOutcome(check(parse(THEN), THEN, 'outcome'), environment).read(trigger.knownAt));
  const milliseconds = performance.now() - start;
  return { milliseconds, counts: study.tests.filter(({ name }) => name !== 'linear-shift').map(({ countUpper }) => countUpper) };
}

const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

const first = ours();
console.log(`first run (cold code): ${first.milliseconds.toFixed(1)} ms; counts ${first.counts.join(', ')}`);
for (let i = 0; i < 20; i++) ours();
const script = fileURLToPath(new URL('./study_numpy.py', import.meta.url));
const python = ['/usr/bin/python3', 'python3'].find((name) => spawnSync(name, ['-c', 'import numpy']).status === 0);
const pairs: { own: number; peer: number }[] = [];
for (let round = 0; round < ROUNDS; round++) {
  const own = median(Array.from({ length: 5 }, () => ours().milliseconds));
  if (!python) {
    pairs.push({ own, peer: Number.NaN });
    continue;
  }
  const peer = spawnSync(python, [script, folder], { encoding: 'utf8' });
  if (peer.status !== 0) throw new Error(peer.stderr);
  const { milliseconds, counts } = JSON.parse(peer.stdout) as Timed;
  if (counts.join() !== first.counts.join()) throw new Error(`numpy counts ${counts.join(', ')}`);
  pairs.push({ own, peer: milliseconds });
}
console.log(`harbinger: ${median(pairs.map(({ own }) => own)).toFixed(2)} ms a study`);
if (python) {
  console.log(`numpy, the same eight shift tests: ${median(pairs.map(({ peer }) => peer)).toFixed(2)} ms`);
  console.log(`numpy / harbinger, median of ${ROUNDS} ratios: ${median(pairs.map(({ own, peer }) => peer / own)).toFixed(2)}`);
} else console.log('numpy is not here: no ratio');
console.log(`peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB`);
