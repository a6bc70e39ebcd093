import { binance } from '../../../src/providers/binance/provider.ts';
import { hasShared, recording, shared } from '../../providers/played-answers.ts';
import type { FaultCase, GoodCase, PlayedAnswer, ProviderCases } from './cases.ts';

const NOW = '2021-03-05T12:00:00Z';
const KLINES = /\/api\/v3\/klines/;
const FUNDING = /\/fapi\/v1\/fundingRate/;
const PAGE_ROWS = 1000;
const ask = { address: 'FAKEUSDT', now: NOW };

function fault(
  title: string,
  { status, file, kind, message }: { status: number; file: string } & Pick<FaultCase, 'kind' | 'message'>,
): FaultCase {
  return { ...ask, title, answers: [{ match: KLINES, status, body: recording(`binance/${file}.fake.json`) }], kind, message };
}

export const cases: ProviderCases = {
  provider: binance,
  good: [
    {
      ...ask,
      title: 'klines in two pages, the last one still forming',
      answers: [
        { match: /klines.*startTime=0&/, body: recording('binance/klines-first.fake.json') },
        { match: /klines.*startTime=1614816000000/, body: recording('binance/klines-second.fake.json') },
      ],
      calendar: 'utc-daily',
      observations: { count: 4, first: ['2021-03-01', 985.02], last: ['2021-03-04', 1040.01] },
    },
    {
      ...ask,
      title: 'klines stamped in microseconds',
      since: '2021-03-04',
      answers: [{ match: KLINES, body: recording('binance/klines-microseconds.fake.json') }],
      calendar: 'utc-daily',
      observations: { count: 1, first: ['2021-03-04', 1040.01], last: ['2021-03-04', 1040.01] },
    },
    {
      title: 'funding summed by UTC day, three or six times a day, a day with a hole, the running day',
      address: 'FAKEUSDT funding',
      now: NOW,
      answers: [
        { match: /fundingRate.*startTime=1567296000000/, body: recording('binance/funding-first.fake.json') },
        { match: /fundingRate.*startTime=1614643200048/, body: recording('binance/funding-second.fake.json') },
        { match: FUNDING, body: '[]' },
      ],
      calendar: 'utc-daily',
      observations: { count: 3, first: ['2021-03-01', -0.00012], last: ['2021-03-04', 0.0003] },
      notes: [/2 days whose rates do not cover it left out \(first 2021-02-28, last 2021-03-03\)/],
    },
    {
      title: 'open interest, dated by its stamp',
      address: 'FAKEUSDT open-interest',
      now: NOW,
      answers: [{ match: /openInterestHist/, body: recording('binance/open-interest.fake.json') }],
      calendar: 'utc-daily',
      observations: { count: 3, first: ['2021-03-03', 492500], last: ['2021-03-05', 525725.055] },
      lastFinal: '2021-03-04',
      notes: [/open interest for 30 days only; days before 2021-03-03 are not here/],
    },
  ],
  faults: [
    fault('a symbol that does not exist', {
      status: 400,
      file: 'invalid-symbol',
      kind: 'not-found',
      message: /knows no symbol FAKEUSDT: "Invalid symbol/,
    }),
    fault('a request that is no longer taken', {
      status: 400,
      file: 'illegal-parameter',
      kind: 'changed-shape',
      message: /Invalid interval/,
    }),
    fault('too many requests', { status: 429, file: 'too-many', kind: 'rate-limited', message: /binance/ }),
    fault('a ban for asking on', { status: 418, file: 'banned', kind: 'rate-limited', message: /banned until/ }),
    fault('a country that is not served', {
      status: 451,
      file: 'restricted-location',
      kind: 'unavailable',
      message: /refuses requests from this country \(451\); take another exchange as the source/,
    }),
    {
      ...ask,
      title: 'a symbol without any kline',
      answers: [{ match: KLINES, body: '[]' }],
      kind: 'not-found',
      message: /no value at all/,
    },
    {
      ...ask,
      title: 'a second page that is the first again',
      answers: [{ match: KLINES, body: recording('binance/klines-first.fake.json') }],
      kind: 'changed-shape',
      message: /asked for rows from 1614816000000 on, found one of 1614556800000/,
    },
  ],
  shared: () =>
    hasShared
      ? { good: [recordedKlines(), recordedFunding(), recordedOpenInterest()], faults: [recordedRefusal()] }
      : { good: [], faults: [] },
};

/** Recorded rows, which upstream had joined, in the pages that they came in. */
function pagesOf<Row>(file: string, startOf: (before: Row) => number): PlayedAnswer[] {
  const rows = JSON.parse(shared(`api/binance/${file}`)) as Row[];
  const starts = Array.from({ length: Math.ceil(rows.length / PAGE_ROWS) }, (_, i) => i * PAGE_ROWS);
  return starts.map((start) => ({
    // The first page is for whatever start; each later one begins right after the row before it.
    match: start === 0 ? /startTime=(?:0|1567296000000)(?:&|$)/ : new RegExp(`startTime=${startOf(rows[start - 1] as Row)}(?:&|$)`),
    body: JSON.stringify(rows.slice(start, start + PAGE_ROWS)),
  }));
}

function recordedKlines(): GoodCase {
  return {
    title: 'recorded klines of BTCUSDT',
    address: 'BTCUSDT',
    now: '2026-06-06T06:00:00Z',
    answers: pagesOf('klines_BTCUSDT_1d_paged_concat.json', (row: readonly number[]) => (row[6] as number) + 1),
    calendar: 'utc-daily',
    observations: { count: 2470, first: ['2019-09-01', 9724.98], last: ['2026-06-05', 61056.47] },
  };
}

function recordedFunding(): GoodCase {
  return {
    title: 'recorded funding of BTCUSDT',
    address: 'BTCUSDT funding',
    now: '2026-06-06T12:00:00Z',
    answers: [
      ...pagesOf('fapi_fundingRate_BTCUSDT_paged_concat.json', (row: { fundingTime: number }) => row.fundingTime + 1),
      { match: FUNDING, body: '[]' },
    ],
    calendar: 'utc-daily',
    observations: { count: 2460, first: ['2019-09-11', 0.0003], last: ['2026-06-05', -0.00000979] },
    notes: [/1 day whose rates do not cover it left out \(2019-09-10\)/],
  };
}

function recordedOpenInterest(): GoodCase {
  return {
    title: 'recorded open interest of BNBUSDT',
    address: 'BNBUSDT open-interest',
    now: '2026-06-06T12:00:00Z',
    answers: [{ match: /openInterestHist/, body: shared('api/binance/futures_data_openInterestHist_BNBUSDT.json') }],
    calendar: 'utc-daily',
    observations: { count: 30, first: ['2026-05-08', 362746836.5228196], last: ['2026-06-06', 329103183.178] },
    lastFinal: '2026-06-05',
  };
}

function recordedRefusal(): FaultCase {
  return {
    ...ask,
    title: 'the recorded refusal of a country',
    answers: [{ match: KLINES, status: 451, body: shared('api/errors_quoted/binance_451.json') }],
    kind: 'unavailable',
    message: /Service unavailable from a restricted location/,
  };
}
