import { formatCivilDate } from '../core/calendar/civil-date.ts';
import { instantCell } from './records.ts';
import type { Column, Statements } from './session.ts';
import { type Cell, type CellKind, columnsOf, type OnRows, type Row, TABLE_NAMES, type TableName, type WhichRows } from './tables.ts';

/** Rows of a statement: the results of runs are long. */
const AT_ONCE = 500;

/** Within a task: every row as it is. The same rows come in the same order from every database. */
export async function readTables(statements: Statements, onRows: OnRows, { tables = TABLE_NAMES, series }: WhichRows = {}): Promise<void> {
  for (const table of tables) {
    const key = seriesColumn(table);
    if (key === undefined) await readPages(statements, table, onRows);
    else {
      const held = await statements.rows(`SELECT DISTINCT ${key} FROM ${table} ORDER BY ${key}`);
      const wanted = held.map(([id]) => id as string).filter((id) => series === undefined || series.includes(id));
      for (const id of wanted) await onRows(table, await statements.rows(`${selectAll(table)} WHERE ${key} = $1 ${ordered(table)}`, [id]));
    }
  }
}

async function readPages(statements: Statements, table: TableName, onRows: OnRows): Promise<void> {
  for (let from = 0; ; from += AT_ONCE) {
    const page = `${selectAll(table)} ${ordered(table)} LIMIT CAST($1 AS bigint) OFFSET CAST($2 AS bigint)`;
    const rows = await statements.rows(page, [AT_ONCE, from]);
    if (rows.length > 0) await onRows(table, rows);
    if (rows.length < AT_ONCE) return;
  }
}

const seriesColumn = (table: TableName): string | undefined =>
  columnsOf(table).find(([name]) => name === 'series_id')?.[0] ?? (table === 'series' ? 'id' : undefined);

const selectAll = (table: TableName): string => `SELECT ${columnsOf(table).map(given).join(', ')} FROM ${table}`;

const ordered = (table: TableName): string =>
  `ORDER BY ${columnsOf(table)
    .map(([name]) => name)
    .join(', ')}`;

function given([name, kind]: readonly [string, CellKind]): string {
  if (kind === 'date') return `CAST(${name} - DATE '1970-01-01' AS integer)`;
  if (kind === 'instant') return `CAST(EXTRACT(EPOCH FROM ${name}) * 1000 AS double precision)`;
  return kind === 'bigint' ? `CAST(${name} AS double precision)` : name;
}

const TYPES: Readonly<Record<CellKind, string>> = {
  ...{ text: 'text', integer: 'integer', bigint: 'bigint', double: 'double precision', date: 'date', instant: 'timestamptz' },
};

/** Within a transaction: puts rows into a table as `readTables` gave them. */
export async function putRows(statements: Statements, table: TableName, rows: readonly Row[]): Promise<void> {
  if (table === 'observations') return putFigures(statements, table, { rows, by: [0, 4, 5] });
  if (table === 'second_opinions') return putFigures(statements, table, { rows, by: [0, 1, 4, 5] });
  const columns = columnsOf(table);
  const cells = columns.map(([, kind], i) => `CAST($${i + 1} AS ${TYPES[kind]})`);
  const insert = `INSERT INTO ${table} (${columns.map(([name]) => name).join(', ')}) VALUES (${cells.join(', ')})`;
  for (const row of rows)
    await statements.rows(
      insert,
      columns.map(([, kind], i) => cellOf(row[i] as Cell, kind)),
    );
}

function cellOf(cell: Cell, kind: CellKind): Cell {
  if (cell === null) return null;
  if (kind === 'date') return formatCivilDate(cell as number);
  return kind === 'instant' ? instantCell(Math.round(cell as number)) : cell;
}

/** Figures come by the hundred thousand: those that came together go together. `by`: the columns in which they are equal. */
async function putFigures(
  statements: Statements,
  table: TableName,
  { rows, by }: { readonly rows: readonly Row[]; readonly by: readonly number[] },
): Promise<void> {
  for (const together of Map.groupBy(rows, (row) => JSON.stringify(by.map((i) => row[i]))).values()) {
    const first = together[0] as Row;
    const columns = columnsOf(table).map(([name, kind], i): Column => {
      if (kind === 'text') return { name, text: first[i] as string };
      if (by.includes(i)) return { name, instant: Math.round(first[i] as number) };
      if (kind === 'date') return { name, dates: Int32Array.from(together, (row) => row[i] as number) };
      if (kind === 'double') return { name, values: Float64Array.from(together, (row) => row[i] as number) };
      return { name, instants: Float64Array.from(together, (row) => Math.round(row[i] as number)) };
    });
    await statements.append(table, columns);
  }
}
