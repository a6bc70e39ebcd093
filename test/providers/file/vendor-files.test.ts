import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatCivilDate, parseCivilDate } from '../../../src/core/calendar/civil-date.ts';
import type { Series } from '../../../src/core/series/series.ts';
import { csvFolder } from '../../../src/providers/file/provider.ts';
import { TODAY } from './recordings.ts';

// Files as vendors ship them, which may not be copied into this repository.
const SHARED = join(import.meta.dirname, '../../../../shared');
const present = existsSync(join(SHARED, 'data/raw'));

describe.skipIf(present)('files of vendors', () => {
  it('are not read', ({ skip }) => {
    console.info(`The files of vendors are not tested: ${SHARED} is not there.`);
    skip(`${SHARED} is not there`);
  });
});

const DESCENDING = 'Rows came newest first; they were put in ascending order.';
const COIN_METRICS_OLD =
  'AdrActCnt, BlkCnt, BlkSizeByte, BlkSizeMeanByte, CapMVRVCur, CapMrktCurUSD, CapRealUSD, DiffMean, FeeMeanNtv, FeeMeanUSD, FeeMedNtv, FeeMedUSD, FeeTotNtv, FeeTotUSD, IssContNtv, IssContPctAnn, IssContUSD, IssTotNtv, IssTotUSD, NVTAdj, NVTAdj90, PriceBTC, PriceUSD, ROI1yr, ROI30d, SplyCur, TxCnt, TxTfrCnt, TxTfrValAdjNtv, TxTfrValAdjUSD, TxTfrValMeanNtv, TxTfrValMeanUSD, TxTfrValMedNtv, TxTfrValMedUSD, TxTfrValNtv, TxTfrValUSD, VtyDayRet180d, VtyDayRet30d, VtyDayRet60d';

/** A file's outcome: rows, first and last observation, calendar, and the repairs that are stated (but for the calendar's note). */
type Outcome = readonly [id: string, rows: number, first: string, last: string, calendar: string, repairs: readonly string[]];

const READ: readonly Outcome[] = [
  ['alphavantage_IWN_2000_2020', 5127, '2000-07-28 = 102.4', '2020-12-11 = 129.45', 'new-york', [DESCENDING]],
  ['alphavantage_IWN_2000_2020.adj', 5127, '2000-07-28 = 23.228034905', '2020-12-11 = 129.45', 'new-york', [DESCENDING]],
  ['coinmarketcap_btc_2013_2018', 1717, '2013-04-28 = 134.21', '2018-01-08 = 15170.1', 'utc-daily', [DESCENDING]],
  ['coinmarketcap_weekly_total_2013_2018', 246, '2013-04-28 = 1596170359', '2018-01-07 = 822407530717', 'weekly-utc', []],
  [
    'cryptodatadownload_kraken_BTCUSD_d',
    2191,
    '2013-10-06 = 122',
    '2019-10-17 = 8030.3',
    'utc-daily',
    ['Line 1 stands before the header and was skipped: "Created on 10-17-2019,https://www.CryptoDataDownload.com".', DESCENDING],
  ],
  [
    'cryptoquant_ETH_market_cap',
    3895,
    '2015-08-07 = 216839758.68594',
    '2026-04-10 = 273826105624.26004',
    'utc-daily',
    ['5 rows without a value left out (first 2015-08-09, last 2015-10-10).'],
  ],
  [
    'fred_DGS10',
    14014,
    '1970-01-02 = 7.86',
    '2026-02-05 = 4.21',
    'new-york',
    ['622 rows without a value left out (first 1970-01-01, last 2026-01-19).'],
  ],
  [
    'fred_VIXCLS',
    9117,
    '1990-01-02 = 17.24',
    '2026-02-05 = 21.77',
    'new-york',
    ['301 rows without a value left out (first 1990-02-19, last 2026-01-01).'],
  ],
  ['ibkr_like_RUT_2016_2026', 2552, '2016-06-28 = 1107.3', '2026-08-21 = 3017.87', 'new-york', []],
  ['stooq_BTCUSD_2010_2026', 4001, '2010-07-19 = 0.0808', '2026-01-02 = 89748', 'weekdays', []],
  ['stooq_DXY_1980_2026', 11711, '1980-01-02 = 85.32', '2026-01-02 = 98.424', 'weekdays', []],
  ['yahoo_download_IWN_2000_2025', 6329, '2000-07-28 = 34.145832', '2025-09-26 = 176.119995', 'new-york', []],
  ['yahoo_download_IWN_2000_2025.adj', 6329, '2000-07-28 = 21.114372', '2025-09-26 = 176.119995', 'new-york', []],
  ['yahoo_download_RUT_1987_2020', 8329, '1987-09-10 = 168.970001', '2020-09-25 = 1474.910034', 'new-york', []],
  [
    'yfinance_multiheader_NDX_1985_2026',
    10181,
    '1985-10-01 = 112.13999938964844',
    '2026-02-27 = 24960.0390625',
    'new-york',
    ['The header has 3 lines (1 to 3): line 1 names the columns, line 3 the dates.'],
  ],
  [
    'yfinance_multiheader_dupcols_HYG',
    4647,
    '2007-04-11 = 104.3499984741211',
    '2025-09-26 = 81.08000183105469',
    'new-york',
    [
      'The header has 4 lines (1 to 4): line 1 names the columns, line 4 the dates.',
      'Values are those of column 3 (Close); columns that share a name were left alone (Price).',
      '4,647 dates carried a time stamp of midnight (such as "2007-04-11 00:00:00"), which was dropped.',
    ],
  ],
  ['yfinance_plain_IWM_2000_2026', 6598, '2000-05-26 = 45.71875', '2026-08-21 = 299.9599914550781', 'new-york', []],
];

