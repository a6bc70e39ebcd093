import { fred } from '../../../src/providers/fred/provider.ts';
import { hasShared, recording, shared } from '../../providers/played-answers.ts';
import type { FaultCase, GoodCase, PlayedAnswer, ProviderCases } from './cases.ts';

const OBSERVATIONS = /\/fred\/series\/observations\?.*series_id=/;
const now = '2026-11-20T15:00:00Z';

const page = (file: string, match = OBSERVATIONS): PlayedAnswer => ({ match, body: recording(`fred/${file}`) });

function fault(
  title: string,
  file: string,
  details: { status?: number; address?: string } & Pick<FaultCase, 'kind' | 'message'>,
): FaultCase {
  const { status = 400, address = 'FAKE', ...due } = details;
  return { title, address, now, answers: [{ ...page(file), status }], ...due };
}

function recorded(path: string, answer: Omit<GoodCase, 'title' | 'answers' | 'calendar'> & Pick<GoodCase, 'calendar'>): GoodCase {
  return { title: `the recorded ${path}`, answers: [{ match: OBSERVATIONS, body: wholeSeries(path) }], ...answer };
}

/** A recorded answer of a series' newest rows, as if the series had no more. */
function wholeSeries(path: string): string {
  const body = JSON.parse(shared(`api/fred/${path}`)) as { count: number; observations: unknown[] };
  return JSON.stringify({ ...body, count: body.observations.length });
}

export const cases: ProviderCases = {
  provider: fred,
  key: 'abcdef0123456789abcdef0123456789',
  good: [
    {
      title: 'the values of today, one of them missing',
      address: 'FAKE',
      now,
      answers: [page('observations.fake.json')],
      calendar: 'weekdays',
      observations: { count: 6, first: ['2026-11-09', 4.5], last: ['2026-11-17', 4.75] },
      notes: [/^1 row without a value left out \(2026-11-11\)\.$/],
    },
    {
      title: 'two pages',
      address: 'FAKE',
      since: '2026-11-09',
      now,
      answers: [page('page-1.fake.json', /observation_start=2026-11-09.*offset=0(?!\d)/), page('page-2.fake.json', /offset=4(?!\d)/)],
      calendar: 'weekdays',
      observations: { count: 6, first: ['2026-11-09', 4.5], last: ['2026-11-17', 4.75] },
    },
    {
      title: 'all vintages, known from the end of the release day',
      address: 'FAKE vintages',
      now,
      answers: [page('vintages.fake.json', /realtime_start=1776-07-04&realtime_end=9999-12-31/)],
      calendar: 'monthly',
      observations: { count: 6, first: ['2026-01-01', 100], last: ['2026-04-01', 103] },
      knownAt: ['2026-01-01', '2026-02-25T05:00:00.000Z'],
      notes: [/^1 date without a value left out \(2026-05-01\)\.$/, /^1 value withdrawn since; what was known stays \(2026-03-01\)\.$/],
    },
    {
      title: 'all vintages, known from the hour of the release',
      address: 'FAKE vintages 13:00',
      now,
      answers: [page('vintages.fake.json')],
      calendar: 'monthly',
      observations: { count: 6, first: ['2026-01-01', 100], last: ['2026-04-01', 103] },
      knownAt: ['2026-04-01', '2026-05-26T17:00:00.000Z'],
    },
  ],
  faults: [
    fault('a key that is not registered', 'key-not-registered.fake.json', {
      kind: 'unauthorized',
      message: /FRED_API_KEY.*not registered/,
    }),
    fault('a key that is malformed', 'key-malformed.fake.json', { kind: 'unauthorized', message: /FRED_API_KEY/ }),
    fault('no key, said in XML', 'key-unset.fake.xml', { kind: 'unauthorized', message: /FRED_API_KEY.*has not been set/ }),
    fault('a series that does not exist', 'no-series.fake.json', { kind: 'not-found', message: /look it up.*does not exist/ }),
    fault('a series without vintages', 'not-in-alfred.fake.json', {
      address: 'FAKE vintages',
      kind: 'not-found',
      message: /ask without them/,
    }),
    fault('the rate limit, with HTTP 200', 'too-many-requests.fake.json', {
      status: 200,
      kind: 'rate-limited',
      message: /try again in a minute/,
    }),
    fault('a request that is not taken', 'limit-refused.fake.json', { kind: 'changed-shape', message: /limit is not between/ }),
    {
      title: 'pages that do not follow one another',
      address: 'FAKE',
      now,
      answers: [page('page-1.fake.json', /offset=0(?!\d)/), page('page-2-elsewhere.fake.json', /offset=4(?!\d)/)],
      kind: 'changed-shape',
      message: /asked for rows from 4 on, the answer begins at 3/,
    },
    {
      title: 'a first page again and again',
      address: 'FAKE',
      now,
      answers: [page('page-1.fake.json')],
      kind: 'changed-shape',
      message: /asked for rows from 4 on, the answer begins at 0/,
    },
  ],
  shared: () => (hasShared ? { good: sharedGood(), faults: sharedFaults() } : { good: [], faults: [] }),
};

const sharedGood = (): GoodCase[] => [
  recorded('series_observations_M2SL_desc60.json', {
    address: 'M2SL',
    now: '2026-07-28T20:00:00Z',
    calendar: 'monthly',
    observations: { count: 60, first: ['2021-07-01', 20629.1], last: ['2026-06-01', 23155.2] },
  }),
  recorded('series_observations_DGS10_desc60.json', {
    address: 'DGS10',
    since: '2026-05-14',
    now: '2026-08-07T23:00:00Z',
    calendar: 'new-york',
    observations: { count: 57, first: ['2026-05-15', 4.59], last: ['2026-08-06', 4.69] },
    notes: [/rows without a value left out/],
  }),
  recorded('series_observations_BAMLH0A0HYM2_desc60.json', {
    address: 'BAMLH0A0HYM2',
    now: '2026-08-07T23:00:00Z',
    calendar: 'weekdays',
    observations: { count: 60, first: ['2026-05-18', 2.83], last: ['2026-08-06', 2.71] },
    notes: [/last three years/],
  }),
];

const sharedFaults = (): FaultCase[] => [
  ...(
    [
      ['key_malformed.json', 'unauthorized', /FRED_API_KEY/],
      ['key_not_registered.json', 'unauthorized', /FRED_API_KEY/],
      ['key_unset.xml', 'unauthorized', /FRED_API_KEY/],
      ['series_missing.json', 'not-found', /does not exist/],
    ] as const
  ).map(([file, kind, message]) => ({
    title: `the quoted ${file}`,
    address: 'M2SL',
    now,
    answers: [{ match: OBSERVATIONS, status: 400, body: shared(`api/errors_quoted/fred_400_${file}`) }],
    kind,
    message,
  })),
  {
    title: 'the recorded rate limit',
    address: 'M2SL',
    now,
    answers: [{ match: OBSERVATIONS, body: shared('api/fred/error_429_recorded_M2SL_2026-05-30.json') }],
    kind: 'rate-limited',
    message: /Exceeded Rate Limit/,
  },
  {
    title: 'a recording of 60 rows out of 810, and no more',
    address: 'M2SL',
    now,
    answers: [{ match: OBSERVATIONS, body: shared('api/fred/series_observations_M2SL_desc60.json') }],
    kind: 'changed-shape',
    message: /asked for rows from 60 on, the answer begins at 0/,
  },
];
