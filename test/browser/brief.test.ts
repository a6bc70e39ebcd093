import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Operation } from '../../src/app/operation.ts';
import { operations, run } from '../../src/app/registry.ts';
import { renderAs } from '../../src/app/render.ts';
import { shipped } from '../app/shipped.ts';
import { launchBrowser } from './launch.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

test('a brief is one sheet of A4 in its longest language', async () => {
  const operation = operations.find(({ name }) => name === 'brief') as Operation;
  const html = String(await renderAs('html', await run(operation, { lang: 'de', asOf: '2026-01-09' }, shipped)));
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.setContent(html);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g)).toHaveLength(1);
});
