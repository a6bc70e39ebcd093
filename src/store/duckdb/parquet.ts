import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { ParquetColumn, WriteParquet } from '../parquet.ts';
import { appendRows } from './columns.ts';
import { literal } from './literal.ts';
import { SETTINGS } from './session.ts';

/** Makes a Parquet file of columns, in a folder of its own that is gone afterwards. */
export const writeParquet: WriteParquet = async (columns) => {
  const folder = await mkdtemp(join(tmpdir(), 'harbinger-parquet-'));
  const instance = await DuckDBInstance.create(':memory:', SETTINGS);
  const connection = await instance.connect();
  try {
    await connection.run("SET TimeZone = 'UTC'");
    await connection.run(
      `CREATE TABLE rows (${columns.map((column) => `"${column.name.replaceAll('"', '""')}" ${typeOf(column)}`).join(', ')})`,
    );
    await appendRows(connection, 'rows', columns);
    const file = join(folder, 'rows.parquet');
    await connection.run(`COPY rows TO ${literal(file)} (FORMAT parquet, COMPRESSION zstd)`);
    return await readFile(file);
  } finally {
    connection.closeSync();
    instance.closeSync();
    await rm(folder, { recursive: true });
  }
};

function typeOf(column: ParquetColumn): string {
  if ('dates' in column) return 'DATE';
  return 'values' in column ? 'DOUBLE' : 'TIMESTAMPTZ';
}
