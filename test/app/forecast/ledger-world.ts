import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Context } from '../../../src/app/context.ts';
import { scoreForecasts } from '../../../src/app/operations/forecast-score.ts';
import { sealForecasts } from '../../../src/app/operations/forecast-seal.ts';
import { showForecasts, verifyLedger } from '../../../src/app/operations/forecast-show.ts';
import { storedSeries } from '../../../src/app/stored-series.ts';
import { DAY_MS } from '../../../src/core/calendar/civil-date.ts';
import type { Series } from '../../../src/core/series/series.ts';
import { openDuckStore } from '../../../src/store/duckdb/store.ts';
import type { Addition, Store } from '../../../src/store/store.ts';
import { shipped } from '../shipped.ts';

/** A pack of five claims of three sources that was written before 2019, on small caps, the S&P 500 and Bitcoin. */
export const OLD_PACK = readFileSync(new URL('old-claims.yaml', import.meta.url), 'utf8');

/** What is fed in place of a value. */
type ValueFed = (value: number, series: Series, i: number) => number;

/** A store of its own with a clock that the test sets, and packs as texts. */
export interface LedgerWorld {
  /** Milliseconds since 1970-01-01T00:00Z. */
  now: number;
  packs: Record<string, string>;
  readonly store: Store;
  readonly file: string;
  readonly folder: string;
  context(): Context;
  /** Feeds what the world knew by now and the store does not hold yet; `values` may change what is fed. */
  feed(series: readonly Series[], value?: ValueFed): Promise<void>;
  seal(input?: Record<string, unknown>): ReturnType<typeof sealForecasts>;
  score(): ReturnType<typeof scoreForecasts>;
  show(input?: Record<string, unknown>): ReturnType<typeof showForecasts>;
  verify(input?: Record<string, unknown>): ReturnType<typeof verifyLedger>;
  /** Lets go of the store and leaves it where it is. */
  leave(): Promise<void>;
  close(): Promise<void>;
}

/** Makes a world whose clock stands at an instant. */
export async function makeLedgerWorld(now: string): Promise<LedgerWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'harbinger-ledger-'));
  const file = join(folder, 'store.duckdb');
  const world = { now: Date.parse(now), packs: { 'old-claims': OLD_PACK } as Record<string, string> };
  const store = await openDuckStore(file, { now: () => world.now });
  const fed = new Map<string, number>();
  let pulls = 0;
  const context = (): Context => ({
    ...shipped,
    today: Math.floor(world.now / DAY_MS),
    series: storedSeries(store),
    store,
    readPack: async (name) => ({ file: `${name}.yaml`, text: world.packs[name] as string }),
    data: { ...shipped.data, storePlace: file, openStore: async () => store, now: () => world.now },
  });
  const additionOf = (series: Series, value: ValueFed): Addition => {
    const from = fed.get(series.id) ?? 0;
    let to = from;
    while (to < series.dates.length && (series.knownAt[to] as number) <= world.now) to++;
    fed.set(series.id, to);
    const values = series.values.slice(from, to).map((own, i) => value(own, series, from + i));
    pulls++;
    return {
      pull: {
        ...{ id: `pull-${pulls}`, series: series.id, source: 'test', address: series.id, since: null, at: world.now, outcome: 'stored' },
        ...{ added: to - from, revised: 0, sha256: '', bytes: 0, etag: null, notes: [] },
      },
      definition: { title: series.title, calendar: series.calendar },
      rows: { dates: series.dates.slice(from, to), values, knownAt: series.knownAt.slice(from, to) },
    };
  };
  return Object.assign(world, {
    ...{ store, file, folder, context },
    feed: (series: readonly Series[], value: ValueFed = (own) => own) => store.add(...series.map((one) => additionOf(one, value))),
    seal: (input: Record<string, unknown> = {}) => sealForecasts({ pack: 'old-claims', ...input }, context()),
    score: () => scoreForecasts({}, context()),
    show: (input: Record<string, unknown> = {}) => showForecasts(input, context()),
    verify: (input: Record<string, unknown> = {}) => verifyLedger(input, context()),
    leave: () => store.close(),
    async close() {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  });
}
