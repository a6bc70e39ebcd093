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

  test('says that the server does not answer when the code of a view does not come, and shows the view when it does', async () => {
    const page = await under.open('/');
    await page.route(/\/assets\//, (route) => route.abort());
    await page.getByRole('link', { name: 'Docs', exact: true }).click();
    await page.getByText(/The server does not answer/).waitFor();
    expect(page.url()).toBe(`${under.url}/docs`);
    await page.getByRole('link', { name: 'Lab', exact: true }).waitFor();
    await page.unroute(/\/assets\//);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(page.url()).toBe(`${under.url}/docs`);
  });

  test('has the code of every view soon, so that a server that ends takes none away', async () => {
    const page = await under.open('/');
    const countFetched = () =>
      page.evaluate<number>(
        'performance.getEntriesByType("resource").filter(({ name }) => /(lab|docs|runs?|claims?|series)[^/]*-page[^/]*js/.test(name)).length',
      );
    await expect.poll(countFetched, { timeout: 30_000, interval: 250 }).toBeGreaterThanOrEqual(8);
    await page.route(/\/assets\//, (route) => route.abort());
    await page.getByRole('link', { name: 'Docs', exact: true }).click();
    await page.getByRole('heading', { level: 1 }).waitFor();
  });

  test('leads who runs a study on a phone to its answer', async () => {
    const page = await under.open('/lab', { width: 360, height: 740 });
    await page.getByRole('textbox', { name: 'When this happens' }).fill('all_time_high(RUT, after: 1y)');
    await page.getByRole('textbox', { name: 'What follows?' }).fill('return(BTC, 180d)');
    await page.getByRole('button', { name: 'Run the study' }).click();
    const answer = page.getByRole('region', { name: 'Answer' });
    await answer.getByText('no better than luck so far').first().waitFor();
    const heading = answer.getByRole('heading', { name: 'Answer' });
    await expect.poll(async () => (await heading.boundingBox())?.y, { timeout: 5000 }).toBeLessThan(240);
    expect((await heading.boundingBox())?.y).toBeGreaterThan(0);
    expect(await page.evaluate<string>('document.activeElement.textContent')).toBe('Answer');
    const below = await page.getByText('Start from an example').boundingBox();
    expect(below?.y).toBeGreaterThan((await heading.boundingBox())?.y ?? 0);
  });

  test('prints a claim with every table inside the page, and without what only offers to ask', async () => {
    const page = await under.open('/claims/russell-crypto/rallies-follow', { width: 794, height: 1123 });
    await page.locator('#trade').waitFor();
    await page.emulateMedia({ media: 'print' });
    const edges = () =>
      page.evaluate<number[]>('[...document.querySelectorAll("table")].map((table) => Math.ceil(table.getBoundingClientRect().right))');
    expect((await edges()).length).toBeGreaterThan(2);
    expect((await edges()).filter((edge) => edge > 794)).toEqual([]);
    // A4 within its margins.
    await page.setViewportSize({ width: 688, height: 1000 });
    expect((await edges()).filter((edge) => edge > 688)).toEqual([]);
    const scrolling = await page.evaluate<number>(
      '[...document.querySelectorAll("main section, main div")].filter((node) => node.scrollWidth > node.clientWidth + 1 && getComputedStyle(node).overflowX !== "visible").length',
    );
    expect(scrolling).toBe(0);
    expect(await page.locator('#trade').isVisible()).toBe(false);
  });

  test('offers another try only where it may help, else the way back to the list', async () => {
    const page = await under.open('/claims/russell-crypto/nothing-of-the-kind');
    const alert = page.getByRole('alert');
    await alert.getByRole('link', { name: 'Claims' }).waitFor();
    expect(await alert.getByRole('button', { name: 'Try again' }).count()).toBe(0);
    expect(await alert.textContent()).not.toContain('`');
    await alert.getByRole('link', { name: 'Claims' }).click();
    await page.waitForURL(`${under.url}/claims`);
    await page.route(/\/api\/v1\/store\/runs/, (route) =>
      route.fulfill({ status: 429, json: { detail: 'the line is full; ask `again`' } }),
    );
    await page.getByRole('link', { name: 'Runs', exact: true }).click();
    await alert.getByRole('button', { name: 'Try again' }).waitFor();
    expect(await alert.locator('code').textContent()).toBe('again');
    await page.unroute(/\/api\/v1\/store\/runs/);
    await page.getByRole('button', { name: 'Try again' }).click();
    await alert.waitFor({ state: 'detached' });
  });
});
