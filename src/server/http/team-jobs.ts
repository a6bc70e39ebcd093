import { isDeepStrictEqual } from 'node:util';
import { restoreError } from '../../app/carried-error.ts';
import { jobFor } from '../../app/jobs/job-for.ts';
import type { JobOutcome, TeamJob } from '../../app/jobs/queue.ts';
import type { Problem } from '../../contract/problem.ts';
import type { QueuedJob } from '../../contract/queued-job.ts';
import type { Caller } from './caller.ts';
import { Content } from './content.ts';
import { otherJob } from './job-key.ts';
import { type Jobs, noSuchJob, type ShownJob, tooMany } from './jobs.ts';
import type { Limits, Team } from './options.ts';
import { Refusal } from './refusal.ts';

interface Beside {
  /** For what must be done where it was asked: it names files of this machine. */
  readonly here: Jobs;
  readonly limits: Limits['jobs'];
  /** A failure as it is told. */
  readonly problemOf: (error: unknown) => Problem;
}

/** Jobs that workers do: any replica of the server starts, shows, follows and cancels them. */
export function teamJobs(team: Team, { here, limits, problemOf }: Beside): Jobs {
  /** Where a caller's jobs are: in their own space, where they have one. */
  const of = ({ space }: Caller): Omit<Team, 'queueOf'> => {
    if (space === undefined || space === team.space) return team;
    if (!team.queueOf) throw new Error(`there are no jobs in the space ${space}`);
    return { queue: team.queueOf(space), space };
  };

  async function demandRoom(caller: Caller): Promise<void> {
    const { queue } = of(caller);
    const underWay = await queue.list({ kinds: ['study', 'pull', 'scan', 'score'], states: ['queued', 'running'], limit: limits.all });
    if (underWay.length >= limits.all) throw tooMany(limits.all);
    if (underWay.filter(({ job }) => job.by === caller.key).length >= limits.each) throw tooMany(limits.each);
  }

  /** A job that the caller may ask after; undefined for one that the team does not have. */
  async function own(caller: Caller, id: string): Promise<TeamJob | undefined> {
    const { queue, space } = of(caller);
    const found = await queue.find(id);
    if (found && found.job.space !== space) throw noSuchJob();
    if (found && found.job.by !== caller.key && caller.scope !== 'admin') throw noSuchJob();
    return found;
  }

  return {
    async start(caller, use, start) {
      const { queue, space } = of(caller);
      const job = jobFor(use.operation, use.input, { space, by: caller.key });
      if (!job) return here.start(caller, use, start);
      const { id } = start;
      const known = id === undefined ? undefined : await queue.find(id);
      if (known && !isSame(known.job, job)) throw otherJob();
      if (known) return known.id;
      await demandRoom(caller);
      const { noting, operation, input } = use;
      const send = () => queue.send(job, { id });
      return noting ? noting.around(operation, input, send) : send();
    },
    async show(caller, id) {
      const job = await own(caller, id);
      if (!job) return here.show(caller, id);
      return shownJob(job, {
        outcome: job.state === 'done' || job.state === 'failed' ? await of(caller).queue.outcome(id) : undefined,
        problemOf,
      });
    },
    async follow(caller, id, watch) {
      if (await own(caller, id)) return of(caller).queue.follow(id, watch);
      return here.follow(caller, id, watch);
    },
    async cancel(caller, id) {
      if (await own(caller, id)) await of(caller).queue.cancel(id);
      else await here.cancel(caller, id);
    },
  };
}

function shownJob(
  { id, job, state, sentAt, endedAt, progress, why }: TeamJob,
  { outcome, problemOf }: { readonly outcome: JobOutcome | undefined } & Pick<Beside, 'problemOf'>,
): ShownJob {
  const iso = (instant: number) => new Date(instant).toISOString();
  const told = {
    progress: progress as ShownJob['job']['progress'],
    problem: state === 'failed' ? problemOf(failureOf(outcome, why)) : null,
  };
  const content = outcome?.result == null ? null : contentOf(outcome.result, outcome.ending);
  const times = { startedAt: iso(sentAt), endedAt: endedAt === null ? null : iso(endedAt) };
  return { job: { id, operation: operationOf(job), state, place: null, ...times, ...told }, content };
}

const failureOf = (outcome: JobOutcome | undefined, why: string | null): Error =>
  outcome?.error
    ? restoreError(JSON.parse(outcome.error))
    : new Refusal(503, `it failed and was set aside: ${why ?? 'it did not say why'}; \`harbinger jobs dead\` lists such jobs`);

/** Whether two jobs are one as they lie in the queue, where the order of keys is another. */
const isSame = (kept: QueuedJob, asked: QueuedJob): boolean => isDeepStrictEqual(kept, JSON.parse(JSON.stringify(asked)));

/** The operation that does a job, by its name. */
const operationOf = (job: QueuedJob): string => (job.kind === 'study' ? job.operation : job.kind === 'score' ? 'forecast score' : job.kind);

const contentOf = (result: string, ending: string): Content =>
  new Content(Buffer.from(result), { 'content-type': 'application/json; charset=utf-8', 'harbinger-ending': ending });