const REFUSED: readonly (readonly [id: string, message: string])[] = [
  [
    'coinmetrics_old_btc_2019',
    `coinmetrics_old_btc_2019.csv line 1: 39 columns could be the value: ${COIN_METRICS_OLD}; name one in catalogue.yaml (column:)`,
  ],
  [
    'coinmetrics_old_eth_2019',
    `coinmetrics_old_eth_2019.csv line 1: 37 columns could be the value: ${COIN_METRICS_OLD.replace('CapMVRVCur, ', '').replace('CapRealUSD, ', '')}; name one in catalogue.yaml (column:)`,
  ],
  [
    'coinmetrics_v4_btc_2020_2026',
    'coinmetrics_v4_btc_2020_2026.csv line 1: 13 columns could be the value: PriceUSD, CapMrktCurUSD, TxCnt, AdrActCnt, CapMVRVCur, HashRate, FlowInExUSD, FlowOutExUSD, IssTotUSD, FeeTotNtv, NVT_Tx_Basis, Activity_Velocity, FearGreedValue; name one in catalogue.yaml (column:)',
  ],
  [
    'tradingview_CAPITALCOM_DXY_1D',
    'tradingview_CAPITALCOM_DXY_1D.csv line 2, column 1 (time): expected a date, found "1664748000", which is 2022-10-02 22:00:00 UTC: its date hangs on the time zone, so write an ISO date (YYYY-MM-DD)',
  ],
  ['tradingview_CRYPTOCAP_TOTAL3_1D', 'tradingview_CRYPTOCAP_TOTAL3_1D.csv line 12, column 5 (close): expected a number, found "gg"'],
  [
    'yahoo_old_noheader_desc_RUT_1987_2016',
    'yahoo_old_noheader_desc_RUT_1987_2016.csv line 1: there is no header, found "2016-11-11,1251.52002,1282.819946,1250.829956,1282.380005…"; name the 7 columns in catalogue.yaml (columns: [date, close, …])',
  ],
];

describe.skipIf(!present)('each raw file', () => {
  const raw = join(SHARED, 'data/raw');
  const provider = csvFolder(raw, { today: TODAY });

  it('has its outcome below', async () => {
    const listed = [...READ, ...REFUSED].map(([id]) => id).filter((id) => !id.endsWith('.adj'));
    expect(await provider.ids()).toEqual(listed.sort());
  });

  it.each(READ)('%s is read', async (id, rows, first, last, calendar, repairs) => {
    const series = await provider.load(id);
    expect(series.dates).toHaveLength(rows);
    expect([observation(series, 0), observation(series, rows - 1)]).toEqual([first, last]);
    expect(series.calendar).toBe(calendar);
    expect(series.notes).toEqual([...repairs, expect.stringMatching(new RegExp(`^Calendar inferred from the dates: ${calendar} \\(`))]);
  });

  it.each(REFUSED)('%s is refused', async (id, message) => {
    await expect(provider.load(id)).rejects.toMatchObject({ kind: 'changed-shape', message });
  });

  it('without an adjusted close says so', async () => {
    for (const id of ['yfinance_multiheader_dupcols_HYG', 'stooq_DXY_1980_2026', 'yfinance_plain_IWM_2000_2026']) {
      const message = expect.stringContaining(`${id}.csv has no adjusted close column`);
      await expect(provider.load(`${id}.adj`)).rejects.toMatchObject({ kind: 'not-found', message });
    }
  });
});

