import { describe, expect, it } from 'vitest';
import { parseStablecoins, parseValueLocked } from '../../../src/providers/defillama/parse.ts';
import { dated } from '../played-answers.ts';

const answer = { provider: 'defillama', url: 'https://api.llama.fi/v2/historicalChainTvl', unknownFields: 'refuse' } as const;
const MIDNIGHT = 1_773_187_200;

describe('the worth of circulating stablecoins', () => {
  it('is that in USD, not the number of coins, and only of coins pegged to the dollar', () => {
    const row = {
      date: String(MIDNIGHT),
      totalCirculating: { peggedUSD: 5, peggedEUR: 6 },
      totalCirculatingUSD: { peggedUSD: 7, peggedEUR: 8 },
    };
    expect(dated(parseStablecoins(JSON.stringify([row]), answer))).toEqual([['2026-03-11', 7]]);
  });

  it('is read at a date that is written as a number too', () => {
    const row = { date: MIDNIGHT, totalCirculatingUSD: { peggedUSD: 7 } };
    expect(dated(parseStablecoins(JSON.stringify([row]), answer))).toEqual([['2026-03-11', 7]]);
  });
});

describe('the value locked', () => {
  it('is refused at another hour than midnight UTC, but for the last reading, which is of the running day', () => {
    const rows = [
      { date: MIDNIGHT, tvl: 5 },
      { date: MIDNIGHT + 3600, tvl: 6 },
    ];
    const parsed = parseValueLocked(JSON.stringify(rows), answer);
    expect(dated(parsed)).toEqual([['2026-03-11', 5]]);
    expect(() => parseValueLocked(JSON.stringify(rows.toReversed()), answer)).toThrow(/stamped midnight UTC, found 1773190800 seconds/);
  });
});
