import { coinmetrics } from '../../../src/providers/coinmetrics/provider.ts';
import { hasShared, recording, shared } from '../../providers/played-answers.ts';
import type { FaultCase, ProviderCases } from './cases.ts';

const METRICS = /asset-metrics/;
const ask = { address: 'fake PriceUSD', now: '2021-03-05T12:00:00Z' };

function fault(
  title: string,
  { status, file, kind, message }: { status: number; file: string } & Pick<FaultCase, 'kind' | 'message'>,
): FaultCase {
  return { ...ask, title, answers: [{ match: METRICS, status, body: recording(`coinmetrics/${file}.fake.json`) }], kind, message };
}

export const cases: ProviderCases = {
  provider: coinmetrics,
  good: [
    {
      ...ask,
      title: 'two pages, a day without a value, a preliminary value',
      answers: [
        { match: /next_page_token=PAGE2/, body: recording('coinmetrics/second.fake.json') },
        { match: METRICS, body: recording('coinmetrics/first.fake.json') },
      ],
      calendar: 'utc-daily',
      observations: { count: 3, first: ['2021-03-01', 985.0212345678], last: ['2021-03-04', 1040.0100000001] },
      notes: [/1 day without a value left out \(2021-03-02\)/, /1 value marked as preliminary \(flash\)/],
    },
    {
      ...ask,
      title: 'only the days since a date',
      since: '2021-03-04',
      answers: [{ match: /start_time=2021-03-04/, body: recording('coinmetrics/second.fake.json') }],
      calendar: 'utc-daily',
      observations: { count: 1, first: ['2021-03-04', 1040.0100000001], last: ['2021-03-04', 1040.0100000001] },
    },
  ],
  faults: [
    fault('a metric for payment', {
      status: 403,
      file: 'forbidden',
      kind: 'unauthorized',
      message: /community set does not hold.*CapRealUSD/,
    }),
    fault('a metric for payment, with HTTP 200', { status: 200, file: 'forbidden', kind: 'unauthorized', message: /supplied credentials/ }),
    fault('an asset that does not exist', { status: 400, file: 'unknown-asset', kind: 'not-found', message: /'nosuch' is not supported/ }),
    fault('a request that is not taken', { status: 400, file: 'bad-time', kind: 'changed-shape', message: /Incorrect time format/ }),
    fault('a next page on another host', {
      status: 200,
      file: 'other-host',
      kind: 'changed-shape',
      message: /another host.*https:\/\/example.org/,
    }),
    fault('a next page without an address', { status: 200, file: 'no-next-address', kind: 'changed-shape', message: /not its address/ }),
    fault('nothing at all', { status: 200, file: 'none', kind: 'not-found', message: /no value at all of fake PriceUSD/ }),
  ],
  shared: () => ({
    good: hasShared
      ? [
          {
            title: 'a quoted element of btc PriceUSD',
            address: 'btc PriceUSD',
            now: '2026-02-01T12:00:00Z',
            answers: [{ match: METRICS, body: shared('api/coinmetrics/asset_metrics_excerpt_quoted.json') }],
            calendar: 'utc-daily',
            observations: { count: 1, first: ['2026-01-30', 84017.0340292227], last: ['2026-01-30', 84017.0340292227] },
          },
        ]
      : [],
    faults: [],
  }),
};
