import {
  DATE,
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  type DuckDBMaterializedResult,
  type DuckDBType,
  DuckDBVector,
  TIMESTAMPTZ,
  VARCHAR,
} from '@duckdb/node-api';
import type { ParquetColumn } from '../parquet.ts';
import type { Column } from '../session.ts';
import type { RecordedVersions } from '../vintages.ts';

const typeOf = (column: Column) => ('text' in column ? VARCHAR : 'dates' in column ? DATE : 'values' in column ? DOUBLE : TIMESTAMPTZ);

/** Appends rows to a table, within the connection's transaction where there is one. On an error none of them. */
export async function appendRows(connection: DuckDBConnection, table: string, columns: readonly Column[]): Promise<void> {
  const count = Math.max(...columns.map(lengthOf));
  const types = columns.map(typeOf);
  const appender = await connection.createAppender(table);
  try {
    let chunk = DuckDBDataChunk.create(types, 0);
    for (let from = 0; from < count; from += DuckDBVector.standardSize()) {
      const size = Math.min(DuckDBVector.standardSize(), count - from);
      const isNew = size !== chunk.rowCount;
      if (isNew) chunk = DuckDBDataChunk.create(types, size);
      columns.forEach((column, i) => {
        if (isNew || lengthOf(column) > 0) fill(chunk.getColumnVector(i), column, { from, size });
      });
      appender.appendDataChunk(chunk);
    }
    appender.flushSync();
  } finally {
    // What is left in it after an error would otherwise be written whenever it is collected.
    appender.clear();
    appender.closeSync();
  }
}

function lengthOf(column: Column): number {
  if ('dates' in column) return column.dates.length;
  if ('values' in column) return column.values.length;
  return 'instants' in column ? column.instants.length : 0;
}

interface Slice {
  readonly from: number;
  readonly size: number;
}

function fill(vector: DuckDBVector, column: Column, { from, size }: Slice): void {
  if ('text' in column) for (let i = 0; i < size; i++) vector.setItem(i, column.text);
  else if ('dates' in column) itemsOf<Int32Array>(vector).set(column.dates.subarray(from, from + size));
  else if ('values' in column) itemsOf<Float64Array>(vector).set(column.values.subarray(from, from + size));
  else writeInstants(itemsOf(vector), 'instant' in column ? new Float64Array(size).fill(column.instant) : column.instants.subarray(from));
  vector.flush();
}

/** The typed array beneath a vector. The library keeps it private, but going through a value object for each cell takes ten times as long. */
const itemsOf = <T>(vector: DuckDBVector): T => (vector as unknown as { readonly items: T }).items;

/** Microseconds as two halves of 32 bits each: a BigInt for each cell would take longer than the rest. All platforms of DuckDB put the low half first. */
function halvesOf(micros: BigInt64Array): { low: Uint32Array; high: Int32Array } {
  const { buffer, byteOffset, length } = micros;
  return { low: new Uint32Array(buffer, byteOffset, 2 * length), high: new Int32Array(buffer, byteOffset, 2 * length) };
}

function writeInstants(micros: BigInt64Array, instants: Float64Array): void {
  const { low, high } = halvesOf(micros);
  for (let i = 0; i < micros.length; i++) {
    const value = (instants[i] as number) * 1000;
    const upper = Math.floor(value / 2 ** 32);
    low[2 * i] = value - upper * 2 ** 32;
    high[2 * i + 1] = upper;
  }
}

function readInstants(micros: BigInt64Array, instants: Float64Array, from: number): void {
  const { low, high } = halvesOf(micros);
  for (let i = 0; i < micros.length; i++) instants[from + i] = ((high[2 * i + 1] as number) * 2 ** 32 + (low[2 * i] as number)) / 1000;
}

