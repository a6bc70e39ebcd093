import { StoreError } from '../../store/store.ts';
import { describeFailure } from '../failure.ts';
import type { Sent } from './outbox.ts';
import { sendWaiting } from './outbox.ts';
import { type PlannedSeries, planOf } from './plan.ts';
import type { Rules } from './rules.ts';
import { AGAIN, cronTimes } from './schedule.ts';
import { type Turn, takeTurn, type WatchWorld } from './turn.ts';

export type { WatchWorld } from './turn.ts';

/** The clock is looked at again after so long: a machine that slept wakes late, and its timers do not know. */
const LONGEST_WAIT = 60_000;

/** So long is waited where the store was not to be had. */
const STORE_WAIT = 60_000;

/** What one round did: a turn, and what was sent. */
export interface Round {
  readonly turn: Turn;
  readonly sent: Sent;
}

/** One round now: everything is brought up to date and evaluated, and what waits is sent. */
export async function watchOnce(rules: Rules, world: WatchWorld): Promise<Round> {
  try {
    const plan = await planOf(rules, await world.openContext());
    const turn = await takeTurn(
      rules,
      plan.map(({ id }) => id),
      world,
    );
    return { turn, sent: await sendMessages(rules, world) };
  } finally {
    await world.releaseStore?.();
  }
}

/** When a series is due, and how often it was asked for in vain. */
export interface Due {
  readonly at: number;
  readonly tries: number;
}

/** Stands for a look at the rules alone, with nothing to be asked for. */
export const LOOK: PlannedSeries = { id: '', next: cronTimes({ cron: '5 */6 * * *', zone: 'UTC' }) };

/**
 * Watches until it is told to stop: a round at once, then one whenever a series is due. A time that was missed, because the machine slept or
 * the program did not run, is made up for once; the dates of that time are evaluated in order, each as it was known then.
 */
export async function watch(rules: Rules, world: WatchWorld): Promise<void> {
  const plan = [LOOK, ...(await planOf(rules, await world.openContext()))];
  await world.releaseStore?.();
  const { length } = rules.rules;
  world.log('info', { rules: length, series: plan.filter(({ id }) => id !== LOOK.id).map(({ id }) => id) }, 'watching');
  const due = new Map<string, Due>(plan.map(({ id }) => [id, { at: Number.NEGATIVE_INFINITY, tries: 0 }]));
  let sendAt = Number.POSITIVE_INFINITY;
  while (!world.stop.aborted) {
    const ids = plan.filter(({ id }) => (due.get(id) as Due).at <= world.now()).map(({ id }) => id);
    if (ids.length > 0 || sendAt <= world.now()) sendAt = await round({ rules, plan, due, ids }, world);
    const next = Math.min(sendAt, ...Array.from(due.values(), ({ at }) => at));
    await world.wait(Math.min(LONGEST_WAIT, Math.max(0, next - world.now())));
  }
}

interface RoundInput {
  readonly rules: Rules;
  readonly plan: readonly PlannedSeries[];
  readonly due: Map<string, Due>;
  readonly ids: readonly string[];
}

/** A turn where something is due, then what waits is sent. Returns when there is something to send again. */
async function round({ rules, plan, due, ids }: RoundInput, world: WatchWorld): Promise<number> {
  try {
    if (ids.length > 0) {
      const { overdue } = await takeTurn(
        rules,
        ids.filter((id) => id !== LOOK.id),
        world,
      );
      const now = world.now();
      for (const { id, next } of plan)
        if (ids.includes(id)) due.set(id, dueAfter(due.get(id) as Due, { now, next: next(now), isOverdue: overdue.has(id) }));
    }
    return (await sendMessages(rules, world)).nextAt ?? Number.POSITIVE_INFINITY;
  } catch (error) {
    if (world.stop.aborted) return Number.POSITIVE_INFINITY;
    if (!(error instanceof StoreError) || error.kind === 'damaged' || error.kind === 'newer') throw error;
    world.log('warn', { why: describeFailure(error).message }, 'the store was not to be had');
    const at = world.now() + STORE_WAIT;
    for (const id of ids) due.set(id, { at, tries: 0 });
    return at;
  } finally {
    await world.releaseStore?.();
  }
}

/** When a series is due after it was asked for: at its next time, or sooner where its value was due and has not come. */
export function dueAfter(
  { tries }: Due,
  { now, next, isOverdue }: { readonly now: number; readonly next: number; readonly isOverdue: boolean },
): Due {
  const wait = isOverdue ? AGAIN[tries] : undefined;
  return wait === undefined ? { at: next, tries: 0 } : { at: Math.min(next, now + wait), tries: tries + 1 };
}

/** Sends what waits to the sinks of the rules. */
export async function sendMessages({ sinks, file }: Rules, world: WatchWorld): Promise<Sent> {
  const context = await world.openContext();
  const { alerts } = await context.data.openStore({ create: true });
  const sent = await sendWaiting({
    alerts,
    courier: world.courier,
    sinks,
    perHour: file.limit.perHour,
    now: world.now,
    signal: world.stop,
  });
  if (sent.delivered + sent.failed + sent.dead > 0) {
    const { delivered, failed, dead } = sent;
    world.log(failed + dead > 0 ? 'warn' : 'info', { delivered, failed, dead }, 'messages');
    await world.onWritten?.([]);
  }
  return sent;
}
