import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessFaults, isSideways, PageUnderTest, type View } from './page-under-test.ts';

let under: PageUnderTest;

beforeAll(async () => {
  under = await PageUnderTest.start();
}, 120_000);
afterAll(() => under?.stop());

const WIDE: View = { width: 1440, height: 900 };
const PHONE: View = { width: 360, height: 740 };

const list = (names: readonly string[]): string => encodeURIComponent(JSON.stringify(names));
/** A scan that takes no longer than a study. */
const SMALL = `/scan?series=${list(['RUT'])}&horizons=${list(['90d', '180d'])}&run=true`;
/** Horizons of a scan that takes a second or two. */
const MANY = Array.from({ length: 16 }, (_, i) => `${30 + 10 * i}d`);
/** A busy machine takes its time. */
const PATIENT = { timeout: 30_000 };
const EVENTS = /\/api\/v1\/jobs\/[^/]+\/events$/;

const field = (page: Page, name: string) => page.getByRole('combobox', { name });
const estimate = (page: Page) => page.getByRole('region', { name: 'What would be tried' });
const result = (page: Page) => page.getByRole('region', { name: 'Result' });
const run = (page: Page) => page.getByRole('button', { name: 'Run the scan' });
const plain = async (text: Promise<string | null>) => (await text)?.replaceAll('\u00a0', ' ') ?? '';
const isThere = (page: Page) => page.locator('#heat').waitFor();

describe('the set-up of a scan', () => {
  test('tells what would be tried, how long it takes and what luck makes of it, and follows every change', async () => {
    const page = await under.open('/scan');
    const said = () => plain(estimate(page).textContent());
    await expect.poll(said, PATIENT).toContain('512 × 4 = 2,048 combinations');
    expect(await said()).toMatch(
      /About \d+ seconds? of computing\. ?Each taken by itself, up to 102 of them would look significant at 5\.0 %/,
    );
    await field(page, 'Markets').fill('eth');
    await page.keyboard.press('Enter');
    await expect.poll(said, PATIENT).toContain('512 × 8 = 4,096 combinations');
    await page.getByRole('button', { name: 'Remove 365d' }).click();
    await expect.poll(said, PATIENT).toContain('512 × 6 = 3,072 combinations');
    await field(page, 'Of which series').fill('RUT, SPX');
    await page.keyboard.press('Tab');
    await expect.poll(said, PATIENT).toContain('series: 2.');
    await page.waitForURL(/series=%5B%22RUT%22%2C%22SPX%22%5D/);
    await page.reload();
    await expect.poll(said, PATIENT).toContain('series: 2.');
    expect(await page.getByRole('button', { name: /^Remove / }).allTextContents()).toHaveLength(7);
  });

  test('says in place what is no series, no span, and no outcome, and what is lacking', async () => {
    const page = await under.open('/scan');
    await estimate(page).getByText('combinations').waitFor();
    await field(page, 'Markets').fill('NOBODY');
    await page.keyboard.press('Enter');
    await page.getByText('“NOBODY” is not held here.').waitFor();
    expect(await field(page, 'Markets').getAttribute('aria-invalid')).toBe('true');
    await field(page, 'Horizons').fill('soon');
    await page.keyboard.press('Enter');
    await page.getByText('“soon” is no span').waitFor();
    await page.getByText('More choices').click();
    await page.getByLabel('What is asked of the market').fill('returns(x, h)');
    await estimate(page).getByText('did you mean return?').waitFor();
    await page.getByLabel('What is asked of the market').fill('return(x, h)');
    await estimate(page).getByText('combinations').waitFor();
    await page.getByRole('button', { name: 'Remove BTC' }).click();
    await run(page).click();
    expect(await page.getByRole('alert').textContent()).toBe('Name a market first.');
    await page.getByRole('button', { name: 'Start anew' }).click();
    await page.getByRole('button', { name: 'Remove BTC' }).waitFor();
  });

  test('takes triggers of one’s own in place of the templates', async () => {
    const page = await under.open('/scan');
    await page.getByRole('radio', { name: 'Triggers of your own' }).check();
    await estimate(page).getByText('Write a trigger first').waitFor();
    await page.getByRole('textbox', { name: 'Trigger' }).fill('all_time_high(RUT, after: 1y)');
    await page.getByText(/10 events since/).waitFor();
    await expect.poll(() => plain(estimate(page).textContent()), PATIENT).toContain('1 × 4 = 4 combinations');
    await page.keyboard.press('Escape');
    await run(page).click();
    await isThere(page);
    expect(await plain(result(page).locator('p').first().textContent())).toMatch(/^\d combinations of trigger, market and horizon/);
  });
});

