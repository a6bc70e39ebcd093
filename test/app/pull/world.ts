import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Context } from '../../../src/app/context.ts';
import { pull } from '../../../src/app/operations/pull.ts';
import type { Progress } from '../../../src/app/progress.ts';
import { storedSeries } from '../../../src/app/stored-series.ts';
import type { PullResult } from '../../../src/contract/pull.ts';
import { DAY_MS, formatCivilDate } from '../../../src/core/calendar/civil-date.ts';
import { binance } from '../../../src/providers/binance/provider.ts';
import { coinbase } from '../../../src/providers/coinbase/provider.ts';
import { fred } from '../../../src/providers/fred/provider.ts';
import { kraken } from '../../../src/providers/kraken/provider.ts';
import { yahoo } from '../../../src/providers/yahoo/provider.ts';
import { openDuckStore } from '../../../src/store/duckdb/store.ts';
import type { Store } from '../../../src/store/store.ts';
import type { FaultPlan } from '../../conformance/providers/faults.ts';
import { type Play, type PlayedRequest, startPlaying } from '../../conformance/providers/play.ts';
import { shipped } from '../shipped.ts';

const providers = [binance, coinbase, fred, kraken, yahoo];

/** A store of its own, a network of played answers, and a clock that the test sets. */
export interface World {
  readonly store: Store;
  readonly storeFile: string;
  readonly context: Context;
  readonly told: Progress[];
  /** Milliseconds since 1970-01-01T00:00Z. */
  now: number;
  keys: Record<string, string>;
  catalogue: string;
  pull(input?: Record<string, unknown>): Promise<PullResult>;
  play(answers: Play['answers'], faults?: FaultPlan): void;
  /** The same with several plays, each with faults of its own. */
  playAll(plays: readonly Play[], faults?: FaultPlan): void;
  requests(): readonly PlayedRequest[];
  asked(): string[];
  close(): Promise<void>;
}

/** Makes a world whose catalogue is the given text; its store is a new one that goes with it, or the file given. */
export async function makeWorld(catalogue: string, { now, file }: { now: string; file?: string }): Promise<World> {
  const hosts = providers.flatMap(({ terms }) => terms.hosts);
  const playing = await startPlaying([{ hosts, answers: [] }]);
  const folder = mkdtempSync(join(tmpdir(), 'harbinger-pull-'));
  const storeFile = file ?? join(folder, 'store.duckdb');
  const world = { now: Date.parse(now), keys: {} as Record<string, string>, catalogue };
  const store = await openDuckStore(storeFile, { now: () => world.now });
  const told: Progress[] = [];
  const context: Context = {
    ...shipped,
    series: storedSeries(store),
    store,
    data: {
      ...shipped.data,
      storePlace: storeFile,
      openStore: async () => store,
      openNetwork: async () => ({ providers, http: (listener) => playing.http.watchedBy(listener), keyOf: (name) => world.keys[name] }),
      readCatalogueFiles: async () => [{ file: 'test.yaml', text: world.catalogue }],
      now: () => world.now,
    },
    onProgress: (progress) => told.push(progress),
  };
  return Object.assign(world, {
    store,
    storeFile,
    context,
    told,
    pull: (input: Record<string, unknown> = {}) => pull(input, context),
    play: (answers: Play['answers'], faults?: FaultPlan) => playing.play([{ hosts, answers }], faults),
    playAll: (plays: readonly Play[], faults?: FaultPlan) => playing.play(plays, faults),
    requests: () => playing.requests,
    asked: () => playing.requests.map(({ host, path }) => host + path),
    async close() {
      await store.close();
      await playing.close();
      rmSync(folder, { recursive: true });
    },
  });
}

/** A date with its close, and its adjusted close where that differs. */
export type Bar = readonly [day: number, close: number | null, adjusted?: number];

/** A chart answer for a New York stock: bars at 09:30 of their dates. */
export function chart(symbol: string, bars: readonly Bar[]): string {
  const stamps = bars.map(([day]) => Date.parse(`${formatCivilDate(day)}T14:30:00Z`) / 1000);
  return chartAt(symbol, bars, { stamps, zone: 'America/New_York' });
}

/** A chart answer for a coin: bars at midnight of their UTC days. */
export function coinChart(symbol: string, bars: readonly Bar[]): string {
  return chartAt(symbol, bars, { stamps: bars.map(([day]) => (day * DAY_MS) / 1000), zone: 'UTC' });
}

function chartAt(symbol: string, bars: readonly Bar[], { stamps, zone }: { stamps: readonly number[]; zone: string }): string {
  const last = stamps.at(-1) as number;
  const session = { timezone: zone, start: last + 86_400, end: last + 86_400 + 23_400, gmtoffset: 0 };
  const meta = {
    ...{ symbol, currency: 'USD', instrumentType: 'EQUITY', exchangeTimezoneName: zone, dataGranularity: '1d' },
    ...{ firstTradeDate: stamps[0], regularMarketTime: last + 60, currentTradingPeriod: { regular: session } },
  };
  const quote = [{ close: bars.map(([, close]) => close) }];
  const adjclose = [{ adjclose: bars.map(([, close, adjusted]) => adjusted ?? close) }];
  return JSON.stringify({ chart: { result: [{ meta, timestamp: stamps, indicators: { quote, adjclose } }], error: null } });
}

/** Candles of UTC days, as Coinbase gives them: newest first. */
export const candles = (bars: readonly Bar[]): string =>
  JSON.stringify([...bars].reverse().map(([day, close]) => [(day * DAY_MS) / 1000, close, close, close, close, 1]));

/** A CSV of one series, as fredgraph gives it. */
export const graph = (id: string, rows: readonly (readonly [day: number, value: number])[]): string =>
  [`observation_date,${id}`, ...rows.map(([day, value]) => `${formatCivilDate(day)},${value}`)].join('\n').concat('\n');
