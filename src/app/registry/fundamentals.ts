import { UnprofitableInput, UnprofitableResult } from '../../contract/unprofitable.ts';
import type { Operation } from '../operation.ts';
import { endingOf, unprofitable } from '../operations/unprofitable.ts';

/** What is computed from filings and holdings. */
export const fundamentals: readonly Operation[] = [
  {
    name: 'unprofitable',
    summary: "Share of a fund's companies that lost money over their last four quarters, from holdings and filings known at a date.",
    input: UnprofitableInput,
    output: UnprofitableResult,
    positional: [],
    examples: [
      'harbinger unprofitable --holdings IWM.csv --facts companyfacts --tickers company_tickers.json --as-of 2025-06-30',
      'harbinger unprofitable --holdings IWM.csv --facts companyfacts --tickers company_tickers.json --as-of 2025-06-30 --out companies.csv',
      'harbinger unprofitable --holdings IWM.csv --facts companyfacts --tickers company_tickers.json --every 1mo --from 2025-03-28 --to 2025-06-30 --keep',
    ],
    reads: 'store',
    formats: ['csv'],
    access: 'admin',
    async run(input, context) {
      const result = await unprofitable(input, context);
      const csv = async () => (await import('../../report/unprofitable-csv.ts')).unprofitableCsv(result);
      return { result, render: { csv }, ending: endingOf(result) };
    },
  },
];
