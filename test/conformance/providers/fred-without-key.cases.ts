import { fred } from '../../../src/providers/fred/provider.ts';
import { hasShared, recording, shared } from '../../providers/played-answers.ts';
import type { GoodCase, PlayedAnswer, ProviderCases } from './cases.ts';

const GRAPH = /\/graph\/fredgraph\.csv\?(?=.*id=)/;
const now = '2026-11-20T15:00:00Z';
const graph = (file: string): PlayedAnswer[] => [{ match: GRAPH, body: recording(`fred/${file}`) }];

function recorded(path: string, answer: Omit<GoodCase, 'title' | 'answers'>): GoodCase {
  return { title: `the recorded ${path}`, answers: [{ match: GRAPH, body: shared(`api/fred/${path}`) }], ...answer };
}

/** FRED as it answers without a key: a CSV of today's values. */
export const cases: ProviderCases = {
  provider: fred,
  good: [
    {
      title: 'a graph with a blank value',
      address: 'FAKE',
      now,
      answers: graph('graph.fake.csv'),
      calendar: 'weekly-utc',
      observations: { count: 3, first: ['2026-11-04', 10.5], last: ['2026-11-18', 11] },
      notes: [/^1 row without a value left out \(2026-10-28\)\.$/],
    },
    {
      title: 'a graph with the former header and a dot',
      address: 'FAKE',
      since: '2026-10-28',
      now,
      answers: [{ ...(graph('graph-old-header.fake.csv')[0] as PlayedAnswer), match: /cosd=2026-10-28/ }],
      calendar: 'weekly-utc',
      observations: { count: 3, first: ['2026-11-04', 10.5], last: ['2026-11-18', 11] },
    },
  ],
  faults: [
    {
      title: 'vintages without a key',
      address: 'FAKE vintages',
      now,
      answers: graph('graph.fake.csv'),
      kind: 'unauthorized',
      message: /FRED_API_KEY/,
    },
    {
      title: 'two series',
      address: 'FAKE',
      now,
      answers: graph('graph-two-series.fake.csv'),
      kind: 'changed-shape',
      message: /expected the header observation_date,FAKE, found "observation_date,FAKE,OTHER"/,
    },
    {
      title: 'another series',
      address: 'OTHER',
      now,
      answers: graph('graph.fake.csv'),
      kind: 'changed-shape',
      message: /expected the header observation_date,OTHER/,
    },
    {
      title: 'a page for people instead of a graph',
      address: 'FAKE',
      now,
      answers: graph('graph-page.fake.html'),
      kind: 'changed-shape',
      message: /fred/,
    },
    {
      title: 'a page for people with HTTP 404',
      address: 'FAKE',
      now,
      answers: [{ ...(graph('graph-page.fake.html')[0] as PlayedAnswer), status: 404 }],
      kind: 'not-found',
      message: /fred/,
    },
  ],
  shared: () => (hasShared ? { good: sharedGood(), faults: [] } : { good: [], faults: [] }),
};

const sharedGood = (): GoodCase[] => [
  recorded('fredgraph_DGS3MO_new_header.csv', {
    address: 'DGS3MO',
    now: '2026-02-22T12:00:00Z',
    calendar: 'new-york',
    observations: { count: 5287, first: ['2005-01-03', 2.32], last: ['2026-02-20', 3.69] },
    notes: [/rows without a value left out/],
  }),
  recorded('fredgraph_WTREGEN_old_header.csv', {
    address: 'WTREGEN',
    now: '2024-07-02T12:00:00Z',
    calendar: 'weekly-utc',
    observations: { count: 578, first: ['2013-06-05', 30.23], last: ['2024-06-26', 765.417] },
  }),
  recorded('fredgraph_SP500_dot_missing_SYNTHETIC.csv', {
    address: 'SP500',
    now: '2024-03-10T12:00:00Z',
    calendar: 'new-york',
    observations: { count: 6, first: ['2024-02-29', 4990], last: ['2024-03-08', 5253] },
    notes: [/1 row without a value left out \(2024-03-05\)/],
  }),
];
