import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessFaults, isSideways, PageUnderTest, type View } from './page-under-test.ts';

let under: PageUnderTest;

beforeAll(async () => {
  under = await PageUnderTest.start();
}, 120_000);
afterAll(() => under?.stop());

const WIDE: View = { width: 1440, height: 900 };
const PHONE: View = { width: 360, height: 740 };

describe('the catalogue', () => {
  test('lists what is held and what could be, and narrows by words and state', async () => {
    const page = await under.open('/series');
    await page.getByRole('link', { name: 'RUT', exact: true }).waitFor();
    const rows = page.locator('tbody tr');
    const all = await rows.count();
    expect(all).toBeGreaterThan(30);
    await page.getByRole('searchbox').fill('treasury account');
    await page.getByRole('status').getByText(`2 of ${all} series`).waitFor();
    await page.getByRole('searchbox').fill('');
    await page.getByRole('combobox', { name: 'State' }).selectOption({ label: 'not held yet' });
    await page.getByRole('link', { name: 'RUT', exact: true }).waitFor({ state: 'detached' });
    expect(await rows.first().textContent()).toMatch(/pull/);
    await page.waitForURL(/state=notHeld/);
    await page.reload();
    expect(await page.getByRole('combobox', { name: 'State' }).inputValue()).toBe('notHeld');
  });

  test('says so when nothing fits, and shows all again', async () => {
    const page = await under.open('/series?q=nothing+is+called+so');
    await page.getByRole('heading', { name: /No series with these words/ }).waitFor();
    await page.getByRole('button', { name: 'Show all' }).click();
    await page.getByRole('link', { name: 'RUT', exact: true }).waitFor();
  });

  test('finds the series with findings by looking all of them over', async () => {
    const page = await under.open('/series?state=findings');
    await page.getByText(/^\d+ of \d+ series$/).waitFor({ timeout: 15_000 });
    await page.getByRole('link', { name: 'BTC', exact: true }).waitFor();
  });
});

describe('a series', () => {
  test('says unit, close with its time zone, source, span and age, and when each value became known', async () => {
    const page = await under.open('/series/RUT');
    await page.getByRole('heading', { level: 1, name: /Russell 2000/ }).waitFor();
    const text = (await page.locator('main').textContent())?.replaceAll('\u00a0', ' ');
    expect(text).toContain('index points');
    expect(text).toContain('16:00 America/New_York');
    expect(text).toContain('11 Sep 1987 … 28 Aug 2026');
    expect(text).toContain('28 Aug 2026, 20:00 UTC');
    expect(text).toContain('16:00 New York');
    await page.getByText(/closes have become known since/).waitFor();
  });

  test('shows what was known at a date, by the field and by the slider, and says what was revised', async () => {
    const page = await under.open('/series/RUT');
    await page.getByLabel('Known by the end of', { exact: true }).fill('2020-03-20');
    await page.getByText(/Known then: 1,698 rows to 20.Mar.2020; 0 values were revised since\./).waitFor();
    await page.waitForURL(/known=2020-03-20/);
    await page.getByRole('img', { name: /1,698 values/ }).waitFor();
    await page.getByRole('slider', { name: 'Date of what was known' }).focus();
    for (let i = 0; i < 7; i++) await page.keyboard.press('ArrowLeft');
    await page.getByText(/Known then: 1,697 rows to 13.Mar.2020/).waitFor();
    expect(await page.getByRole('link', { name: 'CSV' }).getAttribute('href')).toContain('asOf=2020-03-13');
    await page.getByRole('button', { name: 'Back to now' }).click();
    await page.getByRole('img', { name: /2,034 values/ }).waitFor();
  });

  test('is downloaded as of the date that is chosen', async () => {
    const page = await under.open('/series/RUT?known=2020-03-20');
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'CSV' }).click()]);
    const lines = readFileSync(await download.path(), 'utf8')
      .trim()
      .split(/\r?\n/);
    expect(lines.at(-1)).toMatch(/2020-03-20/);
    expect(lines.some((line) => line.includes('2020-03-27'))).toBe(false);
  });

  test('its chart is moved and zoomed by keyboard, and has its numbers as a table', async () => {
    const page = await under.open('/series/RUT?span=5');
    const canvas = page.locator('figure canvas').first();
    await canvas.waitFor();
    const seen = async () => (await canvas.screenshot()).toString('base64');
    await page.getByRole('button', { name: '5 y' }).focus();
    const before = await seen();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(seen).not.toBe(before);
    const moved = await seen();
    await page.keyboard.press('-');
    await expect.poll(seen).not.toBe(moved);
    await page.keyboard.press('t');
    await page.getByRole('rowheader', { name: /Dec 2025$/ }).waitFor();
  });

  test('that nobody knows is told with the nearest name; one of the catalogue with the way to get it', async () => {
    const page = await under.open('/series/RUTT');
    await page.getByRole('heading', { name: 'There is no series RUTT' }).waitFor();
    await page.getByRole('link', { name: 'Open RUT' }).click();
    await page.getByRole('heading', { level: 1, name: /Russell 2000/ }).waitFor();
    const other = await under.open('/series/NDX');
    await other.getByRole('heading', { name: 'NDX is not held yet' }).waitFor();
    expect(await other.locator('main').textContent()).toMatch(/pull NDX/);
  });

  test('goes into the Lab', async () => {
    const page = await under.open('/series/RUT');
    await page.getByRole('link', { name: 'Use as a trigger in the Lab' }).click();
    await page.getByText('10 events since 16 Sep 1988').waitFor();
  });

  test.each([
    ['/series', WIDE, 'light'],
    ['/series', PHONE, 'dark'],
    ['/series/RUT?known=2020-03-20', WIDE, 'dark'],
    ['/series/RUT?known=2020-03-20', PHONE, 'light'],
  ] as const)(
    '%s (%o, %s) breaks no rule of WCAG 2.2 AA that a machine can check, and never scrolls sideways',
    async (path, view, colorScheme) => {
      const page = await under.open(path, { ...view, colorScheme });
      await page.locator('table').last().waitFor();
      await page.waitForLoadState('networkidle');
      expect(await accessFaults(page)).toEqual([]);
      expect(await isSideways(page)).toBe(false);
    },
  );
});

test('nothing was complained of but the two unknown series, and nothing left the machine', () => {
  expect(under.complaints.filter((text) => !/(RUTT|NDX).*40[04]/.test(text))).toEqual([]);
});
