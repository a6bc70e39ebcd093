import { CallerError } from '../app/context.ts';

/** Most bytes of one article. */
export const MOST_BYTES = 5_000_000;

/** What is no text, by its first bytes. */
const KINDS: readonly (readonly [kind: string, at: number, first: string])[] = [
  ['a PDF file', 0, '%PDF-'],
  ['a Word file, a zip archive or the like', 0, 'PK\x03\x04'],
  ['a zip archive', 0, 'PK\x05\x06'],
  ['a Word file', 0, '\xd0\xcf\x11\xe0'],
  ['an RTF file', 0, '{\\rtf'],
  ['a compressed file', 0, '\x1f\x8b'],
  ['a compressed file', 0, 'BZh'],
  ['a compressed file', 0, '\xfd7zXZ'],
  ['a compressed file', 0, '\x28\xb5\x2f\xfd'],
  ['an archive', 0, '7z\xbc\xaf'],
  ['an archive', 0, 'Rar!'],
  ['an image', 0, '\x89PNG'],
  ['an image', 0, '\xff\xd8\xff'],
  ['an image', 0, 'GIF8'],
  ['an image', 0, 'II*\0'],
  ['an image', 0, 'MM\0*'],
  ['an image, a sound or a film', 0, 'RIFF'],
  ['an image or a film', 4, 'ftyp'],
  ['a program', 0, '\x7fELF'],
  ['a database', 0, 'SQLite format 3'],
];

/** Reads bytes whole, or stops at the first that is too many. Throws CallerError there, and whatever their source throws. */
export async function bytesOf(pieces: AsyncIterable<Uint8Array>, shown: string): Promise<Uint8Array> {
  const read: Uint8Array[] = [];
  let length = 0;
  for await (const piece of pieces) {
    length += piece.length;
    if (length > MOST_BYTES)
      throw new CallerError(
        `${shown} has more than ${MOST_BYTES / 1e6} MB, which is longer than any article: give the part that is to be read`,
      );
    read.push(piece);
  }
  return Buffer.concat(read);
}

/** Refuses what is known to be no text by its first bytes. Throws CallerError. */
export function refuseOtherKinds(bytes: Uint8Array, shown: string): void {
  const first = Buffer.from(bytes.subarray(0, 32)).toString('latin1');
  const kind = KINDS.find(([, at, start]) => first.startsWith(start, at))?.[0];
  if (kind !== undefined) throw new CallerError(`${shown} is ${kind}: save it as text or HTML and give that`);
}
