import { randomBytes } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import type { Hono } from 'hono';
import { ContentCache } from './answers.ts';
import { Content } from './content.ts';
import type { Ask, Environment } from './environment.ts';
import { API } from './paths.ts';
import { Refusal } from './refusal.ts';
import { pagePolicy } from './security-headers.ts';
import { send } from './send.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.map': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

const NOT_BUILT = `The page is not built yet.

In a checkout:  npm run build
The API is there all the same: ${API}
`;

/** Names as Vite gives them: what they hold never changes. */
const HASHED = /-[A-Za-z0-9_-]{8,}\.[a-z0-9]+$/;

/** Serves the built page: its files, and its first page for every address that is one of its own. */
export function addPage(app: Hono<Environment>, folder: string): void {
  const contents = new ContentCache(64 * 1024 * 1024);
  app.get('*', async (ask) => {
    const path = pathOf(ask);
    ask.set('route', 'page');
    const isPage = extname(path) === '';
    const file = await fileOf(contents, folder, isPage ? '/index.html' : path);
    if (file && isPage) return sendFirstPage(ask, file);
    if (file) {
      const isHashed = HASHED.test(path);
      return send(ask, { content: file, headers: { 'cache-control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache' } });
    }
    if (!isPage) throw new Refusal(404, 'there is no such file');
    return send(ask, { content: new Content(Buffer.from(NOT_BUILT), { 'content-type': 'text/plain; charset=utf-8' }), status: 503 });
  });
}

/** What the built page has where a nonce belongs. */
const NONCE_PLACE = '__CSP_NONCE__';

/** The first page, under its policy; where it has a place for a nonce, with a fresh one. */
function sendFirstPage(ask: Ask, file: Content): Promise<Response> {
  const text = file.bytes.toString();
  const nonce = text.includes(NONCE_PLACE) ? randomBytes(18).toString('base64url') : undefined;
  const content = nonce === undefined ? file : new Content(Buffer.from(text.replaceAll(NONCE_PLACE, nonce)), file.headers);
  return send(ask, { content, headers: { 'cache-control': 'no-cache', 'content-security-policy': pagePolicy(nonce) } });
}

/** The path of a file as the address has it, decoded once; what could lead elsewhere is refused. */
function pathOf(ask: Ask): string {
  let path: string;
  try {
    path = decodeURIComponent(new URL(ask.req.url).pathname);
  } catch {
    throw new Refusal(400, 'the address has a % that begins no character');
  }
  if (/[\0\\]|(^|\/)\.{1,2}(\/|$)|\/\.|%/.test(path)) throw new Refusal(404, 'there is no such file');
  return path;
}

/** A file below the folder, read once for as long as the server runs; undefined where there is none. */
async function fileOf(contents: ContentCache, folder: string, path: string): Promise<Content | undefined> {
  const kept = contents.get(path);
  if (kept) return kept;
  const type = TYPES[extname(path).toLowerCase()];
  if (type === undefined) return undefined;
  try {
    const [root, place] = await Promise.all([realpath(folder), realpath(join(folder, path))]);
    if (!place.startsWith(root + sep)) return undefined;
    const content = new Content(await readFile(place), { 'content-type': type }, { quality: 9 });
    contents.set(path, content);
    return content;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}
