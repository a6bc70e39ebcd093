// Kills a process that writes to a store, at random instants, and looks at what the store holds afterwards: every series that was
// acknowledged, whole, and none in part. As a command: node test/store/kill.ts --kills 200 [--seed 1]
import '../../src/engine.ts';

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openDuckStore } from '../../src/store/duckdb/store.ts';
import type { Rows, SecondOpinion, Store } from '../../src/store/store.ts';
import { nthAddition } from './kill-series.ts';

const WRITER = fileURLToPath(new URL('kill-writer.ts', import.meta.url));
/** A store's life: so many kills, then one writer that may end. */
const KILLS_OF_A_STORE = 20;
const ENDLESS = 1e9;

export interface KillCounts {
  kills: number;
  /** Kills before the store was open: while the file was made, or its log replayed. */
  whileOpening: number;
  stores: number;
  acknowledged: number;
  /** Whole in the store, though the word of it never came. */
  unacknowledged: number;
  rows: number;
  /** What should not have been, as sentences. */
  faults: string[];
}

/** Kills so many writers. @throws where a store does not open. */
export async function killWriters(kills: number, seed: number, onKill?: (counts: KillCounts) => void): Promise<KillCounts> {
  const counts: KillCounts = { kills: 0, whileOpening: 0, stores: 0, acknowledged: 0, unacknowledged: 0, rows: 0, faults: [] };
  const folder = mkdtempSync(join(tmpdir(), 'harbinger-kill-'));
  try {
    while (counts.kills < kills) {
      const file = join(folder, `${counts.stores}.duckdb`);
      await liveAndDie(file, { counts, kills: Math.min(KILLS_OF_A_STORE, kills - counts.kills), seed: seed + counts.stores, onKill });
      counts.stores++;
      rmSync(file);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return counts;
}

interface Life {
  readonly counts: KillCounts;
  readonly kills: number;
  readonly seed: number;
  readonly onKill: ((counts: KillCounts) => void) | undefined;
}

async function liveAndDie(file: string, { counts, kills, seed, onKill }: Life): Promise<void> {
  let held = 0;
  for (let kill = 0; kill < kills; kill++) {
    const said = await write(file, { seed, first: held, count: ENDLESS, killAfter: killDelay(kill) });
    counts.kills++;
    if (!said.includes('open')) counts.whileOpening++;
    const acknowledged = held + said.filter((line) => line.startsWith('added')).length;
    const found = await look(file, { seed, from: held, acknowledged, faults: counts.faults });
    counts.acknowledged += acknowledged - held;
    counts.unacknowledged += found - acknowledged;
    held = found;
    onKill?.(counts);
  }
  const said = await write(file, { seed, first: held, count: 3 });
  if (said.at(-1) !== 'closed') counts.faults.push(`the writer after the last kill ended with: ${said.at(-1)}`);
  await look(file, { seed, from: 0, acknowledged: held + 3, faults: counts.faults });
  for (let n = 0; n < held + 3; n++) counts.rows += nthAddition(seed, n).rows.dates.length;
}

/** Every fourth kill falls into the opening; the others anywhere in two seconds of work. */
const killDelay = (kill: number) =>
  kill % 4 === 0 ? { from: 'start' as const, ms: 600 * Math.random() } : { from: 'open' as const, ms: 2000 * Math.random() };

interface Writing {
  readonly seed: number;
  readonly first: number;
  readonly count: number;
  readonly killAfter?: { readonly from: 'start' | 'open'; readonly ms: number };
}

/** The lines that a writer said before its end. */
async function write(file: string, { seed, first, count, killAfter }: Writing): Promise<string[]> {
  const child = spawn(process.execPath, [WRITER, file, ...[seed, first, count].map(String)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  let timer: NodeJS.Timeout | undefined;
  const killLater = (from: 'start' | 'open') => {
    if (killAfter?.from === from) timer ??= setTimeout(() => child.kill('SIGKILL'), killAfter.ms);
  };
  killLater('start');
  child.stdout.on('data', (part) => {
    text += part;
    if (text.startsWith('open\n')) killLater('open');
  });
  await new Promise((done) => child.on('close', done));
  clearTimeout(timer);
  // What comes after the last line's end is no whole word.
  return text.split('\n').slice(0, -1);
}

interface Expected {
  readonly seed: number;
  /** The series before this one were looked at before. */
  readonly from: number;
  readonly acknowledged: number;
  readonly faults: string[];
}

/** Opens the store and compares what it holds. @returns How many series there are: the acknowledged ones and at most one more. */
async function look(file: string, { seed, from, acknowledged, faults }: Expected): Promise<number> {
  const store = await openDuckStore(file, { now: Date.now, waitMs: 0 });
  try {
    const { series, pulls } = await store.info();
    if (series < acknowledged || series > acknowledged + 1) faults.push(`${series} series are held, ${acknowledged} were acknowledged`);
    if (pulls !== series) faults.push(`${pulls} pulls are held for ${series} series`);
    for (let n = from; n < series; n++)
      if (!(await isWhole(store, seed, n))) faults.push(`series ${n} of seed ${seed} is not what was added`);
    return series;
  } finally {
    await store.close();
  }
}

async function isWhole(store: Store, seed: number, n: number): Promise<boolean> {
  const { pull, definition, rows, second } = nthAddition(seed, n);
  const [[opinion], found] = [await store.secondOpinions(pull.series), await store.versions(pull.series)];
  return (
    areEqual(found, rows) &&
    isSaid(opinion, second) &&
    JSON.stringify(await store.definition(pull.series)) === JSON.stringify(definition) &&
    (await store.pulls({ series: pull.series })).map(({ id }) => id).join() === pull.id
  );
}

const areEqual = (a: Rows, b: Rows): boolean =>
  (['dates', 'values', 'knownAt'] as const).every(
    (key) => a[key].length === b[key].length && a[key].every((value, i) => value === b[key][i]),
  );

const isSaid = (found: SecondOpinion | undefined, added: SecondOpinion | undefined): boolean =>
  (found?.dates ?? []).join() === (added?.dates ?? []).join() && (found?.values ?? []).join() === (added?.values ?? []).join();

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { kills: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' } } });
  const start = performance.now();
  const counts = await killWriters(Number(values.kills), Number(values.seed), ({ kills, acknowledged, faults }) => {
    if (kills % 20 === 0) console.log(`${kills} kills, ${acknowledged} series acknowledged, ${faults.length} faults`);
  });
  console.log(JSON.stringify({ ...counts, seconds: Math.round((performance.now() - start) / 1000) }, null, 2));
  process.exitCode = counts.faults.length > 0 ? 1 : 0;
}
