import { yahoo } from '../../../src/providers/yahoo/provider.ts';
import { hasShared, recording, shared } from '../../providers/played-answers.ts';
import type { FaultCase, GoodCase, ProviderCases } from './cases.ts';

/** The chart of a symbol by daily bars and by period. A server may see the symbol encoded. */
const chartOf = (symbol: RegExp) =>
  new RegExp(`/v8/finance/chart/${symbol.source}\\?(?=.*period1=-?\\d)(?=.*period2=\\d)(?=.*interval=1d)(?!.*range=)`);
const ANY = /[^/?]+/;

const at = { share: '2026-11-06T20:00:10Z', index: '2026-03-10T20:40:00Z', coin: '2026-05-05T01:52:10Z' };

const fromRecording = (file: string, status = 200) => [{ match: chartOf(ANY), status, body: recording(`yahoo/${file}`) }];

function fault(title: string, file: string, details: { status?: number } & Pick<FaultCase, 'kind' | 'message'>): FaultCase {
  const { status, ...due } = details;
  return { title, address: 'FAKE', now: at.share, answers: fromRecording(file, status), ...due };
}

function recorded(path: string, answer: Omit<GoodCase, 'title' | 'answers'>): GoodCase {
  return { title: `the recorded ${path}`, answers: [{ match: chartOf(ANY), body: bodyOf(path) }], ...answer };
}

/** A recording keeps the body alone, or within the request and response that it came by. */
function bodyOf(path: string): string {
  const text = shared(`api/yahoo/${path}`);
  const { response } = JSON.parse(text) as { response?: { bodyJson: unknown } };
  return response ? JSON.stringify(response.bodyJson) : text;
}

