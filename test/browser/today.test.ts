import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessFaults, isSideways, PageUnderTest, type View } from './page-under-test.ts';

let under: PageUnderTest;

beforeAll(async () => {
  under = await PageUnderTest.start();
}, 120_000);
afterAll(() => under?.stop());

const WIDE: View = { width: 1440, height: 900 };
const PHONE: View = { width: 360, height: 780 };

describe('Today', () => {
  test('says what is claimed, what is on, and lists every claim with its verdict, those that cannot be tested too', async () => {
    const page = await under.open('/');
    await page.getByRole('heading', { level: 1, name: /Small caps at a record/ }).waitFor();
    const rows = page.locator('main li:has(a[href^="/claims/"])').filter({ has: page.locator('span.font-semibold') });
    expect(await page.locator('main a[href^="/claims/russell-crypto/"]').count()).toBeGreaterThanOrEqual(28);
    expect(await rows.count()).toBeGreaterThanOrEqual(28);
    const text = await page.locator('main').textContent();
    expect(text).toContain('no better than luck so far');
    expect(text).toContain('untestable');
    expect(text).toMatch(/base \d+ %/);
    expect(text).toMatch(/days old/);
  });

  test.each([
    ['wide', WIDE, 'light'],
    ['wide', WIDE, 'dark'],
    ['on a phone', PHONE, 'light'],
    ['on a phone', PHONE, 'dark'],
  ] as const)(
    '%s breaks no rule of WCAG 2.2 AA that a machine can check, and never scrolls sideways (%o, %s)',
    async (_, view, colorScheme) => {
      const page = await under.open('/', { ...view, colorScheme });
      await page.getByRole('heading', { level: 1, name: /Small caps/ }).waitFor();
      expect(await accessFaults(page)).toEqual([]);
      expect(await isSideways(page)).toBe(false);
    },
  );

  test('as of a past date knows what was known then, and says that it looks back', async () => {
    const page = await under.open('/?asOf=2025-12-31');
    await page.getByRole('heading', { level: 1, name: /Small caps/ }).waitFor();
    expect(await page.locator('main').textContent()).toContain('31 Dec 2025');
    await page.getByText('You look at 31 Dec 2025 as it was known then.').waitFor();
    await page.getByRole('button', { name: 'Back to now' }).first().click();
    await page.waitForURL((url) => !url.search.includes('asOf'));
  });
});

describe('for and against', () => {
  test('has every indicator once under its side with the count of the program, and leads to each', async () => {
    const page = await under.open('/');
    await page.getByRole('heading', { level: 1, name: /Small caps/ }).waitFor();
    const { evidence } = (await (await fetch(`${under.url}/api/v1/now?pack=russell-crypto`)).json()) as {
      evidence: { indicators: { id: string; side: string }[]; reading: { for: number; sentence: string } };
    };
    const links = await page
      .locator('#evidence a[href^="/evidence/russell-crypto/"]')
      .evaluateAll((all) => all.map((a) => a.getAttribute('href')));
    expect(links.toSorted()).toEqual(evidence.indicators.map(({ id }) => `/evidence/russell-crypto/${id}`).toSorted());
    const rows = page.locator('#evidence section', { has: page.locator('h3', { hasText: /^\+/ }) }).locator('li');
    expect(await rows.count()).toBe(evidence.reading.for);
    const text = ((await page.locator('main').textContent()) as string).replaceAll('\u00a0', ' ');
    expect(text).toContain(evidence.reading.sentence);
    expect(text).toContain('Since yesterday');
  });

  test.each([
    ['wide', WIDE, 'light'],
    ['on a phone', PHONE, 'dark'],
  ] as const)('shows an indicator with its history, and all of them over time, %s (%o, %s)', async (_, view, colorScheme) => {
    const page = await under.open('/evidence/russell-crypto/bitcoin-below-record', { ...view, colorScheme });
    await page.getByRole('heading', { level: 1, name: 'Bitcoin below its record' }).waitFor();
    await page.getByRole('img', { name: /^[\d,]+ values from .* of its own past\.$/ }).waitFor();
    expect(await accessFaults(page)).toEqual([]);
    expect(await isSideways(page)).toBe(false);
    expect(await page.locator('main').textContent()).toContain('evidence russell-crypto --indicator bitcoin-below-record');
    const file = await fetch(under.url + (await page.getByRole('link', { name: 'History (CSV)' }).getAttribute('href')));
    expect((await file.text()).split('\n').length).toBeGreaterThan(500);
    await page.getByRole('link', { name: '← For and against' }).click();
    await page.getByRole('img', { name: /^[\d,]+ weeks from .* 50 is neither for nor against\.$/ }).waitFor();
    expect(await accessFaults(page)).toEqual([]);
    expect(await isSideways(page)).toBe(false);
  });

  test('leads from a name that is none to the one that is meant', async () => {
    const page = await under.open('/evidence/russell-crypto/bitcoin-below-recrod?asOf=2025-12-31');
    await page.getByRole('link', { name: 'Did you mean bitcoin-below-record?' }).click();
    await page.getByRole('heading', { level: 1, name: 'Bitcoin below its record' }).waitFor();
    expect(new URL(page.url()).searchParams.get('asOf')).toBe('2025-12-31');
  });
});

