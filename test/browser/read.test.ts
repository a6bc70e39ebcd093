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

const THREE = 'RogueMacro pointed out that after the Russell 2000 hit new highs three times before, Bitcoin rose each time.';
const OUTFLOWS = 'According to Duality Research, small-cap ETFs saw about $19.5 billion in net outflows this year.';
const EVIL = '<img src=x onerror="window.__hit=1"><script>window.__hit=1</script>';
const ARTICLE = `Small caps lead, again ${EVIL}\n\n${THREE} Nobody knows why.\n${OUTFLOWS}`;
const COPY =
  'RogueMacro ha sottolineato che nelle tre precedenti occasioni in cui il Russell 2000 ha raggiunto nuovi massimi, anche Bitcoin è salito.';

const field = (page: Page) => page.getByRole('textbox', { name: 'Article' });
const readButton = (page: Page) => page.getByRole('button', { name: 'Read', exact: true });
const result = (page: Page) => page.getByRole('region', { name: 'Result' });
const marks = (page: Page) => page.locator('mark [role=button]');
const card = (page: Page, at: string) => page.locator(`#card-${at}`);

async function readArticle(page: Page, text = ARTICLE): Promise<void> {
  await field(page).fill(text);
  await readButton(page).click();
  await page.locator('#text-1').waitFor();
}

