import type { MessagePort } from 'node:worker_threads';
import { carryError } from '../../app/carried-error.ts';
import type { Context } from '../../app/context.ts';
import type { FromThread, ToThread } from './messages.ts';
import { spreadDoors } from './serve-spread.ts';

type Door = (...args: never[]) => unknown;

/** Answers what a thread asks of a context over a port; `onBegun` hears which thread it is. */
export function serveContext(port: MessagePort, context: Context, onBegun: (thread: number) => void): void {
  const left = new AbortController();
  port.once('close', () => left.abort());
  const doors = doorsOf(context, left.signal);
  const send = (message: ToThread) => port.postMessage(message);
  port.on('message', async (message: FromThread) => {
    if (message.kind === 'begun') return onBegun(message.thread);
    if (message.kind === 'progress') return context.onProgress(message.progress);
    const { id, what, args } = message;
    try {
      send({ kind: 'answer', id, value: await doors(what)(...(args as never[])) });
    } catch (error) {
      send({ kind: 'refusal', id, error: carryError(error) });
    }
  });
}

/** What may be asked, by name. */
function doorsOf(context: Context, left: AbortSignal): (what: string) => Door {
  const { series, docs, data } = context;
  let { store } = context;
  const doors = new Map<string, Door>(
    Object.entries<Door>({
      'series.ids': () => series.ids(),
      'series.load': (id: string) => series.load(id),
      packs: () => context.packs(),
      'docs.pages': () => docs.pages(),
      'docs.read': (page: string) => docs.read(page),
      readPack: (name: string) => context.readPack(name),
      readEventDates: (path: string) => context.readEventDates(path),
      printPdf: (page: string) => context.printPdf(page),
      writeParquet: (columns: Parameters<Context['writeParquet']>[0]) => context.writeParquet(columns),
      'data.readCatalogueFiles': (own: string | undefined) => data.readCatalogueFiles(own),
      'data.readLexicon': (own: string | undefined) => data.readLexicon(own),
      'data.readArticle': (source: string) => data.readArticle(source),
      'data.readFile': (path: string) => data.readFile(path),
      'data.writeFile': (path: string, text: string) => data.writeFile(path, text),
      ...spreadDoors(context, left),
      async 'data.openStore'(options: { create: boolean }) {
        store ??= await data.openStore(options);
        return store.place;
      },
    }),
  );
  return (what) => {
    const door = doors.get(what) ?? storeDoor(what, store);
    if (!door) throw new Error(`a thread asked for "${what}", which nobody serves`);
    return door;
  };
}

/** A method of the store; only its owner closes it. */
function storeDoor(what: string, store: Context['store']): Door | undefined {
  const name = /^store\.(\w+)$/.exec(what)?.[1];
  if (!store || name === undefined || name === 'close') return undefined;
  const method = (store as unknown as Record<string, unknown>)[name];
  return typeof method === 'function' ? (method.bind(store) as Door) : undefined;
}
