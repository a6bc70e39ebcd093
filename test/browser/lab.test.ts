import { readFileSync } from 'node:fs';
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

const TRIGGER = 'When this happens';
const OUTCOME = 'What follows?';
const STUDY = `/lab?when=${encodeURIComponent('all_time_high(RUT, after: 1y)')}&then=${encodeURIComponent('["return(BTC, 180d)"]')}&run=true`;

const field = (page: Page, name: string) => page.getByRole('textbox', { name });
const verdictOf = (page: Page) => page.getByRole('region', { name: 'Answer' }).getByText('no better than luck so far').first();

describe('the Lab', () => {
  test('says live how often a trigger fired, since when, and on which dates', async () => {
    const page = await under.open('/lab');
    await field(page, TRIGGER).fill('all_time_high(RUT, after: 1y)');
    await page.getByText('10 events since 16 Sep 1988; the last on 19 Sep 2025').waitFor();
    await page.getByText('their dates').click();
    const dates = page.getByRole('region', { name: 'their dates' }).getByRole('listitem');
    await dates.nth(9).waitFor();
    expect(await dates.count()).toBe(10);
    expect(await dates.first().textContent()).toBe('19 Sep 2025');
    await field(page, TRIGGER).fill('RUT > 1000000');
    await page.getByText(/^No event between/).waitFor();
  });

  test('says where an expression goes wrong, in words that belong to its field, until it is mended', async () => {
    const page = await under.open('/lab');
    const trigger = field(page, TRIGGER);
    await trigger.fill('all_time_hi(RUT)');
    await page.getByText('Character 1: no function all_time_hi; did you mean all_time_high?').first().waitFor();
    expect(await trigger.getAttribute('aria-invalid')).toBe('true');
    const said = (await trigger.getAttribute('aria-describedby'))?.split(' ')[0];
    expect(await page.locator(`[id="${said}"]`).textContent()).toContain('did you mean all_time_high');
    expect(await page.locator('.cm-lintRange-error').textContent()).toBe('all_time_hi');
    await trigger.fill('all_time_high(RUT)');
    await page.getByText(/events since/).waitFor();
    expect(await trigger.getAttribute('aria-invalid')).toBe('false');
    expect(await page.locator('.cm-lintRange-error').count()).toBe(0);
  });

  test('takes a condition that may be the reason, tells on how many dates it held, and the effect among them', async () => {
    const page = await under.open(STUDY);
    await page.getByRole('button', { name: '+ Add a condition' }).click();
    await field(page, 'Condition').fill('BTC > ma(BTC, 40w)');
    await page.getByText(/^It held on \d+ dates since/).waitFor();
    await page.getByRole('button', { name: 'Run the study' }).click();
    const answer = page.getByRole('region', { name: 'Answer' });
    await answer.getByRole('heading', { name: 'What else was true' }).waitFor();
    expect(await answer.getByRole('region', { name: 'BTC > ma(BTC, 40w)' }).getByRole('row').count()).toBe(3);
    expect(await answer.textContent()).toContain("--given 'BTC > ma(BTC, 40w)'");
    expect(new URL(page.url()).searchParams.get('given')).toBe('["BTC > ma(BTC, 40w)"]');
  });

  test('names a series that is not held, and how to get it', async () => {
    const page = await under.open('/lab');
    await field(page, TRIGGER).fill('all_time_high(NDX)');
    await page.getByText('NDX is not held.').waitFor();
    expect(await page.locator('main').textContent()).toMatch(/pull NDX/);
    await field(page, TRIGGER).fill('all_time_high(NOBODY)');
    await page.getByText(/No series of this name is known/).waitFor();
  });

  test('is written, completed and run by the keyboard alone, and Tab leaves the field', async () => {
    const page = await under.open('/lab');
    await field(page, TRIGGER).focus();
    await page.keyboard.type('all_t');
    await page.getByRole('option', { name: /all_time_high/ }).waitFor();
    await page.waitForTimeout(150);
    await page.keyboard.press('Enter');
    await page.getByRole('option', { name: /RUT/ }).first().waitFor();
    await page.keyboard.type('RUT, after: 1y');
    await page.keyboard.press('Escape');
    expect(await field(page, TRIGGER).textContent()).toBe('all_time_high(RUT, after: 1y)');
    await page.keyboard.press('Tab');
    expect(
      await page.evaluate<boolean>(
        'document.activeElement.classList.contains("cm-content") && document.activeElement.ariaLabel === "When this happens"',
      ),
    ).toBe(false);
    await field(page, OUTCOME).focus();
    await page.keyboard.type('return(BTC, 180d');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+Enter');
    await verdictOf(page).waitFor();
    expect(await page.evaluate<string>('document.activeElement.textContent')).toBe('Answer');
  });

  test('will not run without a trigger or an outcome, and says which is missing', async () => {
    const page = await under.open('/lab');
    await page.getByRole('button', { name: 'Run the study' }).click();
    await page.getByText('Write first what should happen.').waitFor();
    await field(page, TRIGGER).fill('all_time_high(RUT)');
    await page.getByRole('button', { name: 'Run the study' }).click();
    await page.getByText('Write first what should follow.').waitFor();
  });

  test('keeps what is written over a reload, also before it is run', async () => {
    const page = await under.open('/lab');
    await field(page, TRIGGER).fill('new_high(RUT, lookback: 99)');
    await page.waitForURL(/lookback/);
    await page.reload();
    await field(page, TRIGGER).getByText('new_high(RUT, lookback: 99)').waitFor();
  });

  test('the link to an answer gives the same answer with the same numbers', async () => {
    const page = await under.open(STUDY);
    await verdictOf(page).waitFor();
    const answer = page.getByRole('region', { name: 'Answer' }).locator('dl');
    const numbers = await answer.first().textContent();
    expect(numbers).toMatch(/events\s*5/);
    expect(numbers).toContain('66 %');
    // The machine's clipboard is not everywhere to be had.
    await page.evaluate('navigator.clipboard.writeText = async (text) => { globalThis.copied = text; }');
    await page.getByRole('button', { name: 'copy the link to this answer' }).click();
    const link = await page.evaluate<string>('globalThis.copied');
    const again = await under.open(link.slice(under.url.length));
    await verdictOf(again).waitFor();
    expect(await again.getByRole('region', { name: 'Answer' }).locator('dl').first().textContent()).toBe(numbers);
    expect(await field(again, TRIGGER).textContent()).toBe('all_time_high(RUT, after: 1y)');
  });

  test('says when an answer is of an earlier question', async () => {
    const page = await under.open(STUDY);
    await verdictOf(page).waitFor();
    await field(page, TRIGGER).fill('all_time_high(RUT, after: 2y)');
    await page.getByText(/The fields have changed since/).waitFor();
    await page.getByRole('button', { name: 'Run the study' }).click();
    await page.getByText(/The fields have changed since/).waitFor({ state: 'detached' });
    await page.goBack();
    await field(page, TRIGGER).getByText('after: 1y').waitFor();
  });

  test('takes several outcomes as one family, pays for them, and shows any of them', async () => {
    const page = await under.open(STUDY);
    await page.getByRole('button', { name: 'Add an outcome' }).click();
    await page.getByText(/2 outcomes are one family/).waitFor();
    await field(page, 'What follows? (2 of 2)').fill('return(BTC, 180d)');
    await page
      .getByText(/stands twice/)
      .first()
      .waitFor();
    await field(page, 'What follows? (2 of 2)').fill('return(ETH, 90d)');
    await page.getByRole('button', { name: 'Run the study' }).click();
    await page.getByRole('button', { name: 'Show the outcome return(ETH, 90d)' }).click();
    await page.waitForURL(/member=1/);
    await page.locator('section[aria-labelledby=answer] > p code', { hasText: 'return(ETH, 90d)' }).waitFor();
  });

  test('sets two studies beside each other and marks what differs', async () => {
    const page = await under.open(STUDY);
    await page.getByRole('button', { name: 'Compare with another' }).click();
    await field(page, TRIGGER).nth(1).fill('new_high(RUT, lookback: 52)');
    await page.getByRole('button', { name: 'Run both studies' }).click();
    const table = page.getByRole('region', { name: 'A and B beside each other' });
    await table.getByText('differs').first().waitFor();
    const events = await table.getByRole('row', { name: /^independent clusters/ }).textContent();
    expect(events).toContain('differs');
    await page.reload();
    await table.getByText('differs').first().waitFor();
  });

  test('hands out a claim file that asks the same', async () => {
    const page = await under.open(STUDY);
    await verdictOf(page).waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Claim file (YAML)' }).click()]);
    const text = readFileSync(await download.path(), 'utf8');
    expect(text).toContain('all_time_high(RUT, after: 1y)');
    expect(text).toContain('return(BTC, 180d)');
  });

  test('can be stopped while it runs: the request ends, what is written stays', async () => {
    const page = await under.open('/lab?when=all_time_high(RUT)&then=%5B%22return(BTC%2C%20180d)%22%5D');
    // The server answers within a moment: the wire is held.
    await page.route(/\/api\/v1\/study\?/, () => {});
    await page.getByRole('button', { name: 'Run the study' }).click();
    const ended = page.waitForEvent('requestfailed', (request) => request.url().includes('/study?'));
    await page.getByText(/^The study runs/).waitFor();
    await page.getByRole('button', { name: 'Stop' }).click();
    await ended;
    await page.getByRole('region', { name: 'Answer' }).waitFor({ state: 'detached' });
    expect(await field(page, TRIGGER).textContent()).toBe('all_time_high(RUT)');
    await page.unroute(/\/api\/v1\/study\?/);
    await page.getByRole('button', { name: 'Run the study' }).click();
    await page.getByRole('region', { name: 'Answer' }).locator('dl').first().waitFor();
  });

  test('says in place what the server refuses', async () => {
    const page = await under.open('/lab?when=all_time_high(NDX)&then=%5B%22return(BTC%2C%20180d)%22%5D&run=true');
    await page.getByRole('heading', { name: 'The study could not be run' }).waitFor();
    expect(await page.getByRole('alert').last().textContent()).toContain('no series NDX');
  });

  test.each([
    ['wide', WIDE, 'light'],
    ['wide', WIDE, 'dark'],
    ['on a phone', PHONE, 'light'],
    ['on a phone', PHONE, 'dark'],
  ] as const)(
    'with an answer, %s (%o, %s), breaks no rule of WCAG 2.2 AA that a machine can check, and never scrolls sideways',
    async (_, view, colorScheme) => {
      const page = await under.open(STUDY, { ...view, colorScheme });
      await verdictOf(page).waitFor();
      await page.getByText(/10 events since/).waitFor();
      expect(await accessFaults(page)).toEqual([]);
      expect(await isSideways(page)).toBe(false);
    },
  );
});

test('nothing was complained of but the study that was refused, and nothing left the machine', () => {
  expect(under.complaints.filter((text) => !/NDX.*400/.test(text))).toEqual([]);
});
