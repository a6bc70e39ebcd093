import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { harbinger } from '../cli/run.ts';
import { launchBrowser } from './launch.ts';

const folder = mkdtempSync(join(tmpdir(), 'harbinger-accessible-'));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const when = ['--when', 'all_time_high(RUT, after: 1y)', '--then', 'return(BTC, 180d)'];
const ARTICLE =
  'RogueMacro pointed out that after the Russell 2000 hit new highs three times before, Bitcoin rose each time. Gold may rise in 2026.\nAfter the S&P 500 hits a record high, Bitcoin rises within six months.';
const reports: Readonly<Record<string, readonly string[]>> = {
  check: ['check'],
  study: ['study', ...when, '--curve', '--trade'],
  family: ['study', ...when, '--then', 'hits(all_time_high(BTC), within: 180d)'],
  lag: ['lag', 'RUT', 'BTC'],
  series: ['series'],
  'series show': ['series', 'show', 'BTC'],
  read: ['read', '--text', ARTICLE, '--text', 'RogueMacro ha detto che dopo i tre record precedenti del Russell 2000 Bitcoin è salito.'],
  doctor: ['doctor', 'RUT', 'RRPONTSYD'],
  comparison: ['doctor', 'RUT', '--against', 'SPX'],
};
const fileOf = (name: string) => join(folder, `${name.replace(' ', '-')}.html`);

let browser: Browser;

beforeAll(async () => {
  for (const [name, args] of Object.entries(reports)) expect(harbinger([...args, '--out', fileOf(name)]).error).toBe('');
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate<string[]>(
    `axe.run(document, { runOnly: ${JSON.stringify(RULES)} }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))`,
  );
}

/** Pages stay open: this browser runs as one process and ends with its last page. */
const open = async (name: string, width: number, colorScheme: 'light' | 'dark'): Promise<Page> => {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
  await page.goto(pathToFileURL(fileOf(name)).href);
  return page;
};

describe.each(Object.keys(reports))('the report of %s', (name) => {
  test.each([
    [1200, 'light'],
    [360, 'dark'],
  ] as const)('at %i px, %s, breaks no rule of WCAG 2.2 AA that a machine can check, and none of good practice', async (width, scheme) => {
    expect(await violations(await open(name, width, scheme))).toEqual([]);
  });

  test('never scrolls sideways at 360 px', async () => {
    const page = await open(name, 360, 'light');
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
  });

  test('is printed in ink on white paper, whatever the screen is like', async () => {
    const page = await open(name, 700, 'dark');
    await page.emulateMedia({ media: 'print' });
    const [ink, paper] = await page.evaluate<string[]>(
      '[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]',
    );
    expect(ink).toBe('rgb(27, 26, 24)');
    expect(paper).toBe('rgb(255, 255, 255)');
  });
});

test('the check itself finds what is wrong', async () => {
  const page = await open('series', 800, 'light');
  await page.evaluate('document.querySelector("h1").style.color = "#ccc"');
  expect(await violations(page)).toEqual([expect.stringContaining('color-contrast')]);
});
