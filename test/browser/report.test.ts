import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { harbinger } from '../cli/run.ts';
import { launchBrowser } from './launch.ts';

const folder = mkdtempSync(join(tmpdir(), 'harbinger-report-'));
const report = join(folder, 'report.html');
let browser: Browser;

beforeAll(async () => {
  expect(harbinger(['check', '--out', report]).code).toBe(0);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

const looks = [
  ['wide', { width: 1200, height: 900 }, 'light'],
  ['on a phone', { width: 360, height: 740 }, 'light'],
  ['in the dark', { width: 1200, height: 900 }, 'dark'],
] as const;

async function open(
  viewport: { width: number; height: number },
  colorScheme: 'light' | 'dark',
): Promise<{ page: Page; asked: string[]; complaints: string[] }> {
  // Pages stay open: this browser runs as one process and ends with its last page.
  const page = await browser.newPage({ viewport, colorScheme });
  const asked: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(pathToFileURL(report).href);
  return { page, asked, complaints };
}

describe('the report in a real browser', () => {
  test.each(looks)('%s asks for nothing but itself, complains of nothing and never scrolls sideways', async (_, viewport, scheme) => {
    const { page, asked, complaints } = await open(viewport, scheme);
    expect(asked).toEqual([pathToFileURL(report).href]);
    expect(complaints).toEqual([]);
    const widths = await page.evaluate<number[]>('[document.documentElement.scrollWidth, document.documentElement.clientWidth]');
    expect(widths[0]).toBeLessThanOrEqual(widths[1] as number);
  });

  test.each(looks)('%s shows every verdict and draws every picture at a size that can be read', async (_, viewport, scheme) => {
    const { page } = await open(viewport, scheme);
    const claims = await page.locator('section.claim').count();
    expect(claims).toBe(28);
    expect(await page.locator('section.claim .chip').count()).toBeGreaterThanOrEqual(claims);
    const sizes = await page.evaluate<[number, number][]>(
      '[...document.querySelectorAll("figure svg[role=img]")].map((svg) => svg.getBoundingClientRect()).map(({ width, height }) => [width, height])',
    );
    const shown = sizes.filter(([width]) => width > 0);
    expect(shown.length).toBeGreaterThanOrEqual(9);
    for (const [width, height] of shown) {
      expect(width).toBeGreaterThan(250);
      expect(width).toBeLessThanOrEqual(viewport.width);
      expect(height).toBeGreaterThan(80);
    }
  });

  test('has ink and paper with the contrast that AA asks for, light and dark', async () => {
    for (const scheme of ['light', 'dark'] as const) {
      const { page } = await open({ width: 800, height: 600 }, scheme);
      const colours = await page.evaluate<string[]>(
        '[getComputedStyle(document.body).color, ...[document.documentElement, document.body].map((part) => getComputedStyle(part).backgroundColor)].filter((colour) => colour !== "rgba(0, 0, 0, 0)").slice(0, 2)',
      );
      const [ink, paper] = colours.map((text) =>
        luminance(
          (text as string)
            .match(/\d+(\.\d+)?/g)
            ?.slice(0, 3)
            .map(Number) ?? [],
        ),
      );
      const [light, dark] = [Math.max(ink as number, paper as number), Math.min(ink as number, paper as number)];
      expect((light + 0.05) / (dark + 0.05), scheme).toBeGreaterThan(7);
    }
  });

  test('leads from every verdict to its section', async () => {
    const { page } = await open({ width: 1200, height: 900 }, 'light');
    const targets = await page.evaluate<string[]>(
      '[...document.querySelectorAll(".verdicts a[href^=\'#\']")].map((link) => link.hash.slice(1))',
    );
    expect(targets.length).toBeGreaterThanOrEqual(23);
    const html = readFileSync(report, 'utf8');
    for (const target of targets) expect(html).toContain(`id="${target}"`);
  });
});

/** Relative luminance of an sRGB colour, WCAG 2. */
function luminance(rgb: readonly number[]): number {
  const [r, g, b] = rgb.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
