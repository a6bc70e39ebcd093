import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCivilDate, parseCivilDate } from '../../../src/core/calendar/civil-date.ts';
import { localDates } from '../../../src/providers/yahoo/local-date.ts';
import { parseChart } from '../../../src/providers/yahoo/parse.ts';
import { yahoo } from '../../../src/providers/yahoo/provider.ts';
import { dated, fetchFrom, played, recording } from '../played-answers.ts';
import { type ChartForm, chart } from './chart.ts';

const ANSWER = { provider: 'yahoo', url: 'https://query1.finance.yahoo.com/v8/finance/chart/FAKE', unknownFields: 'refuse' } as const;

function read(form: ChartForm, { now = '2026-12-01T00:00:00Z', since }: { now?: string; since?: string } = {}) {
  const question = { symbol: form.symbol ?? 'FAKE', since: since === undefined ? undefined : parseCivilDate(since), now: Date.parse(now) };
  return parseChart(chart(form), question, ANSWER);
}

const ZONES = ['America/New_York', 'America/Chicago', 'Europe/London', 'Europe/Berlin', 'Australia/Sydney', 'Asia/Kolkata', 'UTC'];

describe('the date of a bar', () => {
  it('is that of the exchange’s clock at its stamp, whatever the order', () => {
    const stamps = fc.array(fc.integer({ min: -2_208_988_800, max: 2_000_000_000 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), stamps, (zone, found) => {
        const dateOf = localDates(zone);
        const dates = found.map((stamp) => formatCivilDate(dateOf(stamp)));
        expect(dates).toEqual(
          found.map((stamp) =>
            Temporal.Instant.fromEpochMilliseconds(stamp * 1000)
              .toZonedDateTimeISO(zone)
              .toPlainDate()
              .toString(),
          ),
        );
      }),
    );
  });

  it.each([
    ['Europe/London', '00:00', ['2026-03-27', '2026-03-30', '2026-10-23', '2026-10-26']],
    ['America/New_York', '00:00', ['2026-03-06', '2026-03-09', '2026-10-30', '2026-11-02']],
    ['America/New_York', '09:30', ['2026-03-06', '2026-03-09', '2026-10-30', '2026-11-02']],
    ['Europe/Berlin', '09:00', ['2026-03-27', '2026-03-30', '2026-10-23', '2026-10-26']],
    ['Australia/Sydney', '10:00', ['2026-04-03', '2026-04-07', '2026-10-02', '2026-10-05']],
    ['America/Chicago', '02:00', ['2026-03-06', '2026-03-09', '2026-10-30', '2026-11-02']],
    ['UTC', '00:00', ['2026-03-28', '2026-03-29', '2026-03-30']],
  ])('in %s at %s is right before and after each change of the clocks, whatever the offset of today', (zone, time, days) => {
    for (const gmtoffset of [-14_400, 0, 39_600]) {
      const parsed = read({ zone, rows: days.map((day, i) => [`${day}T${time}`, 10 + i]), meta: { gmtoffset } });
      expect(dated(parsed)).toEqual(days.map((day, i) => [day, 10 + i]));
    }
  });

  it('cannot be told in a zone that does not exist', () => {
    const form = { rows: [['2026-03-06T09:30', 1]], meta: { exchangeTimezoneName: 'America/Gotham' } } as const;
    expect(() => read(form)).toThrow('meta.exchangeTimezoneName: expected a time zone, found "America/Gotham"');
  });
});

const SESSION = ['2026-03-10T09:30', '2026-03-10T16:00'] as const;
const BARS = [
  ['2026-03-09T09:30', 10],
  ['2026-03-10T09:30', 11],
] as const;
const before = ['2026-03-09', 10];
const today = ['2026-03-10', 11];

