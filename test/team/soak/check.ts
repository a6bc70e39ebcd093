import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Notice } from '../../../src/contract/watch.ts';
import type { Answered } from './client.ts';
import type { Desk } from './desk.ts';
import { rowsOfRun, stepsOf } from './made.ts';
import { PULLED } from './source.ts';

/** What a run is compared with. */
export interface Expected {
  readonly run: number;
  readonly jobs: readonly Answered[];
  /** Bytes of the scan's result when one process computed it. */
  readonly scan: string;
}

/** What is wrong after a run, in sentences. */
export async function faultsOf(desk: Desk, expected: Expected): Promise<string[]> {
  const found = await Promise.all(
    [jobFaults, runFaults, ledgerFaults, alertFaults, rowFaults, auditFaults].map((check) => check(desk, expected)),
  );
  return found.flat();
}

const quoted = (ids: readonly string[]): string => ids.map((id) => `'${id}'`).join(', ');

/** A job that was acknowledged is done, once, and no other came of it. */
async function jobFaults({ rows }: Desk, { jobs, scan }: Expected): Promise<string[]> {
  const kept = await rows(`SELECT job::text AS id, error FROM harbinger.job_results WHERE job IN (${quoted(jobs.map(({ id }) => id))})`);
  const left = await rows(
    "SELECT id::text, state::text, data->>'kind' AS kind FROM harbinger_jobs.job WHERE name = 'work' AND state = 'active'",
  );
  const dead = await rows("SELECT id::text, data->>'kind' AS kind FROM harbinger_jobs.job WHERE name = 'dead' AND state < 'completed'");
  return [
    ...jobs.flatMap(({ operation, id, state, result, problem }) =>
      state === 'done' && result !== undefined ? [] : [`${operation} ${id} was acknowledged and is ${state}: ${problem ?? 'no word why'}`],
    ),
    ...jobs.filter(({ id }) => !kept.some((one) => one.id === id && one.error === null)).map(({ id }) => `job ${id} has no result kept`),
    ...repeated(jobs.map(({ id }) => id)).map((id) => `two jobs were acknowledged as ${id}`),
    ...left.map(({ kind, id }) => `${kind} ${id} is stuck: active for nobody`),
    ...dead.map(({ kind, id }) => `${kind} ${id} lies among the dead letters`),
    ...jobs
      .filter(({ operation, result }) => operation === 'scan' && result !== undefined && result !== scan)
      .map(({ id, result }) => `the result of the scan ${id} is not that of one process, from ${firstDifference(result as string, scan)}`),
  ];
}

/** Each study and scan is one run, and there is no run that nobody asked for. */
async function runFaults({ rows }: Desk, { jobs }: Expected): Promise<string[]> {
  const found = (await rows("SELECT id FROM harbinger.runs WHERE operation IN ('study', 'scan')")).map(({ id }) => String(id));
  const recorded = jobs.filter(({ operation }) => operation === 'study' || operation === 'scan');
  const asked = await rows(
    "SELECT COALESCE(source_root_id, id)::text AS id FROM harbinger_jobs.job WHERE name = 'work' AND data->>'kind' IN ('study', 'scan')",
  );
  const known = new Set(asked.map(({ id }) => String(id)));
  return [
    ...recorded.filter(({ id }) => !found.includes(id)).map(({ operation, id }) => `the run of ${operation} ${id} is not kept`),
    ...repeated(found).map((id) => `the run ${id} is kept twice`),
    ...found.filter((id) => !known.has(id)).map((id) => `the run ${id} is of no job`),
  ];
}

/** The ledger is whole; what was sealed or scored by two jobs is there once. */
async function ledgerFaults({ rows }: Desk, { run }: Expected): Promise<string[]> {
  const entries = (await rows('SELECT text FROM harbinger.ledger ORDER BY sequence')).map(({ text }) => JSON.parse(String(text)));
  const sealed = entries.filter((entry) => entry.kind === 'forecast' && entry.pack === `soak-${run}`);
  const past = entries.find((entry) => entry.kind === 'forecast' && entry.claim === `y${run}`);
  const scores = entries.filter((entry) => entry.kind === 'score' && entry.forecast === past?.sequence);
  return [
    ...(sealed.length === 1 ? [] : [`the question of pack soak-${run} was sealed ${sealed.length} times`]),
    ...(scores.length === 1 ? [] : [`the forecast of claim y${run} was scored ${scores.length} times`]),
  ];
}

