import type { Straggling } from './chance.ts';
import costs from './costs.json' with { type: 'json' };
import type { Desk, Load } from './desk.ts';
import { type Coming, coming } from './load.ts';

/** Figures that the model needs. */
export type CostName = keyof typeof costs;

/** The values of all figures. */
export const costValues = (): Readonly<Record<CostName, number>> =>
  Object.fromEntries(Object.entries(costs).map(([name, { value }]) => [name, value])) as Record<CostName, number>;

type Values = Readonly<Record<CostName, number>>;

/** How work straggles. */
export const stragglingOf = ({ spread, stragglers, stragglersLeast, stragglersTail, stragglersMost }: Values): Straggling => ({
  ...{ spread, share: stragglers, least: stragglersLeast, tail: stragglersTail, most: stragglersMost },
});

/** A desk by its figures. */
export function deskOf(
  { databaseCores, roundTrip, send, fetch, fetchWaiting, emptyFetch, complete, ...rest }: Values,
  own: Pick<Desk, 'seed' | 'workers' | 'load'>,
): Desk {
  const { notifyDelay, poll, heartbeat, beat, supervise, retry, expire, lifetime, restart, stalled } = rest;
  return {
    ...own,
    database: { cores: databaseCores, roundTrip, send, fetch, fetchWaiting, emptyFetch, complete },
    queue: { notify: notifyDelay, poll, heartbeat, beat, supervise, retry, expire },
    // A life of 0 stands for workers that nobody kills.
    faults: { lifetime: lifetime === 0 ? null : lifetime, restart, stalled },
  };
}

/** What comes beside scans. */
export function everyday(values: Values): Load {
  const kinds: readonly Coming[] = [
    { kind: 'study', rate: values.studyRate, seconds: values.study },
    { kind: 'pull', rate: values.pullRate, seconds: values.pull },
    { kind: 'watch', rate: values.watchRate, seconds: values.watch },
    { kind: 'notify', rate: values.notifyRate, seconds: values.notify },
  ];
  return coming(kinds, stragglingOf(values));
}
