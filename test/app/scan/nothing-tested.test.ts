import { expect, it } from 'vitest';
import { scan } from '../../../src/app/operations/scan.ts';
import { scanReport } from '../../../src/app/operations/scan-forms.ts';
import { printScan } from '../../../src/cli/print/scan.ts';
import { TriggerScanResult } from '../../../src/contract/scan.ts';
import { shipped } from '../shipped.ts';

it('a scan of which nothing could be tested says so and why, and has no luck line', async () => {
  const run = await scan({ targets: ['BTC'], triggers: ['first_close_above(RUT, 2600)'] }, shipped);
  const result = TriggerScanResult.parse(run.result);
  expect(result).toMatchObject({ luck: null, rows: [], groups: [], findings: [], counts: { hypotheses: 4, tested: 0 } });
  expect(result.sentence).toBe('Nothing could be tested of 4 combinations of trigger, market and horizon.');
  expect(result.counts.notTested.reduce((sum, { count }) => sum + count, 0)).toBe(4);
  expect(printScan(result, { colour: false } as never)).not.toContain('Luck line');
  expect(await scanReport(run, 'harbinger scan BTC', shipped)).toContain('Nothing could be tested');
});
