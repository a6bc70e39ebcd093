import { coingecko } from '../../../src/providers/coingecko/provider.ts';
import { hasShared, recording, shared } from '../../providers/played-answers.ts';
import type { FaultCase, ProviderCases } from './cases.ts';

const CHART = /\/coins\/[^/]+\/market_chart/;
const ask = { address: 'fakecoin price', now: '2021-03-05T12:00:00Z' };

function fault(
  title: string,
  { status, file, kind, message }: { status: number; file: string } & Pick<FaultCase, 'kind' | 'message'>,
): FaultCase {
  return { ...ask, title, answers: [{ match: CHART, status, body: recording(`coingecko/${file}.fake.json`) }], kind, message };
}

export const cases: ProviderCases = {
  provider: coingecko,
  key: 'CG-made-up-demo-key',
  good: [
    {
      ...ask,
      title: 'prices at 00:00 UTC, dated the day before, and the present one',
      answers: [{ match: CHART, body: recording('coingecko/chart.fake.json') }],
      calendar: 'utc-daily',
      observations: { count: 5, first: ['2021-02-28', 975.5], last: ['2021-03-04', 1040.25] },
      notes: [/only the last 365 days without a key for payment; days before 2021-02-28 are not here/],
    },
    {
      title: 'market capitalisation, with points that are null or 0',
      address: 'fakecoin market-cap',
      now: '2021-03-05T12:00:00Z',
      answers: [{ match: CHART, body: recording('coingecko/chart.fake.json') }],
      calendar: 'utc-daily',
      observations: { count: 3, first: ['2021-03-01', 98502120.5], last: ['2021-03-04', 104025000] },
      notes: [/2 points without a value left out \(first 2021-02-28, last 2021-03-02\)/],
    },
  ],
  faults: [
    fault('more days than the plan allows', {
      status: 401,
      file: 'time-range',
      kind: 'unauthorized',
      message: /only the last 365 days.*allowed time range/,
    }),
    fault('a key that is not admitted', {
      status: 401,
      file: 'wrong-key',
      kind: 'unauthorized',
      message: /COINGECKO_API_KEY.*API Key Missing/,
    }),
    fault('too many requests', { status: 429, file: 'too-many', kind: 'rate-limited', message: /coingecko/ }),
    fault('too many requests, with HTTP 200', { status: 200, file: 'too-many', kind: 'rate-limited', message: /exceeded the Rate Limit/ }),
    fault('a coin that does not exist', {
      status: 404,
      file: 'unknown-coin',
      kind: 'not-found',
      message: /knows no coin fakecoin: "coin not found"/,
    }),
    fault('points within the day', { status: 200, file: 'hourly', kind: 'changed-shape', message: /expected points at 00:00 UTC/ }),
  ],
  shared: () => ({ good: [], faults: hasShared ? recordedFaults() : [] }),
};

function recordedFaults(): FaultCase[] {
  const recorded = (file: string, status: number) => [{ match: CHART, status, body: shared(`api/${file}`) }];
  return [
    {
      ...ask,
      title: 'the quoted refusal of a time range',
      answers: recorded('errors_quoted/coingecko_401_time_range_10012.json', 401),
      kind: 'unauthorized',
      message: /past 365 days/,
    },
    {
      ...ask,
      title: 'the quoted rate limit',
      answers: recorded('errors_quoted/coingecko_429.json', 429),
      kind: 'rate-limited',
      message: /coingecko/,
    },
    {
      ...ask,
      title: 'the quoted sample, which is cut and in steps of minutes',
      answers: recorded('coingecko/market_chart_literal.json', 200),
      kind: 'changed-shape',
      message: /changed its shape/,
    },
  ];
}
