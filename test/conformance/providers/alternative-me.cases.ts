import { alternativeMe } from '../../../src/providers/alternative-me/provider.ts';
import { hasShared, recording, shared } from '../../providers/played-answers.ts';
import type { PlayedAnswer, ProviderCases } from './cases.ts';

const ask = { address: 'fng', now: '2026-03-11T12:00:00Z', calendar: 'utc-daily' } as const;
const ALL = /^\/fng\/\?limit=0&format=json$/;

const plays = (match: RegExp, file: string): PlayedAnswer[] => [{ match, body: recording(`alternative-me/${file}.fake.json`) }];

export const cases: ProviderCases = {
  provider: alternativeMe,
  good: [
    {
      ...ask,
      title: 'all readings, newest first, with days that were never published',
      answers: plays(ALL, 'all'),
      observations: { count: 5, first: ['2026-03-04', 0], last: ['2026-03-11', 41] },
      lastFinal: '2026-03-10',
    },
    {
      ...ask,
      title: 'the newest readings, as many as days since then',
      since: '2026-03-10',
      answers: plays(/^\/fng\/\?limit=2&format=json$/, 'newest'),
      observations: { count: 2, first: ['2026-03-10', 38], last: ['2026-03-11', 41] },
      lastFinal: '2026-03-10',
    },
  ],
  faults: [
    {
      ...ask,
      title: 'an error in place of readings, with HTTP 200',
      answers: plays(ALL, 'error'),
      kind: 'unavailable',
      message: /an error instead of readings: "The index is being computed/,
    },
    {
      ...ask,
      title: 'neither readings nor an error',
      answers: [{ match: ALL, body: '{"name": "Fear and Greed Index", "metadata": {"error": null}}' }],
      kind: 'changed-shape',
      message: /neither readings nor an error/,
    },
    { ...ask, title: 'another address', address: 'FNG', answers: [], kind: 'not-found', message: /no address "FNG"; there are: fng/ },
  ],
  shared: () =>
    hasShared
      ? {
          good: [
            {
              ...ask,
              title: 'eight years of readings (recorded without their envelope, which is ours)',
              now: '2026-06-06T14:00:00Z',
              answers: [{ match: ALL, body: enveloped(shared('api/alternative_me/fng_all_data_array.json')) }],
              observations: { count: 3044, first: ['2018-02-01', 30], last: ['2026-06-06', 12] },
              lastFinal: '2026-06-05',
            },
          ],
          faults: [],
        }
      : { good: [], faults: [] },
};

function enveloped(data: string): string {
  return `{"name": "Fear and Greed Index", "data": ${data}, "metadata": {"error": null}}`;
}
