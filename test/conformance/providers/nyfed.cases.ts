import { nyfed } from '../../../src/providers/nyfed/provider.ts';
import { hasShared, recording, shared } from '../../providers/played-answers.ts';
import type { GoodCase, PlayedAnswer, ProviderCases } from './cases.ts';

const now = '2026-03-13T02:00:00Z';

const SUMMARY = /\/api\/soma\/summary\.json/;
const REPO = /\/api\/rp\/results\/search\.json\?startDate=/;
const MORTGAGES = /\/api\/ambs\/all\/results\/summary\/search\.json\?startDate=/;
const SOFR = /\/api\/rates\/secured\/sofr\/search\.json\?startDate=/;
const EFFR = /\/api\/rates\/unsecured\/effr\/search\.json\?startDate=/;

const plays = (match: RegExp, file: string): PlayedAnswer[] => [{ match, body: recording(`nyfed/${file}.fake.json`) }];

// Shapes of holdings, repo and mortgage operations are from public documentation and code, not from recordings.
const holdings: Pick<GoodCase, 'now' | 'answers' | 'calendar'> = { now, answers: plays(SUMMARY, 'holdings'), calendar: 'weekly-utc' };

export const cases: ProviderCases = {
  provider: nyfed,
  good: [
    {
      ...holdings,
      title: 'bills held',
      address: 'soma bills',
      observations: { count: 4, first: ['2013-12-31', 0], last: ['2026-03-11', 325e9] },
    },
    {
      ...holdings,
      title: 'floating rate notes held, of which there were none before 2014',
      address: 'soma frn',
      observations: { count: 2, first: ['2026-03-04', 30e9], last: ['2026-03-11', 30e9] },
      notes: [/^2 dates without a value left out \(first 2013-12-31, last 2014-01-08\)\.$/],
    },
    {
      ...holdings,
      title: 'mortgage-backed securities held',
      address: 'soma mbs',
      observations: { count: 4, first: ['2013-12-31', 1_500_000_000_000.5], last: ['2026-03-11', 1_995_000_000_000.1] },
    },
    {
      title: 'reverse repo of all terms, several operations a day',
      address: 'repo reverse total',
      now,
      answers: plays(REPO, 'repo'),
      calendar: 'weekdays',
      observations: { count: 4, first: ['2026-03-06', 2.5e9], last: ['2026-03-11', 4.1e9] },
      notes: [/^Operations of other kinds left out: Repo, Results\.$/],
    },
    {
      title: 'reverse repo overnight',
      address: 'repo reverse overnight',
      now,
      since: '2026-03-06',
      answers: plays(REPO, 'repo'),
      calendar: 'weekdays',
      observations: { count: 4, first: ['2026-03-06', 2.5e9], last: ['2026-03-11', 4.1e9] },
      notes: [/^Operations of other kinds left out: Repo, Results; Reverse Repo, Term, Results\.$/],
    },
    {
      title: 'outright purchases of mortgage-backed securities, by par or by face',
      address: 'ambs purchases',
      now,
      answers: plays(MORTGAGES, 'mortgages'),
      calendar: 'irregular',
      observations: { count: 2, first: ['2026-03-06', 12_000_000.5], last: ['2026-03-10', 1.25e9] },
      notes: [/Dollar Roll, P, Results; Outright Specified Pool Sale, S, Results/],
    },
    {
      title: 'a rate',
      address: 'rate SOFR',
      now,
      since: '2026-03-09',
      answers: plays(SOFR, 'sofr'),
      calendar: 'weekdays',
      observations: { count: 3, first: ['2026-03-09', 3.64], last: ['2026-03-11', 3.66] },
    },
    {
      title: 'a rate with a revision, a day without one, and the fields of old days',
      address: 'rate EFFR',
      now,
      answers: plays(EFFR, 'effr'),
      calendar: 'weekdays',
      observations: { count: 5, first: ['2004-01-02', 1.01], last: ['2026-03-11', 3.63] },
      notes: [/^1 rate gave way to a revised one of the same date\.$/, /^1 date without a value left out \(2026-03-09\)\.$/],
    },
  ],
  faults: [
    {
      title: 'rates of another type',
      address: 'rate SOFR',
      now,
      answers: plays(SOFR, 'effr'),
      kind: 'changed-shape',
      message: /expected rates of type SOFR, found "EFFR"/,
    },
    {
      title: 'nothing since the beginning',
      address: 'rate SOFR',
      now,
      answers: [{ match: SOFR, body: '{"refRates": []}' }],
      kind: 'not-found',
      message: /no value at all of rate SOFR/,
    },
    {
      title: 'another address',
      address: 'rate LIBOR',
      now,
      answers: [],
      kind: 'not-found',
      message: /no address "rate LIBOR"; there are: soma/,
    },
  ],
  shared: () =>
    hasShared
      ? {
          good: [
            {
              title: 'SOFR of four days',
              address: 'rate SOFR',
              now: '2024-06-08T12:00:00Z',
              since: '2024-06-03',
              answers: [{ match: SOFR, body: shared('api/nyfed/rates_secured_sofr_search_2024-06.json') }],
              calendar: 'weekdays',
              observations: { count: 4, first: ['2024-06-03', 5.35], last: ['2024-06-06', 5.33] },
            },
          ],
          faults: [
            {
              title: 'single holdings where the summary is due',
              address: 'soma agencies',
              now,
              answers: [{ match: SUMMARY, body: shared('api/nyfed/soma_agency_debts_asof_2019-01-02.json') }],
              kind: 'changed-shape',
              message: /soma\.summary/,
            },
          ],
        }
      : { good: [], faults: [] },
};
