import { randomUUID } from 'node:crypto';
import type { SpreadPanels, SpreadParts } from '../app/scan/spread.ts';
import { StoreError } from '../store/store.ts';

/** What asks the database. */
export interface Database {
  query(
    text: string,
    values?: readonly unknown[],
  ): Promise<{ readonly rows: readonly Record<string, unknown>[]; readonly rowCount: number | null }>;
}

/** How long things are kept that nobody asks for, as PostgreSQL writes spans of time. */
export interface Keeping {
  /** Parts of a scan after it was reduced: one who asks the same in that time need not compute it. */
  readonly afterEnd: string;
  /** Parts of a scan that nobody ended, and panels. */
  readonly unasked: string;
  /** The longest that one asks for a scan: whoever began before and did not end it has died. */
  readonly asking: string;
}

const KEEPING: Keeping = { afterEnd: '1 hour', unasked: '7 days', asking: '25 hours' };

/** Panels of scans in the database, each in the space of the connection. */
export function storedPanels(database: Database): SpreadPanels {
  return {
    async put(hash, make) {
      const known = await database.query('UPDATE panels SET used_at = now() WHERE hash = $1', [hash]);
      if (known.rowCount !== 0) return;
      await database.query('INSERT INTO panels (hash, bytes) VALUES ($1, $2) ON CONFLICT DO NOTHING', [hash, asBuffer(await make())]);
    },
    async get(hash) {
      const { rows } = await database.query('SELECT bytes FROM panels WHERE hash = $1', [hash]);
      return rows[0]?.bytes as Buffer | undefined;
    },
  };
}

/** Parts of scans in the database, each in the space of the connection, for one who asks: several may ask for one scan at once. */
export function storedParts(database: Database, keeping: Keeping = KEEPING): SpreadParts {
  const asked = `${ASKED}${randomUUID()}`;
  const read = async (scan: string, part: string): Promise<Uint8Array | undefined> => {
    const { rows } = await database.query('SELECT bytes FROM scan_parts WHERE scan = $1 AND part = $2', [scan, part]);
    return rows[0]?.bytes as Buffer | undefined;
  };
  return {
    read,
    async keep(scan, part, bytes) {
      const insert = 'INSERT INTO scan_parts (scan, part, bytes) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING';
      const { rowCount } = await database.query(insert, [scan, part, asBuffer(bytes)]);
      if (rowCount === 1) return bytes;
      const kept = await read(scan, part);
      if (!kept) throw new StoreError('missing', `the scan ${scan} was dropped while it was computed: ask it anew`);
      return kept;
    },
    async names(scan) {
      const { rows } = await database.query('SELECT part FROM scan_parts WHERE scan = $1', [scan]);
      return new Set(rows.map(({ part }) => part as string));
    },
    async begin(scan) {
      await database.query("INSERT INTO scan_parts (scan, part, bytes) VALUES ($1, $2, '') ON CONFLICT DO NOTHING", [scan, asked]);
      await database.query(`DELETE FROM scan_parts WHERE scan = $1 AND part = '${ENDED}'`, [scan]);
    },
    async end(scan) {
      await database.query(`DELETE FROM scan_parts WHERE scan = $1 AND part IN ($2, '${ENDED}')`, [scan, asked]);
      await database.query(`INSERT INTO scan_parts (scan, part, bytes) VALUES ($1, '${ENDED}', '') ON CONFLICT DO NOTHING`, [scan]);
      await sweep(database, keeping);
    },
  };
}

/** A part without bytes that says that a scan was reduced, and when. */
const ENDED = 'ended';
/** A part without bytes that says that somebody asks for a scan, and since when; with a name of the one who asks. */
const ASKED = 'asked ';

/** What was reduced stays while another one asks for it. */
async function sweep(database: Database, { afterEnd, unasked, asking }: Keeping): Promise<void> {
  await database.query(
    `DELETE FROM scan_parts WHERE scan IN (
       SELECT scan FROM scan_parts GROUP BY scan
       HAVING max(kept_at) < now() - $1::interval OR max(kept_at) FILTER (WHERE part = '${ENDED}') < now() - $2::interval
         AND count(*) FILTER (WHERE starts_with(part, '${ASKED}') AND kept_at > now() - $3::interval) = 0)`,
    [unasked, afterEnd, asking],
  );
  await database.query('DELETE FROM panels WHERE used_at < now() - $1::interval', [unasked]);
}

const asBuffer = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer => Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);
