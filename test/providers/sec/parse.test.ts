import { describe, expect, it } from 'vitest';
import { formatCivilDate, parseCivilDate } from '../../../src/core/calendar/civil-date.ts';
import type { Parsed } from '../../../src/providers/provider.ts';
import { parseNetIncome } from '../../../src/providers/sec/parse.ts';
import { sec } from '../../../src/providers/sec/provider.ts';
import { fetchFrom, hasShared, recording, shared } from '../played-answers.ts';
import { type Told, trailingYearByHand } from './brute-force.ts';

const answer = { provider: 'sec', url: 'https://data.sec.gov/', unknownFields: 'refuse' as const };
const restated = recording('sec/companyfacts-restated.fake.json');

const versions = ({ dates, values, knownAt }: Parsed): string[] =>
  Array.from(
    dates,
    (day, i) => `${formatCivilDate(day)} = ${values[i]} from ${new Date(knownAt?.[i] as number).toISOString().slice(0, 16)}`,
  );

/** The recording with one figure more, or changed. */
function withFigure(figure: Record<string, unknown>): string {
  const body = JSON.parse(restated);
  body.facts['us-gaap'].NetIncomeLoss.units.USD.push({ accn: '0000000042-23-000001', fy: 2022, fp: 'FY', form: '10-K', ...figure });
  return JSON.stringify(body);
}

