import { analyse } from 'chardet';
import { changedShape, type SourceFile } from './fault.ts';

/** Text of a file, the encoding it was read in, and why. */
export interface Decoded {
  readonly text: string;
  readonly encoding: string;
  /** Whether a byte order mark stood before the text. */
  readonly hasMark: boolean;
  readonly why: string;
}

const MARKS: readonly (readonly [encoding: string, bytes: readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];
const SAMPLE = 64 * 1024;

/**
 * Bytes as text: by the byte order mark, as UTF-8 where they are that, and else in the likeliest encoding.
 *
 * @throws ProviderError `changed-shape` for bytes that are no text in the encoding.
 */
export function decode(bytes: Uint8Array, file: SourceFile, encoding?: string): Decoded {
  const marked = MARKS.find(([, mark]) => mark.every((byte, i) => bytes[i] === byte));
  if (encoding !== undefined) return { ...decoded(bytes, encoding, file), hasMark: marked?.[0] === encoding, why: 'It was given.' };
  if (marked) return { ...decoded(bytes, marked[0], file), hasMark: true, why: 'A byte order mark says so.' };
  const wide = withoutMark(bytes);
  if (wide !== undefined) return { ...decoded(bytes, wide, file), hasMark: false, why: 'Every other byte is zero.' };
  const text = textIn(bytes, 'utf-8');
  if (text !== undefined) return { text, encoding: 'utf-8', hasMark: false, why: 'All bytes are valid in it.' };
  return likeliest(bytes, file);
}

function likeliest(bytes: Uint8Array, file: SourceFile): Decoded {
  const first = Math.max(0, bytes.findIndex((byte) => byte > 0x7f) - SAMPLE / 2);
  const names = analyse(bytes.subarray(first, first + SAMPLE)).flatMap(({ name }) => labelOf(name) ?? []);
  const unique = [...new Set(names)].filter((name) => name !== 'utf-8' && !name.startsWith('utf-16'));
  for (const [i, encoding] of unique.entries()) {
    const text = textIn(bytes, encoding);
    const others = unique.slice(i + 1, i + 4);
    const also = others.length === 0 ? '' : `, before ${others.join(', ')}`;
    if (text !== undefined)
      return { text, encoding, hasMark: false, why: `The bytes are no UTF-8; by their frequencies it is the likeliest${also}.` };
  }
  throw changedShape(file, 'the bytes are no text in any encoding that is known here');
}

function decoded(bytes: Uint8Array, encoding: string, file: SourceFile): { text: string; encoding: string } {
  const text = textIn(bytes, encoding);
  if (text === undefined) throw changedShape(file, `expected text in ${encoding}, found other bytes`);
  return { text, encoding };
}

/** Text without its byte order mark, or undefined where the bytes are none. */
function textIn(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** UTF-16 without a mark: Latin text has a zero in every other byte. */
function withoutMark(bytes: Uint8Array): string | undefined {
  const sample = bytes.subarray(0, 2000);
  if (sample.length < 4) return undefined;
  const zeros = [0, 0] as [number, number];
  sample.forEach((byte, i) => {
    if (byte === 0) zeros[(i % 2) as 0 | 1]++;
  });
  const [even, odd] = zeros.map((count) => count / (sample.length / 2)) as [number, number];
  if (odd > 0.6 && even < 0.2) return 'utf-16le';
  return even > 0.6 && odd < 0.2 ? 'utf-16be' : undefined;
}

/** The name that TextDecoder gives an encoding, or undefined where it knows none. */
export function labelOf(name: string): string | undefined {
  try {
    return new TextDecoder(name).encoding;
  } catch {
    return undefined;
  }
}
