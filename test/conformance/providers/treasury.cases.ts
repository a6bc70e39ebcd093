import { treasury } from '../../../src/providers/treasury/provider.ts';
import { hasShared, recording, shared } from '../../providers/played-answers.ts';
import type { PlayedAnswer, ProviderCases } from './cases.ts';

const ask = { address: 'tga-close', now: '2026-03-05T12:00:00Z' };
const PATH = /\/v1\/accounting\/dts\/operating_cash_balance\?/;

const page = (number: number, file: string): PlayedAnswer => ({
  match: new RegExp(`operating_cash_balance\\?.*page(?:\\[|%5B)number(?:\\]|%5D)=${number}$`),
  body: recording(`treasury/${file}.fake.json`),
});
const only = (file: string): PlayedAnswer[] => [{ match: PATH, body: recording(`treasury/${file}.fake.json`) }];

export const cases: ProviderCases = {
  provider: treasury,
  good: [
    {
      ...ask,
      title: 'the closing balance over the three layouts of the statement, one day without it',
      answers: only('three-layouts'),
      calendar: 'weekdays',
      observations: { count: 6, first: ['2021-09-29', 111_000], last: ['2022-04-19', 117_500] },
      notes: [/^1 day without a value left out \(2021-10-04\)\.$/],
    },
    {
      ...ask,
      title: 'two pages that part a day',
      since: '2026-03-02',
      answers: [page(1, 'page-1'), page(2, 'page-2')],
      calendar: 'weekdays',
      observations: { count: 2, first: ['2026-03-02', 801_000], last: ['2026-03-03', 804_000] },
    },
  ],
  faults: [
    {
      ...ask,
      title: 'an account that is not known',
      answers: only('new-account'),
      kind: 'changed-shape',
      message: /2026-03-02 has the account "Treasury Cash Account", which is not known/,
    },
    {
      ...ask,
      title: 'the same page twice',
      answers: [page(1, 'page-1'), page(2, 'page-1')],
      kind: 'unavailable',
      message: /8 rows were due, 12 came, 6 of them twice/,
    },
    { ...ask, title: 'no rows at all', answers: only('nothing-yet'), kind: 'not-found', message: /no value at all of tga-close/ },
    {
      ...ask,
      title: 'a day that has not come',
      now: '2026-03-02T12:00:00Z',
      answers: [page(1, 'page-1'), page(2, 'page-2')],
      kind: 'changed-shape',
      message: /2026-03-03 has a balance and has not come yet/,
    },
    {
      ...ask,
      title: 'another address',
      address: 'tga',
      answers: [],
      kind: 'not-found',
      message: /no address "tga"; there are: tga-close/,
    },
  ],
  shared: () =>
    hasShared
      ? {
          good: [
            recorded(
              'a row of 2005, in the oldest layout',
              JSON.parse(shared('api/fiscaldata/operating_cash_balance_legacy_rows_2005-10-03.json')),
              ['2005-10-03', 5448],
            ),
            recorded(
              'a row of 2026, in the newest layout',
              JSON.parse(shared('api/fiscaldata/operating_cash_balance_modern_row_2026-06-30.json')).data,
              ['2026-06-30', 919_145],
            ),
          ],
          faults: [
            {
              ...ask,
              title: 'another table of the same service',
              answers: [{ match: PATH, body: shared('api/fiscaldata/debt_to_penny_envelope_sample.json') }],
              kind: 'changed-shape',
              message: /data\.0\.account_type/,
            },
          ],
        }
      : { good: [], faults: [] },
};

/** Rows as they were recorded, in an envelope of ours: theirs was taken off. */
function recorded(title: string, data: readonly object[], value: readonly [string, number]): ProviderCases['good'][number] {
  const meta = { count: data.length, 'total-count': data.length, 'total-pages': 1 };
  return {
    title,
    address: 'tga-close',
    now: '2026-08-21T12:00:00Z',
    answers: [{ match: PATH, body: JSON.stringify({ data, meta, links: null }) }],
    calendar: 'weekdays',
    observations: { count: 1, first: value, last: value },
  };
}
