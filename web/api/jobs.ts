import type { Job } from '../../src/contract/jobs.ts';
import type { Problem as ToldProblem } from '../../src/contract/problem.ts';
import { Problem, reach, readAnswer } from './client.ts';
import type { InputOf, OperationName, ResultOf } from './operations.ts';

const JOBS = '/api/v1/jobs';
/** After so many milliseconds a stream of events that broke off is asked for again. */
const PAUSE = 1000;

/** An operation that takes long, with its input. */
export interface LongOperation<Name extends OperationName = OperationName> {
  readonly operation: Name;
  readonly input: InputOf<Name>;
}

/** How a job goes: its place in the line, or how much of it is done. */
export type Told =
  | { readonly kind: 'queued'; readonly place: number }
  | { readonly kind: 'computed'; readonly done: number; readonly total: number };

interface Watch {
  /** Ends the watching, not the job: who comes back finds it as far as it got. */
  readonly signal: AbortSignal;
  readonly onTold: (told: Told) => void;
}

// Jobs under way by what they do. The tab remembers them too, so that after a reload Stop still means this job.
const underWay = new Map<string, Promise<string>>();
const nameOf = (job: LongOperation): string => `job ${JSON.stringify([job.operation, job.input])}`;

/** Runs an operation as a job of the server; one that this tab has started already is followed. Throws Problem or NoAnswer. */
export async function runJob<Name extends OperationName>(job: LongOperation<Name>, watch: Watch): Promise<ResultOf<Name>> {
  const id = await startedId(job);
  try {
    return (await follow(id, watch)) as ResultOf<Name>;
  } finally {
    if (!watch.signal.aborted) forget(job);
  }
}

/** Ends a job that is under way. */
export async function stopJob(job: LongOperation): Promise<void> {
  const id = await underWay.get(nameOf(job));
  forget(job);
  if (id !== undefined) await reach(undefined, (rest) => fetch(`${JOBS}/${id}`, { ...rest, method: 'DELETE' }));
}

function forget(job: LongOperation): void {
  underWay.delete(nameOf(job));
  sessionStorage.removeItem(nameOf(job));
}

function startedId(job: LongOperation): Promise<string> {
  const name = nameOf(job);
  const known = underWay.get(name);
  if (known) return known;
  const id = remembered(name).then(async (before) => before ?? (await start(job)));
  underWay.set(name, id);
  id.then(
    (started) => underWay.has(name) && sessionStorage.setItem(name, started),
    () => underWay.delete(name),
  );
  return id;
}

async function remembered(name: string): Promise<string | undefined> {
  const id = sessionStorage.getItem(name);
  if (id === null) return undefined;
  const answer = await reach(undefined, () => fetch(`${JOBS}/${id}`));
  const isAlive = answer.ok && ['queued', 'running', 'done'].includes(((await answer.json()) as Job).state);
  return isAlive ? id : undefined;
}

async function start(job: LongOperation): Promise<string> {
  const answer = await reach(undefined, () =>
    fetch(JOBS, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(job) }),
  );
  return ((await readAnswer(answer)) as Job).id;
}

/** The result of a job, once it is there. */
async function follow(id: string, watch: Watch): Promise<unknown> {
  for (;;) {
    const end = await listen(id, watch);
    if (end !== undefined) return end.result;
    // The stream broke off: the job may have ended, the server may be gone.
    const job = (await readAnswer(await reach(watch.signal, (rest) => fetch(`${JOBS}/${id}`, rest)))) as Job;
    if (job.state === 'done') return job.result;
    if (job.problem) throw new Problem(job.problem.status, job.problem);
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}

/** Listens until the job ends; undefined where the stream breaks off before. */
function listen(id: string, { signal, onTold }: Watch): Promise<{ readonly result: unknown } | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<{ readonly result: unknown } | undefined>();
  const source = new EventSource(`${JOBS}/${id}/events`);
  const leave = () => reject(signal.reason);
  if (signal.aborted) leave();
  signal.addEventListener('abort', leave, { once: true });
  const hear = (event: string, act: (data: unknown) => void) =>
    source.addEventListener(event, (message) => act(JSON.parse((message as MessageEvent<string>).data)));
  hear('progress', (told) => onTold(told as Told));
  hear('result', (result) => resolve({ result }));
  hear('problem', (problem) => reject(new Problem((problem as ToldProblem).status, problem as ToldProblem)));
  source.addEventListener('error', () => resolve(undefined));
  return promise.finally(() => {
    source.close();
    signal.removeEventListener('abort', leave);
  });
}
