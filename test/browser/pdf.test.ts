import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBrowser } from '../../src/browser/find-browser.ts';
import { printPdf } from '../../src/browser/print-pdf.ts';
import { harbinger } from '../cli/run.ts';
import { browserCommand } from './launch.ts';

const folder = mkdtempSync(join(tmpdir(), 'harbinger-pdf-test-'));
const script = join(folder, 'browser');

beforeAll(async () => {
  const { program, args, env } = await browserCommand();
  const set = Object.entries(env).map(([name, value]) => `export ${name}='${value}'\n`);
  writeFileSync(script, `#!/bin/sh\n${set.join('')}exec '${program}' ${args.map((arg) => `'${arg}'`).join(' ')} "$@"\n`);
  chmodSync(script, 0o755);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The parts of a PDF that are compressed, as text. */
function streamsOf(pdf: Buffer): string[] {
  const raw = pdf.toString('latin1');
  return [...raw.matchAll(/\/FlateDecode[\s\S]*?stream\r?\n/g)].flatMap(({ index, 0: head }) => {
    const from = index + head.length;
    try {
      return [inflateSync(pdf.subarray(from, raw.indexOf('endstream', from)), { finishFlush: 2 }).toString('latin1')];
    } catch {
      return [];
    }
  });
}

/** Characters that the fonts of a PDF can give back as text. */
function lettersOf(pdf: Buffer): Set<string> {
  const maps = streamsOf(pdf).filter((stream) => stream.includes('begincmap'));
  const code = (hex: string | undefined) => Number.parseInt(hex as string, 16);
  const codes = maps.flatMap((map) => [
    ...[...map.matchAll(/^<\w{4}> <(\w{4})>$/gm)].map(([, to]) => code(to)),
    ...[...map.matchAll(/^<(\w{4})> <(\w{4})> <(\w{4})>$/gm)].flatMap(([, first, last, to]) =>
      Array.from({ length: code(last) - code(first) + 1 }, (_, i) => code(to) + i),
    ),
  ]);
  return new Set(codes.map((one) => String.fromCharCode(one)));
}

describe('a report as PDF', () => {
  test('is printed by the browser that HARBINGER_BROWSER names: pages of A4, text, bookmarks', { timeout: 60_000 }, () => {
    const path = join(folder, 'study.pdf');
    const { code, error } = harbinger(['study', '--when', 'all_time_high(RUT, after: 1y)', '--then', 'return(BTC, 180d)', '--out', path], {
      env: { HARBINGER_BROWSER: script },
    });
    expect(error).toBe('');
    expect(code).toBe(0);
    const pdf = readFileSync(path);
    const raw = pdf.toString('latin1');
    expect(raw).toMatch(/^%PDF-1\.\d/);
    expect([...raw.matchAll(/\/Type\s*\/Page\b(?!s)/g)].length).toBeGreaterThanOrEqual(3);
    const [, width, height] = /\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/.exec(raw) as RegExpExecArray;
    expect(Number(width)).toBeCloseTo(595, -1);
    expect(Number(height)).toBeCloseTo(842, -1);
    expect(raw).toMatch(/\/Outlines/);
    const letters = lettersOf(pdf);
    for (const letter of 'Bitcoin stood higher 180 days after 3 of 5 events ×%') expect(letters, letter).toContain(letter);
  });

  test('asks nothing of the network, though the page would', { timeout: 60_000 }, async () => {
    let asked = 0;
    const server = createServer((_, response) => {
      asked += 1;
      response.end();
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    const before = process.env.HARBINGER_BROWSER;
    process.env.HARBINGER_BROWSER = script;
    try {
      const pdf = await printPdf(
        `<!doctype html><title>x</title><p>Here</p><img src="http://127.0.0.1:${port}/x.png"><script src="http://localhost:${port}/x.js"></script>`,
      );
      expect(Buffer.from(pdf).toString('latin1')).toMatch(/^%PDF-/);
      expect(asked).toBe(0);
    } finally {
      if (before === undefined) delete process.env.HARBINGER_BROWSER;
      else process.env.HARBINGER_BROWSER = before;
      server.close();
    }
  });

  test('a program that is no browser is told by what it said, and what to do instead', () => {
    const path = join(folder, 'no-browser');
    writeFileSync(path, '#!/bin/sh\necho "I am no browser" >&2\nexit 3\n');
    chmodSync(path, 0o755);
    const { code, error } = harbinger(['series', '--out', join(folder, 'x.pdf')], { env: { HARBINGER_BROWSER: path } });
    expect(code).toBe(1);
    expect(error).toMatch(/no-browser could not print the report \(it ended with 3; I am no browser\): set HARBINGER_BROWSER/);
    expect(error.trim().split('\n')).toHaveLength(1);
  });
});

describe('the browser that prints', () => {
  const machine = (platform: string, there: string[], env: Record<string, string> = {}) => ({
    ...{ platform, env },
    exists: (path: string) => there.includes(path),
  });

  test('is found at the usual places of each system', () => {
    const chrome = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
    expect(findBrowser(machine('darwin', [chrome], { HOME: '/u' }))).toBe(chrome);
    const edge = join('C:\\Program Files', 'Microsoft', 'Edge', 'Application', 'msedge.exe');
    expect(findBrowser(machine('win32', [edge], { PROGRAMFILES: 'C:\\Program Files' }))).toBe(edge);
    expect(findBrowser(machine('linux', ['/opt/bin/chromium', '/usr/bin/google-chrome'], { PATH: '/opt/bin:/usr/bin' }))).toBe(
      '/usr/bin/google-chrome',
    );
  });

  test('is the one that is named, before all others', () => {
    expect(findBrowser(machine('linux', ['/my/own', '/usr/bin/chromium'], { HARBINGER_BROWSER: '/my/own' }))).toBe('/my/own');
  });

  test('without one says what to do', () => {
    expect(() => findBrowser(machine('linux', [], { PATH: '/usr/bin' }))).toThrow(/set HARBINGER_BROWSER.*\.html and print that/);
    expect(() => findBrowser(machine('linux', [], { HARBINGER_BROWSER: '/gone' }))).toThrow(/was \/gone, where there is no file/);
  });
});
