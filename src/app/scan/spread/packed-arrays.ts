/** Arrays of numbers by name. */
export type NamedArrays = Readonly<Record<string, Float64Array | Int32Array>>;

const KINDS = { Float64Array, Int32Array } as const;

/** Arrays lie at multiples of eight bytes, so that they can be looked at in place. */
const aligned = (bytes: number): number => Math.ceil(bytes / 8) * 8;

/** Arrays as bytes: the length of a head in JSON, the head, and the numbers as they lie in memory (little-endian). The same arrays give the same bytes. */
export function packArrays(arrays: NamedArrays): Uint8Array<ArrayBuffer> {
  const names = Object.keys(arrays).sort();
  const list = names.map((name) => arrays[name] as Float64Array | Int32Array);
  const head = new TextEncoder().encode(JSON.stringify(list.map((array, i) => [names[i], kindOf(array), array.length])));
  const start = aligned(4 + head.length);
  const bytes = new Uint8Array(start + list.reduce((sum, { byteLength }) => sum + aligned(byteLength), 0));
  new DataView(bytes.buffer).setUint32(0, head.length, true);
  bytes.set(head, 4);
  let at = start;
  for (const { buffer, byteOffset, byteLength } of list) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += aligned(byteLength);
  }
  return bytes;
}

const kindOf = (array: Float64Array | Int32Array): keyof typeof KINDS => (array instanceof Float64Array ? 'Float64Array' : 'Int32Array');

/** The arrays of {@link packArrays}. @throws RangeError for bytes that are none of its. */
export function unpackArrays(given: Uint8Array): NamedArrays {
  // A copy that begins at a multiple of eight; `slice` of a Buffer is none.
  const bytes = new Uint8Array(given);
  const length = bytes.length < 4 ? Number.POSITIVE_INFINITY : new DataView(bytes.buffer).getUint32(0, true);
  if (4 + length > bytes.length) throw new RangeError('packed arrays must begin with their head');
  const arrays: Record<string, Float64Array | Int32Array> = {};
  let at = aligned(4 + length);
  for (const [name, kind, count] of headOf(bytes.subarray(4, 4 + length))) {
    arrays[name] = new KINDS[kind](bytes.buffer, at, count);
    at += aligned(arrays[name].byteLength);
  }
  if (at !== bytes.length) throw new RangeError(`packed arrays must be ${at} bytes long, were ${bytes.length}`);
  return arrays;
}

type Head = readonly (readonly [string, keyof typeof KINDS, number])[];

function headOf(bytes: Uint8Array): Head {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as Head;
  } catch (error) {
    throw new RangeError('packed arrays must begin with their head', { cause: error });
  }
}