/** Each step of a history is there once, and each message of it came, under one key. */
async function alertFaults({ rows, receiver, folder }: Desk, { run }: Expected): Promise<string[]> {
  const steps = await rows(
    `SELECT id, rule, kind, observation_date::text AS date FROM harbinger.alert_transitions WHERE rule LIKE 'x${run}-%' ORDER BY rule, happened_at, place`,
  );
  const told = steps.filter(({ kind }) => kind === 'firing' || kind === 'resolved');
  const owed = (sink: string) => told.filter(({ rule }) => sink === 'log' || rule === `x${run}-a`).map(({ id }) => `${id}-${sink}`);
  const lines = linesOf(join(folder, 'alerts.jsonl'));
  const ids = (notices: readonly Notice[]) =>
    notices
      .filter(({ rule }) => rule.id.startsWith(`x${run}-`))
      .map(({ id }) => id)
      .sort();
  const hooked = ids([...receiver.taken.values()].map(([first]) => first as Notice));
  const logged = ids(lines);
  return [
    ...difference(
      told.map(({ rule, kind, date }) => `${rule} ${kind} ${date}`),
      stepsOf(run),
      'a step of an alert',
    ),
    ...difference(hooked, owed('hook').sort(), 'a message to the receiver'),
    ...difference(logged, owed('log').sort(), 'a line of the file of alerts'),
    ...receiver.faults,
  ];
}

export function linesOf(path: string): Notice[] {
  try {
    return readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
  } catch {
    return [];
  }
}

/** No observation is there twice, none is missing. */
async function rowFaults({ rows, source }: Desk, { run }: Expected): Promise<string[]> {
  const twice = await rows(
    'SELECT series_id, observation_date::text AS date FROM harbinger.observations GROUP BY space, series_id, observation_date HAVING count(*) > 1 LIMIT 5',
  );
  const wanted = Object.entries({ ...rowsOfRun(run), [PULLED]: source.dates });
  const counted = await rows(
    `SELECT series_id, count(*)::int AS count FROM harbinger.observations WHERE series_id IN (${quoted(wanted.map(([id]) => id))}) GROUP BY 1`,
  );
  const count = new Map(counted.map(({ series_id, count: n }) => [series_id, n]));
  return [
    ...twice.map(({ series_id, date }) => `${series_id} has ${date} twice`),
    ...wanted.filter(([id, n]) => count.get(id) !== n).map(([id, n]) => `${id} has ${count.get(id) ?? 0} rows, ${n} came in`),
  ];
}

/** Whoever has something written stands in the audit log before it is done, whatever dies afterwards. */
async function auditFaults({ rows }: Desk, { run, jobs }: Expected): Promise<string[]> {
  const sealing = jobs.filter(({ operation }) => operation === 'forecast seal');
  const begun = await rows(
    `SELECT 1 FROM harbinger.audit WHERE action = 'forecast seal' AND outcome = 'begun' AND who LIKE 'otto %' AND subject LIKE '%"pack-${run}.yaml"%'`,
  );
  return begun.length >= sealing.length
    ? []
    : [`the audit log has ${begun.length} sealings begun in run ${run}, ${sealing.length} were asked for`];
}

/** Lines of a log that no process should write, whatever happens around it. */
export const alarming = (lines: readonly string[]): string[] =>
  lines.filter((line) => /unhandled|uncaught|(Type|Reference|Syntax)Error|heap out of memory|MaxListeners|"level":[56]0/i.test(line));

/** Where two texts part, with what follows. */
function firstDifference(text: string, other: string): string {
  const at = [...text].findIndex((sign, i) => sign !== other[i]);
  return `${JSON.stringify(text.slice(at - 20, at + 60))} and ${JSON.stringify(other.slice(at - 20, at + 60))}`;
}

function difference(found: readonly string[], wanted: readonly string[], what: string): string[] {
  const left = [...wanted];
  const extra = found.filter((one) => {
    const at = left.indexOf(one);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return [...left.map((one) => `${what} is missing: ${one}`), ...extra.map((one) => `${what} is one too many: ${one}`)];
}

const repeated = (list: readonly string[]): string[] => list.filter((one, i) => list.indexOf(one) !== i);
