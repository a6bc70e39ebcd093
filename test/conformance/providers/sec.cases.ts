import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sec } from '../../../src/providers/sec/provider.ts';
import type { FaultCase, GoodCase, PlayedAnswer, ProviderCases } from './cases.ts';

const ours = fileURLToPath(new URL('../../recordings/sec/', import.meta.url));
const SHARED = fileURLToPath(new URL('../../../../shared/api/sec/', import.meta.url));

const body = (name: string): string => readFileSync(`${ours}${name}`, 'utf8');
const facts = (cik: string, text: string, more: Partial<PlayedAnswer> = {}): PlayedAnswer => ({
  match: new RegExp(`^/api/xbrl/companyfacts/CIK${cik}\\.json$`),
  body: text,
  ...more,
});
const now = '2026-05-05T20:00:00Z';

const good: GoodCase[] = [
  {
    title: 'net income by the dates of filing, with a restatement',
    address: 'CIK42 net-income-ttm',
    now,
    answers: [facts('0000000042', body('companyfacts-restated.fake.json'))],
    calendar: 'irregular',
    observations: { count: 7, first: ['2019-12-31', 1000], last: ['2021-03-31', 145] },
    unit: 'USD',
    knownAt: ['2020-06-30', '2020-08-01T04:00:00Z'],
    notes: [/^1 figure of proxy statements left out\.$/, /^3 period ends without a value,.*2019-03-31, 2019-06-30, 2019-09-30/],
  },
  {
    title: 'net income by the times of acceptance',
    address: 'CIK0000000042 net-income-ttm accepted',
    now,
    answers: [
      facts('0000000042', body('companyfacts-restated.fake.json')),
      { match: /^\/submissions\/CIK0000000042\.json$/, body: body('submissions.fake.json') },
      { match: /^\/submissions\/CIK0000000042-submissions-001\.json$/, body: body('submissions-older.fake.json') },
    ],
    calendar: 'irregular',
    observations: { count: 7, first: ['2019-12-31', 1000], last: ['2021-03-31', 145] },
    unit: 'USD',
    // Accepted on the evening before, and readable in the morning.
    knownAt: ['2021-03-31', '2021-04-30T11:30:00Z'],
  },
  {
    title: 'two concepts, a year of 53 weeks and a new fiscal year end',
    address: 'CIK0000000043 net-income-ttm',
    now,
    answers: [facts('0000000043', body('companyfacts-two-concepts.fake.json'))],
    calendar: 'irregular',
    observations: { count: 4, first: ['2018-09-29', 500], last: ['2020-10-03', 610] },
    unit: 'USD',
    notes: [/^3 period ends from us-gaap:ProfitLoss/, /^1 period end from us-gaap:NetIncomeLoss/, /^3 period ends without a value/],
  },
  {
    title: 'a filer under IFRS in US dollars',
    address: 'CIK0000000044 net-income-ttm',
    now,
    answers: [facts('0000000044', body('companyfacts-ifrs-dollars.fake.json'))],
    calendar: 'irregular',
    observations: { count: 2, first: ['2021-12-31', 70], last: ['2022-12-31', 80] },
    unit: 'USD',
    knownAt: ['2021-12-31', '2022-04-11T04:00:00Z'],
  },
];

const refused = (title: string, answer: PlayedAnswer, expected: Pick<FaultCase, 'kind' | 'message'>): FaultCase => ({
  title,
  address: `CIK${/CIK(\d{10})/.exec(answer.match.source)?.[1]} net-income-ttm`,
  now,
  answers: [answer],
  ...expected,
});

const faults: FaultCase[] = [
  refused('no contact', facts('0000000042', body('undeclared-tool.fake.txt'), { status: 403 }), {
    kind: 'unauthorized',
    message: /HARBINGER_CONTACT.*Undeclared Automated Tool/,
  }),
  refused('no contact, with HTTP 200', facts('0000000042', body('undeclared-tool.fake.txt')), {
    kind: 'unauthorized',
    message: /HARBINGER_CONTACT/,
  }),
  refused('asked too often', facts('0000000042', body('rate-threshold.fake.txt'), { status: 403 }), {
    kind: 'rate-limited',
    message: /wait ten minutes/,
  }),
  refused('no such company', facts('0000000048', body('no-such-key.fake.xml'), { status: 404 }), {
    kind: 'not-found',
    message: /no such company, or none that has filed figures in XBRL.*The specified key does not exist/,
  }),
  refused('figures in euros, and dollars for convenience', facts('0000000045', body('companyfacts-ifrs-euros.fake.json')), {
    kind: 'not-found',
    message: /Western Quay SE reports its net income in EUR, not in US dollars/,
  }),
  refused('no net income', facts('0000000046', body('companyfacts-no-income.fake.json')), {
    kind: 'not-found',
    message: /Empty Shelf Trust has reported no net income/,
  }),
  refused('no figures', facts('0000000047', body('companyfacts-no-figures.fake.json')), {
    kind: 'not-found',
    message: /Quiet Vessel LLC has reported no figures under US-GAAP or IFRS/,
  }),
  refused('another company', facts('0000000049', body('companyfacts-no-income.fake.json')), {
    kind: 'changed-shape',
    message: /asked for CIK0000000049, answered with the company 46/,
  }),
];

function recorded(name: string): string {
  return readFileSync(`${SHARED}${name}`, 'utf8');
}

export const cases: ProviderCases = {
  provider: sec,
  good,
  faults,
  shared: () =>
    existsSync(SHARED)
      ? {
          good: [
            {
              title: 'GOOGL, all of its company facts',
              address: 'CIK0001652044 net-income-ttm',
              now: '2026-05-05T20:00:00Z',
              answers: [facts('0001652044', recorded('companyfacts_CIK0001652044_GOOGL.json'))],
              calendar: 'irregular',
              observations: { count: 45, first: ['2013-12-31', 12_733_000_000], last: ['2026-03-31', 160_208_000_000] },
              unit: 'USD',
              knownAt: ['2024-12-31', '2025-02-06T05:00:00Z'],
              notes: [/^5 figures of proxy statements left out/, /^3 period ends without a value/],
            },
          ],
          faults: [
            refused(
              'AAPL, a part of its company facts without net income',
              facts('0000320193', recorded('companyfacts_CIK0000320193_AAPL_bench.json')),
              { kind: 'not-found', message: /Apple Inc\. has reported no net income/ },
            ),
          ],
        }
      : { good: [], faults: [] },
};
