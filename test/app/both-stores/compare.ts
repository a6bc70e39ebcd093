// The same questions over a store in a file and one in PostgreSQL: every answer must be the same text, but for the place of the store and
// the ids that are drawn. As a command, over daily data where they lie beside the repository: npm run compare:stores -- --studies 200
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Context } from '../../../src/app/context.ts';
import { operations, run } from '../../../src/app/registry.ts';
import { storedSeries } from '../../../src/app/stored-series.ts';
import { DAY_MS } from '../../../src/core/calendar/civil-date.ts';
import { seededStream } from '../../../src/core/numerics/random.ts';
import { csvFolder } from '../../../src/providers/file/provider.ts';
import { openDuckStore } from '../../../src/store/duckdb/store.ts';
import { openPostgresStore } from '../../../src/store/postgres/store.ts';
import type { Store } from '../../../src/store/store.ts';
import { storeFiles } from '../../../src/store/store-files.ts';
import { madeUpPull } from '../../store/made-up-additions.ts';
import { shipped } from '../shipped.ts';

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const reference = folder('../../../reference/');
/** Daily prices, where they lie beside the repository. */
export const market = folder('../../../../shared/data/market/');

const RUSSELL = { when: 'all_time_high(RUT, after: 1y)', then: ['return(BTC, 180d)'] };

/** A question for each operation that a store answers by itself; the packs and the ledger are asked whole. */
const QUESTIONS: readonly (readonly [operation: string, input: Record<string, unknown>])[] = [
  ['series', {}],
  ['series show', { id: 'RUT', values: true }],
  ['series show', { id: 'BTC', values: true, asOf: '2020-01-01' }],
  ['doctor', {}],
  ['parse', { text: RUSSELL.when }],
  ['study', { ...RUSSELL, pictures: true, curve: true, trade: true }],
  ['study', { ...RUSSELL, then: ['return(BTC, 90d)', 'return(BTC, 180d)', 'hits(all_time_high(BTC), within: 180d)'] }],
  ['study', { ...RUSSELL, when: 'all_time_high(RUT, after: 2y)' }],
  ['check', { pictures: true }],
  ['check', { asOf: '2021-06-30' }],
  ['now', {}],
  ['evidence', {}],
  ['brief', { lang: 'de' }],
  ['lag', { a: 'RUT', b: 'BTC' }],
  ['scan', { targets: ['BTC', 'ETH'], horizons: ['90d', '180d'], series: ['RUT', 'SPX'] }],
  ['scan', { targets: ['BTC'], leadLag: true }],
  ['read', { text: ['The Russell 2000 has closed above 2,600 for the first time.'], published: '2026-01-12' }],
  ['alerts dry-run', { when: RUSSELL.when }],
  ['alerts silence', { rule: 'rut-*', why: 'a test', until: '3d' }],
  ['alerts', {}],
  ['alerts history', {}],
  ['forecast backcast', { claim: 'rallies-follow', from: '2025-10-01', every: '13w' }],
  ['forecast seal', {}],
  ['forecast score', {}],
  ['forecast show', {}],
  ['forecast verify', {}],
  ['forecast export', {}],
  ['store diff', {}],
  ['store runs', {}],
];

const TRIGGERS = [
  'all_time_high(X, after: 26)',
  'new_high(X, lookback: 52)',
  'crosses_above(X, ma(X, 30))',
  'crosses_below(X / Y, ma(X / Y, 20))',
  'breakout(X, lookback: 60, margin: 1%, quiet: 20)',
  'while(new_high(X, lookback: 20), Y > ma(Y, 20))',
  'within(new_high(X, lookback: 40), new_high(Y, lookback: 40), 10)',
  'drawdown(X) < -20%',
  'zscore(X, lookback: 40) > 1.5',
];
const OUTCOMES = ['return(Z, H)', 'max_gain(Z, H)', 'max_loss(Z, H)', 'hits(all_time_high(Z), within: H)', 'excess_return(Z, X, H)'];

