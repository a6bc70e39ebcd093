import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCivilDate } from '../../../src/core/calendar/civil-date.ts';
import { type Holdings, isEquity, parseHoldings } from '../../../src/providers/ishares/parse.ts';
import { readWordedDate } from '../../../src/providers/ishares/preamble.ts';
import { hasShared, recording, shared } from '../played-answers.ts';

const answer = { provider: 'ishares', url: 'https://www.ishares.com/', unknownFields: 'refuse' as const };
const file = recording('ishares/IWM-2026-05-05.fake.csv');
const read = (body: string): Holdings => parseHoldings(body, answer);

describe('a file of holdings', () => {
  it('gives the fund, its date, its shares and its positions', () => {
    const { holdings, ...head } = read(file);
    expect(head).toEqual({ fund: 'iShares Russell 2000 ETF', asOf: 20_578, sharesOutstanding: 278_750_000, notes: [] });
    expect(holdings[0]).toEqual({
      ticker: 'AAA',
      name: 'ALDER ANVIL INC',
      sector: 'Industrials',
      assetClass: 'Equity',
      weight: 51.32,
      marketValue: 19_016_400,
      notionalValue: 19_016_400,
      shares: 120_000,
      price: 158.47,
      location: 'United States',
      exchange: 'NASDAQ',
      currency: 'USD',
      marketCurrency: 'USD',
    });
    expect(holdings.filter(isEquity)).toHaveLength(5);
    expect(holdings.find(({ name }) => name === 'USD CASH')?.marketValue).toBe(-9157.27);
  });

  it('gives the same by the columns until March 2025', () => {
    const old = read(recording('ishares/IWN-2024-06-28.fake.csv'));
    expect([old.fund, formatCivilDate(old.asOf)]).toEqual(['iShares Russell 2000 Value ETF', '2024-06-28']);
    expect(old.holdings).toEqual(read(file).holdings);
  });

  it('has a column that is not known: noted, or refused under test', () => {
    const more = file
      .replace('Ticker,', 'Ticker,Colour,')
      .replace(/^"([^"]*)","/gm, '"$1","red","')
      .replace('"The content,"red"', '"The content"');
    expect(() => read(more)).toThrow('unknown columns: Colour');
    const { holdings, notes } = parseHoldings(more, { ...answer, unknownFields: 'note' });
    expect(holdings).toEqual(read(file).holdings);
    expect(notes).toEqual(['Columns that are not known here were left alone: Colour.']);
  });

  it.each([
    ['no date', 'Fund Holdings as of', 'Fund Holdings on', /expected the line "Fund Holdings as of"/],
    ['a date in another form', 'May 05, 2026', '05/05/2026', /expected a date such as May 13, 2025, found "05\/05\/2026"/],
    ['a date that does not exist', 'May 05, 2026', 'Feb 30, 2026', /expected a date such as/],
    ['no number of shares', '278,750,000.00', 'n/a', /Shares Outstanding: expected a number, found "n\/a"/],
    ['a column less', ',Price,', ',Cost,', /columns are missing: Price/],
    ['a word for a number', '"158.47"', '"a lot"', /line 11, Price: found "a lot"/],
    ['a decimal comma', '"158.47"', '"158,47"', /line 11, Price: found "158,47"/],
    ['a cell less', '"ALDER ANVIL INC",', '', /line 11 is no row of the table/],
    ['a row less', /"CCC B".*\n/, '', /the weights add up to 83\.07 %, not to 100/],
    ['values in a wrong unit', /"(\d+),(\d{3}),\d{3}\.\d\d","(\d\d?\.\d\d)"/g, '"$1,$2.00","$3"', /positions are not worth shares × price/],
    ['no equities', /"Equity"/g, '"Equities"', /no equity positions/],
    ['no table', /Ticker[\s\S]*/, '', /expected a table that begins with the column Ticker/],
  ])('is refused with %s', (_, what, by, message) => {
    expect(() => read(file.replace(what, by))).toThrow(
      expect.objectContaining({ kind: 'changed-shape', message: expect.stringMatching(message) }),
    );
  });

  it('is not found where its date has none, with or without the header of the table', () => {
    const empty = recording('ishares/no-holdings.fake.csv');
    for (const body of [empty, empty.slice(0, empty.indexOf('Stock')), file.replace(/"AAA"[\s\S]*"RTYM6".*\n/, '')])
      expect(() => read(body)).toThrow(expect.objectContaining({ kind: 'not-found' }));
  });

  it('names a position whose price was set by hand', () => {
    expect(read(file.replace('"0.00","United States","NO MARKET', '"9.00","United States","NO MARKET')).notes).toEqual([
      'On 2026-05-05 1 position not worth shares × price, left as in the file: ELM CVR.',
    ]);
  });

  it('that is cut off anywhere in its table is refused', () => {
    const end = file.lastIndexOf('\u00a0');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: end - 1 }), (length) => {
        expect(() => read(file.slice(0, length))).toThrow(expect.objectContaining({ name: 'ProviderError' }));
      }),
      { numRuns: 200 },
    );
  });

  it('with a broken byte gives an error or figures that it contains', () => {
    fc.assert(
      fc.property(fc.nat(file.length - 1), fc.integer({ min: 32, max: 126 }), (at, code) => {
        const body = file.slice(0, at) + String.fromCharCode(code) + file.slice(at + 1);
        try {
          const { sharesOutstanding } = read(body);
          expect(body.replaceAll(',', '')).toContain(`${sharesOutstanding}`);
        } catch (error) {
          expect(error).toMatchObject({ name: 'ProviderError' });
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('a date in words', () => {
  it.each([
    ['May 13, 2025', '2025-05-13'],
    ['Nov 05, 2025', '2025-11-05'],
    ['September 3, 2019', '2019-09-03'],
    ['Sept. 3, 2019', '2019-09-03'],
  ])('%s is %s', (text, date) => expect(formatCivilDate(readWordedDate(text) as number)).toBe(date));

  it.each(['-', '', 'Feb 29, 2025', 'Foo 1, 2025', '2025-05-13', '13 May 2025'])('%j is none', (text) => {
    expect(readWordedDate(text)).toBeUndefined();
  });
});

describe.skipIf(!hasShared)('the recorded files of IWM', () => {
  const expected = hasShared
    ? shared('data/macro/SHARES_IWM_FROM_HOLDINGS.csv')
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split(',') as [string, string])
    : [];

  it.each(expected)('of %s have the shares outstanding that another program read: %s', (date, shares) => {
    const { asOf, sharesOutstanding, holdings, notes } = read(shared(`data/macro/iwm_holdings/IWM_${date}.csv`));
    expect([formatCivilDate(asOf), sharesOutstanding, notes]).toEqual([date, Number(shares), []]);
    const equities = holdings.filter(isEquity);
    expect(equities.length).toBeGreaterThan(1900);
    expect(equities.length).toBeLessThan(2000);
    // A share of the fund was worth between 200 and 300 dollars.
    const value = equities.reduce((sum, { marketValue }) => sum + marketValue, 0) / sharesOutstanding;
    expect(value).toBeGreaterThan(200);
    expect(value).toBeLessThan(300);
  });
});