describe('the frame', () => {
  test('speaks English, Italian and German, and keeps the choice', async () => {
    const page = await under.open('/docs');
    await page.getByRole('combobox', { name: 'Language' }).selectOption('it');
    await page.getByRole('link', { name: 'Laboratorio' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('it');
    await page.reload();
    await page.getByRole('link', { name: 'Laboratorio' }).waitFor();
    await page.getByRole('combobox', { name: 'Lingua' }).selectOption('de');
    await page.getByRole('link', { name: 'Heute' }).waitFor();
  });

  test('is dark and light by choice, against the system', async () => {
    const page = await under.open('/docs', { ...WIDE, colorScheme: 'light' });
    const paper = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    expect(await paper()).toBe('rgb(255, 255, 255)');
    await page.getByRole('button', { name: /^Theme/ }).click();
    await page.getByRole('button', { name: /^Theme/ }).click();
    expect(await paper()).toBe('rgb(23, 22, 20)');
    await page.reload();
    expect(await paper()).toBe('rgb(23, 22, 20)');
  });

  test('goes anywhere by the command palette, with the keyboard alone', async () => {
    const page = await under.open('/docs');
    await page.getByRole('button', { name: /^Commands/ }).waitFor();
    await page.keyboard.press('Control+k');
    const field = page.getByRole('combobox', { name: 'Command palette' });
    await field.fill('exact shift');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'The exact shift' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/docs/methods/exact-shift');
  });

  test('says so at an address that leads nowhere, with a way on', async () => {
    const page = await under.open('/no/such/page');
    await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
    await page.getByRole('link', { name: 'Go to Today' }).click();
    await page.getByRole('heading', { level: 1, name: /Small caps/ }).waitFor();
  });
});

describe('Docs', () => {
  test('shows a page with its links within the page, and finds pages by their words', async () => {
    const page = await under.open('/docs');
    await page.getByRole('searchbox').fill('era-centred');
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link').first().click();
    await page.locator('article h1, article h2').first().waitFor();
    expect(new URL(page.url()).pathname).toMatch(/^\/docs\/.+/);
    expect(await accessFaults(page)).toEqual([]);
  });

  test('runs no HTML that a page of Markdown holds', async () => {
    const page = await under.open('/docs/reference/language');
    await page.locator('article h1').waitFor();
    expect(await page.locator('article script, article iframe, article [onclick]').count()).toBe(0);
  });
});

describe('Runs', () => {
  test('says how a store comes about where there is none', async () => {
    const page = await under.open('/runs');
    await page.getByRole('heading', { name: 'No run is kept yet' }).waitFor();
    expect(await page.locator('main').textContent()).toContain('harbinger pull');
  });
});

test('nothing complained and nothing was asked of another machine', () => {
  // An answer of 4xx is told by the browser as a failed load; the views that asked have said so to their reader.
  expect(under.complaints.filter((text) => !/^\/(runs|evidence\/\S*recrod\S*): Failed to load resource/.test(text))).toEqual([]);
});
