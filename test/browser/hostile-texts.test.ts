import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { hostileData, hostilePack, RUNS, SERIES } from '../server/attack/hostile-texts.ts';
import { isSideways, PageUnderTest } from './page-under-test.ts';

vi.setConfig({ testTimeout: 60_000 });

const folder = mkdtempSync(join(tmpdir(), 'harbinger-hostile-'));
let under: PageUnderTest;
/** One page goes from address to address: the browser tires of many. */
let page: Page;

beforeAll(async () => {
  for (const [name, files] of Object.entries({ data: hostileData(), files: { 'evil.yaml': hostilePack() } })) {
    mkdirSync(join(folder, name));
    for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, name, file), text);
  }
  under = await PageUnderTest.start(['--data', join(folder, 'data'), '--files', join(folder, 'files')]);
  page = await under.open('/series', { width: 800, height: 900 });
}, 120_000);
afterAll(async () => {
  await under?.stop();
  rmSync(folder, { recursive: true });
});

const quoted = encodeURIComponent(JSON.stringify([`return("${SERIES}", 180d)`]));
const HOSTILE = encodeURIComponent(`<img src=x onerror="${RUNS}">"><script>${RUNS}</script>`);

test.each([
  ['a claim with such texts', '/claims/evil.yaml/easing-lifts-stocks'],
  ['the list of its claims', '/?pack=evil.yaml'],
  ['a series with such a name and title', `/series/${encodeURIComponent(SERIES)}`],
  ['the list of series', '/series'],
  ['a search for such a text', `/series?q=${HOSTILE}`],
  ['a study of such a series', `/lab?when=${encodeURIComponent('all_time_high(RUT, after: 1y)')}&then=${quoted}&run=true`],
  [
    'a trigger that is such a text',
    `/lab?when=${HOSTILE}&then=${encodeURIComponent(JSON.stringify([`<img src=x onerror=${RUNS}>`]))}&run=true`,
  ],
  ['a page of the documentation of such a name', `/docs/${HOSTILE}`],
  ['a run of such a name', `/runs/${HOSTILE}`],
  ['an address with script as its scheme', `/claims/${encodeURIComponent(`javascript:${RUNS}`)}/x`],
  ['a report of such claims', '/api/v1/check?pack=evil.yaml&format=html'],
  ['a report of such a series', `/api/v1/series/show?id=${encodeURIComponent(SERIES)}&format=html`],
])('%s runs nothing, asks nobody, and keeps its layout', async (_, path) => {
  await page.goto(under.url + path);
  await page.waitForLoadState('networkidle');
  await page.locator('body').waitFor();
  // What is shown of theirs is shown as text.
  if (/^\/(claims\/evil|series\/|api\/)/.test(path))
    await expect.poll(() => page.evaluate<string>('document.body.innerText'), { timeout: 20_000 }).toContain('onerror=');
  expect(await page.evaluate('window.__hit')).toBeUndefined();
  const theirs =
    'document.querySelectorAll(\'img[src="x"], base, [onerror], [onload], a[href^="javascript:"], a[href*="evil.example"]\').length';
  expect(await page.evaluate(theirs)).toBe(0);
  expect(await page.evaluate<string>('document.body.innerText')).not.toBe('');
  if (!path.startsWith('/api/')) expect(await isSideways(page)).toBe(false);
  expect(under.complaints.filter((text) => /evil\.example|Content Security Policy|asked /.test(text))).toEqual([]);
});

test('what they would do is done where a page lets it, so that the check can fail', async () => {
  await page.goto(`${under.url}/series`);
  await page.evaluate(`document.body.insertAdjacentHTML('beforeend', '<a href="//evil.example">x</a>')`);
  expect(await page.evaluate('document.querySelectorAll(\'a[href*="evil.example"]\').length')).toBe(1);
});
