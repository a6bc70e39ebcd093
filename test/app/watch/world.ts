import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Context } from '../../../src/app/context.ts';
import { storedSeries } from '../../../src/app/stored-series.ts';
import { evaluateRules } from '../../../src/app/watch/evaluate-rules.ts';
import { sendWaiting } from '../../../src/app/watch/outbox.ts';
import { type Rules, readRules } from '../../../src/app/watch/rules.ts';
import type { Notice, Sink } from '../../../src/contract/watch.ts';
import { DAY_MS } from '../../../src/core/calendar/civil-date.ts';
import type { DeliveryError } from '../../../src/delivery/courier.ts';
import { openDuckStore } from '../../../src/store/duckdb/store.ts';
import type { Store } from '../../../src/store/store.ts';
import { madeUpPull, rowsOf } from '../../store/made-up-additions.ts';
import { shipped } from '../shipped.ts';

/** Day 0 of what is made up here: 2026-03-02, a Monday. */
export const DAY_0 = 20_514;

/** A store with made-up series, a clock that the test sets, and a receiver that may fail. */
export interface AlertWorld {
  readonly store: Store;
  readonly context: Context;
  now: number;
  /** What arrived, with the sink. */
  readonly received: (Notice & { readonly sink: Sink })[];
  /** How the next messages fail; undefined: they arrive. */
  fails: DeliveryError | undefined;
  /** Adds values of days from `DAY_0` on, known at the end of each, to a series of every day. */
  add(id: string, days: Readonly<Record<number, number>>): Promise<void>;
  look(rules: Rules): ReturnType<typeof evaluateRules>;
  send(rules: Rules): ReturnType<typeof sendWaiting>;
  close(): Promise<void>;
}

export async function makeAlertWorld(): Promise<AlertWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'harbinger-alerts-'));
  const world = { now: (DAY_0 + 1) * DAY_MS, received: [] as AlertWorld['received'], fails: undefined as DeliveryError | undefined };
  const store = await openDuckStore(join(folder, 'store.duckdb'), { now: () => world.now });
  const context: Context = {
    ...shipped,
    ...{ store, series: storedSeries(store) },
    data: { ...shipped.data, openStore: async () => store, now: () => world.now },
  };
  return Object.assign(world, {
    ...{ store, context },
    async add(id: string, days: Readonly<Record<number, number>>) {
      const rows = Object.entries(days)
        .map(([day, value]) => [DAY_0 + Number(day), value, (DAY_0 + Number(day) + 1) * DAY_MS] as const)
        .sort(([a], [b]) => a - b);
      const definition = { title: id, unit: 'USD', calendar: 'utc-daily' };
      await store.add({ pull: madeUpPull(id, { at: world.now }), definition, rows: rowsOf(rows.map((row) => [...row])) });
    },
    look: (rules: Rules) =>
      evaluateRules(rules, { store, context, now: world.now, ask: () => Promise.reject(new Error('no claim is watched here')) }),
    send: ({ sinks, file }: Rules) =>
      sendWaiting({
        ...{ alerts: store.alerts, sinks, perHour: file.limit.perHour, now: () => world.now },
        courier: {
          async send(sink: Sink, notice: Notice) {
            if (world.fails) throw world.fails;
            world.received.push({ ...notice, sink });
          },
        },
      }),
    async close() {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  });
}

/** Rules with one sink called `desk`, from lines such as `- { id: a, when: X > 1 }`; title and sink are filled in. */
export function rulesOf(rules: readonly Readonly<Record<string, unknown>>[], perHour = 100): Rules {
  const filled = rules.map((rule) => ({ title: `about ${rule.id}`, sinks: ['desk'], ...rule }));
  const file = { watch: 'test', title: 'Test', limit: { perHour }, sinks: { desk: { file: { path: 'nowhere' } } }, rules: filled };
  return readRules('test.yaml', JSON.stringify(file));
}