describe.skipIf(!present)('raw files that are refused become readable by a catalogue', () => {
  const catalogue = `
series:
  coinmetrics_old_btc_2019: { column: PriceUSD }
  coinmetrics_v4_btc_2020_2026: { column: PriceUSD }
  coinmarketcap_btc_2013_2018: { column: Market Cap }
  yahoo_old_noheader_desc_RUT_1987_2016: { columns: [Date, Open, High, Low, Close, Volume, Adj Close] }
  yfinance_multiheader_dupcols_HYG: { columns: [Date, Adj Close, Close, High, Low, Open, Volume] }
`;

  it.each([
    ['coinmetrics_old_btc_2019', 3382, '2010-07-18', ['561 rows without a value left out (first 2009-01-03, last 2010-07-17).']],
    ['coinmetrics_v4_btc_2020_2026', 2344, '2020-01-01', []],
    [
      'coinmarketcap_btc_2013_2018',
      1717,
      '2013-04-28',
      ['1,717 values had thousands commas, which were dropped (first: line 2).', DESCENDING],
    ],
    [
      'yahoo_old_noheader_desc_RUT_1987_2016',
      7356,
      '1987-09-10',
      ['The file has no header; its columns are named by catalogue.yaml.', DESCENDING],
    ],
    [
      'yfinance_multiheader_dupcols_HYG.adj',
      4647,
      '2007-04-11',
      [
        'The header has 4 lines (1 to 4): line 1 names the columns, line 4 the dates.',
        'The columns are named by catalogue.yaml, not by line 4.',
        '4,647 dates carried a time stamp of midnight (such as "2007-04-11 00:00:00"), which was dropped.',
      ],
    ],
  ] as const)('%s', async (id, rows, first, repairs) => {
    const folder = mkdtempSync(join(tmpdir(), 'harbinger-csv-'));
    try {
      for (const name of readdirSync(join(SHARED, 'data/raw'))) symlinkSync(join(SHARED, 'data/raw', name), join(folder, name));
      writeFileSync(join(folder, 'catalogue.yaml'), catalogue);
      const series = await csvFolder(folder, { today: TODAY }).load(id);
      expect(series.dates).toHaveLength(rows);
      expect(formatCivilDate(series.dates[0] as number)).toBe(first);
      expect(series.notes.slice(0, -1)).toEqual(repairs);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

const NOT_ONE_SERIES: Readonly<Record<string, string>> = {
  CMC_WEEKLY_CAPS: '4 columns could be the value: total_mcap, btc_mcap, eth_mcap, total3',
  IWM_FLOWS_2026Q1: '2 columns could be the value: flow_usd, shares',
  R2000_UNPROFITABLE_POINTS: 'expected a header with a column of dates',
};

describe.skipIf(!present).each(['data/market', 'data/macro', 'reference/weekly'])('each file of %s', (folder) => {
  const directory = join(SHARED, folder);
  const provider = csvFolder(directory, { today: TODAY });
  const ids = present ? readdirSync(directory).flatMap((name) => (name.endsWith('.csv') ? [name.slice(0, -4)] : [])) : [];

  it.each(ids)('%s gives what a reader of its own gives, with no note but the calendar’s, or a reason', async (id) => {
    if (NOT_ONE_SERIES[id] !== undefined) {
      const message = expect.stringContaining(`${id}.csv line 1: ${NOT_ONE_SERIES[id]}`);
      return expect(provider.load(id)).rejects.toMatchObject({ kind: 'changed-shape', message });
    }
    const { dates, values, knownAt, notes } = await provider.load(id);
    const expected = readPlainly(join(directory, `${id}.csv`), ['close', 'value']);
    expect(sameBytes(dates, expected.dates) && sameBytes(values, expected.values)).toBe(true);
    expect(knownAt.every((instant, i) => i === 0 || instant > (knownAt[i - 1] as number))).toBe(true);
    expect(notes).toEqual([expect.stringMatching(/^Calendar inferred from the dates: /)]);
  });
});

describe.skipIf(!present)('the adjusted closes of data/market', () => {
  const directory = join(SHARED, 'data/market');
  const provider = csvFolder(directory, { today: TODAY });

  it.each(['IWM', 'IWN'])('%s.adj gives what a reader of its own gives', async (id) => {
    const { dates, values } = await provider.load(`${id}.adj`);
    const expected = readPlainly(join(directory, `${id}.csv`), ['adj_close']);
    expect(sameBytes(dates, expected.dates) && sameBytes(values, expected.values)).toBe(true);
  });

  it('RUT.adj is not found: its column is blank', async () => {
    const message = 'RUT.csv has an adjusted close column, but no value in it';
    await expect(provider.load('RUT.adj')).rejects.toMatchObject({ kind: 'not-found', message });
  });
});

function observation({ dates, values }: Series, i: number): string {
  return `${formatCivilDate(dates[i] as number)} = ${values[i]}`;
}

/** Equality of long arrays, which the test runner's own comparison takes seconds over. */
function sameBytes(a: Int32Array | Float64Array, b: Int32Array | Float64Array): boolean {
  return Buffer.from(a.buffer, a.byteOffset, a.byteLength).equals(Buffer.from(b.buffer, b.byteOffset, b.byteLength));
}

/** Another way to read a clean file: ISO dates in the first column, no quotation marks. */
function readPlainly(path: string, columns: readonly string[]): { dates: Int32Array; values: Float64Array } {
  const [header, ...lines] = readFileSync(path, 'utf8').trim().split(/\r?\n/);
  const column = (header as string).split(',').findIndex((name) => columns.includes(name));
  const rows = lines.map((line) => line.split(',')).filter((cells) => cells[column] !== '');
  return {
    dates: Int32Array.from(rows, ([date]) => parseCivilDate(date as string) as number),
    values: Float64Array.from(rows, (cells) => Number.parseFloat(cells[column] as string)),
  };
}
