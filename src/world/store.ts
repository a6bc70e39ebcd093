import { existsSync } from 'node:fs';
import { CallerError } from '../app/context.ts';
import { isAddress, shownAddress } from '../store/postgres/address.ts';
import { type Store, StoreError } from '../store/store.ts';
import type { Settings } from './settings.ts';

/** The store of this process: where it is, opened once and loaded only when it is wanted. */
export interface StorePlace {
  /** Where the store is, or would be, as it may be shown. */
  readonly place: string;
  /** The file; undefined where the store is a database that many share. */
  readonly file: string | undefined;
  open(options: { readonly create: boolean }): Promise<Store>;
  /** The store if there is one. */
  find(): Promise<Store | undefined>;
  restore(copy: string, options: { readonly replace: boolean }): Promise<string | undefined>;
  /** Opens another place, a file or an address, for as long as it is not closed. */
  openAt(place: string, options: { readonly create: boolean }): Promise<Store>;
  close(): Promise<void>;
}

/** A command on daily data may hold the store for as long as it computes. */
const WAIT_FOR_STORE = 300_000;

/** How a database is entered; by default as the login may. */
interface Entering {
  readonly role?: 'worker' | 'reader' | undefined;
}

export function storePlace({ store: place, space }: Settings, now: () => number, { role }: Entering = {}): StorePlace {
  const isFile = !isAddress(place);
  let opened: Promise<Store> | undefined;

  async function openFile(path: string, create: boolean): Promise<Store> {
    const { openDuckStore } = await import('../store/duckdb/store.ts');
    const onWait = (message: string) => void process.stderr.write(`harbinger: ${message}\n`);
    return openDuckStore(path, { now, create, waitMs: WAIT_FOR_STORE, onWait });
  }

  async function openDatabase(url: string, create: boolean): Promise<Store> {
    const { openPostgresStore } = await import('../store/postgres/store.ts');
    const { storeFiles } = await import('../store/store-files.ts');
    return openPostgresStore({ url, space, now, create, role, files: storeFiles((path) => openFile(path, true)) });
  }

  const openAt = async (where: string, { create }: { readonly create: boolean }): Promise<Store> => {
    if (!isAddress(where)) return openFile(where, create);
    if (!URL.canParse(where)) throw new CallerError('an address of PostgreSQL must be like postgres://user@host:5432/database');
    return openDatabase(where, create);
  };

  function open(options: { readonly create: boolean }): Promise<Store> {
    opened ??= openAt(place, options);
    // A store that was not there may be there when it is asked for again.
    opened.catch(() => {
      opened = undefined;
    });
    return opened;
  }

  async function close(): Promise<void> {
    const open = opened;
    opened = undefined;
    await open?.then(
      (store) => store.close(),
      () => {},
    );
  }

  return {
    ...{ place: isFile ? place : shown(place, space), file: isFile ? place : undefined },
    ...{ open, openAt, close },
    async find() {
      if (isFile) return existsSync(place) ? open({ create: false }) : undefined;
      return open({ create: false }).catch((error: unknown) => {
        if (error instanceof StoreError && error.kind === 'missing') return undefined;
        throw error;
      });
    },
    async restore(copy, options) {
      if (!isFile)
        throw new StoreError(
          'refused',
          `a store in PostgreSQL is filled with \`HARBINGER_STORE=${copy} harbinger store move --to ADDRESS\``,
        );
      const { restoreDuckStore } = await import('../store/duckdb/store.ts');
      // A face that lives on may have it open.
      await close();
      return restoreDuckStore(copy, place, options);
    },
  };
}

/** An address without its password. */
function shown(address: string, space: string): string {
  if (!URL.canParse(address))
    throw new CallerError('HARBINGER_STORE must be a file, or an address like postgres://user@host:5432/database');
  return shownAddress(address, space);
}