describe('an article that is pasted', () => {
  test('shows its claims in place, each with its verdict beside, and leads to the claim that it is', async () => {
    const page = await under.open('/read', WIDE);
    await readArticle(page);
    expect(await page.evaluate<string>('document.activeElement.textContent')).toBe('Result');
    const three = marks(page).filter({ hasText: 'Bitcoin rose each time' }).first();
    expect(await three.getAttribute('aria-expanded')).toBe('false');
    const id = (await three.getAttribute('id'))?.replace('mark-', '') as string;
    const beside = card(page, id);
    expect(await beside.textContent()).toContain('no better than luck so far');
    await three.hover();
    await expect.poll(() => beside.getAttribute('class')).toContain('bg-wash');
    await three.click();
    expect(await three.getAttribute('aria-controls')).toBe(`card-${id}`);
    await beside.locator('code', { hasText: '--claim three-of-three' }).waitFor();
    await beside.getByRole('link', { name: 'Open the claim' }).click();
    await page.waitForURL(/\/claims\/russell-crypto\/three-of-three/);
    await page.goBack();
    await page.locator('#text-1').waitFor();
    expect(await field(page).inputValue()).toBe(ARTICLE);
  });

  test('stays the text that it is: nothing of it runs or becomes markup', async () => {
    const page = await under.open('/read', WIDE);
    await readArticle(page);
    const lines = await page.locator('#text-1 p[dir=auto]').allTextContents();
    const shown = lines.map((line) => line.replace(/▲?\d+\u00a0/g, ''));
    expect(shown).toEqual(ARTICLE.split('\n').filter((line) => line !== ''));
    expect(await page.evaluate('window.__hit')).toBeUndefined();
    expect(await page.locator('img[src=x], #text-1 script').count()).toBe(0);
  });

  test('is gone through by keyboard: marks are buttons that open and close their cards', async () => {
    const page = await under.open('/read', WIDE);
    await readArticle(page);
    const first = marks(page).first();
    await first.focus();
    await page.keyboard.press('Enter');
    expect(await first.getAttribute('aria-expanded')).toBe('true');
    await page.keyboard.press(' ');
    expect(await first.getAttribute('aria-expanded')).toBe('false');
    expect(await page.evaluate<string>('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
    await page.keyboard.press('Tab');
    expect(await page.evaluate<string>('document.activeElement.id || document.activeElement.closest("article").id')).toMatch(
      /^(?:mark|card)-1-/,
    );
  });

  test('is kept over a reload, with its day; what changes after it was read is said', async () => {
    const page = await under.open('/read', WIDE);
    await page.getByLabel('Published on').fill('2026-01-02');
    await readArticle(page);
    await page.reload();
    await page.locator('#text-1').waitFor();
    expect(await field(page).inputValue()).toBe(ARTICLE);
    expect(await page.getByLabel('Published on').inputValue()).toBe('2026-01-02');
    await field(page).fill(THREE);
    await result(page).getByText('They have changed since').waitFor();
    await readButton(page).click();
    await result(page).getByText('They have changed since').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Start anew' }).click();
    expect(await field(page).inputValue()).toBe('');
    expect(await result(page).count()).toBe(0);
  });

  test('with one kind of claim chosen shows only those', async () => {
    const page = await under.open('/read', WIDE);
    await readArticle(page);
    const all = await marks(page).count();
    await page.getByRole('button', { name: /^patterns/ }).click();
    const patterns = await page.locator('#text-1 article').count();
    expect(patterns).toBeGreaterThan(0);
    expect(await marks(page).count()).toBeLessThan(all);
    for (const text of await page.locator('#text-1 article').allTextContents()) expect(text).toContain('Pattern,');
  });

  test('that claims nothing is said to, with what would be a claim; an empty one is asked for', async () => {
    const page = await under.open('/read', PHONE);
    await readButton(page).click();
    expect(await page.getByRole('alert').textContent()).toBe('Paste a text first.');
    await readArticle(page, 'Roses are red. Violets are blue, and nobody has ever asked them why that is so.');
    await page.getByRole('heading', { name: 'No claim found', exact: true }).waitFor();
    await result(page)
      .getByText(/A claim says of a market what it did/)
      .waitFor();
    expect(await accessFaults(page)).toEqual([]);
  });

  test('which the server refuses says why, and can be tried again', async () => {
    const page = await under.open('/read', PHONE);
    await field(page).fill(THREE);
    await page.getByLabel('Published on').fill('2999-01-01');
    await readButton(page).click();
    await page.getByRole('heading', { name: 'The texts could not be read' }).waitFor();
    expect(await page.getByRole('alert').last().textContent()).toContain('must not lie in the future');
    expect(await accessFaults(page)).toEqual([]);
  });
});

describe('on a phone', () => {
  test('a tapped mark opens its card right below its line, and closes it', async () => {
    const page = await under.open('/read', PHONE);
    await readArticle(page);
    expect(await page.locator('#text-1 article').count()).toBe(0);
    const mark = marks(page).filter({ hasText: 'Bitcoin rose each time' }).first();
    await mark.click();
    const id = (await mark.getAttribute('id'))?.replace('mark-', '') as string;
    const line = (await page.locator('p[dir=auto]', { has: mark }).boundingBox())!;
    const below = (await card(page, id).boundingBox())!;
    expect(below.y).toBeGreaterThanOrEqual(line.y + line.height);
    expect(below.y - line.y - line.height).toBeLessThan(24);
    expect(below.x + below.width).toBeLessThanOrEqual(360);
    await mark.click();
    expect(await page.locator('#text-1 article').count()).toBe(0);
  });
});

describe('several texts', () => {
  test('from files are named by them, a page without its markup, and are compared fact by fact', async () => {
    const page = await under.open('/read', WIDE);
    const html = `<!doctype html><title>Copy</title><nav>Home</nav><script>window.__hit=1</script><article><h1>Copy</h1><p>${COPY}</p></article>`;
    const file = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
    const chosen = [file('one.txt', ARTICLE), file('due.html', html), file('no.pdf', '%PDF-1.7\0')];
    await page.locator('input[type=file]').setInputFiles(chosen);
    await page.getByText('Not text, left out: no.pdf.').waitFor();
    expect(await page.getByRole('textbox', { name: 'Text 2 · due.html' }).inputValue()).toBe(`Copy\n${COPY}`);
    await readButton(page).click();
    await page.getByRole('heading', { name: '2 · due.html' }).waitFor();
    const table = page.locator('#stories table');
    const row = table.locator('tr', { hasText: 'RogueMacro' });
    expect(await row.locator('td').allTextContents()).toEqual([expect.stringContaining('says it'), expect.stringContaining('says it')]);
    await row
      .getByRole('button', { name: /^Claim/ })
      .last()
      .click();
    await expect.poll(() => page.evaluate<string>('document.activeElement.id')).toMatch(/^mark-2-/);
    expect(await page.locator('#text-2 article button[aria-expanded=true]').count()).toBe(1);
    expect(await page.evaluate('window.__hit')).toBeUndefined();
  });

  test('can be added and taken away, and what no pack has is saved as a claim file', async () => {
    const page = await under.open('/read', WIDE);
    await field(page).fill('After the S&P 500 hits a record high, Bitcoin rises within six months.');
    await page.getByRole('button', { name: 'Add another text' }).click();
    await expect.poll(() => page.evaluate<string>('document.activeElement.tagName')).toBe('TEXTAREA');
    await page.keyboard.type(THREE);
    await page.getByRole('button', { name: 'Remove text 2' }).click();
    await readButton(page).click();
    await page.locator('#drafts').waitFor();
    await marks(page).first().click();
    expect(await page.locator('#text-1 article').getByRole('link', { name: 'Test it in the Lab' }).getAttribute('href')).toMatch(
      /^\/lab\?when=all_time_high/,
    );
    const save = (name: string) => page.getByRole('button', { name }).click();
    const [drafts] = await Promise.all([page.waitForEvent('download'), save('Claim file (YAML)')]);
    expect(await readFile(await drafts.path(), 'utf8')).toContain('claims:');
    const [csv] = await Promise.all([page.waitForEvent('download'), save('Claims (CSV)')]);
    expect(await readFile(await csv.path(), 'utf8')).toMatch(/^article,start,end,quote,/);
    const [report] = await Promise.all([page.waitForEvent('download'), save('Report (HTML)')]);
    expect(await readFile(await report.path(), 'utf8')).toContain('After the S&amp;P 500 hits a record high');
  });
});

describe('the view', () => {
  test.each([
    ['wide', WIDE, 'light'],
    ['wide', WIDE, 'dark'],
    ['on a phone', PHONE, 'light'],
    ['on a phone', PHONE, 'dark'],
  ] as const)(
    '%s (%o, %s), breaks no rule of WCAG 2.2 AA that a machine can check, and never scrolls sideways',
    async (_, view, colorScheme) => {
      const page = await under.open('/read', { ...view, colorScheme });
      await field(page).fill(ARTICLE);
      await page.getByRole('button', { name: 'Add another text' }).click();
      await page.getByRole('textbox', { name: 'Text 2' }).fill(COPY);
      expect(await accessFaults(page)).toEqual([]);
      await readButton(page).click();
      await page.locator('#text-2').waitFor();
      await marks(page).first().click();
      // What the head of the page half covers is too small for a finger.
      await page.evaluate('scrollTo(0, 0)');
      expect(await accessFaults(page)).toEqual([]);
      expect(await isSideways(page)).toBe(false);
    },
  );

  test('speaks German and Italian', async () => {
    const page = await under.open('/read', PHONE);
    await readArticle(page);
    await page.getByRole('combobox', { name: 'Language' }).selectOption('de');
    await page.getByRole('heading', { name: 'Ergebnis' }).waitFor();
    expect(await isSideways(page)).toBe(false);
    await page.getByRole('combobox', { name: 'Sprache' }).selectOption('it');
    await page.getByRole('navigation', { name: 'Principale' }).getByRole('link', { name: 'Leggi' }).waitFor();
    expect(await accessFaults(page)).toEqual([]);
    expect(await isSideways(page)).toBe(false);
  });
});

test('nothing was complained of but what was refused, and nothing left the machine', () => {
  expect(under.complaints.filter((text) => !/400/.test(text))).toEqual([]);
});
