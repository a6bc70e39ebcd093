import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { ParquetColumn, ReadParquet, WriteParquet } from '../parquet.ts';
import { StoreError } from '../store.ts';
import { appendRows, readColumns } from './columns.ts';
import { literal, quotedName } from './literal.ts';
import { SETTINGS } from './session.ts';

/** Makes a Parquet file of columns, in a folder of its own that is gone afterwards. */
export const writeParquet: WriteParquet = (columns, about) =>
  besideFile(async (connection, file) => {
    await connection.run(`CREATE TABLE rows (${columns.map((column) => `${quotedName(column.name)} ${typeOf(column)}`).join(', ')})`);
    await appendRows(connection, 'rows', columns);
    const text = about === undefined ? '' : `, KV_METADATA {about: ${literal(about)}}`;
    await connection.run(`COPY rows TO ${literal(file)} (FORMAT parquet, COMPRESSION zstd${text})`);
    return await readFile(file);
  });

/** Reads a Parquet file of columns, by way of a file in a folder of its own that is gone afterwards. */
export const readParquet: ReadParquet = (bytes) =>
  besideFile(async (connection, file) => {
    await writeFile(file, bytes);
    try {
      const [about] = await (
        await connection.run(`SELECT decode(value) FROM parquet_kv_metadata(${literal(file)}) WHERE decode(key) = 'about'`)
      ).getRowsJS();
      const result = await connection.run(`SELECT * FROM read_parquet(${literal(file)})`);
      return { columns: readColumns(result), about: about?.[0] as string | undefined };
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      throw new StoreError('damaged', `the Parquet file cannot be read: ${error.message}`, { cause: error });
    }
  });

async function besideFile<T>(task: (connection: DuckDBConnection, file: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'harbinger-parquet-'));
  const instance = await DuckDBInstance.create(':memory:', SETTINGS);
  const connection = await instance.connect();
  try {
    await connection.run("SET TimeZone = 'UTC'");
    return await task(connection, join(folder, 'rows.parquet'));
  } finally {
    connection.closeSync();
    instance.closeSync();
    await rm(folder, { recursive: true });
  }
}

function typeOf(column: ParquetColumn): string {
  if ('dates' in column) return 'DATE';
  return 'values' in column ? 'DOUBLE' : 'TIMESTAMPTZ';
}
