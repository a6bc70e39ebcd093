import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ImportFlags } from '../../../src/providers/file/with-flags.ts';
import { imported, listed, onDisk, proposed } from './imported.ts';

// Files as vendors ship them, which may not be copied into this repository.
const SHARED = join(import.meta.dirname, '../../../../shared');
const present = existsSync(join(SHARED, 'data/raw'));

describe.skipIf(present)('import of vendors’ files', () => {
  it('is not tested', ({ skip }) => {
    console.info(`The import of vendors’ files is not tested: ${SHARED} is not there.`);
    skip(`${SHARED} is not there`);
  });
});

/** A column's outcome: rows, first and last observation, and the first adjusted close where there is one. */
type Outcome = readonly [column: string, rows: number, first: string, last: string, adjusted?: number];

/** Files that need no flag. */
const AS_PROPOSED: Readonly<Record<string, Outcome>> = {
  'data/raw/alphavantage_IWN_2000_2020.csv': ['close', 5127, '2000-07-28 = 102.4', '2020-12-11 = 129.45', 23.228034905],
  'data/raw/coinmarketcap_btc_2013_2018.tsv': ['Close', 1717, '2013-04-28 = 134.21', '2018-01-08 = 15170.1'],
  'data/raw/coinmarketcap_weekly_total_2013_2018.csv': ['Total Market Cap', 246, '2013-04-28 = 1596170359', '2018-01-07 = 822407530717'],
  'data/raw/cryptodatadownload_kraken_BTCUSD_d.csv': ['Close', 2191, '2013-10-06 = 122', '2019-10-17 = 8030.3'],
  'data/raw/cryptoquant_ETH_market_cap.csv': ['Market Cap', 3895, '2015-08-07 = 216839758.68594', '2026-04-10 = 273826105624.26004'],
  'data/raw/fred_DGS10.csv': ['DGS10', 14014, '1970-01-02 = 7.86', '2026-02-05 = 4.21'],
  'data/raw/fred_VIXCLS.csv': ['VIXCLS', 9117, '1990-01-02 = 17.24', '2026-02-05 = 21.77'],
  'data/raw/ibkr_like_RUT_2016_2026.csv': ['close', 2552, '2016-06-28 = 1107.3', '2026-08-21 = 3017.87'],
  'data/raw/stooq_BTCUSD_2010_2026.csv': ['Close', 4001, '2010-07-19 = 0.0808', '2026-01-02 = 89748'],
  'data/raw/stooq_DXY_1980_2026.csv': ['Close', 11711, '1980-01-02 = 85.32', '2026-01-02 = 98.424'],
  'data/raw/yahoo_download_IWN_2000_2025.csv': ['Close', 6329, '2000-07-28 = 34.145832', '2025-09-26 = 176.119995', 21.114372],
  'data/raw/yahoo_download_RUT_1987_2020.csv': ['Close', 8329, '1987-09-10 = 168.970001', '2020-09-25 = 1474.910034', 168.970001],
  'data/raw/yfinance_multiheader_NDX_1985_2026.csv': [
    'Close',
    10181,
    '1985-10-01 = 112.13999938964844',
    '2026-02-27 = 24960.0390625',
    112.13999938964844,
  ],
  'data/raw/yfinance_multiheader_dupcols_HYG.csv': ['Close', 4647, '2007-04-11 = 104.3499984741211', '2025-09-26 = 81.08000183105469'],
  'data/raw/yfinance_plain_IWM_2000_2026.csv': ['Close', 6598, '2000-05-26 = 45.71875', '2026-08-21 = 299.9599914550781'],
  'api/farside/btc_etf_flows_total.csv': ['Total', 512, '2024-01-11 = 655.3', '2026-01-02 = 0'],
  'api/fred/fredgraph_DGS3MO_new_header.csv': ['DGS3MO', 5287, '2005-01-03 = 2.32', '2026-02-20 = 3.69'],
  'api/fred/fredgraph_NFCI_quarterly_new_header.csv': ['NFCI', 218, '1971-01-01 = 0.79905', '2025-04-01 = -0.44212'],
  'api/fred/fredgraph_SP500_dot_missing_SYNTHETIC.csv': ['SP500', 6, '2024-02-29 = 4990', '2024-03-08 = 5253'],
  'api/fred/fredgraph_WTREGEN_old_header.csv': ['WTREGEN', 578, '2013-06-05 = 30.23', '2024-06-26 = 765.417'],
  'api/stooq/spy_us_d.csv': ['Close', 5260, '2005-02-25 = 93.6948', '2026-01-23 = 689.23'],
};

