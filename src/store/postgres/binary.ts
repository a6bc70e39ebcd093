// Arrays and rows as PostgreSQL sends and takes them in its binary form: numbers with the high byte first, dates and instants since 2000.

/** 2000-01-01 in days and in milliseconds since 1970-01-01T00:00Z. */
const EPOCH_DAY = 10_957;
const EPOCH_MS = EPOCH_DAY * 86_400_000;
const TWO_32 = 2 ** 32;

/** What an element of an array begins with: the four bytes of its length. */
const LENGTH = 4;
/** What an array of one dimension begins with: dimensions, flags, type, length, first index. */
const HEADER = 20;

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** How many elements an array has. */
export const lengthOf = (bytes: Uint8Array): number => (viewOf(bytes).getInt32(0) === 0 ? 0 : viewOf(bytes).getInt32(12));

/** An array of `date` as days since 1970-01-01. No element may be null. */
export function readDates(bytes: Uint8Array): Int32Array {
  const view = viewOf(bytes);
  const dates = new Int32Array(lengthOf(bytes));
  for (let i = 0, at = HEADER + LENGTH; i < dates.length; i++, at += LENGTH + 4) dates[i] = view.getInt32(at) + EPOCH_DAY;
  return dates;
}

/** An array of `double precision`. No element may be null. */
export function readValues(bytes: Uint8Array): Float64Array {
  const view = viewOf(bytes);
  const values = new Float64Array(lengthOf(bytes));
  for (let i = 0, at = HEADER + LENGTH; i < values.length; i++, at += LENGTH + 8) values[i] = view.getFloat64(at);
  return values;
}

/** An array of `timestamptz` as milliseconds since 1970-01-01T00:00Z, to which they are whole. No element may be null. */
export function readInstants(bytes: Uint8Array): Float64Array {
  const view = viewOf(bytes);
  const instants = new Float64Array(lengthOf(bytes));
  for (let i = 0, at = HEADER + LENGTH; i < instants.length; i++, at += LENGTH + 8)
    // Beyond 285 years of 2000 the sum is rounded to some microseconds, never to the next millisecond.
    instants[i] = Math.round((view.getInt32(at) * TWO_32 + view.getUint32(at + 4)) / 1000) + EPOCH_MS;
  return instants;
}

/** Writes an instant of milliseconds since 1970-01-01T00:00Z as microseconds since 2000. */
function setInstant(view: DataView, at: number, instant: number): void {
  const [ms, day] = [instant - EPOCH_MS, 86_400_000];
  // By days and their rest, so that each product is exact.
  const days = Math.floor(ms / day);
  const micros = BigInt(days) * 86_400_000_000n + BigInt(Math.round((ms - days * day) * 1000));
  view.setBigInt64(at, micros);
}

const [OID_DATE, OID_DOUBLE, OID_INSTANT] = [1082, 701, 1184];

function arrayOf(type: number, { length, size }: { length: number; size: number }): { bytes: Buffer; view: DataView } {
  const bytes = Buffer.allocUnsafe(HEADER + length * (LENGTH + size));
  const view = viewOf(bytes);
  const header = [1, 0, type, length, 1];
  for (const [i, word] of header.entries()) view.setInt32(4 * i, word);
  return { bytes, view };
}

/** Days since 1970-01-01 as an array of `date`. */
export function writeDates(dates: Int32Array): Buffer {
  const { bytes, view } = arrayOf(OID_DATE, { length: dates.length, size: 4 });
  for (let i = 0, at = HEADER; i < dates.length; i++, at += LENGTH + 4) {
    view.setInt32(at, 4);
    view.setInt32(at + LENGTH, (dates[i] as number) - EPOCH_DAY);
  }
  return bytes;
}

/** Numbers as an array of `double precision`. */
export function writeValues(values: Float64Array): Buffer {
  const { bytes, view } = arrayOf(OID_DOUBLE, { length: values.length, size: 8 });
  for (let i = 0, at = HEADER; i < values.length; i++, at += LENGTH + 8) {
    view.setInt32(at, 8);
    view.setFloat64(at + LENGTH, values[i] as number);
  }
  return bytes;
}

/** Milliseconds since 1970-01-01T00:00Z as an array of `timestamptz`. */
export function writeInstants(instants: Float64Array): Buffer {
  const { bytes, view } = arrayOf(OID_INSTANT, { length: instants.length, size: 8 });
  for (let i = 0, at = HEADER; i < instants.length; i++, at += LENGTH + 8) {
    view.setInt32(at, 8);
    setInstant(view, at + LENGTH, instants[i] as number);
  }
  return bytes;
}
