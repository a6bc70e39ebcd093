import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PageUnderTest } from './page-under-test.ts';

let under: PageUnderTest;

beforeAll(async () => {
  under = await PageUnderTest.start();
}, 120_000);
afterAll(() => under?.stop());

describe('the page, where something is missing or goes wrong,', () => {
  test('asks its server also when the browser knows of no network', async () => {
    const page = await under.open('/docs');
    await page.addInitScript('Object.defineProperty(Navigator.prototype, "onLine", { get: () => false });');
    await page.goto(`${under.url}/claims`);
    expect(await page.evaluate<boolean>('navigator.onLine')).toBe(false);
    // The query library hears of the network by these events alone.
    await page.evaluate('window.dispatchEvent(new Event("offline"))');
    await page.getByRole('link', { name: 'Series', exact: true }).click();
    await page.getByRole('table').getByText('RUT', { exact: true }).first().waitFor();
  });

  test('takes a date as it is typed, and asks nothing before it is whole and the reader is done', async () => {
    const page = await under.open('/docs');
    await page.getByRole('button', { name: /^as of/ }).click();
    const date = page.getByLabel('Use only what was known by the end of');
    await date.focus();
    await page.keyboard.type('03152024');
    expect(await date.inputValue()).toBe('2024-03-15');
    expect(page.url()).not.toContain('asOf');
    await page.keyboard.press('Enter');
    await page.waitForURL(/asOf=2024-03-15/);
    await page.getByText('You look at 15 Mar 2024 as it was known then.').waitFor();
    await page.getByRole('button', { name: /^as of/ }).click();
    await date.fill('1850-01-01');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    expect(page.url()).toContain('asOf=2024-03-15');
    await page.getByRole('button', { name: /^as of/ }).click();
    await date.fill('2023-02-01');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await page.waitForURL(/asOf=2023-02-01/);
    await date.waitFor({ state: 'hidden' });
  });
});
