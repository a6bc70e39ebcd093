import { lstat, realpath } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { isElsewhere } from '../app/article-source.ts';
import { CallerError, type Context, type DataAccess } from '../app/context.ts';
import { withoutPaths } from './without-paths.ts';

/** What a caller over the network may reach of the disk, and whether the store keeps what they computed. As data, so that workers get it too. */
export interface Confinement {
  /** The one folder whose files may be named; undefined where no file may. */
  readonly files: string | undefined;
  readonly keepsRuns: boolean;
}

type Store = Awaited<ReturnType<DataAccess['openStore']>>;

/** The same context for a caller over the network: files only inside one folder, no word of where things lie. */
export function confine(context: Context, { files, keepsRuns }: Confinement): Context {
  const { data, store, series } = context;
  const inside = (name: string) => placeOf(files, name, { isNew: false });
  const outside = (name: string) => placeOf(files, name, { isNew: true });
  const around = (held: Store) => confinedStore(held, outside);
  return {
    ...context,
    series: shownSeries(series),
    // Without a store nothing is kept, and nothing is known of other studies; readers go through `series`.
    store: store && (keepsRuns ? around(store) : withoutKeeping(around(store))),
    readPack: async (name) =>
      isShippedName(name) ? context.readPack(name) : { ...(await context.readPack(await inside(name))), file: name },
    readEventDates: async (name) => context.readEventDates(await inside(name)),
    dataOption: withoutPaths(context.dataOption),
    data: {
      ...data,
      storePlace: basename(data.storePlace),
      openStore: async (options) => around(await data.openStore(options)),
      // An address of a caller's would be asked from here.
      openStoreAt: () => Promise.reject(new CallerError('a store is moved on its own machine, not over a network')),
      restoreStore: async (copy, options) => {
        const kept = await data.restoreStore(await inside(copy), options);
        return kept === undefined ? undefined : basename(kept);
      },
      readCatalogueFiles: async (own) => shownFiles(await data.readCatalogueFiles(own === undefined ? undefined : await inside(own)), own),
      readLexicon: async (own) => shownFiles(await data.readLexicon(own === undefined ? undefined : await inside(own)), own),
      async readArticle(source) {
        if (isElsewhere(source)) throw new CallerError('over the network only a text itself is read; send it as text');
        return data.readArticle(await inside(source));
      },
      readFile: async (name) => data.readFile(await inside(name)),
      writeFile: async (name, text) => data.writeFile(await outside(name), text),
      listFolder: async (name) => data.listFolder(await inside(name)),
    },
  };
}

/** A name without a folder and an ending is a pack that ships. */
const isShippedName = (name: string): boolean => /^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(name);

/** What a text that a caller gave as a file's name must be: a way down from the folder, in plain characters. */
const isPlain = (name: string): boolean =>
  name.length > 0 &&
  name.length <= 1000 &&
  !/[\p{Cc}\\:*?"<>|[\]{}]/u.test(name) &&
  !name.startsWith('/') &&
  name.split('/').every((part) => part !== '' && part !== '.' && part !== '..');

/** The place of a file or folder that a caller named, inside the folder even after links. Throws CallerError. */
async function placeOf(files: string | undefined, name: string, { isNew }: { isNew: boolean }): Promise<string> {
  const said = JSON.stringify(name.slice(0, 80));
  if (files === undefined)
    throw new CallerError(
      `over the network no file may be named, was ${said}; the owner of the server opens one folder with \`--files FOLDER\``,
    );
  if (!isPlain(name))
    throw new CallerError(`a file must be named by its way down from the server's folder of files, e.g. prices/RUT.csv, was ${said}`);
  const root = await realpath(files);
  const place = join(root, name);
  const real = isNew ? join(await nearestThere(dirname(place)), basename(place)) : await realpath(place).catch(() => undefined);
  const isLink = isNew && (await lstat(place).catch(() => undefined))?.isSymbolicLink();
  const isInside = (path: string) => path === root || path.startsWith(root + sep);
  if (real === undefined) throw new CallerError(`cannot read ${said}: there is no such file`);
  if (isLink || !isInside(isNew ? dirname(real) : real)) throw new CallerError(`${said} leads out of the server's folder of files`);
  return place;
}

/** The nearest folder above that is there, after links. */
async function nearestThere(folder: string): Promise<string> {
  try {
    return await realpath(folder);
  } catch {
    return nearestThere(dirname(folder));
  }
}

/** The same store under another place's name, which writes files only where it may. */
function confinedStore(store: Store, outside: (name: string) => Promise<string>): Store {
  return changed(store, {
    place: basename(store.place),
    info: async () => ({ ...(await store.info()), place: basename(store.place) }),
    backup: async (file) => store.backup(await outside(file)),
    export: async (folder, options) => {
      const place = await outside(folder);
      return (await store.export(place, options)).map((written) => written.replace(place, folder));
    },
  });
}

const withoutKeeping = (store: Store): Store => changed(store, { recordRun: async () => {} });

/** An object with some members changed; the others are its own, private fields and all. */
function changed<T extends object>(object: T, changes: Partial<T>): T {
  return new Proxy(object, {
    get(target, key) {
      if (Object.hasOwn(changes, key)) return changes[key as keyof T];
      const member: unknown = Reflect.get(target, key);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
}

/** Series whose words name no folder of the server. */
function shownSeries(series: Context['series']): Context['series'] {
  return changed(series, {
    get description() {
      return withoutPaths(series.description);
    },
    load: async (id) => {
      const loaded = await series.load(id);
      return { ...loaded, source: withoutPaths(loaded.source), notes: loaded.notes.map(withoutPaths) };
    },
  });
}

const shownFiles = (files: Awaited<ReturnType<DataAccess['readCatalogueFiles']>>, own: string | undefined) =>
  files.map(({ file, text }, at) => ({ file: own !== undefined && at === files.length - 1 ? own : file, text }));
