import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { listening, sendRaw } from './listening.ts';
import { shippedApp } from './shipped-app.ts';

const folder = mkdtempSync(join(tmpdir(), 'harbinger-page-'));
afterAll(() => rmSync(folder, { recursive: true }));
const page = join(folder, 'web');
mkdirSync(join(page, 'assets'), { recursive: true });
const SCRIPT = `export const words = ${JSON.stringify('no better than luck so far '.repeat(200))};\n`;
writeFileSync(
  join(page, 'index.html'),
  '<!doctype html><title>Harbinger</title><meta property="csp-nonce" nonce="__CSP_NONCE__"><script type="module" src="/assets/main-Ab3dE6gH.js"></script>',
);
writeFileSync(join(page, 'assets', 'main-Ab3dE6gH.js'), SCRIPT);
writeFileSync(join(page, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
writeFileSync(join(page, '.env'), 'SECRET=1');
writeFileSync(join(folder, 'secret.txt'), 'SECRET=1');
symlinkSync(join(folder, 'secret.txt'), join(page, 'link.txt'));
const { app } = shippedApp({ page });

describe('the page', () => {
  test('is the same first page under each of its addresses, with a fresh nonce in its place and its policy', async () => {
    const nonces = new Set<string>();
    for (const path of ['/', '/today', '/claims/flip-2020', '/lab?when=date(2020-11-13)', '/series/IWN.adj/x']) {
      const answer = await app.request(path, { headers: { accept: 'text/html' } });
      const text = await answer.text();
      const nonce = /nonce="([\w-]{24})"/.exec(text)?.[1] as string;
      const policy = answer.headers.get('content-security-policy') as string;
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-cache']);
      expect(policy).toContain(`style-src 'self' 'nonce-${nonce}';`);
      expect(policy).toMatch(/default-src 'self'; script-src 'self';.*frame-ancestors 'none'/);
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(5);
  });

  test('has files that stay for ever where their name holds their hash, and are asked after where not', async () => {
    const script = await app.request('/assets/main-Ab3dE6gH.js');
    expect([script.headers.get('cache-control'), script.headers.get('content-type')]).toEqual([
      'public, max-age=31536000, immutable',
      'text/javascript; charset=utf-8',
    ]);
    expect((await app.request('/favicon.svg')).headers.get('cache-control')).toBe('no-cache');
    expect((await app.request('/assets/main-XXXXXXXX.js')).status).toBe(404);
  });

  test('and what is computed come compressed as the client takes it, the same when unpacked', async () => {
    const { port } = await listening(app);
    const bodyOf = async (path: string, encoding: string) => {
      const answer = await app.request(path, { headers: { 'accept-encoding': encoding } });
      return {
        encoding: answer.headers.get('content-encoding'),
        bytes: Buffer.from(await answer.arrayBuffer()),
        vary: answer.headers.get('vary'),
      };
    };
    for (const path of ['/assets/main-Ab3dE6gH.js', '/api/v1/language']) {
      const plain = await bodyOf(path, 'identity');
      const br = await bodyOf(path, 'gzip, deflate, br');
      const gzip = await bodyOf(path, 'gzip;q=1, br;q=0');
      expect([plain.encoding, br.encoding, gzip.encoding]).toEqual([null, 'br', 'gzip']);
      expect(brotliDecompressSync(br.bytes).equals(plain.bytes)).toBe(true);
      expect(gunzipSync(gzip.bytes).equals(plain.bytes)).toBe(true);
      expect(br.bytes.length).toBeLessThan(plain.bytes.length / 2);
      expect(br.vary).toContain('Accept-Encoding');
    }
    const head = await sendRaw(port, 'HEAD /assets/main-Ab3dE6gH.js HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1\\.1 200 .*content-length: ${SCRIPT.length}.*\\r\\n\\r\\n$`, 's'));
  });

  test('gives nothing from beside or above its folder, and nothing hidden', async () => {
    const { port } = await listening(app);
    for (const path of [
      '/../secret.txt',
      '/assets/../../secret.txt',
      '/%2e%2e/secret.txt',
      '/..%2fsecret.txt',
      '/%252e%252e%252fsecret.txt',
      '/..%5csecret.txt',
      '/.env',
      '/%2eenv',
      '/link.txt',
      '//etc/passwd.txt',
      '/assets/%00.js',
      '/%ff.txt',
      `/${'a'.repeat(400)}.txt`,
    ]) {
      const got = await sendRaw(port, `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
      expect([path, got.slice(9, 12)]).toEqual([path, expect.stringMatching(/^40[04]$/)]);
      expect(got).not.toContain('SECRET');
      expect(got).not.toContain(folder);
    }
  });

  test('where it is not built says what to run', async () => {
    const answer = await shippedApp({ page: join(folder, 'nowhere') }).app.request('/');
    expect([answer.status, await answer.text()]).toEqual([503, expect.stringContaining('npm run build')]);
  });
});