describe('a scan', () => {
  test('runs as a job with its progress in sight, leads to its result, and is the same again by its link', async () => {
    const page = await under.open(`/scan?targets=${list(['BTC', 'ETH', 'RUT', 'SPX'])}&horizons=${list(MANY)}`);
    await estimate(page).getByText('combinations').waitFor();
    await run(page).click();
    const bar = page.getByRole('progressbar', { name: 'The scan runs' });
    await bar.waitFor();
    await page
      .getByText(/[\d,]+ of [\d,]+ combinations tried/)
      .first()
      .waitFor();
    expect(Number(await bar.getAttribute('aria-valuemax'))).toBeGreaterThan(10_000);
    await isThere(page);
    await page.getByRole('progressbar').waitFor({ state: 'detached' });
    expect(await page.evaluate<string>('document.activeElement.textContent')).toBe('Result');
    const sentence = await plain(result(page).locator('p').first().textContent());
    expect(sentence).toMatch(/luck alone gives at most [\d,.]+ on average\. Counted together, .*\.$/);
    const counts = await plain(result(page).locator('dl').first().textContent());
    expect(counts).toMatch(/^combinations32,768tested2\d,\d{3}.*stand out, all counted\d+$/);
    await page.evaluate('navigator.clipboard.writeText = async (text) => { globalThis.copied = text; }');
    await page.getByRole('button', { name: 'copy the link to this result' }).click();
    const again = await under.open((await page.evaluate<string>('globalThis.copied')).slice(under.url.length));
    await isThere(again);
    expect(await plain(result(again).locator('p').first().textContent())).toBe(sentence);
  });

  test('can be stopped while it runs: the server ends it, what is set up stays, and it can be run again', async () => {
    const page = await under.open('/scan?targets=%5B%22ETH%22%5D&horizons=%5B%2260d%22%5D');
    // The server is done within a moment: the wire is held.
    await page.route(EVENTS, () => {});
    await run(page).click();
    await page.getByText('The events are being found …').first().waitFor();
    expect(await accessFaults(page)).toEqual([]);
    const ended = page.waitForRequest((request) => request.method() === 'DELETE' && request.url().includes('/api/v1/jobs/'));
    await page.getByRole('button', { name: 'Stop' }).click();
    expect((await (await ended).response())?.status()).toBe(204);
    await page.getByRole('heading', { name: 'Stopped' }).waitFor();
    expect(await result(page).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Remove 60d' }).count()).toBe(1);
    await page.unroute(EVENTS);
    await page.getByRole('button', { name: 'Run it again' }).click();
    await isThere(page);
  });

  test('goes on while the reader looks elsewhere, and is found again', async () => {
    const page = await under.open('/scan?targets=%5B%22SPX%22%5D&horizons=%5B%2260d%22%5D');
    await page.route(EVENTS, () => {});
    await run(page).click();
    await page.getByRole('progressbar').waitFor();
    const job = page.waitForRequest(EVENTS);
    await page.unroute(EVENTS);
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Series' }).click();
    await page.getByRole('heading', { level: 1, name: 'Series' }).waitFor();
    const started: string[] = [];
    page.on('request', (request) => request.method() === 'POST' && request.url().endsWith('/jobs') && started.push(request.url()));
    await page.goBack();
    await isThere(page);
    await job;
    expect(started).toEqual([]);
  });

  test('says in place what the server refuses', async () => {
    const page = await under.open('/scan?targets=%5B%22NDX%22%5D&run=true');
    await page.getByRole('heading', { name: 'The scan could not be run' }).waitFor();
    expect(await page.getByRole('alert').last().textContent()).toContain('no series NDX');
  });

  test('of which nothing could be tested says so, and why', async () => {
    const page = await under.open(`/scan?triggers=${list(['first_close_above(RUT, 2600)'])}&run=true`);
    await page.getByRole('heading', { name: 'Nothing could be tested' }).waitFor();
    await result(page).getByText('3: too few clusters of events').waitFor();
    expect(await page.locator('#luck, #best, #heat').count()).toBe(0);
    expect(await accessFaults(page)).toEqual([]);
  });

  test('says when its result is of an earlier set-up', async () => {
    const page = await under.open(SMALL);
    await isThere(page);
    await page.getByRole('radio', { name: 'lower than usual' }).check();
    await page.getByText(/The set-up has changed since/).waitFor();
    await run(page).click();
    await page.getByText(/The set-up has changed since/).waitFor({ state: 'detached' });
    await page.getByText(/to foretell falls of BTC/).waitFor();
    await page.goBack();
    await page.getByText(/to foretell rises of BTC/).waitFor();
  });
});

describe('the result of a scan', () => {
  test('sorts by any column, opens what stands for near-identical triggers, and is taken away whole', async () => {
    const page = await under.open(SMALL);
    const table = page.locator('#best');
    await table.waitFor();
    await table.getByRole('button', { name: 'z', exact: true }).click();
    await table.getByRole('button', { name: 'z', exact: true }).click();
    const z = (
      await table
        .locator('tbody tr')
        .evaluateAll((rows) => rows.map((tr) => (tr as { cells: { textContent: string }[] } & object).cells[4]?.textContent))
    ).map(Number);
    expect(z).toEqual(z.toSorted((a, b) => b - a));
    const more = table.getByRole('button', { name: /of the same events/ }).first();
    expect(await more.getAttribute('aria-expanded')).toBe('false');
    await more.click();
    await page.waitForURL(/group=\d/);
    await table.getByText(/^Fires on nearly the same dates/).waitFor();
    await page.reload();
    await table.getByText(/^Fires on nearly the same dates/).waitFor();
    const [file] = await Promise.all([page.waitForEvent('download'), table.getByRole('button', { name: /CSV$/ }).click()]);
    expect((await readFile(await file.path(), 'utf8')).trim().split('\r\n')).toHaveLength(21);
  });

  test('opens a row and a number of the heat map as a study in the Lab, with the same n and p', async () => {
    const page = await under.open('/scan?targets=%5B%22ETH%22%5D&series=%5B%22BTC%22%5D&horizons=%5B%2290d%22%5D&run=true');
    await isThere(page);
    const trigger = 'crosses_above(drawdown(BTC), 0 - 20%)';
    const row = page.locator('#best tbody tr', { hasText: trigger }).first();
    const cells = await row.getByRole('cell').allTextContents();
    const [p, events] = [cells[4], cells[5]];
    const figures = async () => {
      const answer = page.getByRole('region', { name: 'Answer' }).locator('dl').first();
      await answer.waitFor();
      const values = await answer.locator('dd').allTextContents();
      const names = await answer.locator('dt').allTextContents();
      return { events: values[names.indexOf('events')], p: values[names.indexOf('p')] };
    };
    await row.getByRole('link').click();
    expect(await figures()).toEqual({ events, p });
    await page.goBack();
    await isThere(page);
    await page.locator(`#heat a[title^="${trigger}"]`).click();
    expect(await figures()).toEqual({ events, p });
    expect(new URL(page.url()).searchParams.get('when')).toBe(trigger);
  });

  test('says that something stands out only where the whole scan does, with the verdict of its own study', async () => {
    const page = await under.open(SMALL);
    await isThere(page);
    expect(await result(page).getByText('stands out', { exact: true }).count()).toBe(0);
    const own = `triggers=${list(['all_time_high(BTC)', 'all_time_high(WALCL)'])}&horizons=${list(['30d'])}`;
    await page.goto(`${under.url}/scan?${own}&outcome=${encodeURIComponent('hits(all_time_high(x), within: h)')}&run=true`);
    await isThere(page);
    await page.locator('#findings').getByText('suggestive, but hangs on').first().waitFor();
    expect(await page.locator('#findings li').count()).toBe(1);
    expect(await page.locator('#best').getByText('stands out', { exact: true }).count()).toBe(1);
    expect(await page.getByRole('link', { name: 'Claim file of what is left (YAML)' }).count()).toBe(1);
  });

  test('has a heat map that the keyboard moves in, with a table behind it', async () => {
    const page = await under.open(SMALL);
    await isThere(page);
    const grid = page.getByRole('grid');
    expect(await grid.locator('a[tabindex="0"]').count()).toBe(1);
    await grid.locator('a[tabindex="0"]').focus();
    const focused = () => page.evaluate<string>('document.activeElement.dataset.cell');
    const first = await focused();
    await page.keyboard.press('ArrowDown');
    expect(await focused()).not.toBe(first);
    expect(await page.evaluate<string>('document.activeElement.textContent')).toMatch(/^−?\d+\.\d standard deviations, adjusted/);
    const many = await grid.locator('a').count();
    await page.keyboard.press('t');
    await expect.poll(() => page.locator('#heat tbody tr').count(), PATIENT).toBe(many);
    await page.keyboard.press('t');
    await page
      .locator('#luck')
      .getByRole('img', { name: /^The largest effect is \d\.\d standard deviations; luck alone passes/ })
      .waitFor();
  });

  test.each([
    ['wide', WIDE, 'light'],
    ['wide', WIDE, 'dark'],
    ['on a phone', PHONE, 'light'],
    ['on a phone', PHONE, 'dark'],
  ] as const)(
    '%s (%o, %s), breaks no rule of WCAG 2.2 AA that a machine can check, and never scrolls sideways',
    async (_, view, colorScheme) => {
      const page = await under.open(SMALL, { ...view, colorScheme });
      await isThere(page);
      await page.locator('#luck svg').first().waitFor();
      await page.getByText('More choices').click();
      await page.getByText('What the columns say').click();
      await page
        .locator('#best')
        .getByRole('button', { name: /of the same events/ })
        .first()
        .click();
      expect(await accessFaults(page)).toEqual([]);
      expect(await isSideways(page)).toBe(false);
    },
  );

  test('is printed with every table inside the page, and without its set-up', async () => {
    const page = await under.open(SMALL, { width: 688, height: 1000 });
    await isThere(page);
    await page.emulateMedia({ media: 'print' });
    const edges = await page.evaluate<number[]>(
      '[...document.querySelectorAll("table")].map((table) => Math.ceil(table.getBoundingClientRect().right))',
    );
    expect(edges).toHaveLength(2);
    expect(edges.filter((edge) => edge > 688)).toEqual([]);
    expect(await estimate(page).isVisible()).toBe(false);
  });

  test('speaks German and Italian', async () => {
    const page = await under.open(SMALL, PHONE);
    await isThere(page);
    await page.getByRole('combobox', { name: 'Language' }).selectOption('de');
    await page.getByRole('heading', { name: 'Was versucht würde' }).waitFor();
    expect(await page.locator('#heat figcaption').textContent()).toMatch(/^Keiner der \d+ besten Auslöser hebt sich ab/);
    expect(await isSideways(page)).toBe(false);
    await page.getByRole('combobox', { name: 'Sprache' }).selectOption('it');
    await page.getByRole('heading', { name: 'Che cosa si proverebbe' }).waitFor();
    expect(await accessFaults(page)).toEqual([]);
    expect(await isSideways(page)).toBe(false);
  });
});

test('nothing was complained of but what was refused, and nothing left the machine', () => {
  expect(under.complaints.filter((text) => !/400/.test(text))).toEqual([]);
});
