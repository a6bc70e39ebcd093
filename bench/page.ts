// The page in the real browser: the first view of Today from a warm server beside an empty page, the JavaScript of the first route, and how a
// chart of forty years of daily closes pans. Run alone, after `npm run build`: npm run bench:page -- [rounds]
import '../src/engine.ts';

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../test/browser/launch.ts';
import { harbingerServing, type Serving } from './serving.ts';

const rounds = Number(process.argv[2] ?? 9);
const YEARS = 40;
const DAY = 86_400_000;
const VIEW = { viewport: { width: 1440, height: 900 } };

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

/** The largest paint, milliseconds after the navigation began. */
const PAINT = `new Promise((resolve) => {
  new PerformanceObserver((list) => resolve(list.getEntries().at(-1).startTime)).observe({ type: 'largest-contentful-paint', buffered: true });
})`;

/** The largest paint, and the bytes of script that came over the wire. */
interface First {
  readonly paint: number;
  readonly bytes: number;
}

/** One first view with nothing remembered; `ready` is what must be on the page. */
async function firstView(browser: Browser, url: string, ready: string): Promise<First> {
  const context = await browser.newContext(VIEW);
  const page = await context.newPage();
  const scripts: Promise<number>[] = [];
  page.on('requestfinished', (request) => {
    if (request.resourceType() === 'script') scripts.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
  });
  await page.goto(url);
  await page.locator(ready).first().waitFor();
  // What is painted last may still come.
  await page.waitForTimeout(500);
  const paint = await page.evaluate<number>(PAINT);
  const bytes = (await Promise.all(scripts)).reduce((sum, size) => sum + size, 0);
  await context.close();
  return { paint, bytes };
}

async function firstViews(browser: Browser, serving: Serving): Promise<void> {
  const empty = createServer((_, answer) =>
    answer.setHeader('content-type', 'text/html').end('<!doctype html><title>.</title><h1>Nothing</h1>'),
  );
  await new Promise<void>((resolve) => empty.listen(0, '127.0.0.1', resolve));
  const nothing = `http://127.0.0.1:${(empty.address() as AddressInfo).port}/`;
  const claims = 'main a[href^="/claims/"]';
  await firstView(browser, serving.url, claims);
  await firstView(browser, nothing, 'h1');
  const pairs: { own: First; bare: First }[] = [];
  for (let i = 0; i < rounds; i++)
    pairs.push({ own: await firstView(browser, serving.url, claims), bare: await firstView(browser, nothing, 'h1') });
  empty.close();
  const own = median(pairs.map((pair) => pair.own.paint));
  const bare = median(pairs.map((pair) => pair.bare.paint));
  console.log(
    `Today, first view of ${rounds}: largest paint ${own.toFixed(0)} ms (slowest ${Math.max(...pairs.map((pair) => pair.own.paint)).toFixed(0)} ms); an empty page ${bare.toFixed(0)} ms; ` +
      `ratio ${median(pairs.map((pair) => pair.own.paint / pair.bare.paint)).toFixed(1)}; JavaScript of the first route ${(median(pairs.map((pair) => pair.own.bytes)) / 1000).toFixed(0)} kB as sent`,
  );
}

/** A folder with forty years of daily closes, made up. */
function longSeries(): string {
  const folder = mkdtempSync(join(tmpdir(), 'harbinger-long-'));
  const rows: string[] = ['date,close'];
  let value = 100;
  let seed = 1;
  for (let day = Date.UTC(1986, 0, 1); day < Date.UTC(1986 + YEARS, 0, 1); day += DAY) {
    if ([0, 6].includes(new Date(day).getUTCDay())) continue;
    seed = (seed * 48_271) % 2_147_483_647;
    value *= 1 + (seed / 2_147_483_647 - 0.49) / 50;
    rows.push(`${new Date(day).toISOString().slice(0, 10)},${value.toFixed(2)}`);
  }
  writeFileSync(join(folder, 'LONG.csv'), rows.join('\n'));
  return folder;
}

/** Milliseconds between frames while the chart is dragged to and fro for some seconds. */
async function framesOfPanning(page: Page, selector: string): Promise<number[]> {
  const chart = page.locator(selector).first();
  await chart.scrollIntoViewIfNeeded();
  const box = await chart.boundingBox();
  if (!box) throw new Error('there is no chart');
  await page.evaluate(
    'window.frames_ = []; (function next(last) { requestAnimationFrame((now) => { window.frames_.push(now - last); next(now); }); })(performance.now())',
  );
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width / 2, y);
  await page.mouse.down();
  const end = performance.now() + 4000;
  for (let i = 0; performance.now() < end; i++) await page.mouse.move(box.x + box.width * (0.5 + 0.35 * Math.sin(i / 12)), y);
  await page.mouse.up();
  return page.evaluate<number[]>('window.frames_.slice(5)');
}

async function panning(browser: Browser): Promise<void> {
  const folder = longSeries();
  const serving = await harbingerServing(folder);
  const context = await browser.newContext(VIEW);
  const page = await context.newPage();
  await page.goto(`${serving.url}/series/LONG`);
  await page.locator('canvas').first().waitFor();
  await page.waitForTimeout(1000);
  const idle = await (async () => {
    await page.evaluate(
      'window.idle_ = []; (function next(last) { requestAnimationFrame((now) => { window.idle_.push(now - last); if (window.idle_.length < 120) next(now); }); })(performance.now())',
    );
    await page.waitForTimeout(3000);
    return page.evaluate<number[]>('window.idle_.slice(5)');
  })();
  const frames = await framesOfPanning(page, 'canvas');
  const rate = (gaps: readonly number[]): number => 1000 / (gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length);
  const late = frames.filter((gap) => gap > 25).length / frames.length;
  console.log(
    `${YEARS} years of daily closes, dragged: ${rate(frames).toFixed(0)} frames/s over ${frames.length} frames, ${(100 * late).toFixed(1)} % later than 25 ms; the same page at rest ${rate(idle).toFixed(0)} frames/s`,
  );
  await context.close();
  await serving.stop();
  rmSync(folder, { recursive: true });
}

const browser = await launchBrowser();
// This browser ends with its last page.
await browser.newPage();
const serving = await harbingerServing('reference');
await (await fetch(`${serving.url}/api/v1/now`)).text();
await firstViews(browser, serving);
await serving.stop();
await panning(browser);
await browser.close();