describe('net income of a company', () => {
  it('is a new version when an amended report is filed, known at the end of the filing date in New York', () => {
    const all = versions(parseNetIncome(restated, { ...answer, cik: '0000000042' }));
    expect(all.filter((version) => version.startsWith('2020-12-31'))).toEqual([
      '2020-12-31 = 120 from 2021-02-13T05:00',
      '2020-12-31 = 95 from 2021-04-21T04:00',
    ]);
  });

  it('leaves out figures that were filed before their period ended, and says so', () => {
    const early = withFigure({ start: '2022-01-01', end: '2022-12-31', val: 7, filed: '2022-03-01' });
    const { dates, notes } = parseNetIncome(early, { ...answer, cik: '0000000042' });
    expect(dates).not.toContain(parseCivilDate('2022-12-31'));
    expect(notes).toContain('1 figure left out that were filed before their period ended, or end before they start.');
  });

  it('never sums figures of two concepts, and says which concept gave which ends', () => {
    const company = JSON.parse(recording('sec/companyfacts-two-concepts.fake.json'));
    const { ProfitLoss, NetIncomeLoss } = company.facts['us-gaap'];
    NetIncomeLoss.units.USD.push({ ...ProfitLoss.units.USD[3], val: 555, filed: '2020-11-09' });
    const parsed = parseNetIncome(JSON.stringify(company), { ...answer, cik: '0000000043' });
    expect(versions(parsed)).toEqual([
      '2018-09-29 = 500 from 2018-11-06T05:00',
      '2018-12-29 = 520 from 2019-02-02T05:00',
      // 555 of the other concept came later: it is no restatement of this one.
      '2019-09-28 = 560 from 2019-11-05T05:00',
      '2020-10-03 = 610 from 2020-11-10T05:00',
    ]);
    expect(parsed.notes.slice(0, 2)).toEqual([
      '3 period ends from us-gaap:ProfitLoss (2018-09-29 to 2019-09-28).',
      '1 period end from us-gaap:NetIncomeLoss (2020-10-03 to 2020-10-03).',
    ]);
  });

  it('refuses a figure that is no number and a date that does not exist, and names the place', () => {
    const parse = (body: string) => parseNetIncome(body, { ...answer, cik: '0000000042' });
    const bad = (figure: Record<string, unknown>) => () =>
      parse(withFigure({ start: '2022-01-01', end: '2022-12-31', filed: '2023-02-01', ...figure }));
    expect(bad({ val: '7' })).toThrow(/facts\.us-gaap\.NetIncomeLoss\.units\.USD\.16\.val: expected number, found/);
    expect(bad({ val: 7, end: '2022-02-30' })).toThrow(/USD\.16\.end: expected a date as YYYY-MM-DD that exists/);
    expect(bad({ val: 7, currency: 'x' })).toThrow(/unknown fields: .*USD\.16\.currency/);
  });

  it('counts filings whose time of acceptance is not in the list, and takes the end of their dates', async () => {
    const list = JSON.parse(recording('sec/submissions.fake.json'));
    list.filings.files = [];
    const fetched = await fetchFrom(sec, {
      address: 'CIK0000000042 net-income-ttm accepted',
      now: '2026-05-05T20:00:00Z',
      answers: [
        { match: /companyfacts/, body: restated },
        { match: /submissions/, body: JSON.stringify(list) },
      ],
    });
    expect(fetched.notes).toContain('3 filings without a time of acceptance: the end of the filing date counts.');
    expect(versions(fetched)[0]).toBe('2019-12-31 = 1000 from 2020-02-15T05:00');
    expect(versions(fetched).at(-1)).toBe('2021-03-31 = 145 from 2021-04-30T11:30');
  });

  it('is known by the clocks of older pages too', async () => {
    const older = JSON.parse(recording('sec/submissions-older.fake.json'));
    older.acceptanceDateTime[2] = '2020-02-14T12:00:30.000Z';
    const fetched = await fetchFrom(sec, {
      address: 'CIK0000000042 net-income-ttm accepted',
      now: '2026-05-05T20:00:00Z',
      answers: [
        { match: /companyfacts/, body: restated },
        { match: /submissions\/CIK0000000042\.json/, body: recording('sec/submissions.fake.json') },
        { match: /submissions-001/, body: JSON.stringify(older) },
      ],
    });
    expect(versions(fetched).slice(0, 2)).toEqual(['2019-12-31 = 1000 from 2020-02-14T12:00', '2020-03-31 = 1040 from 2020-05-02T04:00']);
  });

  it('is unchanged where the answer is that nothing changed', async () => {
    const answers = [{ match: /companyfacts/, status: 304, body: '' }];
    const fetched = await fetchFrom(sec, { address: 'CIK42 net-income-ttm', now: '2026-05-05T20:00:00Z', etag: '"a"', answers });
    expect(fetched).toMatchObject({ isUnchanged: true, etag: '"a"', dates: new Int32Array(0) });
  });

  it('is not found under an address that does not exist', async () => {
    const request = { address: 'AAPL net-income-ttm', now: '2026-05-05T20:00:00Z', answers: [] };
    await expect(fetchFrom(sec, request)).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe.skipIf(!hasShared)('the recorded company facts of GOOGL', () => {
  const body = hasShared ? shared('api/sec/companyfacts_CIK0001652044_GOOGL.json') : '';
  const figures = () => {
    const { facts } = JSON.parse(body) as {
      facts: { 'us-gaap': { NetIncomeLoss: { units: { USD: Record<string, string | number>[] } } } };
    };
    return facts['us-gaap'].NetIncomeLoss.units.USD;
  };

  it('give at each fiscal year end what the annual report says', () => {
    const parsed = parseNetIncome(body, { ...answer, cik: '0001652044' });
    const annual = figures().filter(
      ({ form, fp, start, end }) =>
        form === '10-K' && fp === 'FY' && String(end).slice(5) === '12-31' && String(start).slice(5) === '01-01',
    );
    expect(annual.length).toBeGreaterThan(20);
    const byDate = new Map(Array.from(parsed.dates, (day, i) => [formatCivilDate(day), parsed.values[i]]));
    for (const { end, val } of annual) expect([end, byDate.get(String(end))]).toEqual([end, val]);
    // As printed in the annual reports, millions of dollars.
    expect(['2015-12-31', '2017-12-31', '2022-12-31', '2024-12-31'].map((end) => (byDate.get(end) as number) / 1e6)).toEqual([
      16_348, 12_662, 59_972, 100_118,
    ]);
  });

  it('give at each quarter’s end what the definition gives by hand, at the end of each date of filing', () => {
    const parsed = parseNetIncome(body, { ...answer, cik: '0001652044' });
    const told = figures().flatMap(({ start, end, val, form, filed }): Told[] =>
      form === 'DEF 14A'
        ? []
        : [{ start: String(start), end: String(end), value: Number(val), known: parseCivilDate(String(filed)) as number }],
    );
    for (const [i, day] of parsed.dates.entries()) {
      const end = formatCivilDate(day);
      const known = Math.floor((parsed.knownAt?.[i] as number) / 86_400_000) - 1;
      expect([end, trailingYearByHand(end, known, told)]).toEqual([end, parsed.values[i]]);
      expect([end, trailingYearByHand(end, known - 1, told)]).toEqual([end, undefined]);
    }
  });
});
