import { congress } from '../../../src/providers/congress/provider.ts';
import { hasShared, recording, shared } from '../../providers/played-answers.ts';
import type { PlayedAnswer, ProviderCases } from './cases.ts';

const now = '2026-03-11T12:00:00Z';
const ask = { now, calendar: 'irregular' } as const;

const body = (file: string): string => recording(`congress/${file}.fake.json`);
const pages: readonly PlayedAnswer[] = [
  { match: /\/v3\/bill\/119\/hr\/9001\/actions\?.*offset=0$/, body: body('actions-page-1') },
  { match: /\/v3\/bill\/119\/hr\/9001\/actions\?.*offset=9$/, body: body('actions-page-2') },
];

export const cases: ProviderCases = {
  provider: congress,
  key: 'FAKE-KEY-OF-CONGRESS-0123456789',
  good: [
    {
      ...ask,
      title: 'the stages of a bill that became law, over two pages',
      address: '119 hr 9001 stage',
      answers: pages,
      observations: { count: 6, first: ['2025-04-01', 1], last: ['2025-11-20', 6] },
      knownAt: ['2025-06-17', '2025-06-18T04:00:00Z'],
    },
    {
      ...ask,
      title: 'the number of actions so far',
      address: '119 hr 9001 actions',
      answers: pages,
      observations: { count: 10, first: ['2025-04-01', 3], last: ['2025-11-20', 16] },
      knownAt: ['2025-11-20', '2025-11-21T05:00:00Z'],
    },
    {
      ...ask,
      title: 'a bill of the Senate that waits in a committee',
      address: '119 s 9002 stage',
      answers: [{ match: /\/v3\/bill\/119\/s\/9002\/actions\?/, body: body('in-committee') }],
      observations: { count: 1, first: ['2025-06-04', 1], last: ['2025-06-04', 1] },
    },
  ],
  faults: [
    {
      now,
      title: 'no such bill',
      address: '119 hr 99999 stage',
      answers: [{ match: /99999/, status: 404, body: body('no-such-bill') }],
      kind: 'not-found',
      message: /there is no bill 119\/hr\/99999/,
    },
    {
      now,
      title: 'a key that is refused',
      address: '119 hr 9001 stage',
      answers: [{ match: /9001/, status: 403, body: body('bad-key') }],
      kind: 'unauthorized',
      message: /key/,
    },
    {
      now,
      title: 'a list that ends before its count',
      address: '119 hr 9001 stage',
      answers: [{ match: /offset=/, body: body('actions-page-2') }],
      kind: 'unavailable',
      message: /16 actions were due, 7 came/,
    },
    {
      now,
      title: 'another address',
      address: '119 hr 9001',
      answers: [],
      kind: 'not-found',
      message: /no address "119 hr 9001"; there are: CONGRESS/,
    },
  ],
  shared: () =>
    hasShared
      ? {
          good: [
            {
              ...ask,
              title: 'the official sample: a bill that passed the House',
              address: '117 hr 21 stage',
              answers: [{ match: /117\/hr\/21\/actions/, body: shared('api/congress/official_sample_bill_117_hr_21_actions.json') }],
              observations: { count: 2, first: ['2021-01-04', 1], last: ['2021-01-05', 3] },
              knownAt: ['2021-01-05', '2021-01-06T05:00:00Z'],
            },
            {
              ...ask,
              title: 'the official sample, counted',
              address: '117 hr 21 actions',
              answers: [{ match: /117\/hr\/21\/actions/, body: shared('api/congress/official_sample_bill_117_hr_21_actions.json') }],
              observations: { count: 3, first: ['2021-01-04', 3], last: ['2021-01-06', 10] },
            },
          ],
          faults: [
            {
              now,
              title: 'the bill itself where its actions are due',
              address: '119 s 1947 stage',
              answers: [{ match: /119\/s\/1947/, body: shared('api/congress/bill_119_s_1947.json') }],
              kind: 'changed-shape',
              message: /actions: /,
            },
          ],
        }
      : { good: [], faults: [] },
};
