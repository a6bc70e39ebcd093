import { createHash } from 'node:crypto';
import type { NotifyJob, QueuedJobOf, WatchJob } from '../../contract/queued-job.ts';
import { planOf } from '../watch/plan.ts';
import { type Rules, readRules } from '../watch/rules.ts';
import { takeTurn } from '../watch/turn.ts';
import { type Due, dueAfter, LOOK, sendMessages, type WatchWorld } from '../watch/watch.ts';
import type { HandledJob, JobHandler } from './handler.ts';
import type { JobQueue } from './queue.ts';

/** A file of alert rules as it is kept: any worker can evaluate it. */
export interface KeptRules {
  readonly hash: string;
  /** Shown in errors. */
  readonly name: string;
  readonly text: string;
}

/** The rules of a space: the file that was given last holds. */
export interface RuleFiles {
  keep(rules: KeptRules): Promise<void>;
  current(): Promise<KeptRules | undefined>;
}

/** What the watch by jobs needs of the world, each for a space. */
export interface WatchJobWorld {
  queueOf(space: string): JobQueue;
  rulesOf(space: string): RuleFiles;
  /** What a round needs; it ends with the signal. */
  openWatch(space: string, signal: AbortSignal): Promise<WatchWorld>;
}

/** Of jobs of a key one waits and one runs, so that two workers never evaluate or send for one space at once. */
const KEYS = { watch: 'watch', notify: 'notify', score: 'score' } as const;

/** Later than anything in a queue. */
const FAR = Date.UTC(9999, 0);

const NOTHING: HandledJob = { result: { sentence: 'Other rules are watched by now.' }, ending: 'done' };

/** Does a turn of the watch, then puts the next one into the queue at the time when something is due. */
export function watchHandler(world: WatchJobWorld): JobHandler<'watch'> {
  return async ({ space, by, rules: hash, due }, { signal }) => {
    const rules = await currentRules(world, space, hash);
    if (!rules) return NOTHING;
    const watch = await world.openWatch(space, signal);
    const plan = [LOOK, ...(await planOf(rules, await watch.openContext()))];
    const ids = plan.filter(({ id }) => dueOf(due, id).at <= watch.now()).map(({ id }) => id);
    const { steps, failures, overdue } = await takeTurn(
      rules,
      ids.filter((id) => id !== LOOK.id),
      watch,
    );
    const now = watch.now();
    const times = plan.map(({ id, next }): [string, Due] => {
      const told = dueOf(due, id);
      return [id, ids.includes(id) ? dueAfter(told, { now, next: next(now), isOverdue: overdue.has(id) }) : told];
    });
    const queue = world.queueOf(space);
    await queue.replace({ v: 1, kind: 'notify', space, by, rules: hash }, { key: KEYS.notify, notBefore: now });
    await queue.send(
      watchJob({ space, by, hash }, Object.fromEntries(times.map(([id, { at, tries }]) => [id, { at: Math.min(at, FAR), tries }]))),
      {
        key: KEYS.watch,
        notBefore: Math.min(FAR, ...times.map(([, { at }]) => at)),
      },
    );
    return { result: { steps: steps.length, failures, asked: ids.length }, ending: failures > 0 ? 'partial' : 'done' };
  };
}

const dueOf = (due: WatchJob['due'], id: string): Due => due[id] ?? { at: Number.NEGATIVE_INFINITY, tries: 0 };

interface WatchedFile {
  readonly space: string;
  readonly by: string;
  readonly hash: string;
}

const watchJob = ({ space, by, hash }: WatchedFile, due: WatchJob['due']): QueuedJobOf<'watch'> => ({
  ...{ v: 1, kind: 'watch', space, by, rules: hash, due },
});

/** Sends what waits, and comes again when something is to be sent again. */
export function notifyHandler(world: WatchJobWorld): JobHandler<'notify'> {
  return async (job: NotifyJob, { signal }) => {
    const { space, rules: hash } = job;
    const rules = await currentRules(world, space, hash);
    if (!rules) return NOTHING;
    const { delivered, failed, dead, nextAt } = await sendMessages(rules, await world.openWatch(space, signal));
    if (nextAt !== null) await world.queueOf(space).send(job, { key: KEYS.notify, notBefore: nextAt });
    return { result: { delivered, failed, dead }, ending: failed + dead > 0 ? 'partial' : 'done' };
  };
}

/** The rules that a job names; undefined where others were given since: theirs are jobs of their own. */
async function currentRules(world: WatchJobWorld, space: string, hash: string): Promise<Rules | undefined> {
  const kept = await world.rulesOf(space).current();
  return kept?.hash === hash ? readRules(kept.name, kept.text) : undefined;
}

/** When a look is due that needs no value, and when forecasts are scored. */
const SCHEDULES = {
  watch: { key: KEYS.watch, cron: '5 */6 * * *', zone: 'UTC' },
  score: { key: KEYS.score, cron: '20 * * * *', zone: 'UTC' },
} as const;

/** What a process gives that has a file of rules to watch. */
export interface Planting {
  readonly space: string;
  readonly by: string;
  readonly name: string;
  readonly text: string;
}

/**
 * Has the workers of a space watch a file of rules: by any number of processes at once, with one effect. Other rules begin with a round at once;
 * the same go on where they are.
 *
 * @throws CallerError for the first fault of the rules.
 */
export async function plantWatch(
  { space, by, name, text }: Planting,
  { queue, rules }: { readonly queue: JobQueue; readonly rules: RuleFiles },
): Promise<void> {
  readRules(name, text);
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 32);
  const isSame = (await rules.current())?.hash === hash;
  await rules.keep({ hash, name, text });
  const first = watchJob({ space, by, hash }, {});
  if (isSame) await queue.send(first, { key: KEYS.watch });
  else await queue.replace(first, { key: KEYS.watch });
  await queue.schedule(first, SCHEDULES.watch);
}

/** Has due forecasts of a space scored at their times, with rules or without: by any number of workers at once, with one effect. */
export async function plantScores(space: string, queue: JobQueue): Promise<void> {
  await queue.schedule({ v: 1, kind: 'score', space, by: 'schedule' }, SCHEDULES.score);
}

/** Ends the watch of a space: what waits of it is taken out, a turn that runs is the last, and nothing comes again. Forecasts are scored all the same. */
export async function endWatch({ queue, rules }: { readonly queue: JobQueue; readonly rules: RuleFiles }): Promise<void> {
  await rules.keep({ hash: 'none', name: '', text: '' });
  await queue.unschedule(KEYS.watch);
  const waiting = await queue.list({ kinds: ['watch', 'notify'], states: ['queued'] });
  for (const { id } of waiting) await queue.cancel(id);
}