/** The rows of `versionsOf`, apart by series: as many as were asked for, in the order of asking. */
export function readVersions(result: DuckDBMaterializedResult, count: number): readonly RecordedVersions[] {
  const { places, ...all } = readFlat(result);
  const counts = new Int32Array(count);
  let runs = 0;
  for (let i = 0; i < places.length; i++) {
    const place = places[i] as number;
    counts[place] = (counts[place] as number) + 1;
    if (i === 0 || places[i - 1] !== place) runs++;
  }
  const isApart = runs === counts.filter((rows) => rows > 0).length;
  const starts = isApart ? startsOfRuns(places, count) : startsInOrder(counts);
  // As they were stored, the rows of a series mostly come together: then nothing is moved.
  const apart = isApart ? all : scattered(all, places, starts.slice());
  return Array.from({ length: count }, (_, i) => {
    const [start, end] = [starts[i] as number, (starts[i] as number) + (counts[i] as number)];
    return {
      dates: apart.dates.subarray(start, end),
      values: apart.values.subarray(start, end),
      knownAt: apart.knownAt.subarray(start, end),
      recordedAt: apart.recordedAt.subarray(start, end),
    };
  });
}

/** Columns of dates, numbers and instants as they lie in a result. @throws RangeError for a column of anything else. */
export function readColumns(result: DuckDBMaterializedResult): ParquetColumn[] {
  const [names, types, count] = [result.columnNames(), result.columnTypes(), result.rowCount];
  const columns = names.map((name, i): ParquetColumn => {
    const { typeId } = types[i] as DuckDBType;
    if (typeId === DATE.typeId) return { name, dates: new Int32Array(count) };
    if (typeId === DOUBLE.typeId) return { name, values: new Float64Array(count) };
    if (typeId === TIMESTAMPTZ.typeId) return { name, instants: new Float64Array(count) };
    throw new RangeError(`a column must hold dates, numbers or instants, ${name} holds ${types[i]}`);
  });
  for (let i = 0, from = 0; i < result.chunkCount; i++) {
    const chunk = result.getChunk(i);
    columns.forEach((column, at) => {
      const vector = chunk.getColumnVector(at);
      if ('dates' in column) column.dates.set(itemsOf<Int32Array>(vector), from);
      else if ('values' in column) column.values.set(itemsOf<Float64Array>(vector), from);
      else readInstants(itemsOf(vector), column.instants, from);
    });
    from += chunk.rowCount;
  }
  return columns;
}

/** Where each place's run begins; 0 for one without rows. */
function startsOfRuns(places: Int32Array, count: number): Int32Array {
  const starts = new Int32Array(count);
  for (let i = 1; i < places.length; i++) if (places[i] !== places[i - 1]) starts[places[i] as number] = i;
  return starts;
}

/** Where each place's rows begin, once they are put in the order of the places. */
function startsInOrder(counts: Int32Array): Int32Array {
  const starts = new Int32Array(counts.length);
  for (let i = 1; i < counts.length; i++) starts[i] = (starts[i - 1] as number) + (counts[i - 1] as number);
  return starts;
}

function emptyVersions(count: number): RecordedVersions {
  return {
    dates: new Int32Array(count),
    values: new Float64Array(count),
    knownAt: new Float64Array(count),
    recordedAt: new Float64Array(count),
  };
}

function readFlat(result: DuckDBMaterializedResult): RecordedVersions & { readonly places: Int32Array } {
  const flat = { places: new Int32Array(result.rowCount), ...emptyVersions(result.rowCount) };
  const chunks = result.chunkCount;
  for (let i = 0, from = 0; i < chunks; i++) {
    const chunk = result.getChunk(i);
    flat.places.set(itemsOf<Int32Array>(chunk.getColumnVector(0)), from);
    flat.dates.set(itemsOf<Int32Array>(chunk.getColumnVector(1)), from);
    flat.values.set(itemsOf<Float64Array>(chunk.getColumnVector(2)), from);
    readInstants(itemsOf(chunk.getColumnVector(3)), flat.knownAt, from);
    readInstants(itemsOf(chunk.getColumnVector(4)), flat.recordedAt, from);
    from += chunk.rowCount;
  }
  return flat;
}

/** The rows in the order of their places. `next` holds where each place's next row goes. */
function scattered(all: RecordedVersions, places: Int32Array, next: Int32Array): RecordedVersions {
  const apart = emptyVersions(places.length);
  for (let i = 0; i < places.length; i++) {
    const to = next[places[i] as number] as number;
    next[places[i] as number] = to + 1;
    apart.dates[to] = all.dates[i] as number;
    apart.values[to] = all.values[i] as number;
    apart.knownAt[to] = all.knownAt[i] as number;
    apart.recordedAt[to] = all.recordedAt[i] as number;
  }
  return apart;
}
