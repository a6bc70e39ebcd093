import { kraken } from '../../../src/providers/kraken/provider.ts';
import { hasShared, recording, shared } from '../../providers/played-answers.ts';
import type { FaultCase, ProviderCases } from './cases.ts';

const OHLC = /\/0\/public\/OHLC/;
const ask = { address: 'FAKUSD', now: '2021-03-05T12:00:00Z' };

function fault(title: string, file: string, { kind, message }: Pick<FaultCase, 'kind' | 'message'>): FaultCase {
  return { ...ask, title, answers: [{ match: OHLC, body: recording(`kraken/${file}.fake.json`) }], kind, message };
}

export const cases: ProviderCases = {
  provider: kraken,
  good: [
    {
      ...ask,
      title: 'rows under another name of the pair, the last one not committed',
      answers: [{ match: OHLC, body: recording('kraken/ohlc.fake.json') }],
      calendar: 'utc-daily',
      observations: { count: 3, first: ['2021-03-02', 985.2], last: ['2021-03-04', 1040.1] },
      notes: [/Kraken gives only the last 720 days; days before 2021-03-02 are not here/],
    },
    {
      ...ask,
      title: 'a warning beside the rows',
      since: '2021-03-02',
      answers: [{ match: OHLC, body: recording('kraken/warning.fake.json') }],
      calendar: 'utc-daily',
      observations: { count: 3, first: ['2021-03-02', 985.2], last: ['2021-03-04', 1040.1] },
    },
  ],
  faults: [
    fault('a pair that does not exist', 'unknown-pair', { kind: 'not-found', message: /EQuery:Unknown asset pair/ }),
    fault('the rate limit, with HTTP 200', 'rate-limit', { kind: 'rate-limited', message: /EAPI:Rate limit exceeded/ }),
    fault('too many requests, with HTTP 200', 'too-many-requests', { kind: 'rate-limited', message: /ask later/ }),
    fault('a service that is down, with HTTP 200', 'unavailable', { kind: 'unavailable', message: /EService:Unavailable/ }),
    fault('rows of two pairs', 'two-pairs', { kind: 'changed-shape', message: /expected the rows of one pair/ }),
  ],
  shared: () => ({
    good: hasShared
      ? [
          {
            title: 'recorded rows of XBTUSD',
            address: 'XBTUSD',
            now: '2026-08-17T12:00:00Z',
            answers: [{ match: OHLC, body: shared('api/kraken/OHLC_XBTUSD_1440.json') }],
            calendar: 'utc-daily',
            observations: { count: 9, first: ['2026-08-08', 64901.1], last: ['2026-08-16', 62819.1] },
          },
        ]
      : [],
    faults: hasShared
      ? [
          {
            title: 'a recorded unknown pair',
            address: 'NOSUCH',
            now: '2026-08-17T12:00:00Z',
            answers: [{ match: OHLC, body: shared('api/errors_quoted/kraken_unknown_pair.json') }],
            kind: 'not-found',
            message: /EQuery:Unknown asset pair/,
          },
        ]
      : [],
  }),
};
