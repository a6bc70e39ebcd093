import { defillama } from '../../../src/providers/defillama/provider.ts';
import { hasShared, recording, shared } from '../../providers/played-answers.ts';
import type { PlayedAnswer, ProviderCases } from './cases.ts';

const ask = { now: '2026-03-11T12:00:00Z', calendar: 'utc-daily' } as const;
const STABLECOINS = /^\/stablecoincharts\/all$/;

const plays = (match: RegExp, file: string): PlayedAnswer[] => [{ match, body: recording(`defillama/${file}.fake.json`) }];

export const cases: ProviderCases = {
  provider: defillama,
  good: [
    {
      ...ask,
      title: 'all stablecoins, one day without a value in USD, and the running day',
      address: 'stablecoins',
      answers: plays(STABLECOINS, 'stablecoins'),
      observations: { count: 4, first: ['2026-03-08', 301e9], last: ['2026-03-11', 303.5e9] },
      lastFinal: '2026-03-10',
      notes: [/^1 day without a value left out \(2026-03-07\)\.$/],
    },
    {
      ...ask,
      title: 'one stablecoin',
      address: 'stablecoin 1',
      answers: plays(/^\/stablecoincharts\/all\?stablecoin=1$/, 'stablecoin-1'),
      observations: { count: 2, first: ['2026-03-10', 180e9], last: ['2026-03-11', 180.1e9] },
      lastFinal: '2026-03-10',
    },
    {
      ...ask,
      title: 'value locked, with a last reading of the running hour',
      address: 'tvl',
      answers: plays(/^\/v2\/historicalChainTvl$/, 'tvl'),
      observations: { count: 3, first: ['2017-09-27', 0], last: ['2026-03-10', 92_000_000_000.25] },
      notes: [/^The last reading is of the running day/],
    },
  ],
  faults: [
    {
      ...ask,
      title: 'a stablecoin that it does not know',
      address: 'stablecoin 999999',
      answers: [{ match: /stablecoin=999999/, body: '[]' }],
      kind: 'not-found',
      message: /no value at all of stablecoin 999999/,
    },
    {
      ...ask,
      title: 'another address',
      address: 'stablecoin USDT',
      answers: [],
      kind: 'not-found',
      message: /no address "stablecoin USDT"/,
    },
  ],
  shared: () =>
    hasShared
      ? {
          good: [
            {
              ...ask,
              title: 'one element as it was quoted',
              address: 'stablecoins',
              answers: [{ match: STABLECOINS, body: `[${shared('api/defillama/stablecoincharts_one_element_quoted.json')}]` }],
              observations: { count: 1, first: ['2024-02-15', 88_718_597], last: ['2024-02-15', 88_718_597] },
            },
          ],
          faults: [],
        }
      : { good: [], faults: [] },
};