/** Files that leave a choice: the flag that settles it, and what they give then. */
const ONCE_SETTLED: readonly (readonly [file: string, doubt: string, flags: ImportFlags, outcomes: readonly Outcome[]])[] = [
  [
    'data/raw/coinmetrics_old_btc_2019.csv',
    '--value-column',
    { valueColumn: ['PriceUSD=BTC', 'CapMrktCurUSD=BTC_MCAP'] },
    [
      ['PriceUSD', 3382, '2010-07-18 = 0.08584', '2019-10-20 = 8213.70903927528'],
      ['CapMrktCurUSD', 3382, '2010-07-18 = 295959.152', '2019-10-20 = 147875242280.4089'],
    ],
  ],
  [
    'data/raw/coinmetrics_old_eth_2019.csv',
    '--value-column',
    { valueColumn: ['PriceUSD'], as: 'ETH' },
    [['PriceUSD', 1535, '2015-08-08 = 1.19999', '2019-10-20 = 175.187846580947']],
  ],
  [
    'data/raw/coinmetrics_v4_btc_2020_2026.csv',
    '--value-column',
    { valueColumn: ['priceusd'], as: 'BTC' },
    [['PriceUSD', 2344, '2020-01-01 = 7170.63186879018', '2026-06-01 = 71328.7312172998']],
  ],
  [
    'api/coinmetrics/community_btc_columns_2026-06.csv',
    '--value-column',
    { valueColumn: ['3'], as: 'BTC' },
    [['PriceUSD', 2344, '2020-01-01 = 7170.63186879018', '2026-06-01 = 71328.7312172998']],
  ],
  [
    'api/coinmetrics/data_repo_btc_2019-10_layout.csv',
    '--value-column',
    { valueColumn: ['PriceUSD'], as: 'BTC' },
    [['PriceUSD', 3382, '2010-07-18 = 0.08584', '2019-10-20 = 8213.70903927528']],
  ],
  [
    'data/raw/yahoo_old_noheader_desc_RUT_1987_2016.csv',
    '--value-column',
    { valueColumn: ['5'], adjustedColumn: '7', as: 'RUT' },
    [['column 5', 7356, '1987-09-10 = 168.970001', '2016-11-11 = 1282.380005', 168.970001]],
  ],
  [
    'data/raw/tradingview_CAPITALCOM_DXY_1D.csv',
    '--zone',
    { zone: 'Europe/Athens' },
    [['close', 300, '2022-10-03 = 111.5205', '2023-11-28 = 102.486']],
  ],
];

/** Files that are refused, with the cell or the reason. */
const REFUSED: Readonly<Record<string, string>> = {
  'data/raw/tradingview_CRYPTOCAP_TOTAL3_1D.csv':
    'tradingview_CRYPTOCAP_TOTAL3_1D.csv line 12, column 5 (close): expected a number, found "gg"',
  'api/ishares/IWM_holdings_2025-05-13.csv': 'IWM_holdings_2025-05-13.csv: no column of dates: the columns are Ticker, Name, Sector, ',
  'api/ishares/IWM_holdings_2025-11-05.csv': 'IWM_holdings_2025-11-05.csv: no column of dates: the columns are Ticker, Name, Sector, ',
  'api/ishares/IWM_holdings_2026-04-10.csv': 'IWM_holdings_2026-04-10.csv: no column of dates: the columns are Ticker, Name, Sector, ',
  'api/ishares/IWM_holdings_2026-05-05.csv': 'IWM_holdings_2026-05-05.csv: no column of dates: the columns are Ticker, Name, Sector, ',
};

const fileOf = (path: string) => onDisk(join(SHARED, path));

describe.skipIf(!present)('each file of a vendor', () => {
  it('has its outcome below', () => {
    const known = new Set([...Object.keys(AS_PROPOSED), ...ONCE_SETTLED.map(([path]) => path), ...Object.keys(REFUSED)]);
    const raw = readdirSync(join(SHARED, 'data/raw')).map((name) => `data/raw/${name}`);
    const recorded = readdirSync(join(SHARED, 'api'), { recursive: true, encoding: 'utf8' }).map((name) => `api/${name}`);
    const files = [...raw, ...recorded.filter((name) => name.endsWith('.csv'))];
    expect(files.filter((path) => !known.has(path))).toEqual([]);
  });

  it.each(Object.entries(AS_PROPOSED))('%s is imported as proposed', async (path, outcome) => {
    expect((await imported(fileOf(path))).map(outcomeOf)).toEqual([outcome]);
  });

  it.each(ONCE_SETTLED)('%s is imported once %s is given', async (path, doubt, flags, outcomes) => {
    const { mapping, doubts } = await proposed(fileOf(path));
    expect(mapping).toBeNull();
    expect(doubts.map(({ flag }) => flag)).toEqual([doubt]);
    expect((await imported(fileOf(path), flags)).map(outcomeOf)).toEqual(outcomes);
  });

  it.skipIf(!existsSync(join(SHARED, 'api')))('is refused at the right cell, or with the reason', async () => {
    for (const [path, message] of Object.entries(REFUSED).filter(([name]) => existsSync(join(SHARED, name))))
      await expect(imported(fileOf(path))).rejects.toMatchObject({
        name: 'ProviderError',
        kind: 'changed-shape',
        message: expect.stringContaining(message),
      });
  });

  it('with a planted bad cell is read once that cell is said to be no value', async () => {
    const [read] = await imported(fileOf('data/raw/tradingview_CRYPTOCAP_TOTAL3_1D.csv'), { missing: ['gg'] });
    expect(read?.dates).toHaveLength(299);
    expect(read?.notes).toContain('1 row without a value left out (2023-02-12).');
  });

  it('with footer rows has them named in the mapping and in the notes', async () => {
    const file = fileOf('api/farside/btc_etf_flows_total.csv');
    const { mapping, preview } = await proposed(file);
    expect(mapping).toMatchObject({ dateForm: 'month-name', thousands: 'comma', skippedRows: ['Total', 'Average', 'Maximum', 'Minimum'] });
    expect(preview.at(-1)).toEqual({ place: 'line 517', cells: ['Minimum', '-1,113.70'], read: ['left out', 'left out'] });
    const [read] = await imported(file);
    expect(read?.notes).toContain('4 rows that are no observations skipped (first: line 514).');
  });
});

function outcomeOf(read: Awaited<ReturnType<typeof imported>>[number]): Outcome {
  const rows = listed(read);
  const [first, last] = [rows[0] as string, rows.at(-1) as string];
  return read.adjusted ? [read.column, rows.length, first, last, read.adjusted[0] as number] : [read.column, rows.length, first, last];
}
