import type { MessagePort } from 'node:worker_threads';
import { restoreError } from '../../app/carried-error.ts';
import type { Context } from '../../app/context.ts';
import type { ContextFacts, FromThread, Task, ToThread } from './messages.ts';
import { spreadBehind } from './thread-spread.ts';

type Series = Awaited<ReturnType<Context['series']['load']>>;
type Store = NonNullable<Context['store']>;
type Ask = (what: string, ...args: unknown[]) => Promise<never>;

/** Series that this thread has seen, under one version of the data. */
const seen: { version: string; series: Map<string, Series> } = { version: '', series: new Map() };

/** A context whose data, files and store are asked of the thread that owns them. */
export function threadContext({ port, facts, dataVersion }: Pick<Task, 'port' | 'facts' | 'dataVersion'>): Context {
  if (seen.version !== dataVersion) Object.assign(seen, { version: dataVersion, series: new Map() });
  const { ask, signal } = asking(port);
  const { today, version, program, dataOption } = facts;
  return {
    ...{ today, version, program, dataOption, signal },
    series: { description: facts.source, ids: () => ask('series.ids'), load: (id) => loaded(id, ask) },
    packs: () => ask('packs'),
    docs: { pages: () => ask('docs.pages'), read: (page) => ask('docs.read', page) },
    readPack: (name) => ask('readPack', name),
    readEventDates: (path) => ask('readEventDates', path),
    store: facts.store === undefined ? undefined : storeBehind(facts.store, ask),
    data: dataBehind(facts, ask),
    ...(facts.spreads && { openSpread: (seconds: number) => spreadBehind(ask, seconds) }),
    printPdf: (page) => ask('printPdf', page),
    writeParquet: (columns) => ask('writeParquet', columns),
    onProgress: (progress) => port.postMessage({ kind: 'progress', progress } satisfies FromThread),
    confirm: async () => false,
  };
}

async function loaded(id: string, ask: Ask): Promise<Series> {
  const { series } = seen;
  const known = series.get(id) ?? ((await ask('series.load', id)) as Series);
  series.set(id, known);
  return known;
}

/** What fetches and imports stays with the owner of the data; what only reads goes through. */
function dataBehind({ storePlace, now, spreads }: ContextFacts, ask: Ask): Context['data'] {
  const begun = performance.now();
  const refuse = (what: string) => () => Promise.reject(new Error(`${what} is no work for a thread of the pool`));
  return {
    storePlace,
    openStore: async (options) => storeBehind(await ask('data.openStore', options), ask),
    restoreStore: refuse('putting a store back'),
    openNetwork: refuse('asking the network'),
    readCatalogueFiles: (own) => ask('data.readCatalogueFiles', own),
    readLexicon: (own) => ask('data.readLexicon', own),
    readArticle: (source) => ask('data.readArticle', source),
    readFile: (path) => ask('data.readFile', path),
    writeFile: (path, text) => ask('data.writeFile', path, text),
    openFiles: refuse('reading tables'),
    listFolder: refuse('listing a folder'),
    openFundamentals: refuse('reading holdings and company facts'),
    now: spreads ? () => now + performance.now() - begun : () => now,
  };
}

/** The store by its own methods, each carried out by its owner. */
function storeBehind(place: string, ask: Ask): Store {
  return new Proxy({ place } as Store, {
    get(target, name) {
      // A promise that gives a store must not take it for another promise.
      if (name in target || typeof name === 'symbol' || name === 'then') return Reflect.get(target, name);
      return (...args: unknown[]) => ask(`store.${name}`, ...args);
    },
  });
}

/** Questions over a port with their answers, and the owner's word to stop. */
function asking(port: MessagePort): { readonly ask: Ask; readonly signal: AbortSignal } {
  const stop = new AbortController();
  const open = new Map<number, PromiseWithResolvers<never>>();
  let count = 0;
  port.on('message', (message: ToThread) => {
    if (message.kind === 'stop') {
      stop.abort();
      for (const { reject } of open.values()) reject(stop.signal.reason);
      open.clear();
      return;
    }
    const question = open.get(message.id);
    open.delete(message.id);
    if (message.kind === 'answer') question?.resolve(message.value as never);
    else question?.reject(restoreError(message.error));
  });
  return {
    signal: stop.signal,
    ask(what, ...args) {
      if (stop.signal.aborted) return Promise.reject(stop.signal.reason);
      const question = Promise.withResolvers<never>();
      open.set(++count, question);
      port.postMessage({ kind: 'ask', id: count, what, args } satisfies FromThread);
      return question.promise;
    },
  };
}
