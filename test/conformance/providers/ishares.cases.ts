import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ishares } from '../../../src/providers/ishares/provider.ts';
import type { GoodCase, PlayedAnswer, ProviderCases } from './cases.ts';

const ours = fileURLToPath(new URL('../../recordings/ishares/', import.meta.url));
const SHARED = fileURLToPath(new URL('../../../../shared/', import.meta.url));

const body = (name: string): string => readFileSync(`${ours}${name}`, 'utf8');
/** The newest file, or that of a date. */
const newest = (text: string): PlayedAnswer => ({ match: /fileName=IW[MNO]_holdings(?!.*asOfDate)/, body: text });
const dated = (date: string, text: string): PlayedAnswer => ({ match: new RegExp(`asOfDate=${date}`), body: text });

const three = [
  dated('20260504', body('IWM-2026-05-04.fake.csv')),
  dated('20260501', body('IWM-2026-05-01.fake.csv')),
  dated('20260430', body('no-holdings.fake.csv')),
  newest(body('IWM-2026-05-05.fake.csv')),
];

const good: GoodCase[] = [
  {
    title: 'shares outstanding of the newest file',
    address: 'IWM shares-outstanding',
    now: '2026-05-06T14:00:00Z',
    answers: [newest(body('IWM-2026-05-05.fake.csv'))],
    calendar: 'new-york',
    observations: { count: 1, first: ['2026-05-05', 278_750_000], last: ['2026-05-05', 278_750_000] },
    unit: 'shares',
    notes: [/^Only the newest file was asked for/],
  },
  {
    title: 'shares outstanding of each session since a date, one of them without a file',
    address: 'IWM shares-outstanding',
    since: '2026-04-30',
    now: '2026-05-06T14:00:00Z',
    answers: three,
    calendar: 'new-york',
    observations: { count: 3, first: ['2026-05-01', 279_100_000], last: ['2026-05-05', 278_750_000] },
    unit: 'shares',
    notes: [/^1 session without a file: 2026-04-30\.$/],
  },
  {
    title: 'equity positions; the columns until March 2025, lines that end as on Windows',
    address: 'IWN holdings-count',
    now: '2024-07-01T14:00:00Z',
    answers: [newest(body('IWN-2024-06-28.fake.csv'))],
    calendar: 'new-york',
    observations: { count: 1, first: ['2024-06-28', 5], last: ['2024-06-28', 5] },
    unit: 'positions',
  },
  {
    title: 'market value of the equity positions',
    address: 'IWM equity-value',
    now: '2026-05-06T14:00:00Z',
    answers: [newest(body('IWM-2026-05-05.fake.csv'))],
    calendar: 'new-york',
    observations: { count: 1, first: ['2026-05-05', 36_935_800], last: ['2026-05-05', 36_935_800] },
    unit: 'USD',
  },
];

/** The recorded file of a date, by its own words and figures. */
const recorded = (date: string, sharesOutstanding: number): GoodCase => ({
  title: `IWM of ${date}`,
  address: 'IWM shares-outstanding',
  now: new Date(Date.parse(date) + 36 * 3_600_000).toISOString(),
  answers: [newest(readFileSync(`${SHARED}api/ishares/IWM_holdings_${date}.csv`, 'utf8'))],
  calendar: 'new-york',
  observations: { count: 1, first: [date, sharesOutstanding], last: [date, sharesOutstanding] },
  unit: 'shares',
});

const fault = { address: 'IWM shares-outstanding', now: '2026-05-06T14:00:00Z' };

export const cases: ProviderCases = {
  provider: ishares,
  good,
  faults: [
    {
      ...fault,
      title: 'a file without holdings, as of a holiday',
      answers: [newest(body('no-holdings.fake.csv'))],
      kind: 'not-found',
      message: /there are no holdings of that date/,
    },
    { ...fault, title: 'a page with HTTP 200', answers: [newest(body('product-page.fake.txt'))], kind: 'changed-shape', message: /./ },
    {
      ...fault,
      title: 'another fund',
      answers: [newest(body('IWN-2024-06-28.fake.csv'))],
      kind: 'changed-shape',
      message: /asked for iShares Russell 2000 ETF, answered with "iShares Russell 2000 Value ETF"/,
    },
  ],
  shared: () =>
    existsSync(SHARED)
      ? {
          good: [recorded('2025-05-13', 303_600_000), recorded('2025-11-05', 281_300_000), recorded('2026-05-05', 278_750_000)],
          faults: [],
        }
      : { good: [], faults: [] },
};
