import { createHash } from 'node:crypto';
import { type Store, StoreError } from './store.ts';
import { TABLE_NAMES, type TableName, type WhichRows } from './tables.ts';

/** How much of a table was copied, and what it is. */
export interface CopiedTable {
  readonly table: TableName;
  readonly rows: number;
  /** SHA-256 over all cells in the order of the rows, hex. */
  readonly sha256: string;
}

/**
 * Copies what a store holds into an empty one, in one transaction: every row as it is, with both clocks. Before it is kept, all of it is read
 * back and compared by count and hash.
 *
 * @param onRows - Hears how many rows went over.
 * @throws StoreError `refused` where the other store is not empty, `damaged` where what it holds then is not equal. Nothing is kept of it then.
 */
export async function copyStore(
  from: Store,
  to: Store,
  { onRows, ...which }: WhichRows & { readonly onRows?: (rows: number) => void } = {},
): Promise<readonly CopiedTable[]> {
  let copied: readonly CopiedTable[] = [];
  await to.fillTables(async ({ put, read }) => {
    await read((table) => {
      throw new StoreError('refused', `${to.place} is not empty (${table}): only an empty store is filled`);
    });
    const sent = printing();
    await from.readTables(async (table, rows) => {
      sent.add(table, rows);
      await put(table, rows);
      onRows?.(rows.length);
    }, which);
    copied = sent.prints();
    const arrived = printing();
    await read(arrived.add);
    for (const [i, { table, rows, sha256 }] of arrived.prints().entries()) {
      const wanted = copied[i] as CopiedTable;
      if (rows !== wanted.rows || sha256 !== wanted.sha256)
        throw new StoreError('damaged', `${table} did not arrive as it was: ${rows} rows in place of ${wanted.rows}; nothing was kept`);
    }
  });
  return copied;
}

/** What a store holds, as counts and hashes. */
export async function fingerprintOf(store: Store): Promise<readonly CopiedTable[]> {
  const print = printing();
  await store.readTables(print.add);
  return print.prints();
}

function printing() {
  const hashes = new Map(TABLE_NAMES.map((table) => [table, { hash: createHash('sha256'), rows: 0 }]));
  return {
    add(table: TableName, rows: readonly (readonly unknown[])[]): void {
      const found = hashes.get(table) as { hash: ReturnType<typeof createHash>; rows: number };
      found.rows += rows.length;
      for (const row of rows) found.hash.update(`${JSON.stringify(row)}\n`);
    },
    prints: (): readonly CopiedTable[] => Array.from(hashes, ([table, { hash, rows }]) => ({ table, rows, sha256: hash.digest('hex') })),
  };
}