describe('the bar of a running session', () => {
  it.each([
    ['is left out while it runs', '2026-03-10T11:00', '2026-03-10T15:00:30Z', [before]],
    ['is left out where a late quote is of before the end', '2026-03-10T15:45', '2026-03-10T20:05:00Z', [before]],
    ['is final with a quote of the end', '2026-03-10T16:00:01', '2026-03-10T20:05:00Z', [before, today]],
    ['is final an hour after the end, where nothing more was traded', '2026-03-10T13:00', '2026-03-10T21:00:00Z', [before, today]],
    ['is final where the quote is of a session before', '2026-03-09T16:00:01', '2026-03-10T12:00:00Z', [before, today]],
  ])('%s', (_, quoted, now, expected) => {
    expect(dated(read({ rows: BARS, quoted, session: SESSION }, { now }))).toEqual(expected);
  });

  it('that trades round the clock ends at midnight, though Yahoo says 23:59', () => {
    const rows = [
      ['2026-05-04T00:00', 10],
      ['2026-05-05T00:00', 11],
    ] as const;
    const form = { zone: 'UTC', rows, session: ['2026-05-05T00:00', '2026-05-05T23:59'] } as const;
    expect(dated(read({ ...form, quoted: '2026-05-05T23:59:30' }, { now: '2026-05-06T00:00:10Z' }))).toEqual([['2026-05-04', 10]]);
    expect(read({ ...form, quoted: '2026-05-06T00:00:05' }, { now: '2026-05-06T00:00:10Z' }).dates).toHaveLength(2);
  });

  it('goes together with its live quote', () => {
    const rows = [...BARS, ['2026-03-10T11:00:07', 11.5]] as const;
    const parsed = read({ rows, quoted: '2026-03-10T11:00:07', session: SESSION }, { now: '2026-03-10T15:00:30Z' });
    expect([dated(parsed), parsed.notes]).toEqual([[before], ['The bar of 2026-03-10 was still forming and was left out.']]);
  });
});

describe('a live quote beside the bar of its date', () => {
  const now = '2026-03-10T21:00:00Z';
  const quoted = '2026-03-10T16:00:07';

  it('gives way to the bar', () => {
    const parsed = read({ rows: [...BARS, [quoted, 11.5]], quoted, session: SESSION }, { now });
    expect(dated(parsed)).toEqual([before, today]);
    expect(parsed.notes).toEqual(["2026-03-10 came twice: the bar's close 11 was kept, the last quote 11.5 left out."]);
  });

  it('gives way in silence where it says the same', () => {
    expect(read({ rows: [...BARS, [quoted, 11]], quoted, session: SESSION }, { now }).notes).toEqual([]);
  });

  it('stands for a bar that is empty', () => {
    const rows = [BARS[0], ['2026-03-10T09:30', null], [quoted, 11.5]] as const;
    const parsed = read({ rows, quoted, session: SESSION }, { now });
    expect(dated(parsed)).toEqual([before, ['2026-03-10', 11.5]]);
    expect(parsed.notes).toEqual(['The bar of 2026-03-10 was empty: the last quote stands for it.']);
  });

  it('is the only one of two values of a date that is forgiven', () => {
    const rows = [['2026-03-09T09:30', 10], ['2026-03-09T09:31', 10.5], BARS[1]] as const;
    expect(() => read({ rows })).toThrow('2026-03-09 occurs twice with different values: 10 and 10.5');
  });
});

