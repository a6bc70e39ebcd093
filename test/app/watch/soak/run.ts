// A year of the watch in minutes: node test/app/watch/soak/run.ts [--days 365] [--kills 200] [--seed 1]
import '../../../../src/engine.ts';

import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Notice } from '../../../../src/contract/watch.ts';
import { seededStream } from '../../../../src/core/numerics/random.ts';
import { openDuckStore } from '../../../../src/store/duckdb/store.ts';
import { BEGIN } from './made-year.ts';
import { shouldFire } from './oracle.ts';
import { type Receiver, startReceiver } from './receiver.ts';
import type { ChildPlan } from './watch-child.ts';

const DAY = 86_400_000;
const SECRET = 'a secret of the soak';

export interface Soaked {
  readonly days: number;
  readonly kills: number;
  /** Times that rules should have fired, and of those the ones that did not, came twice, or should not have. */
  readonly expected: number;
  readonly missing: readonly string[];
  readonly twice: readonly string[];
  readonly unexpected: readonly string[];
  /** Messages that the receiver took, of so many keys; and messages that came under two keys. */
  readonly taken: number;
  readonly keys: number;
  readonly underTwoKeys: readonly string[];
  readonly digests: number;
  /** Messages that one sink has and the other has not, and lines that the file has twice. */
  readonly lost: readonly string[];
  readonly doubledLines: readonly string[];
  /** Stale and recovered do not take turns, bad signatures, messages still waiting or dead. */
  readonly faults: readonly string[];
  readonly lateEpisodes: number;
  readonly staleEpisodes: number;
  /** Memory of the process at each ten days, MB; of the last life. */
  readonly rss: readonly number[];
  /** The part of it that is JavaScript's, after a collection, MB. */
  readonly heap: readonly number[];
}

export interface SoakOptions {
  readonly days: number;
  readonly kills: number;
  readonly seed: number;
  /** Days on whose evenings the machine falls asleep, counted from the first. */
  readonly sleeps: readonly number[];
  /** Days at the end in which nothing fails, so that what waits gets out. */
  readonly calmDays: number;
  /** A life lasts at most so many milliseconds before it is killed. */
  readonly life: number;
}

/** Lives a year, with so many deaths, and compares what arrived with what the oracle says. */
export async function soak({ days, kills, seed, sleeps, calmDays, life }: SoakOptions): Promise<Soaked> {
  const folder = mkdtempSync(join(tmpdir(), 'harbinger-watch-'));
  const receiver = await startReceiver(SECRET, seed);
  const plan = { seed, days, store: join(folder, 'store.duckdb'), file: join(folder, 'alerts.jsonl') };
  const begin = (BEGIN + 1) * DAY + 12 * 3_600_000;
  const calmFrom = begin + days * DAY;
  const at = { sleeps: sleeps.map((day) => begin + day * DAY), calmFrom };
  const random = seededStream(seed + 77);
  try {
    let clock = begin;
    let killed = 0;
    let longest: Pick<Lived, 'rss' | 'heap'> = { rss: [], heap: [] };
    while (clock < calmFrom) {
      const until = killed < kills ? life * random.uniform() : undefined;
      const lived = await live(
        { ...plan, ...at, from: clock, until: calmFrom, releases: killed % 3 === 0 && killed < kills },
        receiver.url,
        until,
      );
      if (lived.rss.length > longest.rss.length) longest = lived;
      if (!lived.isDone) killed++;
      clock = lived.isDone ? calmFrom : lived.at + random.uniform() * 2 * 3_600_000;
    }
    receiver.isCalm = true;
    await live({ ...plan, ...at, from: clock, until: calmFrom + calmDays * DAY, releases: false }, receiver.url, undefined);
    return { days, kills: killed, ...(await compare(plan, begin, receiver)), rss: megabytes(longest.rss), heap: megabytes(longest.heap) };
  } finally {
    await receiver.close();
    rmSync(folder, { recursive: true });
  }
}

const megabytes = (bytes: readonly number[]): number[] => bytes.map((count) => Math.round(count / 1e6));

interface Lived {
  readonly isDone: boolean;
  readonly at: number;
  readonly rss: readonly number[];
  readonly heap: readonly number[];
}

