import { describe, expect, it } from 'vitest';
import { formatCivilDate, parseCivilDate } from '../../../src/core/calendar/civil-date.ts';
import { type Filing, filingTimes, parseOlderFilings, parseSubmissions } from '../../../src/providers/sec/filings.ts';
import { hasShared, recording, shared } from '../played-answers.ts';

const answer = { provider: 'sec', url: 'https://data.sec.gov/', unknownFields: 'refuse' as const };
const list = recording('sec/submissions.fake.json');

const filing = (accession: string, filed: string, clock: string, form = '10-Q'): Filing => ({
  accession,
  form,
  filed: parseCivilDate(filed) as number,
  reported: undefined,
  clock: Date.parse(clock),
});
const times = (filings: readonly Filing[]): Record<string, string> =>
  Object.fromEntries([...filingTimes(filings)].map(([accession, at]) => [accession, new Date(at).toISOString().slice(0, 16)]));

/** Late evenings, which as New York's clock would be deep in the night. */
const EVENINGS = ['2020-11-04', '2020-12-08', '2021-01-06'].map((day) => filing(`evening ${day}`, day, `${day}T01:15:00Z`, '4'));

describe('the list of a company’s filings', () => {
  it('tells who the company is, what it filed, and where the older filings are', () => {
    const { filings, ...company } = parseSubmissions(list, answer);
    expect(company).toMatchObject({
      cik: '0000000042',
      name: 'Hollow Lantern Co.',
      tickers: ['HOLO'],
      exchanges: ['NYSE'],
      industry: { code: '3640', name: 'Electric Lighting & Wiring Equipment' },
      notes: [],
    });
    expect(company.olderPages.map(({ name, from, to, count }) => [name, formatCivilDate(from), formatCivilDate(to), count])).toEqual([
      ['CIK0000000042-submissions-001.json', '2020-02-14', '2020-07-31', 3],
      ['CIK0000000042-submissions-002.json', '2001-01-02', '2020-02-13', 900],
    ]);
    expect(filings).toHaveLength(9);
    expect(filings[1]).toMatchObject({ accession: '0000000042-21-000003', form: '10-Q', filed: parseCivilDate('2021-04-30') });
    expect(filings.map(({ reported }) => reported === undefined)).toContain(true);
  });

  it('has the same columns on its older pages', () => {
    expect(parseOlderFilings(recording('sec/submissions-older.fake.json'), answer).map(({ form }) => form)).toEqual([
      '10-Q',
      '10-Q',
      '10-K',
    ]);
  });

  it('is refused where its columns differ in length: their rows would be mixed up', () => {
    const columns = JSON.parse(list);
    columns.filings.recent.reportDate.pop();
    expect(() => parseSubmissions(JSON.stringify(columns), answer)).toThrow(/differ in length: 9 accessionNumber, 8 reportDate/);
  });
});

describe('the time from which a filing could be read', () => {
  it('is that of its acceptance where the clocks prove to be UTC', () => {
    expect(times([filing('a', '2021-02-12', '2021-02-12T11:01:30Z'), ...EVENINGS])).toMatchObject({ a: '2021-02-12T11:01' });
  });

  it('is the next morning where it was accepted in the evening before its date of filing', () => {
    expect(times([filing('a', '2021-04-30', '2021-04-29T21:45:00Z'), ...EVENINGS])).toMatchObject({ a: '2021-04-30T11:30' });
  });

  it('is later by New York’s hours where the clocks prove nothing', () => {
    const [first, second] = EVENINGS as [Filing, Filing];
    expect(times([filing('a', '2021-02-12', '2021-02-12T11:01:30Z'), first, second])).toMatchObject({ a: '2021-02-12T16:01' });
    expect(times([filing('a', '2021-07-12', '2021-07-12T11:01:30Z')])).toMatchObject({ a: '2021-07-12T15:01' });
  });

  it('is later by New York’s hours where a clock would be impossible in UTC', () => {
    const morning = filing('b', '2021-02-12', '2021-02-12T07:30:00Z');
    expect(times([filing('a', '2021-02-12', '2021-02-12T16:05:00Z'), morning, ...EVENINGS])).toMatchObject({ a: '2021-02-12T21:05' });
  });

  it('does not hang on papers that the SEC itself writes at night', () => {
    const effect = filing('b', '2021-02-12', '2021-02-12T05:15:00Z', 'EFFECT');
    expect(times([filing('a', '2021-02-12', '2021-02-12T16:05:00Z'), effect, ...EVENINGS])).toMatchObject({ a: '2021-02-12T16:05' });
  });

  it('is the end of the date of filing where the clock stands at midnight', () => {
    expect(times([filing('a', '1996-02-12', '1996-02-12T05:00:00Z'), ...EVENINGS])).toMatchObject({ a: '1996-02-13T05:00' });
    expect(times([filing('a', '1996-02-12', '1996-02-12T00:00:00Z')])).toMatchObject({ a: '1996-02-13T05:00' });
  });
});

describe.skipIf(!hasShared)('the recorded lists', () => {
  const read = (name: string) => parseSubmissions(shared(`api/sec/${name}.json`), answer);

  it('are read whole', () => {
    const tesla = read('submissions_CIK0001318605_TSLA');
    expect([tesla.name, tesla.tickers, tesla.industry.code, tesla.filings.length]).toEqual(['Tesla, Inc.', ['TSLA'], '3711', 1000]);
    expect(read('submissions_CIK0001771340').filings).toHaveLength(91);
    expect(read('submissions_no_filings')).toMatchObject({ filings: [], olderPages: [], tickers: [] });
  });

  it('are refused where whoever copied them dropped cells', () => {
    expect(() => read('submissions_CIK0000320193_AAPL_bench')).toThrow(/1000 accessionNumber, 769 reportDate/);
  });

  it('have clocks in UTC: no report of Tesla could be read before its date of filing, nor later than that date', () => {
    const { filings } = read('submissions_CIK0001318605_TSLA');
    const readable = filingTimes(filings);
    const reports = filings.filter(({ form }) => /^10-[KQ]/.test(form));
    expect(reports.length).toBeGreaterThan(20);
    for (const { accession, filed } of reports) {
      const at = new Date(readable.get(accession) as number).toLocaleDateString('en-CA', { timeZone: 'America/New_York' });
      expect([accession, at]).toEqual([accession, formatCivilDate(filed)]);
    }
  });
});