describe('a chart', () => {
  it('leaves out rows of nulls and counts them', () => {
    const rows = [
      ['2026-03-05T09:30', null],
      ['2026-03-06T09:30', 10, 9.5],
      ['2026-03-09T09:30', null],
      ['2026-03-10T09:30', 11, null],
    ] as const;
    const parsed = read({ rows });
    expect(dated(parsed)).toEqual([['2026-03-06', 10], today]);
    expect([...(parsed.adjusted ?? [])]).toEqual([9.5, Number.NaN]);
    expect(parsed.notes).toEqual(['2 rows without a value left out (first 2026-03-05, last 2026-03-09).']);
  });

  it('states a currency for what has a price, and none for an index', () => {
    const unitOf = (meta: Record<string, unknown>) => read({ rows: BARS, meta }).unit;
    expect(unitOf({})).toBe('USD');
    expect(unitOf({ currency: 'GBp' })).toBe('GBp');
    expect(unitOf({ instrumentType: 'INDEX' })).toBeUndefined();
    expect(unitOf({ currency: null })).toBeUndefined();
  });

  it('tells its splits and dividends by date', () => {
    const at = (wall: string) => Temporal.PlainDateTime.from(wall).toZonedDateTime('America/New_York').epochMilliseconds / 1000;
    const dividends = Object.fromEntries(
      ['2025-03-10', '2025-06-09', '2025-09-08', '2025-12-08'].map((day, i) => [
        `${i}`,
        { amount: 0.5 + i / 100, date: at(`${day}T09:30`) },
      ]),
    );
    const splits = {
      a: { date: at('2026-03-09T09:30'), numerator: 1, denominator: 8, splitRatio: '1:8' },
      b: { date: at('2020-08-31T09:30'), numerator: 4, denominator: 1, splitRatio: '4:1' },
    };
    expect(read({ rows: BARS, result: { events: { dividends, splits } } }).notes).toEqual([
      'Closes are adjusted for: split 4:1 on 2020-08-31, split 1:8 on 2026-03-09.',
      '4 dividends (first 0.5 on 2025-03-10, last 0.53 on 2025-12-08); only the adjusted closes allow for them.',
    ]);
  });

  it.each<[string, Partial<ChartForm>, RegExp]>([
    ['of another symbol', { meta: { symbol: 'OTHER' } }, /asked for FAKE, the answer is of OTHER/],
    ['of months', { meta: { dataGranularity: '3mo' } }, /asked for daily bars of FAKE, the answer has bars of 3mo/],
    ['with fewer closes than stamps', { result: { indicators: { quote: [{ close: [1] }] } } }, /2 stamps, 1 closes/],
    [
      'with a close that is a text',
      { result: { indicators: { quote: [{ close: ['1', 2] }] } } },
      /close\.0: expected number, found "\\"1\\""/,
    ],
    ['with a stamp in milliseconds', { result: { timestamp: [1_772_000_000_000, 1_772_100_000_000] } }, /timestamp\.0/],
    ['with a field that is not known', { meta: { quantum: 1 } }, /unknown fields: chart\.result\.0\.meta\.quantum/],
  ])('is refused %s', (_, form, message) => {
    expect(() => read({ rows: BARS, ...form })).toThrow(message);
  });

  it('says where its beginning is missing', () => {
    const meta = { firstTradeDate: 558_279_000 };
    expect(read({ rows: BARS, meta }).notes).toEqual(['FAKE has traded since 1987-09-10, but the answer begins on 2026-03-09.']);
    expect(read({ rows: BARS, meta }, { since: '2026-03-09' }).notes).toEqual([]);
  });
});

describe('a window without sessions', () => {
  const ask = { address: 'FAKE', now: '2026-11-08T12:00:00Z' };
  const answers = [{ match: /chart\/FAKE/, body: recording('yahoo/weekend.fake.json') }];

  it('is empty where only the days since a date were asked for', async () => {
    const fetched = await fetchFrom(yahoo, { ...ask, since: '2026-11-07', answers });
    expect([fetched.dates.length, fetched.notes]).toEqual([0, ['There is no value since 2026-11-07.']]);
  });

  it('is an error where everything was asked for, as is an answer with neither a result nor an error', async () => {
    await expect(fetchFrom(yahoo, { ...ask, answers })).rejects.toMatchObject({ kind: 'not-found' });
    const nothing = [{ match: /chart\/FAKE/, body: '{"chart":{"result":null,"error":null}}' }];
    await expect(fetchFrom(yahoo, { ...ask, since: '2026-11-07', answers: nothing })).rejects.toMatchObject({ kind: 'changed-shape' });
  });
});

describe('a request', () => {
  it('is by period, from a day before the wanted date to the day after tomorrow', async () => {
    const http = played([{ match: /./, body: recording('yahoo/share.fake.json') }]);
    const [since, now] = [parseCivilDate('2026-10-29'), Date.parse('2026-11-06T20:00:10Z')];
    await yahoo.fetch({ address: 'FAKE', since, now }, http);
    const [from, to] = [Date.parse('2026-10-28T00:00Z') / 1000, Date.parse('2026-11-08T00:00Z') / 1000];
    expect(http.asked).toEqual([`/v8/finance/chart/FAKE?period1=${from}&period2=${to}&interval=1d&events=div,splits`]);
  });

  it.each(['', 'A B', 'A/B', 'A?range=max'])('is not made of %j', async (address) => {
    await expect(fetchFrom(yahoo, { address, now: '2026-11-06T20:00:10Z', answers: [] })).rejects.toMatchObject({ kind: 'not-found' });
  });
});
