import { CallerError } from '../app/context.ts';
import { type Decoded, decode, labelOf } from '../providers/file/encoding.ts';
import { ProviderError } from '../providers/provider.ts';
import { refuseOtherKinds } from './bytes.ts';

/** A text out of its bytes. */
export interface DecodedArticle {
  readonly text: string;
  readonly notes: readonly string[];
}

/**
 * Bytes as text: UTF-8 where they are that, or nearly; else as they are declared, or in the likeliest encoding, with a note of it.
 * A byte order mark is left out; nothing else is touched.
 *
 * @param declared An encoding by any of its names, as a page or its server has it; not trusted.
 * @throws CallerError for what is no text, or has none.
 */
export function decodeArticle(bytes: Uint8Array, shown: string, declared?: string): DecodedArticle {
  refuseOtherKinds(bytes, shown);
  const decoded = nearlyUtf8(bytes) ?? asDeclared(bytes, declared) ?? likeliest(bytes, shown);
  if (isNoText(decoded.text)) throw new CallerError(`${shown} is no text: save it as text or HTML and give that`);
  if (decoded.text.trim() === '') throw new CallerError(`${shown} is empty: give one with a text`);
  return decoded;
}

/** UTF-8 with a few bytes that are none, such as a text that was put together from several; undefined for what is whole, or another encoding. */
function nearlyUtf8(bytes: Uint8Array): DecodedArticle | undefined {
  if ((bytes[0] ?? 0) >= 0xfe) return undefined;
  const text = new TextDecoder('utf-8').decode(bytes);
  const lost = text.split('\ufffd').length - 1;
  if (lost === 0 || lost * 4 > (text.match(/[^\0-\x7f\ufffd]/g)?.length ?? 0)) return undefined;
  const many = lost === 1 ? 'one place is' : `${lost} places are`;
  return { text, notes: [`${many} no text in UTF-8, as the rest is, and shown as \ufffd.`] };
}

function asDeclared(bytes: Uint8Array, declared: string | undefined): DecodedArticle | undefined {
  const encoding = declared === undefined ? undefined : labelOf(declared);
  if (encoding === undefined || encoding.startsWith('utf-')) return undefined;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return undefined;
  } catch {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      return { text, notes: [`Read as ${encoding}, which it says it is.`] };
    } catch {
      return undefined;
    }
  }
}

function likeliest(bytes: Uint8Array, shown: string): DecodedArticle {
  let decoded: Decoded;
  try {
    decoded = decode(bytes, { name: shown, path: shown });
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    throw new CallerError(`${shown} is no text in any encoding that is known here: save it as text in UTF-8 and give that`, {
      cause: error,
    });
  }
  const { text, encoding, why } = decoded;
  return { text, notes: encoding === 'utf-8' ? [] : [`Read as ${encoding}. ${why}`] };
}

/** Whether there are signs in it that no text has: a zero, or one control character in fifty. */
function isNoText(text: string): boolean {
  const controls = text.match(/[^\P{Cc}\s\u0085]/gu) ?? [];
  return text.includes('\0') || controls.length * 50 > text.length;
}
