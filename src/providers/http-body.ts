import { createHash } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { Dispatcher } from 'undici';
import { type Asked, HttpError } from './http-errors.ts';
import { excerpt } from './read-json.ts';

/** Content encodings that are read, and asked for. */
const DECODERS = {
  identity: () => new PassThrough(),
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
} as const;

export const ACCEPTED_ENCODINGS = 'gzip, br';

/** A body as it came, out of its compression. */
export interface Body {
  readonly text: string;
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
}

export interface Reading {
  readonly maximumBytes: number;
  readonly signal: AbortSignal;
  /** Called with the bytes of each piece that comes over the wire. */
  readonly onBytes: (bytes: number) => void;
}

/**
 * Reads a body whole, or fails: too long on the wire or out of its compression, broken off, or no UTF-8.
 *
 * @throws HttpError; whatever the connection throws.
 */
export async function readBody(asked: Asked, response: Dispatcher.ResponseData, reading: Reading): Promise<Body> {
  const bytes = await readBytes(asked, response, reading);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return { text, bytes: bytes.length, sha256 };
  } catch {
    const problem = `sent bytes that are no text in UTF-8: ${excerpt(asked.redact(bytes.toString('latin1')))}`;
    throw new HttpError(asked, { kind: 'changed-shape', problem, body: bytes.toString('latin1', 0, 400) });
  }
}

/** The beginning of an error's body; empty where it cannot be read. */
export async function readBeginning(asked: Asked, response: Dispatcher.ResponseData, reading: Reading): Promise<string> {
  try {
    const bytes = await readBytes(asked, response, { ...reading, maximumBytes: 65_536 });
    return bytes.toString('utf8').slice(0, 400);
  } catch {
    // The status has said what matters.
    return '';
  }
}

/** The bytes of a body, out of its compression. Throws HttpError where they are too many, or compressed in a way that is not read. */
export async function readBytes(asked: Asked, { headers, body }: Dispatcher.ResponseData, reading: Reading): Promise<Buffer> {
  const { maximumBytes, signal, onBytes } = reading;
  const tooLong = () => {
    const problem = `sends more than ${maximumBytes.toLocaleString('en-US')} bytes, which is not read`;
    return new HttpError(asked, { kind: 'unavailable', problem });
  };
  const decoder = decoderOf(asked, headers['content-encoding']);
  const chunks: Buffer[] = [];
  await pipeline(
    body,
    limited(maximumBytes, tooLong, onBytes),
    decoder(),
    limited(maximumBytes, tooLong),
    async (pieces: AsyncIterable<Buffer>) => {
      for await (const piece of pieces) chunks.push(piece);
    },
    { signal },
  );
  return Buffer.concat(chunks);
}

function decoderOf(asked: Asked, encoding: string | string[] | undefined) {
  const name = String(encoding ?? 'identity').toLowerCase();
  if (Object.hasOwn(DECODERS, name)) return DECODERS[name as keyof typeof DECODERS];
  throw new HttpError(asked, { kind: 'unavailable', problem: `sends its answer as ${excerpt(name, 30)}, which is not read` });
}

/** Passes bytes on until they are too many. */
function limited(maximumBytes: number, tooLong: () => Error, onBytes?: (bytes: number) => void) {
  return async function* (pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let bytes = 0;
    for await (const piece of pieces) {
      bytes += piece.length;
      if (bytes > maximumBytes) throw tooLong();
      onBytes?.(piece.length);
      yield piece;
    }
  };
}

/**
 * Holds a good answer's text against what is due, as far as the transfer may have spoilt it.
 *
 * @throws HttpError `changed-shape`, retryable where the text only breaks off.
 */
export function refuseOtherText(asked: Asked, text: string, expects: 'json' | 'csv' | 'text'): void {
  if (expects === 'text') return;
  const due = expects.toUpperCase();
  const failed = (problem: string, isRetryable: boolean) =>
    new HttpError(asked, { kind: 'changed-shape', problem, isRetryable, body: text.slice(0, 400) });
  if (text.trim() === '') throw failed(`sent an empty answer where ${due} is due`, true);
  if (isMarkup(text)) throw failed(`sent a page where ${due} is due: ${excerpt(text)}`, false);
  if (expects === 'json' && /^\s*[[{]/.test(text) && !isWholeJson(text)) throw failed('sent JSON that breaks off or is damaged', true);
}

/** Whether a text begins as HTML or XML does. */
const isMarkup = (text: string): boolean => /^\uFEFF?\s*</.test(text);

/** Whether a text begins as a page for people does. */
export const isPage = (text: string): boolean => /^\uFEFF?\s*<(!doctype\s+html|html|head|body|script|title|center|h1)/i.test(text);

function isWholeJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
