import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, describe, expect, test } from 'vitest';
import { CallerError } from '../../src/app/context.ts';
import { readArticle } from '../../src/articles/read-article.ts';
import { readPieces } from '../../src/disk.ts';

const folder = mkdtempSync(join(tmpdir(), 'harbinger-articles-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A file with these bytes; characters stand for single bytes. */
function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
const bytes = (...values: number[]) => Uint8Array.from(values);
const latin1 = (text: string) => Buffer.from(text, 'latin1');

const piped = (content: string | Uint8Array) => new PassThrough().end(content);
const world = (input = piped('')) => ({
  ...{ readPieces, input: () => input },
  network: () => {
    throw new Error('a file needs no network');
  },
});
const read = (path: string) => readArticle(path, world());

describe('a plain text', () => {
  test('is given back as it stands in its file, line ends and spaces too, without its byte order mark', async () => {
    const text = '  Bitcoin rose 5 %.\r\n\r\n\tThe Russell\u00a02000 fell\u2026\r\n\n';
    expect(await read(file('plain.txt', text))).toEqual({ name: 'plain.txt', text, notes: [] });
    expect((await read(file('marked.txt', `\ufeff${text}`))).text).toBe(text);
    expect((await read(file('wide.txt', Buffer.from(`\ufeff${text}`, 'utf16le')))).text).toBe(text);
  });

  test('in another encoding is read in the likeliest, and a note says in which', async () => {
    const french =
      'Le Russell 2000 a chuté de 5 % après la réunion de la Fed ; le bitcoin, lui, a gagné 3 %, un écart rarement observé à ce degré.';
    const { text, notes } = await read(file('french.txt', latin1(french)));
    expect(text).toBe(french);
    expect(notes).toEqual([expect.stringMatching(/^Read as (windows-1252|iso-8859-1)\./)]);
  });

  test('that was put together from several encodings keeps what is UTF-8, and a note says what is lost', async () => {
    const whole = Buffer.from('Der Kurs fiel für Anleger überraschend; „größer“ als erwartet – ');
    const { text, notes } = await read(file('mixed.txt', Buffer.concat([whole, latin1('caf\xe9')])));
    expect(text).toBe(`${whole.toString()}caf\ufffd`);
    expect(notes).toEqual(['one place is no text in UTF-8, as the rest is, and shown as \ufffd.']);
  });

  test('comes through a pipe that is named as a file', async () => {
    const out = execFileSync(
      'bash',
      [
        '-c',
        `"${process.execPath}" -e "import('./src/disk.ts').then(async ({readPieces}) => { for await (const p of readPieces(process.argv[1])) process.stdout.write(p) })" <(printf 'Bitcoin fell.')`,
      ],
      { cwd: join(import.meta.dirname, '../..'), encoding: 'utf8' },
    );
    expect(out).toBe('Bitcoin fell.');
  });
});

describe('what is no article', () => {
  test.each<[string, Uint8Array | string, string]>([
    ['report.pdf', '%PDF-1.7\n%\xe2\xe3', 'is a PDF file: save it as text or HTML'],
    ['report.docx', 'PK\x03\x04\x14\0', 'is a Word file, a zip archive or the like: save it as text or HTML'],
    ['old.doc', bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1), 'is a Word file'],
    ['report.rtf', '{\\rtf1\\ansi Bitcoin}', 'is an RTF file'],
    ['chart.png', bytes(0x89, 0x50, 0x4e, 0x47, 13, 10), 'is an image'],
    ['photo.txt', bytes(0xff, 0xd8, 0xff, 0xe0), 'is an image'],
    ['photo.heic', '\0\0\0\x18ftypheic', 'is an image or a film'],
    ['text.gz', bytes(0x1f, 0x8b, 8), 'is a compressed file'],
    ['zeros.txt', bytes(65, 0, 66, 66, 0, 0, 0, 67, 68, 0), 'is no text'],
    ['noise.txt', Uint8Array.from({ length: 4000 }, (_, i) => (i * i * 31 + i * 7) % 256), 'is no text'],
    ['empty.txt', '', 'is empty'],
    ['blank.txt', ' \r\n\u00a0\t', 'is empty'],
  ])('%s is refused with what to do', async (name, content, words) => {
    const problem = await read(file(name, typeof content === 'string' ? latin1(content) : content)).catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(CallerError);
    expect((problem as Error).message).toContain(words);
  });

  test('a folder or a file that is not there is refused', async () => {
    await expect(read(folder)).rejects.toThrow('it is a folder');
    await expect(read(join(folder, 'none.txt'))).rejects.toThrow('there is no such file');
    await expect(read('none.txt')).rejects.toThrow(CallerError);
  });

  test('more than 5 MB is refused without reading on', async () => {
    await expect(read(file('long.txt', Buffer.alloc(5_000_001, 'a')))).rejects.toThrow('has more than 5 MB');
    expect((await read(file('just.txt', Buffer.alloc(5_000_000, 'a')))).text).toHaveLength(5_000_000);
    await expect(read('/dev/zero')).rejects.toThrow('has more than 5 MB');
  });
});

describe('standard input', () => {
  test('is read to its end', async () => {
    const article = await readArticle('-', world(piped('Ether fell 5%.\n')));
    expect(article).toEqual({ name: 'standard input', text: 'Ether fell 5%.\n', notes: [] });
  });

  test('is refused where it is a terminal, empty or too long', async () => {
    const input = Object.assign(piped('typed'), { isTTY: true });
    await expect(readArticle('-', world(input))).rejects.toThrow('pipe a text to this command, or name a file');
    await expect(readArticle('-', world())).rejects.toThrow('standard input is empty');
    await expect(readArticle('-', world(piped(Buffer.alloc(6_000_000, 'a'))))).rejects.toThrow('has more than 5 MB');
  });
});
