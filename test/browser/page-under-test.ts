import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { build } from 'vite';
import { vi } from 'vitest';
import { launchBrowser } from './launch.ts';

// A walk through the page is long, and the machine may be busy.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const ROOT = join(import.meta.dirname, '../..');
const MOST_CONTEXTS = 2;
const BUILT = join(ROOT, 'dist/web');

/** Builds the page where it is not there, or older than its sources. Aside first, then renamed: test workers may come at once. */
export async function buildPage(): Promise<void> {
  const sources = ['web', 'src/contract', 'vite.config.ts', 'package.json'].map((name) => join(ROOT, name));
  const index = statSync(join(BUILT, 'index.html'), { throwIfNoEntry: false });
  if (index && index.mtimeMs > Math.max(...sources.map(newest))) return;
  mkdirSync(dirname(BUILT), { recursive: true });
  const aside = mkdtempSync(join(dirname(BUILT), 'aside-'));
  try {
    await build({ root: join(ROOT, 'web'), configFile: join(ROOT, 'vite.config.ts'), logLevel: 'error', build: { outDir: aside } });
    mkdirSync(dirname(BUILT), { recursive: true });
    if (existsSync(BUILT)) rmSync(BUILT, { recursive: true });
    renameSync(aside, BUILT);
  } catch (error) {
    // Another worker was quicker.
    if (!existsSync(join(BUILT, 'index.html'))) throw error;
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

function newest(path: string): number {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

export interface View {
  readonly width: number;
  readonly height: number;
  readonly colorScheme?: 'light' | 'dark';
  readonly reducedMotion?: 'reduce';
}

/** The page in a browser, over a server of its own: a real process, as a user starts it. */
export class PageUnderTest {
  readonly url: string;
  /** What the server had to say for itself. */
  readonly said: string[];
  /** Complaints of the console, errors of the page, and requests that would leave the server. */
  readonly complaints: string[] = [];
  readonly #server: ChildProcess;
  readonly #browser: Browser;
  readonly #folder: string;
  /** Contexts that are open, the oldest first: the browser tires of many. */
  readonly #contexts: BrowserContext[] = [];

  private constructor({ url, said, server, browser, folder }: Parts) {
    this.url = url;
    this.said = said;
    this.#server = server;
    this.#browser = browser;
    this.#folder = folder;
  }

  /** Starts server and browser. `options` are those of `harbinger serve`; the store is a new one that is not there yet. */
  static async start(
    options: readonly string[] = ['--data', 'reference'],
    env: Readonly<Record<string, string>> = {},
  ): Promise<PageUnderTest> {
    await buildPage();
    const folder = mkdtempSync(join(tmpdir(), 'harbinger-page-'));
    const server = spawn(process.execPath, ['src/main.ts', 'serve', '--port', '0', ...options], {
      cwd: ROOT,
      env: { ...process.env, HARBINGER_STORE: join(folder, 'h.duckdb'), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said: string[] = [];
    const url = await addressOf(server, said);
    const browser = await launchBrowser();
    return new PageUnderTest({ url, said, server, browser, folder });
  }

  /** A new browser page at an address, with nothing remembered. Those opened long before are closed. */
  async open(path: string, { width, height, ...looks }: View = { width: 1440, height: 900 }): Promise<Page> {
    const context = await this.#browser.newContext({ viewport: { width, height }, acceptDownloads: true, ...looks });
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: this.url });
    this.#contexts.push(context);
    if (this.#contexts.length > MOST_CONTEXTS) await this.#contexts.shift()?.close();
    const page = await context.newPage();
    // The first answers of a server on a busy machine take their time.
    page.setDefaultTimeout(90_000);
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') this.complaints.push(`${path}: ${message.text()}`);
    });
    page.on('pageerror', (error) => this.complaints.push(`${path}: ${error.message}`));
    page.on('request', (request) => {
      if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(this.url))
        this.complaints.push(`${path} asked ${request.url()}`);
    });
    await page.goto(this.url + path);
    return page;
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    const ended = new Promise((resolve) => this.#server.once('exit', resolve));
    this.#server.kill('SIGTERM');
    await ended;
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

interface Parts {
  readonly url: string;
  readonly said: string[];
  readonly server: ChildProcess;
  readonly browser: Browser;
  readonly folder: string;
}

function addressOf(server: ChildProcess, said: string[]): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const hear = (text: string) => {
    said.push(text);
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0];
    if (url) resolve(url);
  };
  server.stdout?.setEncoding('utf8').on('data', hear);
  server.stderr?.setEncoding('utf8').on('data', (text: string) => said.push(text));
  server.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${said.join('')}`)));
  return promise;
}

/** Whether a page is wider than its window. */
export const isSideways = (page: Page): Promise<boolean> =>
  page.evaluate<boolean>('document.documentElement.scrollWidth > document.documentElement.clientWidth');

/** What axe-core holds against a page by WCAG 2.2 AA, as sentences. */
export async function accessFaults(page: Page): Promise<string[]> {
  const { source } = await import('axe-core');
  await page.evaluate(source);
  return page.evaluate<string[]>(`axe
    .run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
    .then(({ violations }) => violations.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => id + ': ' + help + ' at ' + target.join(' '))))`);
}
