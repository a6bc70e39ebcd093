import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export type Encoding = 'br' | 'gzip' | 'identity';

const squeeze = { br: promisify(brotliCompress), gzip: promisify(gzip) };

/** Below this many bytes compression costs more than it saves. */
const SMALL = 1024;

/** Bytes that are served, with what they are; compressed once for each encoding that somebody asks for. */
export class Content {
  readonly bytes: Buffer;
  /** Headers that belong to the bytes: type, file name, policy. */
  readonly headers: Readonly<Record<string, string>>;
  readonly #compressed = new Map<Encoding, Promise<Buffer>>();
  readonly #quality: number;
  #size: number;

  constructor(bytes: Buffer, headers: Readonly<Record<string, string>>, { quality = 5 }: { readonly quality?: number } = {}) {
    this.bytes = bytes;
    this.headers = headers;
    this.#quality = quality;
    this.#size = bytes.length;
  }

  /** Bytes that it takes up, its compressed forms counted. */
  get size(): number {
    return this.#size;
  }

  /** Whether it gets smaller: texts do, pictures and archives do not. */
  get #isText(): boolean {
    return (
      this.bytes.length >= SMALL &&
      /^(text\/|application\/(json|problem\+json|javascript|yaml)|image\/svg)/.test(this.headers['content-type'] ?? '')
    );
  }

  /** The bytes in the first encoding that the client takes and that is worth it. */
  async encoded(accept: string | undefined): Promise<{ readonly bytes: Buffer; readonly encoding: Encoding }> {
    const encoding = this.#isText ? encodingOf(accept) : 'identity';
    if (encoding === 'identity') return { bytes: this.bytes, encoding };
    return { bytes: await this.compressed(encoding), encoding };
  }

  /** The bytes in an encoding, made once. */
  compressed(encoding: 'br' | 'gzip'): Promise<Buffer> {
    const known = this.#compressed.get(encoding);
    if (known) return known;
    const made = this.#compress(encoding).then((bytes) => {
      this.#size += bytes.length;
      return bytes;
    });
    this.#compressed.set(encoding, made);
    return made;
  }

  #compress(encoding: 'br' | 'gzip'): Promise<Buffer> {
    if (encoding === 'gzip') return squeeze.gzip(this.bytes, { level: 6 });
    const params = { [constants.BROTLI_PARAM_QUALITY]: this.#quality, [constants.BROTLI_PARAM_SIZE_HINT]: this.bytes.length };
    return squeeze.br(this.bytes, { params });
  }
}

/** Nobody takes more; each that is listed costs time before the answer. */
const MOST_ENCODINGS = 32;

/** The encoding to answer in; brotli where both are taken. */
export function encodingOf(accept: string | undefined): Encoding {
  if (!accept) return 'identity';
  const taken = new Map(
    accept.split(',', MOST_ENCODINGS).map((part) => {
      const [name = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
      const q = parameters.find((parameter) => parameter.startsWith('q='));
      return [name, q === undefined ? 1 : Number(q.slice(2))] as const;
    }),
  );
  const liking = (name: string) => taken.get(name) ?? taken.get('*') ?? 0;
  if (liking('br') > 0 && liking('br') >= liking('gzip')) return 'br';
  return liking('gzip') > 0 ? 'gzip' : 'identity';
}
