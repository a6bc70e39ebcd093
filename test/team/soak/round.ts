import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readRows } from '../../../src/app/forecast/chain.ts';
import { type RandomStream, seededStream } from '../../../src/core/numerics/random.ts';
import type { LedgerRow } from '../../../src/store/ledger.ts';
import { type Blow, blowsOf, type Kills } from './chaos.ts';
import { alarming, faultsOf } from './check.ts';
import { type Answered, type Asked, type Client, openClient } from './client.ts';
import { type Desk, importFiles, patiently, plant } from './desk.ts';
import { filesOf, packOf, rulesOf, SCAN, STUDIES, stepsOf } from './made.ts';
import type { Kept } from './processes.ts';
import { PULLED } from './source.ts';

/** What happened over all runs. */
export interface Counts {
  /** Jobs that were asked for and acknowledged, by what they are. */
  readonly jobs: Record<string, number>;
  /** Requests that were repeated, because nothing or no good word came back. */
  requestsRepeated: number;
  /** All jobs of the queue by their kinds, and how many of them were begun again because their worker was lost. */
  queue: Record<string, { readonly jobs: number; readonly begunAgain: number }>;
  /** Jobs that were lost so often that they were given up, and tried again by hand. */
  givenUp: number;
  /** Messages that the receiver took once more, under the same key. */
  messagesRepeated: number;
  messages: number;
  /** Starts that failed while the database was gone, or was cut off. */
  failedStarts: number;
  /** Memory of each process after each run, MB. */
  readonly memory: Record<string, number>[];
  /** Seconds from the last blow until all was done. */
  readonly recovered: number[];
}

export const countsOf = (): Counts => ({
  ...{
    jobs: {},
    requestsRepeated: 0,
    queue: {},
    givenUp: 0,
    messagesRepeated: 0,
    messages: 0,
    failedStarts: 0,
    memory: [],
    recovered: [],
  },
});

export interface Round {
  readonly run: number;
  readonly desk: Desk;
  /** A stream of its own for each thing that goes on beside others, so that a seed gives the same however they mix. */
  readonly random: () => RandomStream;
  readonly kills: Kills;
  readonly counts: Counts;
  /** The scan's result as one process computed it. */
  readonly scan: string;
  strike(): Promise<void>;
}

/** Milliseconds after which what is not done is taken for lost. */
const LONGEST = 240_000;

/** Runs whose processes that are spared stay the same. */
const STRETCH = 25;

interface Place {
  readonly run: number;
  readonly runs: number;
  readonly postgresKills: number;
  readonly seed: number;
}

/** What is killed in a run, and when. */
export function schedule(desk: Desk, { run, runs, postgresKills, seed }: Place) {
  let streams = 0;
  const random = () => seededStream(seed * 1_000_003 + run * 101 + streams++);
  const hasPostgres = Math.floor(((run + 1) * postgresKills) / runs) > Math.floor((run * postgresKills) / runs);
  const stretch = Math.floor(run / STRETCH);
  const spared = ['worker', 'server'].map((kind) => {
    const those = desk.processes.filter((one) => one.kind === kind);
    return those[stretch % those.length] as Kept;
  });
  const blows: readonly Blow[] = blowsOf(random(), hasPostgres);
  return { random, blows, spared };
}

const serversOf = ({ processes }: Desk): readonly Kept[] => processes.filter(({ kind }) => kind === 'server');

/** The scan as one process gives it, before anything is killed. */
export async function asIfAlone(desk: Desk, seed: number): Promise<{ readonly scan: string }> {
  const client = openClient(serversOf(desk), seededStream(seed));
  const asked = { operation: 'scan', input: { ...SCAN, here: true }, key: 'alone', token: desk.tokens.researcher };
  const { state, result, problem } = await client.finish(asked, await client.start(asked), Date.now() + LONGEST);
  if (state !== 'done' || result === undefined) throw new Error(`the scan alone is ${state}: ${problem}`);
  await desk.rows('DELETE FROM harbinger.scan_parts');
  // The command that it names says where it is computed.
  return { scan: result.replaceAll(' --here', '') };
}

