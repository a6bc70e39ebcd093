import { readFileSync, writeFileSync } from 'node:fs';
import { renderReport, renderStudyReport } from '../../src/report/html.ts';
import type { PricePath } from '../../src/report/pictures.ts';
import { CHECK } from './fixture.ts';
import { makeStudy } from './fixture-study.ts';

const load = (id: string, title: string, unit: string, source: string): PricePath => {
  const rows = readFileSync(`/work/shared/data/market/${id}.csv`, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((l) => l.split(','));
  return { id, title, unit, source, dates: rows.map((r) => r[0]!), values: rows.map((r) => Number(r[4])) };
};
const trigger = load('RUT', 'Russell 2000', 'index points', 'Yahoo Finance ^RUT, daily closes');
const target = load('BTC', 'Bitcoin', 'USD', 'Yahoo Finance BTC-USD, daily closes');
const events = [
  '1989-06-02',
  '1991-10-16',
  '1995-05-16',
  '1999-12-29',
  '2004-04-05',
  '2011-04-27',
  '2013-01-02',
  '2016-11-14',
  '2020-11-13',
  '2025-09-18',
];
const horizons = [30, 90, 180, 365];
const claim = CHECK.claims[0]!;
const make = (claimDate: string | null) =>
  horizons.map((horizon) => makeStudy({ trigger, target, events, horizon, horizons, claimDate, familySize: 4 }));
const st = make('2025-12-30');
const check = { ...CHECK, claims: [{ ...claim, known: st.map((s) => s.known), toDate: st.map((s) => s.toDate), primary: 2 }] };
writeFileSync('/tmp/shots/real.html', renderReport({ check, pictures: { 'three-of-three': st[2]!.pictures } }));
const free = make(null);
writeFileSync(
  '/tmp/shots/study.html',
  renderStudyReport({
    result: { members: free.map((s) => s.known), adjusted: [0.09, 0.06, 0.43, 0.2] },
    pictures: free.map((s) => s.pictures),
    title: 'Bitcoin after a record of the Russell 2000',
    command: "harbinger study --when 'all_time_high(RUT, after: 250)' --then 'return(BTC, 180d)'",
    dataSource: 'market folder',
    dataHash: 'abc',
    version: '0.1.0',
    series: CHECK.series,
  }),
);
