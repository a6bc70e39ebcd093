import { connect } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

/** An answer as it came over the socket. */
export interface Wired {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

interface Sending {
  readonly waitMs?: number;
  /** Says after sending that nothing more comes. */
  readonly halfClose?: boolean;
}

/** Sends bytes as they are and gives back all that comes until the other side closes, or a while is over. */
export function sendBytes(port: number, bytes: string | Buffer, { waitMs = 20_000, halfClose = false }: Sending = {}): Promise<Buffer> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(bytes);
      if (halfClose) socket.end();
    });
    const timer = setTimeout(() => socket.destroy(), waitMs);
    socket.on('data', (part: Buffer) => parts.push(part));
    // One that is cut while it still sends has its answer all the same, or none.
    socket.on('error', () => {});
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(Buffer.concat(parts));
    });
  });
}

/** The answers in what came, in order. Throws where it is not HTTP/1.1 as it is written down. */
export function answersIn(bytes: Buffer, { isHead = false } = {}): Wired[] {
  const answers: Wired[] = [];
  let at = 0;
  while (at < bytes.length) {
    const end = bytes.indexOf('\r\n\r\n', at);
    if (end < 0) throw new Error(`no end of headers in ${JSON.stringify(bytes.subarray(at, at + 200).toString())}`);
    const [first = '', ...lines] = bytes.subarray(at, end).toString('latin1').split('\r\n');
    const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(first)?.[1]);
    if (!status) throw new Error(`no status line: ${JSON.stringify(first)}`);
    const headers = headersOf(lines);
    at = end + 4;
    if (status === 100) continue;
    const isEmpty = isHead || status === 204 || status === 304;
    const { body, next } = isEmpty ? { body: Buffer.alloc(0), next: at } : bodyAt(bytes, at, headers);
    answers.push({ status, headers, body: unpacked(body, headers['content-encoding']).toString() });
    at = next;
  }
  return answers;
}

function headersOf(lines: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const [, name, value] = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+): ?([\t\x20-\x7e\x80-\xff]*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) throw new Error(`no header: ${JSON.stringify(line)}`);
    headers[name.toLowerCase()] = value;
  }
  return headers;
}

const unpacked = (body: Buffer, encoding: string | undefined): Buffer =>
  body.length === 0 ? body : encoding === 'br' ? brotliDecompressSync(body) : encoding === 'gzip' ? gunzipSync(body) : body;

function bodyAt(bytes: Buffer, at: number, headers: Readonly<Record<string, string>>): { body: Buffer; next: number } {
  if (headers['transfer-encoding'] === 'chunked') return chunksAt(bytes, at);
  const length = headers['content-length'] === undefined ? bytes.length - at : Number(headers['content-length']);
  return { body: bytes.subarray(at, at + length), next: at + length };
}

function chunksAt(bytes: Buffer, begin: number): { body: Buffer; next: number } {
  const parts: Buffer[] = [];
  let at = begin;
  while (true) {
    const line = bytes.indexOf('\r\n', at);
    const length = line < 0 ? Number.NaN : Number.parseInt(bytes.subarray(at, line).toString(), 16);
    // Cut off while it came, as events are.
    if (!(length >= 0)) return { body: Buffer.concat(parts), next: bytes.length };
    parts.push(bytes.subarray(line + 2, line + 2 + length));
    at = line + 2 + length + 2;
    if (length === 0) return { body: Buffer.concat(parts), next: at };
  }
}

/** The bytes of a request. */
export function request(
  line: string,
  headers: readonly (readonly [string, string])[] = [],
  { body, host = 'localhost' }: { body?: string | Buffer | undefined; host?: string } = {},
): Buffer {
  const given = body === undefined ? undefined : Buffer.from(body);
  const all = [['Host', host], ['Connection', 'close'], ...headers, ...(given ? [['Content-Length', String(given.length)]] : [])];
  const head = `${line} HTTP/1.1\r\n${all.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
  return Buffer.concat([Buffer.from(head, 'latin1'), given ?? Buffer.alloc(0)]);
}

/** One request by its line and headers, and the one answer to it. */
export async function ask(port: number, ...given: Parameters<typeof request>): Promise<Wired> {
  const [answer] = answersIn(await sendBytes(port, request(...given)), { isHead: given[0].startsWith('HEAD ') });
  if (!answer) throw new Error(`${given[0].slice(0, 100)} was not answered`);
  return answer;
}

export const JSON_BODY: readonly [string, string] = ['Content-Type', 'application/json'];

export const bearer = (token: string): readonly [string, string] => ['Authorization', `Bearer ${token}`];