/** So many studies that differ in trigger, markets, outcome, horizon, date and direction. */
export function randomStudies(count: number, ids: readonly string[], seed = 1): Record<string, unknown>[] {
  const stream = seededStream(seed);
  const one = <T>(list: readonly T[]): T => list[stream.below(list.length)] as T;
  return Array.from({ length: count }, () => {
    const names = { X: one(ids), Y: one(ids), Z: one(ids), H: one(['30d', '90d', '180d', '1y']) } as Record<string, string>;
    const named = (text: string) => text.replace(/\b[XYZH]\b/g, (name) => names[name] as string);
    return {
      ...{ when: named(one(TRIGGERS)), then: [named(one(OUTCOMES))], direction: one(['up', 'down']), seed: 1 + stream.below(100) },
      ...(stream.below(3) === 0 && { asOf: `${2016 + stream.below(10)}-0${1 + stream.below(9)}-15` }),
    };
  });
}

interface Side {
  readonly context: Context;
  readonly store: Store;
}

/** Stores of one content in both databases, and what goes with them. */
export async function makeBoth(url: string, { data = reference } = {}) {
  const scratch = mkdtempSync(join(tmpdir(), 'harbinger-both-'));
  // It stands still for a question: one asks it more often than the other.
  let clock = shipped.today * DAY_MS;
  const now = () => clock;
  const makeSide = async (open: () => Promise<Store>): Promise<Side> => {
    const store = await open();
    await feed(store, [reference, data]);
    const access = { ...shipped.data, openStore: async () => store, now, storePlace: store.place };
    return { store, context: { ...shipped, store, series: storedSeries(store), data: access } };
  };
  const inFile = await makeSide(() => openDuckStore(join(scratch, 'store.duckdb'), { now }));
  const inPostgres = await makeSide(() =>
    openPostgresStore({ url, space: 'main', now, files: storeFiles((path) => openDuckStore(path, { now })) }),
  );
  return {
    ids: await inFile.store.ids(),
    ask(operation: string, input: Record<string, unknown>): Promise<string[]> {
      clock += 1000;
      return Promise.all([inFile, inPostgres].map((side) => answer(side, operation, input)));
    },
    async close() {
      await inFile.store.close();
      await inPostgres.store.close();
      rmSync(scratch, { recursive: true });
    },
  };
}

export type Both = Awaited<ReturnType<typeof makeBoth>>;

/** Puts series of folders into a store; of one id the later one is a second version of it. */
async function feed(store: Store, folders: readonly string[]): Promise<void> {
  for (const [round, from] of [...new Set(folders)].entries()) {
    const source = csvFolder(from, { today: shipped.today });
    for (const id of await source.ids()) {
      const { dates, values, knownAt, title, unit, calendar } = await source.load(id);
      const rows = round === 0 ? { dates, values, knownAt } : { dates, values, knownAt: knownAt.map((instant) => instant + 1) };
      const definition = { title, unit, calendar };
      await store.add({ pull: madeUpPull(id, { id: `${id}-${round}`, at: 1_780_000_000_000 }), definition, rows });
    }
  }
}

/** An answer as a text, the same for the same question whatever the store is made of. An error is an answer too. */
async function answer({ context, store }: Side, name: string, input: Record<string, unknown>): Promise<string> {
  const operation = operations.find((candidate) => candidate.name === name);
  if (!operation) throw new Error(`there is no operation ${name}`);
  const told = await run(operation, input, context).then(
    ({ result, ending = 'done' }) => JSON.stringify({ result, ending }),
    (error: Error) => `${error.name}: ${error.message}`,
  );
  const ids = new Map<string, string>();
  return told
    .replaceAll(store.place, 'the place')
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, (id) => {
      const known = ids.get(id) ?? `id ${ids.size}`;
      ids.set(id, known);
      return known;
    })
    .replace(/"bytes":\d+/, '"bytes":"some"');
}

/** Asks everything, and so many random studies. Gives what differed, as sentences. */
export async function compareStores(both: Both, studies: number, onAsked: (question: string) => void = () => {}): Promise<string[]> {
  const questions = [
    ...QUESTIONS,
    ...randomStudies(studies, both.ids).map((input) => ['study', input] as const),
    ['store', {}] as const,
    ['store runs', { limit: 1000 }] as const,
  ];
  const faults: string[] = [];
  for (const [operation, input] of questions) {
    const [file, database] = (await both.ask(operation, input)) as [string, string];
    if (file !== database) faults.push(`${operation} ${JSON.stringify(input)}: ${firstDifference(file, database)}`);
    onAsked(`${operation} ${JSON.stringify(input).slice(0, 100)}: ${file.length} characters`);
  }
  return faults;
}

function firstDifference(a: string, b: string): string {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return `…${a.slice(Math.max(0, at - 80), at + 80)}… and …${b.slice(Math.max(0, at - 80), at + 80)}…`;
}
