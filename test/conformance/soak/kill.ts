// Kills a pull or an import at a random instant, so many times: node test/conformance/soak/kill.ts --kills 200 --what import
import '../../../src/engine.ts';

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { seededStream } from '../../../src/core/numerics/random.ts';
import { openDuckStore } from '../../../src/store/duckdb/store.ts';
import { comparedWith } from './compare.ts';
import { NOW, sixtySeries } from './sixty-series.ts';

/** What is killed. */
export type Feeding = 'pull' | 'import';

/** What a killed pull or import left behind. */
export interface Killed {
  readonly seed: number;
  /** Series that were said to be stored, those that were found whole, and those that were not there. */
  readonly acknowledged: number;
  readonly whole: number;
  readonly absent: number;
  /** Everything that was not as it should be, in words. */
  readonly wrong: readonly string[];
}

/** The longest time that a pull of the sixty series is given before it is killed, milliseconds. */
const LONGEST = 1_500;

/** Kills a pull or import once, looks at the store, and lets the next one complete it. */
export async function killOnce(what: Feeding, seed: number): Promise<Killed> {
  const folder = mkdtempSync(join(tmpdir(), 'harbinger-kill-'));
  const file = join(folder, 'store.duckdb');
  try {
    const delay = seededStream(seed).uniform() * LONGEST;
    const lines = await feedUntil(what, file, delay);
    const acknowledged = lines.filter((line) => !['begun', 'done', 'partial'].includes(line));
    const found = await stateOf(file);
    const wrong = [
      ...found.wrong,
      ...acknowledged.filter((id) => found.states.get(id) !== 'whole').map((id) => `${id} was acknowledged and is not whole`),
    ];
    const after = await feedUntil(what, file, Number.POSITIVE_INFINITY);
    if (after.at(-1) !== 'done') wrong.push(`the next one ended with ${after.at(-1)}`);
    const completed = await stateOf(file);
    for (const [id, state] of completed.states) if (state !== 'whole') wrong.push(`after the next one ${id} is ${state}`);
    const count = (state: string) => [...found.states.values()].filter((one) => one === state).length;
    return { seed, acknowledged: acknowledged.length, whole: count('whole'), absent: count('absent'), wrong };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs it in a process of its own; kills that so many milliseconds after it began. Returns what it said. */
function feedUntil(what: Feeding, file: string, delay: number): Promise<string[]> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'feeding-child.ts'), what, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (data: Buffer) => {
    const isFirst = said === '';
    said += data.toString();
    if (isFirst && Number.isFinite(delay)) setTimeout(() => child.kill('SIGKILL'), delay);
  });
  // A line that was cut by the kill says nothing.
  return new Promise((resolve) => child.on('close', () => resolve(said.split('\n').slice(0, -1))));
}

async function stateOf(file: string): Promise<{ states: Map<string, string>; wrong: string[] }> {
  const store = await openDuckStore(file, { now: () => Date.parse(NOW) });
  const states = new Map<string, string>();
  for (const one of sixtySeries()) states.set(one.id, await comparedWith(store, one));
  await store.close();
  const wrong = [...states].filter(([, state]) => state !== 'whole' && state !== 'absent').map(([, state]) => state);
  return { states, wrong };
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      kills: { type: 'string', default: '200' },
      from: { type: 'string', default: '1' },
      what: { type: 'string', default: 'pull' },
    },
  });
  const what: Feeding = values.what === 'import' ? 'import' : 'pull';
  const [kills, from] = [Number(values.kills), Number(values.from)];
  const totals = { kills: 0, acknowledged: 0, whole: 0, absent: 0, wrong: 0 };
  const begun = performance.now();
  for (let seed = from; seed < from + kills; seed++) {
    const { wrong, acknowledged, whole, absent } = await killOnce(what, seed);
    for (const line of wrong) console.error(`seed ${seed}: ${line}`);
    totals.kills++;
    totals.acknowledged += acknowledged;
    totals.whole += whole;
    totals.absent += absent;
    totals.wrong += wrong.length;
  }
  console.log(JSON.stringify({ ...totals, seconds: Math.round((performance.now() - begun) / 1000) }));
  process.exitCode = totals.wrong > 0 ? 1 : 0;
}
