import { resolve } from 'node:path';
import { isElsewhere } from '../../app/article-source.ts';
import type { Context } from '../../app/context.ts';
import { withoutStandardInput } from '../without-standard-input.ts';

type Store = NonNullable<Context['store']>;

/** A context in which files are named from a folder: that of the command, not that of the server. */
export function inFolder(folder: string, context: Context): Context {
  const at = (path: string): string => resolve(folder, path);
  const { store } = context;
  // Its standard input is at the other end of the command.
  const { data } = withoutStandardInput(context, '`harbinger serve` has the store and does not get what is piped');
  const { openStoreAt } = data;
  return {
    ...context,
    // A pack is named, or it is a path; a path is shown as it was given.
    readPack: async (name) => (isPath(name) ? { ...(await context.readPack(at(name))), file: name } : context.readPack(name)),
    readEventDates: (path) => context.readEventDates(at(path)),
    store: store && storeIn(at, store),
    data: {
      ...data,
      openStore: async (options) => storeIn(at, await data.openStore(options)),
      ...(openStoreAt && { openStoreAt: (place, options) => openStoreAt(ADDRESS.test(place) ? place : at(place), options) }),
      restoreStore: (copy, options) => data.restoreStore(at(copy), options),
      readCatalogueFiles: (own) => data.readCatalogueFiles(own === undefined ? undefined : at(own)),
      readLexicon: (own) => data.readLexicon(own === undefined ? undefined : at(own)),
      readArticle: (source) => data.readArticle(isElsewhere(source) ? source : at(source)),
      readFile: (path) => data.readFile(at(path)),
      writeFile: (path, text) => data.writeFile(at(path), text),
      listFolder: (path) => data.listFolder(at(path)),
    },
  };
}

/** A store that is no file. */
const ADDRESS = /^postgres(?:ql)?:/;

const isPath = (name: string): boolean => /[/\\]|\.ya?ml$/.test(name);

/** The store, writing its copies from that folder. */
function storeIn(at: (path: string) => string, store: Store): Store {
  return new Proxy(store, {
    get(target, name) {
      if (name === 'backup') return (path: string) => target.backup(at(path));
      if (name === 'export') return (folder: string, options: Parameters<Store['export']>[1]) => target.export(at(folder), options);
      const member: unknown = Reflect.get(target, name);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
}
