import type { Notice, Sink } from '../../contract/watch.ts';
import { type Courier, DeliveryError } from '../../delivery/courier.ts';
import type { AlertStore, Delivery, DeliveryAttempt, KeptDelivery } from '../../store/alerts.ts';
import { digestOf } from './notice.ts';

const [SECOND, MINUTE, HOUR] = [1000, 60_000, 3_600_000];

/** How long is waited after each failure; after the last one a message is given up, and can be sent again by hand. */
export const WAITS: readonly number[] = [30 * SECOND, 2 * MINUTE, 10 * MINUTE, HOUR, 4 * HOUR, 12 * HOUR, 24 * HOUR];

/** What sends what waits. */
export interface Sending {
  readonly alerts: AlertStore;
  readonly courier: Courier;
  readonly sinks: ReadonlyMap<string, Sink>;
  /** The most messages that a sink gets in an hour. */
  readonly perHour: number;
  readonly signal?: AbortSignal | undefined;
  now(): number;
}

/** What was sent, what failed, and when there is something to send again; null where nothing waits. */
export interface Sent {
  readonly delivered: number;
  readonly failed: number;
  readonly dead: number;
  readonly nextAt: number | null;
}

/**
 * Sends what is due, each sink for itself. What is beyond the limit of an hour waits, and goes out as one message when there is room.
 * What a receiver took before a crash kept us from writing it down goes out again under the same id.
 */
export async function sendWaiting(sending: Sending): Promise<Sent> {
  const { alerts } = sending;
  const now = sending.now();
  const waiting = await alerts.waiting();
  if (waiting.length === 0) return { delivered: 0, failed: 0, dead: 0, nextAt: null };
  const delivered = Map.groupBy(await alerts.deliveredSince(now - HOUR), ({ sink }) => sink);
  const perSink = await Promise.all(
    [...Map.groupBy(waiting, ({ sink }) => sink)].map(([sink, queue]) =>
      sendToSink(sink, { queue, sentAt: (delivered.get(sink) ?? []).map(({ at }) => at), now, sending }),
    ),
  );
  const times = perSink.flatMap(({ nextAt }) => nextAt ?? []);
  const sum = (key: 'delivered' | 'failed' | 'dead') => perSink.reduce((total, one) => total + one[key], 0);
  return { delivered: sum('delivered'), failed: sum('failed'), dead: sum('dead'), nextAt: times.length > 0 ? Math.min(...times) : null };
}

interface Queue {
  readonly queue: readonly KeptDelivery[];
  /** When messages were delivered in the last hour, ascending. */
  readonly sentAt: readonly number[];
  readonly now: number;
  readonly sending: Sending;
}

async function sendToSink(name: string, { queue, sentAt, now, sending }: Queue): Promise<Sent> {
  const due = queue.filter(({ last }) => last === null || (last.nextAt ?? now) <= now);
  const later = queue.flatMap(({ last }) => (last?.nextAt != null && last.nextAt > now ? [last.nextAt] : []));
  const room = Math.max(0, sending.perHour - sentAt.length);
  const { toSend, isHeldBack } = await withinRoom(name, { due, room, now, alerts: sending.alerts });
  const counts = { delivered: 0, failed: 0, dead: 0 };
  for (const delivery of toSend) {
    if (sending.signal?.aborted) break;
    const { outcome, nextAt } = await attempt(delivery, sending);
    counts[outcome]++;
    if (nextAt !== null) later.push(nextAt);
  }
  // Room comes when the oldest message of the hour is an hour old.
  if (isHeldBack) later.push((sentAt[0] ?? now) + HOUR + 1);
  return { ...counts, nextAt: later.length > 0 ? Math.min(...later) : null };
}

/**
 * What goes out now. What was tried before may have arrived, so that it goes out again as it was and never in other company; what is new
 * and more than there is room for becomes one message.
 */
async function withinRoom(
  sink: string,
  {
    due,
    room,
    now,
    alerts,
  }: { readonly due: readonly KeptDelivery[]; readonly room: number; readonly now: number; readonly alerts: AlertStore },
): Promise<{ readonly toSend: readonly KeptDelivery[]; readonly isHeldBack: boolean }> {
  if (due.length <= room) return { toSend: due, isHeldBack: false };
  const tried = due.filter(({ last }) => last !== null);
  const fresh = due.filter(({ last }) => last === null);
  const left = room - tried.length;
  if (left <= 0) return { toSend: tried.slice(0, room), isHeldBack: true };
  const digest = await foldInto(sink, { rest: fresh.slice(left - 1), now, alerts });
  return { toSend: [...tried, ...fresh.slice(0, left - 1), digest], isHeldBack: false };
}

async function foldInto(
  sink: string,
  { rest, now, alerts }: { readonly rest: readonly KeptDelivery[]; readonly now: number; readonly alerts: AlertStore },
): Promise<KeptDelivery> {
  const id = `digest-${(rest[0] as KeptDelivery).id}`;
  const notices = rest.map(({ message }) => message as Notice);
  const digest: Delivery = { id, rule: 'digest', sink, createdAt: now, message: digestOf(notices, { id, now }) };
  const members = rest.map((delivery) => delivery.id);
  await alerts.fold(members, digest);
  return { ...digest, last: null };
}

type Attempted = { readonly outcome: 'delivered' | 'failed' | 'dead'; readonly nextAt: number | null };

async function attempt(delivery: KeptDelivery, { alerts, courier, sinks, now, signal }: Sending): Promise<Attempted> {
  const failures = delivery.last?.failures ?? 0;
  const sink = sinks.get(delivery.sink);
  try {
    if (!sink) throw new DeliveryError(`the rules have no sink ${delivery.sink} any more`, { isPermanent: true });
    await alerts.recordAttempts([{ delivery: delivery.id, at: now(), outcome: 'sending', failures, detail: '', nextAt: null }]);
    await courier.send(sink, delivery.message as Notice, signal);
  } catch (error) {
    if (signal?.aborted) return { outcome: 'failed', nextAt: null };
    if (!(error instanceof DeliveryError)) throw error;
    const at = now();
    const wait = error.isPermanent ? undefined : WAITS[failures];
    const nextAt = wait === undefined ? null : at + Math.max(wait, error.retryAfter);
    const outcome = nextAt === null ? 'dead' : 'failed';
    const failed: DeliveryAttempt = { delivery: delivery.id, at, outcome, failures: failures + 1, detail: error.message, nextAt };
    await alerts.recordAttempts([failed]);
    return { outcome, nextAt };
  }
  await alerts.recordAttempts([{ delivery: delivery.id, at: now(), outcome: 'delivered', failures, detail: '', nextAt: null }]);
  return { outcome: 'delivered', nextAt: null };
}