/** One life of the process; it is killed so many milliseconds after its first word. */
function live(plan: ChildPlan, url: string, killAfter: number | undefined): Promise<Lived> {
  const child = spawn(process.execPath, ['--expose-gc', join(import.meta.dirname, 'watch-child.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, SOAK_PLAN: JSON.stringify(plan), SOAK_URL: url, SOAK_SECRET: SECRET },
  });
  let said = '';
  let timer: NodeJS.Timeout | undefined;
  child.stdout.on('data', (part: Buffer) => {
    said += part.toString();
    if (killAfter !== undefined) timer ??= setTimeout(() => child.kill('SIGKILL'), killAfter);
  });
  return new Promise((resolve, reject) =>
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      const lines = said.split('\n').slice(0, -1);
      const numbers = (word: string) => lines.flatMap((line) => (line.startsWith(`${word} `) ? [Number(line.slice(word.length + 1))] : []));
      if (signal !== 'SIGKILL' && code !== 0) reject(new Error(`a life ended with code ${code} after: ${lines.at(-1)}`));
      else resolve({ isDone: lines.at(-1) === 'done', at: numbers('at').at(-1) ?? plan.from, rss: numbers('rss'), heap: numbers('heap') });
    }),
  );
}

async function compare(plan: { readonly store: string; readonly file: string }, begin: number, receiver: Receiver) {
  const store = await openDuckStore(plan.store, { now: () => begin + 1000 * DAY });
  try {
    const expected = await shouldFire(store, begin);
    const steps = await store.alerts.transitions();
    const fired = steps.filter(({ kind }) => kind === 'firing').map(({ rule, date }) => `${rule} ${date}`);
    const hook = idsOf(new Map(receiver.taken.map(({ key, notice }) => [key, notice])).values(), '-hook');
    const lines = readFileSync(plan.file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Notice);
    const log = idsOf(lines, '-log');
    // `stale: keep` is told to nobody, the end of a late episode neither.
    const isOwed = ({ rule, kind, facts }: (typeof steps)[number]) =>
      kind === 'firing' || (kind === 'resolved' && !(facts as { isLate?: boolean }).isLate) || (rule === 'eq-stale' && kind !== 'pending');
    const owed = steps.filter(isOwed).map(({ id }) => id);
    const arrived = steps.filter(({ kind, id }) => kind === 'firing' && hook.includes(id)).map(({ rule, date }) => `${rule} ${date}`);
    const waiting = await store.alerts.waiting();
    const dead = await store.alerts.dead();
    return {
      expected: expected.length,
      missing: without(expected, arrived),
      unexpected: without(arrived, expected),
      twice: without(fired, expected),
      taken: receiver.taken.length,
      keys: new Set(receiver.taken.map(({ key }) => key)).size,
      underTwoKeys: repeated(hook),
      digests: [...new Map(receiver.taken.map(({ key, notice }) => [key, notice])).values()].filter(({ kind }) => kind === 'digest').length,
      lost: [...without(owed, hook), ...without(owed, log), ...without([...new Set([...hook, ...log])], owed)],
      doubledLines: repeated(log),
      faults: [
        ...receiver.faults,
        ...turns(
          steps
            .filter(({ rule, kind }) => rule === 'eq-stale' && (kind === 'stale' || kind === 'recovered'))
            .map(({ kind }) => kind)
            .reverse(),
        ),
        ...waiting.map(({ id }) => `${id} still waits`),
        ...dead.map(({ id }) => `${id} was given up`),
      ],
      lateEpisodes: steps.filter(({ kind, facts }) => kind === 'firing' && (facts as { isLate?: boolean }).isLate).length,
      staleEpisodes: steps.filter(({ rule, kind }) => rule === 'eq-stale' && kind === 'stale').length,
    };
  } finally {
    await store.close();
  }
}

/** Ids of the steps that messages tell of, those in digests too. */
const idsOf = (notices: Iterable<Notice>, sink: string): string[] =>
  [...notices]
    .flatMap((notice) => (notice.kind === 'digest' ? notice.members.map(({ id }) => id) : [notice.id]))
    .map((id) => id.replace(sink, ''));

/** What of a list is not in the other one, counted. */
function without(list: readonly string[], other: readonly string[]): string[] {
  const left = [...other];
  return list.filter((one) => {
    const at = left.indexOf(one);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

const repeated = (list: readonly string[]): string[] => list.filter((one, i) => list.indexOf(one) !== i);

const turns = (kinds: readonly string[]): string[] =>
  kinds.flatMap((kind, i) => (kind === (i % 2 === 0 ? 'stale' : 'recovered') ? [] : [`${kind} came out of turn`]));

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      days: { type: 'string', default: '365' },
      kills: { type: 'string', default: '200' },
      seed: { type: 'string', default: '1' },
      life: { type: 'string', default: '3000' },
    },
  });
  const begun = performance.now();
  const found = await soak({
    days: Number(values.days),
    kills: Number(values.kills),
    seed: Number(values.seed),
    sleeps: [40, 150, 280],
    calmDays: 4,
    life: Number(values.life),
  });
  console.log(JSON.stringify({ ...found, seconds: Math.round((performance.now() - begun) / 1000) }, null, 1));
  const wrong = [found.missing, found.unexpected, found.twice, found.underTwoKeys, found.lost, found.doubledLines, found.faults];
  process.exitCode = wrong.some(({ length }) => length > 0) ? 1 : 0;
}
