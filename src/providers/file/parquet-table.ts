import { DuckDBInstance } from '@duckdb/node-api';
import { changedShape, reasonOf, type SourceFile } from './fault.ts';
import { ownName, uniqueNames } from './grid.ts';
import { type Cell, type Table, tableOf } from './table.ts';

const NUMBER_TYPE = /^(?:U?(?:TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL)/;

/** No extension is fetched from anywhere. */
const SETTINGS = { threads: '1', memory_limit: '1GB', autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' };

/** The rows of a Parquet file. Numbers come as numbers, everything else as text, stamps with a time zone in UTC. @throws ProviderError `changed-shape`. */
export async function parquetTable(file: SourceFile): Promise<Table> {
  const instance = await DuckDBInstance.create(':memory:', SETTINGS);
  const connection = await instance.connect();
  try {
    const source = `read_parquet(${literal(asPattern(file.path))})`;
    await connection.run("SET TimeZone = 'UTC'");
    const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${source}`);
    const columns = described.getRows().map(([name, type]) => ({ name: String(name), type: String(type) }));
    const reader = await connection.runAndReadAll(`SELECT ${columns.map(selected).join(', ')} FROM ${source}`);
    return columnsTable(
      columns.map(({ name }) => name),
      reader.getColumns() as Cell[][],
    );
  } catch (cause) {
    throw changedShape(file, `expected Parquet, which cannot be read: ${reasonOf(cause)}`, { cause });
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function columnsTable(columnNames: readonly string[], columns: readonly (readonly Cell[])[]): Table {
  const names = uniqueNames(columnNames);
  return tableOf({
    names,
    count: columns[0]?.length ?? 0,
    cells: (row) => columns.map((column) => column[row] ?? null),
    placeOf: (row, column) => ({
      row: row + 1,
      ...(column !== undefined && { column: column + 1, name: ownName(names[column] as string) }),
    }),
  });
}

function selected({ name, type }: { name: string; type: string }): string {
  const column = `"${name.replaceAll('"', '""')}"`;
  if (NUMBER_TYPE.test(type) && !type.endsWith(']')) return `CAST(${column} AS DOUBLE)`;
  // A stamp of a zone is written with its offset, which is that of UTC here.
  return `CAST(${column} AS VARCHAR)`;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A path whose own stars and brackets are no pattern. */
function asPattern(path: string): string {
  return path.replace(/[[*?]/g, '[$&]');
}