/** One run: everything is asked for while things are killed; then it is looked at what came of it. */
export async function round(one: Round): Promise<string[]> {
  const { run, desk, counts, random } = one;
  desk.source.dates++;
  // The same scan is to be computed anew.
  await desk.rows('DELETE FROM harbinger.scan_parts');
  const client = openClient(serversOf(desk), random());
  const until = Date.now() + LONGEST;
  const striking = one.strike().then(() => Date.now());
  const [jobs, , lastBlow] = await Promise.all([ask(one, client, until), watching(one), striking]);
  const faults = await settle(one, until);
  counts.recovered.push(Math.round((Date.now() - lastBlow) / 1000));
  faults.push(...(await faultsOf(desk, { run, jobs, scan: one.scan })), ...(await ledgerHolds(desk)), ...processFaults(one));
  await count(one, jobs, client);
  return faults;
}

/** Everything that is asked of the servers in a run, at instants spread over some seconds; answered with what came of it. */
function ask({ run, desk, random }: Round, client: Client, until: number): Promise<Answered[]> {
  mkdirSync(join(desk.folder, 'main'), { recursive: true });
  writeFileSync(join(desk.folder, 'main', `pack-${run}.yaml`), packOf(run));
  const stream = random();
  const [seal, score] = [
    { operation: 'forecast seal', input: { pack: `pack-${run}.yaml` }, token: desk.tokens.admin },
    { operation: 'forecast score', input: {}, token: desk.tokens.admin },
  ];
  const pull = { operation: 'pull', input: { ids: [PULLED], again: true }, token: desk.tokens.admin };
  const token = desk.tokens.researcher;
  const studies = Array.from({ length: 4 }, () => ({ operation: 'study', input: STUDIES[stream.below(STUDIES.length)], token }));
  const scan = { operation: 'scan', input: SCAN, token };
  // Pulls one after the other: two of one series at once may both store what neither found there.
  const chains: readonly (readonly Omit<Asked, 'key'>[])[] = [...[scan, ...studies, seal, seal, score].map((job) => [job]), [pull, pull]];
  const finish = async (job: Asked): Promise<Answered> => client.finish(job, await client.start(job), until);
  const answered = chains.map(async (jobs, i) => {
    await sleep(i === 0 ? 0 : stream.uniform() * 7000);
    const answers: Answered[] = [];
    for (const [j, job] of jobs.entries()) answers.push(await finish({ ...job, key: `run-${run}-${i}-${j}` }));
    return answers;
  });
  return Promise.all(answered).then((answers) => answers.flat());
}

/** New values come in while the rules over them are looked at. */
async function watching({ run, desk, kills, random }: Round): Promise<void> {
  const stream = random();
  const look = (n: number) => plant(desk, rulesText(desk, run, n));
  await look(1);
  // What was before a rule begins is no news to it.
  await reached(() => isBegun(desk, run), Date.now() + LONGEST);
  for (const [i, files] of filesOf(run).entries()) {
    await importFiles(desk, files, { kills, random: stream });
    await look(i + 2);
  }
}

const rulesText = ({ receiver, folder }: Desk, run: number, look: number): string =>
  rulesOf(run, { look, hook: receiver.url, file: join(folder, 'alerts.jsonl') });

const isBegun = async (desk: Desk, run: number): Promise<boolean> =>
  (await desk.rows(`SELECT DISTINCT rule FROM harbinger.alert_states WHERE rule LIKE 'x${run}-%' AND revision > 1`)).length === 2;

async function reached(isSo: () => Promise<boolean>, until: number): Promise<boolean> {
  while (!(await isSo())) {
    if (Date.now() > until) return false;
    await sleep(300);
  }
  return true;
}

