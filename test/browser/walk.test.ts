import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessFaults, isSideways, PageUnderTest } from './page-under-test.ts';

let under: PageUnderTest;
// One for all: this browser ends when a page with canvases is closed.
let page: Page;

beforeAll(async () => {
  under = await PageUnderTest.start();
  page = await under.open('/docs');
}, 120_000);
afterAll(() => under?.stop());

/** A look at the page as it stands: what a machine can say against it. */
async function expectNoFault(where: string): Promise<void> {
  expect(await accessFaults(page), where).toEqual([]);
  expect(await isSideways(page), where).toBe(false);
}

const field = (name: string) => page.getByRole('textbox', { name });
const answer = () => page.getByRole('region', { name: 'Answer' });

describe.each([
  ['wide', 1440, 900],
  ['on a phone', 360, 780],
] as const)("a stranger's walk, %s", (_, width, height) => {
  test('reads Today, opens a claim, looks closer, sorts, takes a table away', async () => {
    await page.setViewportSize({ width, height });
    await page.goto(under.url);
    await page.getByRole('heading', { level: 1, name: /Small caps at a record/ }).waitFor();
    await expectNoFault('Today');
    await page.getByRole('link', { name: 'In earlier cycles breakouts of this kind came before large rallies of crypto.' }).first().click();
    await page.getByRole('heading', { name: 'Reproduce it' }).waitFor();
    await page.waitForLoadState('networkidle');
    const picture = page.locator('#rallies-follow-paths').getByRole('img');
    await picture.scrollIntoViewIfNeeded();
    const box = (await picture.boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 4 });
    await expect.poll(() => picture.locator('[aria-label="tip"]').textContent()).toMatch(/day \d+/);
    const instances = page.locator('#instances');
    await instances.getByRole('button', { name: '180d' }).click();
    expect(await instances.getByRole('rowheader').first().textContent()).toBe('19 Sep 2025');
    const [table] = await Promise.all([page.waitForEvent('download'), instances.getByRole('button', { name: /CSV$/ }).click()]);
    expect(await readFile(await table.path(), 'utf8')).toMatch(/^event,/);
    await expectNoFault('a claim');
  });

  test('writes a trigger with an error, mends it, runs the study, saves it, and finds it again by its address', async () => {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Lab' }).click();
    await field('When this happens').fill('all_time_hihg(RUT, after: 1y)');
    await page
      .getByText(/did you mean all_time_high\?/)
      .first()
      .waitFor();
    // What is offered to complete the word goes away.
    await page.keyboard.press('Escape');
    await page.getByRole('listbox').waitFor({ state: 'detached' });
    await expectNoFault('the Lab with an error');
    await field('When this happens').fill('all_time_high(RUT, after: 1y)');
    await page.getByText(/10 events since/).waitFor();
    await field('What follows?').fill('return(BTC, 180d)');
    await page.getByRole('button', { name: 'Run the study' }).click();
    await answer().getByText('no better than luck so far').first().waitFor();
    const numbers = await answer().locator('dl').first().textContent();
    expect(numbers).toContain('66 %');
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Claim file (YAML)' }).click()]);
    expect(await readFile(await file.path(), 'utf8')).toContain('all_time_high(RUT, after: 1y)');
    await expectNoFault('an answer');
    const shared = page.url();
    await page.goto('about:blank');
    await page.goto(shared);
    await answer().getByText('no better than luck so far').first().waitFor();
    expect(await answer().locator('dl').first().textContent()).toBe(numbers);
  });

  test('looks at a series and at the docs, changes language and theme', async () => {
    const main = page.getByRole('navigation', { name: 'Main' });
    await main.getByRole('link', { name: 'Series' }).click();
    await page
      .getByRole('link', { name: /Bitcoin|BTC/ })
      .first()
      .click();
    await page.getByRole('heading', { level: 1, name: /Bitcoin/ }).waitFor();
    await page.waitForLoadState('networkidle');
    await expectNoFault('a series');
    await main.getByRole('link', { name: 'Docs' }).click();
    await page.getByRole('searchbox', { name: 'Search the docs' }).fill('exact shift');
    await page.getByRole('link', { name: 'The exact shift' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'The exact shift' }).waitFor();
    await expectNoFault('a page of the docs');
    await page.getByRole('combobox', { name: 'Language' }).selectOption('de');
    await page.getByRole('navigation', { name: 'Hauptmenü' }).getByRole('link', { name: 'Heute' }).click();
    await page.getByRole('heading', { name: 'Was sich geändert hat' }).waitFor();
    await page.getByRole('button', { name: /^Farben/ }).click();
    await page.getByRole('button', { name: /^Farben/ }).click();
    expect(await page.evaluate<string>('getComputedStyle(document.body).backgroundColor')).toBe('rgb(23, 22, 20)');
    await expectNoFault('Today, German and dark');
    await page.getByRole('combobox', { name: 'Sprache' }).selectOption('it');
    await page.getByRole('heading', { name: 'Che cosa è cambiato' }).waitFor();
    await expectNoFault('Today, Italian and dark');
    await page.getByRole('combobox', { name: 'Lingua' }).selectOption('en');
    await page.getByRole('button', { name: /^Theme/ }).click();
  });

  test('heard no complaint from the console, and nothing was asked of another machine', () => {
    expect(under.complaints).toEqual([]);
  });
});
