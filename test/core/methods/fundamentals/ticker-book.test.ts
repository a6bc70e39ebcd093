import { describe, expect, it } from 'vitest';
import { companyOf, isSameName, type Listing, tickerBook } from '../../../../src/core/methods/fundamentals/ticker-book.ts';

const listing = (ticker: string, company: string, name?: string): Listing => ({ ticker, company, name });
const look = (ticker: string, name: string, ...listings: Listing[]) => {
  const { company, lack } = companyOf({ ticker, name }, tickerBook(listings));
  return company ?? lack;
};

describe('the company of a ticker', () => {
  it('is the one that has the very ticker', () => {
    expect(look('AAON', 'AAON INC', listing('AAON', '1', 'Aaon Inc'), listing('A-AON', '2', 'Aaon Inc'))).toBe('1');
  });

  it('is found however the share class is written', () => {
    for (const written of ['MOG.A', 'MOG-A', 'MOG/A', 'MOGA', 'mog a'])
      for (const listed of ['MOG.A', 'MOG-A', 'MOGA'])
        expect(look(written, 'MOOG INC CLASS A', listing(listed, '1', 'MOOG INC.'))).toBe('1');
  });

  it('is not one of another name: tickers are given away again', () => {
    expect(look('BV', 'BRIGHTVIEW HOLDINGS INC', listing('BV', '1', 'Bazaarvoice Inc'))).toBe('another company');
    expect(
      look('BV', 'BRIGHTVIEW HOLDINGS INC', listing('BV', '1', 'Bazaarvoice Inc'), listing('BV', '2', 'BrightView Holdings, Inc.')),
    ).toBe('2');
  });

  it('is taken at its word from a list without names', () => {
    expect(look('STRL', 'STRIDE INC', listing('STRL', '1', 'K12 Inc'), listing('STRL', '2'))).toBe('2');
  });

  it('is none where no list has the ticker, or where several companies have it', () => {
    expect(look('X', 'X CORP')).toBe('no company');
    expect(look('X', 'Extra Corp', listing('X', '1'), listing('X', '2'))).toBe('several companies');
    expect(look('X', 'Extra Corp', listing('X', '1', 'Extra Corp'), listing('X', '1', 'EXTRA CORPORATION'))).toBe('1');
  });
});

describe('two names', () => {
  it.each([
    ['HIMS HERS HEALTH INC CLASS A', 'Hims & Hers Health, Inc.'],
    ['KRATOS DEFENSE AND SECURITY SOLUTI', 'KRATOS DEFENSE & SECURITY SOLUTIONS, INC.'],
    ['S AND T BANCORP INC', 'S&T Bancorp'],
    ['FIRST BANCORP', 'FIRST BANCORP /NC/'],
    ['M I HOMES INC', 'M/I Homes'],
    ['LAND END INC', "Lands' End Inc"],
    ['HB FULLER', 'H. B. Fuller Company'],
  ])('%s and %s can be one company’s', (a, b) => expect([isSameName(a, b), isSameName(b, a)]).toEqual([true, true]));

  it.each([
    ['DYNE THERAPEUTICS INC', 'Dynegy Inc'],
    ['ADAPTIVE BIOTECHNOLOGIES CORP', 'Adeptus Health Inc'],
    ['NCR ATLEOS CORP', 'National Interstate Corp'],
    ['FIRST FINANCIAL CORP', 'First Bancorp'],
    ['GLOBAL MEDICAL REIT INC', 'Global Industries'],
  ])('%s and %s cannot', (a, b) => expect([isSameName(a, b), isSameName(b, a)]).toEqual([false, false]));
});
