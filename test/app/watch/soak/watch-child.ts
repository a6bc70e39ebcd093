// A process that watches made-up sources by a clock of its own: node watch-child.ts, with what it needs as JSON in SOAK_PLAN.
import '../../../../src/engine.ts';

import { existsSync } from 'node:fs';
import type { Context } from '../../../../src/app/context.ts';
import { retryAlerts } from '../../../../src/app/operations/alerts.ts';
import { readRules } from '../../../../src/app/watch/rules.ts';
import { watch } from '../../../../src/app/watch/watch.ts';
import { openCourier } from '../../../../src/delivery/sinks.ts';
import { openDuckStore } from '../../../../src/store/duckdb/store.ts';
import type { Store } from '../../../../src/store/store.ts';
import { shipped } from '../../shipped.ts';
import { catalogueText, madeProviders, madeYear } from './made-year.ts';
import { soakRules } from './soak-rules.ts';

/** What a child is to do. Instants are milliseconds since 1970-01-01T00:00Z. */
export interface ChildPlan {
  readonly seed: number;
  readonly days: number;
  readonly store: string;
  readonly file: string;
  readonly from: number;
  readonly until: number;
  /** Instants at which the machine falls asleep for three days. */
  readonly sleeps: readonly number[];
  /** Whether it lets go of the store between rounds, as a watch without a server does. */
  readonly releases: boolean;
  /** From here on nothing fails, so that what waits gets out. */
  readonly calmFrom: number;
}

const plan = JSON.parse(process.env.SOAK_PLAN as string) as ChildPlan;
const sources = madeYear(plan.seed, plan.days);
const providers = madeProviders(sources, { seed: plan.seed, mayFail: (at) => at < plan.calmFrom });
const rules = readRules('soak.yaml', soakRules(plan.file));
const ending = new AbortController();
const say = (line: string): void => void process.stdout.write(`${line}\n`);

let clock = plan.from;
const now = (): number => clock;
let store: Store | undefined;
const open = async (): Promise<Store> => (store ??= await openDuckStore(plan.store, { now }));
const context: Context = {
  ...shipped,
  data: {
    ...shipped.data,
    ...{ storePlace: plan.store, openStore: open, now },
    openNetwork: async () => ({
      providers,
      http: () => ({ get: () => Promise.reject(new Error('these sources need no network')) }),
      keyOf: () => undefined,
    }),
    readCatalogueFiles: async () => [{ file: 'made.yaml', text: catalogueText(sources) }],
  },
};

async function closeStore(): Promise<void> {
  await store?.close();
  store = undefined;
}

const SLEEP = 3 * 86_400_000;
let reported = clock;
const courier = openCourier({ environment: process.env, now });
say(existsSync(plan.store) ? 'again' : 'begun');
if (plan.from >= plan.calmFrom) await retryAlerts({}, { ...context, data: { ...context.data, openStore: open } });
await watch(rules, {
  ...{ courier, now, stop: ending.signal, log: () => {} },
  async openContext() {
    // Said before anything is written at this instant, so that the clock of a life after this one goes on from here.
    say(`at ${clock}`);
    return { ...context, today: Math.floor(clock / 86_400_000) };
  },
  releaseStore: plan.releases ? closeStore : undefined,
  async wait(ms) {
    const asleep = plan.sleeps.find((at) => at > clock && at <= clock + ms);
    clock += ms + (asleep === undefined ? 0 : SLEEP);
    if (clock - reported >= 10 * 86_400_000) {
      reported = clock;
      globalThis.gc?.();
      const { rss, heapUsed, external } = process.memoryUsage();
      say(`rss ${rss}`);
      say(`heap ${heapUsed + external}`);
    }
    if (clock >= plan.until) ending.abort();
  },
});
await courier.close();
await closeStore();
say('done');
