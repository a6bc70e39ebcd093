import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { isSameName } from '../../../src/core/methods/fundamentals/ticker-book.ts';
import { readFundHoldings } from '../../../src/providers/ishares/fund-holdings.ts';
import { readTickers, readTickersOfFilings } from '../../../src/providers/sec/tickers.ts';

const folder = fileURLToPath(new URL('../../../../shared/', import.meta.url));
const holdings = `${folder}data/macro/iwm_holdings/IWM_2025-05-13.csv`;
const isThere = existsSync(holdings);
if (!isThere) console.warn(`skipped: no holdings at ${holdings}`);

const file = (text: string, name = 'list') => ({ name, path: name, bytes: new TextEncoder().encode(text) });
const there = (path: string) => ({ name: path, path, bytes: readFileSync(path) });

describe('a list of tickers', () => {
  it('is the one of the SEC', () => {
    const text =
      '{"0":{"cik_str":320193,"ticker":"AAPL","title":"Apple Inc."},"1":{"cik_str":1067983,"ticker":"BRK-B","title":"BERKSHIRE HATHAWAY INC"}}';
    expect(readTickers(file(text))).toEqual([
      { ticker: 'AAPL', cik: '0000320193', name: 'Apple Inc.' },
      { ticker: 'BRK-B', cik: '0001067983', name: 'BERKSHIRE HATHAWAY INC' },
    ]);
  });

  it('is a table with the columns ticker and cik in any order, with or without names', () => {
    expect(readTickers(file('\uFEFFCIK,Ticker,Name\n42,HLL,Hollow Lantern\n,NON,No Number\n'))).toEqual([
      { ticker: 'HLL', cik: '0000000042', name: 'Hollow Lantern' },
    ]);
    expect(readTickers(file('ticker,cik\nHLL,0000000042\n'))).toEqual([{ ticker: 'HLL', cik: '0000000042', name: undefined }]);
  });

  it('is named with what is wrong where it is none', () => {
    expect(() => readTickers(file('<html>', 'page.html'))).toThrow('page.html: expected a list of tickers, found markup');
    expect(() => readTickers(file('symbol,number\nA,1\n'))).toThrow(
      'expected a table with the columns ticker and cik, found "symbol,number"',
    );
    expect(() => readTickers(file('ticker,cik\nA,one\n'))).toThrow('line 2: expected a ticker and a CIK');
    expect(() => readTickers(file('{"0":{"cik_str":"x","ticker":"A","title":"A"}}'))).toThrow('0.cik_str');
  });

  it.skipIf(!isThere)('nine years older than the holdings leads to other companies where tickers were given away again', () => {
    const listed = new Map(
      readTickers(there(`${folder}data/macro/iwm_holdings/R2000_cik_to_ticker_2016-02.csv`)).map((one) => [one.ticker, one]),
    );
    const both = readFundHoldings(there(holdings)).shares.flatMap(({ ticker, name }) => {
      const listing = listed.get(ticker);
      return listing ? [{ ticker, isSame: isSameName(name, listing.name as string) }] : [];
    });
    const other = both.filter(({ isSame }) => !isSame).map(({ ticker }) => ticker);
    expect(both.length).toBe(734);
    expect(other.length).toBe(40);
    // Companies that have nothing to do with the older owner of their ticker.
    const reused = [
      'RELY',
      'FRSH',
      'BGC',
      'AI',
      'LION',
      'ADPT',
      'DYN',
      'BV',
      'CECO',
      'EVER',
      'MEG',
      'MLNK',
      'EVLV',
      'EE',
      'SMRT',
      'OB',
      'CAMP',
      'NATL',
    ];
    expect(reused.filter((ticker) => !other.includes(ticker))).toEqual([]);
  });
});

describe.skipIf(!existsSync(`${folder}api/sec`))('a list of filings', () => {
  it('names the tickers of its company, also where its columns are cut off', () => {
    expect(readTickersOfFilings(there(`${folder}api/sec/submissions_CIK0001318605_TSLA.json`))).toEqual([
      { ticker: 'TSLA', cik: '0001318605', name: 'Tesla, Inc.' },
    ]);
    expect(readTickersOfFilings(there(`${folder}api/sec/submissions_CIK0000320193_AAPL_bench.json`))).toEqual([
      { ticker: 'AAPL', cik: '0000320193', name: 'Apple Inc.' },
    ]);
    expect(readTickersOfFilings(there(`${folder}api/sec/submissions_no_filings.json`))).toEqual([]);
  });
});