/** With nothing killed any more: a last look at the rules and at the forecasts that are due, then all of the queue comes to its end. */
async function settle({ run, desk, counts }: Round, until: number): Promise<string[]> {
  const queue = desk.team.queueOf('main');
  await plant(desk, rulesText(desk, run, 9));
  await patiently(() => queue.send({ v: 1, kind: 'score', space: 'main', by: 'soak' }));
  const isQuiet = async (): Promise<boolean> => {
    const dead = await patiently(() => queue.dead());
    if (dead.length > 0) counts.givenUp += await patiently(() => queue.retry(dead.map(({ id }) => id)));
    const open = await desk.rows(
      "SELECT 1 FROM harbinger_jobs.job WHERE name = 'work' AND (state = 'active' OR (state < 'active' AND start_after < now() + interval '3 minutes'))",
    );
    return dead.length === 0 && open.length === 0;
  };
  const isTold = async (): Promise<boolean> => {
    const steps = await desk.rows(`SELECT kind FROM harbinger.alert_transitions WHERE rule LIKE 'x${run}-%'`);
    return steps.filter(({ kind }) => kind === 'firing' || kind === 'resolved').length >= stepsOf(run).length;
  };
  const faults: string[] = [];
  if (!(await reached(isTold, until))) faults.push('not all steps of the alerts came');
  if (!(await reached(isQuiet, until))) faults.push('the queue does not come to rest');
  return faults;
}

async function ledgerHolds({ rows }: Desk): Promise<string[]> {
  const found = await rows(
    'SELECT sequence, text, hash, previous, extract(epoch FROM recorded_at)::float8 * 1000 AS "recordedAt" FROM harbinger.ledger ORDER BY sequence',
  );
  const { fault } = readRows(found as unknown as readonly LedgerRow[]);
  return fault === null ? [] : [`the ledger is broken at ${fault.at}: ${fault.problem}`];
}

/** What processes wrote or did by themselves that no process should. */
function processFaults({ desk, counts }: Round): string[] {
  const { processes, ownEnds } = desk;
  const words = processes.flatMap((one) =>
    alarming(one.newLines())
      .slice(0, 5)
      .map((line) => `${one.name} wrote: ${line.slice(0, 900)}`),
  );
  const { starting, running } = Object.groupBy(ownEnds.splice(0), ({ when }) => when);
  counts.failedStarts += starting?.length ?? 0;
  const large = processes.filter((one) => (one.memory() ?? 0) / 1024 > MOST_MEMORY);
  return [
    ...words,
    ...(running ?? []).map(({ name, how }) => `${name} ended by itself: ${how}`),
    ...large.map((one) => `${one.name} has more than ${MOST_MEMORY} MB`),
  ];
}

/** More than any of these processes needs, MB. */
const MOST_MEMORY = 1200;

async function count({ desk, counts }: Round, jobs: readonly Answered[], client: Client): Promise<void> {
  for (const { operation } of jobs) counts.jobs[operation] = (counts.jobs[operation] ?? 0) + 1;
  counts.requestsRepeated += client.counts.repeats;
  const kinds = await desk.rows(
    `SELECT data->>'kind' AS kind, count(*)::int AS jobs, count(*) FILTER (WHERE retry_count > 0)::int AS "begunAgain"
     FROM harbinger_jobs.job WHERE name = 'work' GROUP BY 1 ORDER BY 2 DESC`,
  );
  counts.queue = Object.fromEntries(
    kinds.map(({ kind, jobs: all, begunAgain }) => [kind, { jobs: Number(all), begunAgain: Number(begunAgain) }]),
  );
  const taken = [...desk.receiver.taken.values()];
  counts.messages = taken.length;
  counts.messagesRepeated = taken.reduce((sum, all) => sum + all.length - 1, 0);
  counts.memory.push(Object.fromEntries(desk.processes.map((one) => [one.name, Math.round((one.memory() ?? 0) / 1024)])));
}
