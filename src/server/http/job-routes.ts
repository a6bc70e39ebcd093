import type { Hono } from 'hono';
import { JobRequest } from '../../contract/jobs.ts';
import { demandAccess } from './access.ts';
import { Content } from './content.ts';
import type { Desk, Use } from './desk.ts';
import type { Ask, Environment } from './environment.ts';
import { sendEvents } from './events.ts';
import { demandOwnPage } from './guards.ts';
import { jobIdFor } from './job-key.ts';
import { type Jobs, JobsHere } from './jobs.ts';
import { readJson } from './json-body.ts';
import { isReading, wrongMethod } from './operation-routes.ts';
import type { AppOptions, Limits } from './options.ts';
import { API } from './paths.ts';
import { problemOf, unknownName } from './problem.ts';
import { Queue } from './queue.ts';
import { Refusal } from './refusal.ts';
import { send } from './send.ts';
import { teamJobs } from './team-jobs.ts';

export const JOBS = `${API}/jobs`;

interface Parts {
  readonly desk: Desk;
  readonly limits: Limits;
}

/** Adds the routes by which a long operation is started, followed, fetched and cancelled. */
export function addJobRoutes(app: Hono<Environment>, options: AppOptions, { desk, limits }: Parts): void {
  const fail = (error: unknown, id: string) => {
    options.log.error({ requestId: id, error: String((error as Error)?.stack ?? error) }, 'a job failed');
    return problemOf(error, id).problem;
  };
  const ways = { limits: limits.jobs, now: options.now, problemOf: (error: unknown) => fail(error, crypto.randomUUID()) };
  const here = new JobsHere(ways);
  const jobs: Jobs = options.team ? teamJobs(options.team, { here, ...ways }) : here;
  // Long work waits in a line of its own, so that it holds up nobody who asks for little.
  const line = new Queue({ running: limits.jobs.running, waiting: limits.jobs.all });
  const names = options.operations.map(({ name }) => name);

  app.use(`${JOBS}/*`, async (ask, next) => {
    ask.set('route', JOBS + (ask.req.path === JOBS ? '' : ask.req.path.endsWith('/events') ? '/{id}/events' : '/{id}'));
    ask.set('action', 'jobs');
    ask.set('subject', ask.req.path.slice(JOBS.length + 1));
    if (!isReading(ask.req.method)) demandOwnPage(ask, options.neighbours);
    await next();
  });

  app.post(JOBS, async (ask) => {
    const { operation: name, input: given } = JobRequest.parse(await readJson(ask.req.raw, limits.body));
    const operation = options.operations.find((candidate) => candidate.name === name);
    if (!operation) throw unknownName('operation', name, names);
    const caller = ask.get('caller');
    ask.set('action', name);
    demandAccess(caller, operation, options.openness);
    const input = operation.input.parse(given) as Record<string, unknown>;
    const use: Use = { operation, given, input, format: undefined, by: caller.key, space: caller.space, noting: ask.get('noting') };
    const key = await desk.keyOf(use);
    await desk.admit(use, key, { caller });
    const id = await jobs.start(caller, use, {
      id: jobIdFor(ask.req.header('idempotency-key'), `${caller.space ?? options.team?.space ?? ''} ${caller.key}`),
      work({ signal, onProgress }) {
        const onPlace = (place: number) => onProgress({ kind: 'queued', place });
        return line.run(() => desk.contentFor(use, key, { signal, onProgress }), { signal, onPlace });
      },
    });
    return shown(ask, jobs, { id, status: 202, headers: { location: `${JOBS}/${id}` } });
  });

  app.get(`${JOBS}/:id`, (ask) => shown(ask, jobs, { id: ask.req.param('id') }));

  app.delete(`${JOBS}/:id`, async (ask) => {
    await jobs.cancel(ask.get('caller'), ask.req.param('id'));
    return ask.body(null, 204);
  });

  app.get(`${JOBS}/:id/events`, async (ask) => {
    const caller = ask.get('caller');
    const id = ask.req.param('id');
    await jobs.show(caller, id);
    // Nobody reads events that were only asked about; they would pile up.
    if (ask.req.method === 'HEAD') return ask.body(null, 200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    return sendEvents(ask, async (watch) => {
      await jobs.follow(caller, id, watch);
      const { job, content } = await jobs.show(caller, id);
      if (content) return content.bytes;
      if (job.problem) throw new Refusal(job.problem.status, job.problem.detail);
      throw new Refusal(503, `the job is ${job.state}`);
    });
  });

  app.all(JOBS, () => {
    throw wrongMethod(JOBS, ['POST']);
  });
  app.all(`${JOBS}/:id`, () => {
    throw wrongMethod(`${JOBS}/{id}`, ['GET', 'HEAD', 'DELETE']);
  });
}

/** A job as it stands, with its result where it is done: the bytes of the result are put in as they are. */
async function shown(
  ask: Ask,
  jobs: Jobs,
  { id, status = 200, headers = {} }: { id: string; status?: number; headers?: Record<string, string> },
): Promise<Response> {
  const { job, content: result } = await jobs.show(ask.get('caller'), id);
  const text = Buffer.from(JSON.stringify(job));
  const bytes = result ? Buffer.concat([text.subarray(0, -1), Buffer.from(',"result":'), result.bytes, Buffer.from('}')]) : text;
  const content = new Content(bytes, { 'content-type': 'application/json; charset=utf-8' });
  return send(ask, { content, status, headers: { 'cache-control': 'no-store', ...headers } });
}
