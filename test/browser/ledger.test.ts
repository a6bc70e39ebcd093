import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LedgerWorld, makeLedgerWorld } from '../app/forecast/ledger-world.ts';
import { replay } from '../app/forecast/replay.ts';
import { weeklyTable } from '../reference/real-data.ts';
import { accessFaults, isSideways, PageUnderTest, type View } from './page-under-test.ts';

const WIDE: View = { width: 1440, height: 900 };
const PHONE: View = { width: 360, height: 740 };

let world: LedgerWorld;
let under: PageUnderTest;

beforeAll(async () => {
  const table = await weeklyTable({ RUT: 'weekly-new-york', SPX: 'weekly-new-york', BTC: 'weekly-utc', ETH: 'weekly-utc' });
  world = await makeLedgerWorld('2024-10-02T09:00:00Z');
  await replay(world, Object.values(table.program), { from: '2024-10-02', to: '2026-10-02', every: { count: 3, unit: 'mo' } });
  await world.leave();
  under = await PageUnderTest.start([], { HARBINGER_STORE: world.file });
}, 120_000);
afterAll(async () => {
  await under?.stop();
  rmSync(world.folder, { recursive: true });
});

describe('the ledger', () => {
  test('shows what is open, what came true, how good it was and who has been right, and where the chain ends', async () => {
    const page = await under.open('/ledger');
    await page.getByRole('heading', { level: 1, name: 'Ledger' }).waitFor();
    await page.getByRole('img', { name: /^The sealed forecasts gave \d+ % on average; \d+ % went as claimed\. of \d+ near/ }).waitFor();
    const text = (await page.locator('main').textContent())?.replaceAll('\u00a0', ' ') ?? '';
    expect(text).toMatch(/\d+ forecasts are sealed: \d+ open,.* \d+ scored\. The mean Brier score is 0\.\d{3}/);
    expect(await page.locator('#open tbody tr').count()).toBeGreaterThan(0);
    expect(await page.locator('#scored tbody tr').count()).toBeGreaterThan(10);
    expect(await page.locator('#sources tbody tr').allTextContents()).toEqual(
      expect.arrayContaining([expect.stringMatching(/^The column/), expect.stringMatching(/^The letter/)]),
    );
    expect(await page.locator('#head code').textContent()).toMatch(/^[0-9a-f]{64}$/);
    const all = await page.locator('#scored tbody tr').count();
    await page.getByRole('radio', { name: 'Sealed early' }).check();
    await page.waitForURL(/early=true/);
    await expect.poll(() => page.locator('#scored tbody tr').count()).toBeLessThan(all);
  });

  test('replays the past apart, and says what that proves', async () => {
    const page = await under.open('/ledger');
    const apart = page.locator('#backcast');
    expect(await apart.getByText('proves nothing').count()).toBe(0);
    await apart.getByLabel('From').fill('2025-01-03');
    await apart.getByRole('button', { name: 'Replay' }).click();
    await page.waitForURL(/from=2025-01-03/);
    await apart.getByText(/^A back-cast proves nothing/).waitFor();
    await apart.getByRole('img', { name: /^The back-cast forecasts gave/ }).waitFor();
  });

  test.each([
    ['/ledger', WIDE, 'light'],
    ['/ledger?from=2025-01-03', PHONE, 'dark'],
  ] as const)(
    '%s (%o, %s) breaks no rule of WCAG 2.2 AA that a machine can check, and never scrolls sideways',
    async (path, view, colorScheme) => {
      const page = await under.open(path, { ...view, colorScheme });
      await page.locator('#reliability').waitFor();
      if (path.includes('from')) await page.locator('#backcast table').last().waitFor();
      await page.waitForLoadState('networkidle');
      expect(await accessFaults(page)).toEqual([]);
      expect(await isSideways(page)).toBe(false);
    },
  );

  test('without a store says how one seals', async () => {
    const other = await PageUnderTest.start();
    const page = await other.open('/ledger');
    await page.getByRole('heading', { name: 'No forecast is sealed yet' }).waitFor();
    await other.stop();
  });

  test('had nothing to complain of', () => {
    expect(under.complaints).toEqual([]);
  });
});