export const cases: ProviderCases = {
  provider: yahoo,
  good: [
    {
      title: 'a share over the end of daylight saving, with a split, a dividend, a row of nulls and a session that still runs',
      address: 'FAKE',
      now: at.share,
      answers: fromRecording('share.fake.json'),
      calendar: 'new-york',
      observations: { count: 5, first: ['2026-10-29', 10.100000381469727], last: ['2026-11-05', 12.75] },
      unit: 'USD',
      adjusted: ['2026-10-30', 11.125],
      notes: [
        /^The bar of 2026-11-06 was still forming and was left out\.$/,
        /^1 row without a value left out \(2026-11-04\)\.$/,
        /split 2:1 on 2026-10-30/,
        /^1 dividend \(0\.5 on 2026-11-03\)/,
      ],
    },
    {
      title: 'an index over the beginning of daylight saving, whose currency is no unit and whose beginning is missing',
      address: '^FAKE',
      now: at.index,
      answers: [{ match: chartOf(/(?:\^|%5E)FAKE/), body: recording('yahoo/index.fake.json') }],
      calendar: 'new-york',
      observations: { count: 4, first: ['2026-03-05', 2000.5], last: ['2026-03-10', 2010.75] },
      adjusted: ['2026-03-09', 1990],
      notes: [/^\^FAKE has traded since 1987-09-10, but the answer begins on 2026-03-05\.$/],
    },
    {
      title: 'a coin that trades every day, with yesterday empty and today forming',
      address: 'FAKE-USD',
      now: at.coin,
      answers: fromRecording('coin.fake.json'),
      calendar: 'utc-daily',
      observations: { count: 3, first: ['2026-05-01', 100.5], last: ['2026-05-03', 99] },
      unit: 'USD',
      notes: [/^The bar of 2026-05-05 was still forming/, /^1 row without a value left out \(2026-05-04\)\.$/],
    },
  ],
  faults: [
    fault('a symbol that does not exist', 'not-found.fake.json', {
      status: 404,
      kind: 'not-found',
      message: /No data found, symbol may be a fake/,
    }),
    fault('an error envelope with status 200', 'not-found.fake.json', { kind: 'not-found', message: /No data found/ }),
    fault('a period without data', 'no-data-in-period.fake.json', { status: 400, kind: 'not-found', message: /Data doesn't exist/ }),
    fault('an invalid crumb', 'invalid-crumb.fake.json', { status: 401, kind: 'unauthorized', message: /Invalid Crumb.*/ }),
    fault('bars that silently became monthly', 'monthly.fake.json', {
      kind: 'changed-shape',
      message: /asked for daily bars of FAKE, the answer has bars of 1mo/,
    }),
    fault('the chart of another symbol', 'index.fake.json', { kind: 'changed-shape', message: /asked for FAKE, the answer is of \^FAKE/ }),
    fault('no session in a whole history', 'weekend.fake.json', { kind: 'not-found', message: /FAKE/ }),
  ],
  shared: () => (hasShared ? { good: sharedGood(), faults: sharedFaults() } : { good: [], faults: [] }),
};

const sharedGood = (): GoodCase[] => [
  recorded('chart_RUT_full_history.json', {
    address: '^RUT',
    now: '2026-08-11T13:16:30Z',
    calendar: 'new-york',
    observations: { count: 6942, first: ['1999-01-04', 421.260009765625], last: ['2026-08-10', 3017.39990234375] },
    adjusted: ['2026-08-10', 3017.39990234375],
    notes: [/\^RUT has traded since 1987-09-10, but the answer begins on 1999-01-04/],
  }),
  recorded('chart_BTC-USD_full_history.json', {
    address: 'BTC-USD',
    now: '2026-08-11T13:16:30Z',
    calendar: 'utc-daily',
    observations: { count: 4346, first: ['2014-09-17', 457.3340148925781], last: ['2026-08-10', 63910.5859375] },
    unit: 'USD',
    notes: [/The bar of 2026-08-11 was still forming/],
  }),
  recorded('chart_RUT_2026-08-21.json', {
    address: '^RUT',
    since: '2026-07-23',
    now: '2026-08-21T01:52:00Z',
    calendar: 'new-york',
    observations: { count: 20, first: ['2026-07-23', 2940.159912109375], last: ['2026-08-20', 2992.43359375] },
    notes: [/1 row without a value left out/],
  }),
  recorded('chart_DX-Y.NYB_2026-08-20.json', {
    address: 'DX-Y.NYB',
    since: '2026-07-20',
    now: '2026-08-19T22:05:30Z',
    calendar: 'weekdays',
    observations: { count: 22, first: ['2026-07-20', 100.98999786376953], last: ['2026-08-18', 99.6500015258789] },
    notes: [/4 rows without a value left out \(first 2026-07-26, last 2026-08-16\)/, /The bar of 2026-08-19 was still forming/],
  }),
  recorded('recorded_fetch/chart-AAPL-2020-08-31-to-2020-11-07.json', {
    address: 'AAPL',
    since: '2020-08-31',
    now: '2025-02-20T11:47:00Z',
    calendar: 'new-york',
    observations: { count: 49, first: ['2020-08-31', 129.0399932861328], last: ['2020-11-06', 118.69000244140625] },
    unit: 'USD',
    notes: [/split 4:1 on 2020-08-31/, /1 dividend \(0\.205 on 2020-11-06\)/],
  }),
  recorded('response_yahoo_historical02.txt', {
    address: 'MUV2.DE',
    since: '2017-11-27',
    now: '2025-04-24T12:40:04Z',
    calendar: 'weekdays',
    observations: { count: 124, first: ['2017-11-27', 188.5500030517578], last: ['2018-05-25', 188.3000030517578] },
    unit: 'EUR',
  }),
];

const sharedFaults = (): FaultCase[] => [
  {
    title: 'the quoted answer to an invalid crumb',
    address: 'AAPL',
    now: at.share,
    answers: [{ match: chartOf(ANY), status: 401, body: shared('api/errors_quoted/yahoo_401_invalid_crumb.json') }],
    kind: 'unauthorized',
    message: /Invalid Crumb/,
  },
  {
    title: 'a recording with closes and no stamps',
    address: 'AAPL',
    now: at.share,
    answers: [{ match: chartOf(ANY), body: bodyOf('recorded_fetch/chart-notimestamp-quotes-length.fake.json') }],
    kind: 'changed-shape',
    message: /0 stamps, 1 closes and 1 adjusted closes/,
  },
  {
    title: 'a recording of minute bars',
    address: 'AAPL',
    now: at.share,
    answers: [
      { match: chartOf(ANY), body: bodyOf('recorded_fetch/chart-AAPL-2025-02-01-to-2025-02-02-includePrePost-false-interval-1m.json') },
    ],
    kind: 'changed-shape',
    message: /the answer has bars of 1m/,
  },
];
