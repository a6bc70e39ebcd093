import { coinbase } from '../../../src/providers/coinbase/provider.ts';
import { hasShared, recording, shared } from '../../providers/played-answers.ts';
import type { ProviderCases } from './cases.ts';

const none = { match: /candles/, body: '[]' };
const fault = { address: 'FAKE-USD', now: '2021-03-05T12:00:00Z' };

export const cases: ProviderCases = {
  provider: coinbase,
  good: [
    {
      title: 'candles newest first, a day without trades, the running day',
      address: 'FAKE-USD',
      now: '2021-03-05T12:00:00Z',
      answers: [{ match: /start=2020-05-10/, body: recording('coinbase/newest.fake.json') }, none],
      calendar: 'utc-daily',
      observations: { count: 4, first: ['2021-03-01', 985.02], last: ['2021-03-05', 1012.5] },
      lastFinal: '2021-03-04',
      notes: [/1 day without trades, and so without a value \(2021-03-02\)/],
    },
    {
      title: 'a pair that was halted for years: candles on both sides of empty pages',
      address: 'FAKE-USD',
      now: '2021-03-05T12:00:00Z',
      answers: [
        { match: /start=2020-05-10/, body: recording('coinbase/newest.fake.json') },
        { match: /end=2018-09-1/, body: recording('coinbase/older.fake.json') },
        none,
      ],
      calendar: 'utc-daily',
      observations: { count: 6, first: ['2018-06-02', 95], last: ['2021-03-05', 1012.5] },
      lastFinal: '2021-03-04',
    },
    {
      title: 'only the days since a date, in one page',
      address: 'FAKE-USD',
      since: '2021-03-01',
      now: '2021-03-06T00:00:00Z',
      answers: [{ match: /start=2021-03-01.*end=2021-03-06/, body: recording('coinbase/newest.fake.json') }],
      calendar: 'utc-daily',
      observations: { count: 4, first: ['2021-03-01', 985.02], last: ['2021-03-05', 1012.5] },
    },
  ],
  faults: [
    {
      ...fault,
      title: 'a pair that does not exist',
      answers: [{ match: /candles/, status: 404, body: recording('coinbase/not-found.fake.json') }],
      kind: 'not-found',
      message: /Coinbase knows no pair FAKE-USD: "NotFound"/,
    },
    {
      ...fault,
      title: 'a request that is no longer taken',
      answers: [{ match: /candles/, status: 400, body: recording('coinbase/granularity.fake.json') }],
      kind: 'changed-shape',
      message: /no longer takes this form of request: "Unsupported granularity"/,
    },
    {
      ...fault,
      title: 'too many requests',
      answers: [{ match: /candles/, status: 429, body: recording('coinbase/too-many.fake.json') }],
      kind: 'rate-limited',
      message: /coinbase/,
    },
    { ...fault, title: 'a pair without any candle', answers: [none], kind: 'not-found', message: /there is no value at all of FAKE-USD/ },
    {
      ...fault,
      title: 'a page that ignores what was asked for',
      answers: [{ match: /candles/, body: recording('coinbase/newest.fake.json') }],
      kind: 'changed-shape',
      message: /asked for candles up to 2020-05-09/,
    },
  ],
  shared: () => ({
    good: hasShared
      ? [
          {
            title: 'recorded candles of BTC-USD',
            address: 'BTC-USD',
            since: '2026-08-01',
            now: '2026-08-11T00:00:00Z',
            answers: [{ match: /BTC-USD\/candles/, body: shared('api/coinbase/candles_BTC-USD_86400.json') }],
            calendar: 'utc-daily',
            observations: { count: 10, first: ['2026-08-01', 62764.2], last: ['2026-08-10', 63911.88] },
          },
        ]
      : [],
    faults: [],
  }),
};
