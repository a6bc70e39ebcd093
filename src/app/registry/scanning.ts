import { ScanInput, ScanResult } from '../../contract/scan.ts';
import { commandOf } from '../command.ts';
import type { Operation } from '../operation.ts';
import { scan } from '../operations/scan.ts';
import { scanClaims, scanReport, scanTable } from '../operations/scan-forms.ts';
import { REPORT_FORMATS } from '../render.ts';

const everything: Operation = {
  name: 'scan',
  summary: 'Try every trigger, market and horizon at once, and say what is left when all of it is counted.',
  input: ScanInput,
  output: ScanResult,
  positional: ['targets'],
  examples: [
    'harbinger scan BTC',
    'harbinger scan BTC --lead-lag --within 26w',
    'harbinger scan BTC ETH --horizons 90d --horizons 365d --direction down',
    "harbinger scan BTC --triggers 'all_time_high(RUT, after: 1y)' --triggers 'crosses_above(RUT / SPX, ma(RUT / SPX, 40w))'",
  ],
  reads: 'series',
  formats: [...REPORT_FORMATS, 'csv', 'claim'],
  access: 'run',
  async run(input, context) {
    const run = await scan(input, context);
    const command = commandOf(everything, input, context);
    const result = 'command' in run.result ? { ...run.result, command } : run.result;
    const render = {
      html: () => scanReport(run, command, context),
      csv: () => scanTable(run),
      claim: async () => scanClaims(run, context),
    };
    return { result, render, ...(run.facts && { record: run.facts }) };
  },
};

/** What is asked of everything at once. */
export const scanning: readonly Operation[] = [everything];
