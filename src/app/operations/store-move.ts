import { formatCount } from '../../contract/format.ts';
import { MoveInput, type MoveResult, type WrittenResult } from '../../contract/store.ts';
import { copyStore } from '../../store/copy-store.ts';
import { CallerError, type Context } from '../context.ts';
import { existing } from './store.ts';

/** Makes the store where there is none, and brings its tables to this program's version where there is one. */
export async function initStore({ data, program }: Context): Promise<WrittenResult> {
  const { series, rows, schemaVersion } = await (await data.openStore({ create: true })).info();
  await data.makeQueue?.();
  return {
    written: [data.storePlace],
    note: `Its tables have version ${schemaVersion}. It holds ${formatCount(series, 'series', 'series')} with ${formatCount(rows, 'row')}; \`${program} pull\` and \`${program} import\` add some.`,
  };
}

/** Copies what the store holds into an empty one, compared by count and hash before it is kept. The store itself stays as it is. */
export async function moveStore(given: unknown, context: Context): Promise<MoveResult> {
  const { to } = MoveInput.parse(given);
  const { openStoreAt } = context.data;
  if (!openStoreAt) throw new CallerError('a store is moved on its own machine, not over a network');
  const from = await existing(context);
  const target = await openStoreAt(to, { create: true });
  try {
    if (target.place === from.place) throw new CallerError(`${from.place} is the store itself: name another place`);
    let done = 0;
    const onRows = (rows: number) => {
      done += rows;
      context.onProgress({ kind: 'computed', done, total: done, what: 'rows' });
      context.signal?.throwIfAborted();
    };
    const tables = await copyStore(from, target, { onRows });
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    return {
      ...{ from: from.place, to: target.place, tables: tables.map((table) => ({ ...table })), rows },
      note: `${formatCount(rows, 'row')} were copied and are equal at both places. Set HARBINGER_STORE to the new place to use it; the old one is as it was.`,
    };
  } finally {
    await target.close();
  }
}
