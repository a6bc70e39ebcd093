import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { harbinger } from '../cli/run.ts';
import { accessFaults, isSideways, PageUnderTest } from './page-under-test.ts';

const folder = mkdtempSync(join(tmpdir(), 'harbinger-alerts-page-'));
// A proxy that nobody listens at: every way out is closed.
const env = { HARBINGER_STORE: join(folder, 'store.duckdb'), HTTPS_PROXY: 'http://127.0.0.1:9' };
let under: PageUnderTest;

beforeAll(async () => {
  const rules = join(folder, 'rules.yaml');
  const log = JSON.stringify(join(folder, 'out.jsonl'));
  writeFileSync(
    rules,
    `watch: desk
title: Desk
sinks: { log: { file: { path: ${log} } }, gone: { slack: { urlFrom: NOT_SET } } }
rules:
  - { id: high, title: The Russell 2000 is above 2000, when: RUT > 2000, severity: warning, stale: keep, sinks: [log, gone] }
  - { id: low, title: The Russell 2000 is below 100, when: RUT < 100, stale: keep, sinks: [log] }
`,
  );
  expect(harbinger(['import', 'reference/RUT.csv', '--yes'], { env }).code).toBe(0);
  expect(harbinger(['alerts', 'silence', 'low', '--until', '2100-01-01', '--why', 'known'], { env }).code).toBe(0);
  under = await PageUnderTest.start(['--watch', rules], env);
}, 180_000);
afterAll(async () => {
  await under?.stop();
  rmSync(folder, { recursive: true });
});

const TRIAL = `/alerts?when=${encodeURIComponent('all_time_high(RUT, after: 1y)')}&from=2010-01-01`;

describe('the alerts', () => {
  test('show how rules stand, what they did, who is silenced and what was not delivered', async () => {
    const dead = async () => ((await (await fetch(`${under.url}/api/v1/alerts`)).json()) as { dead?: unknown[] }).dead?.length;
    await expect.poll(dead, { timeout: 60_000 }).toBe(1);
    const page = await under.open('/alerts');
    await page.getByText('1 of 2 rules fires').waitFor();
    const rules = page.getByRole('region', { name: 'Rules' });
    expect(await rules.textContent()).toMatch(/The Russell 2000 is above 2000.*firing.*stale/);
    expect(await rules.textContent()).toContain('silenced until 2 Jan 2100');
    await page.getByText('the environment variable NOT_SET is not set').waitFor();
    await rules.getByRole('link', { name: 'The Russell 2000 is above 2000' }).click();
    await page.getByRole('link', { name: 'Steps of all rules' }).waitFor();
    expect(page.url()).toContain('rule=high');
    expect(await page.getByRole('region', { name: 'What they did' }).textContent()).toContain('firing');
    expect(await accessFaults(page)).toEqual([]);
  });

  test('belong to the server: another watch of the same store is refused, and told what to do', () => {
    const { code, error } = harbinger(['watch', '--rules', 'watch/russell-crypto.yaml'], { env });
    expect([code, error]).toEqual([
      1,
      expect.stringMatching(/has the store \(process \d+\): start that with `--watch watch\/russell-crypto.yaml` instead/),
    ]);
  });

  test('try a rule on the past, keep it in the address, and give it as it goes into a file', async () => {
    const page = await under.open('/alerts');
    await page.getByRole('textbox', { name: 'Tell me when' }).fill('all_time_high(RUT, after: 1y)');
    await page.getByText(/10 events since/).waitFor();
    await page.getByLabel('From').fill('2010-01-01');
    await page.getByLabel('Over once it has not held for').fill('soon');
    expect(await page.getByRole('button', { name: 'Try it' }).isDisabled()).toBe(true);
    await page.getByLabel('Over once it has not held for').fill('2w');
    await page.getByRole('button', { name: 'Try it' }).click();
    await page
      .getByText(/It would have fired 5 times between/)
      .first()
      .waitFor();
    expect(await page.locator('pre').textContent()).toContain('when: "all_time_high(RUT, after: 1y)"\n  keepFiring: 2w');
    const shared = page.url();
    await page.goto('about:blank');
    await page.goto(shared);
    await page
      .getByText(/It would have fired 5 times between/)
      .first()
      .waitFor();
    expect(await accessFaults(page)).toEqual([]);
  });

  test('read on a phone, in the dark and in German and Italian, and complain of nothing', async () => {
    const page = await under.open(TRIAL, { width: 360, height: 740, colorScheme: 'dark' });
    await page
      .getByText(/It would have fired 5 times between/)
      .first()
      .waitFor();
    expect(await isSideways(page)).toBe(false);
    expect(await accessFaults(page)).toEqual([]);
    await page.getByRole('combobox', { name: 'Language' }).selectOption('de');
    await page
      .getByText(/5-mal ausgelöst/)
      .first()
      .waitFor();
    await page.getByRole('combobox', { name: 'Sprache' }).selectOption('it');
    await page
      .getByText(/Sarebbe scattata 5 volte/)
      .first()
      .waitFor();
    expect(await accessFaults(page)).toEqual([]);
    expect(under.complaints).toEqual([]);
  });
});
