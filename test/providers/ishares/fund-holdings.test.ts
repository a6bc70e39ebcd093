import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { formatCivilDate } from '../../../src/core/calendar/civil-date.ts';
import { readFundHoldings } from '../../../src/providers/ishares/fund-holdings.ts';

const own = fileURLToPath(new URL('../../recordings/ishares/', import.meta.url));
const shared = fileURLToPath(new URL('../../../../shared/data/macro/iwm_holdings/', import.meta.url));
const read = (folder: string, name: string) => readFundHoldings({ name, path: folder + name, bytes: readFileSync(folder + name) });
const isThere = existsSync(`${shared}IWM_2026-05-05.csv`);
if (!isThere) console.warn(`skipped: no holdings at ${shared}`);

describe('the shares in a holdings file', () => {
  const { fund, ticker, asOf, knownAt, shares, leftOut } = read(own, 'unprofitable-2025-08-15.fake.csv');

  it('are the traded shares of companies, with their market value', () => {
    expect([fund, ticker, formatCivilDate(asOf)]).toEqual(['iShares Russell 2000 ETF', 'IWM', '2025-08-15']);
    expect(shares).toHaveLength(11);
    expect(shares[0]).toEqual({ ticker: 'CPFN', name: 'COPPER FINCH INC', value: 20_000 });
  });

  it('are not cash, futures, rights, escrow, contingent values, or what is being wound up', () => {
    expect(leftOut.map(({ name, why }) => `${name}: ${why}`)).toEqual([
      'INHIBIT RX INC CVR: cvr',
      'COPPER FINCH RIGHTS EXPIRY TH: rights',
      'Petrochalk Inc Escrow: escrow',
      'SILENT HOLDING Prvt: prvt',
      'WOUND UP BIO INC: no price',
      'BLK CSH FND TREASURY SL AGENCY: money market',
      'USD CASH: cash',
      'RUSSELL 2000 EMINI CME JUN 25: futures',
    ]);
  });

  it('are known on the morning of the next business day', () => {
    expect(new Date(knownAt).toISOString()).toBe('2025-08-18T13:00:00.000Z');
  });

  it('are read alike from the columns of before March 2025', () => {
    expect(read(own, 'unprofitable-2025-02-14.fake.csv').shares).toHaveLength(12);
  });
});

describe.skipIf(!isThere)('a recorded file', () => {
  it.each([
    ['IWM_2025-05-13.csv', 1939 - 13],
    ['IWM_2025-11-05.csv', 1962 - 10],
    ['IWM_2026-04-10.csv', 1936 - 12],
    ['IWM_2026-05-05.csv', 1924 - 12],
  ])('%s has its companies, and nothing else', (name, count) => {
    const { shares, leftOut } = read(shared, name);
    expect(shares).toHaveLength(count);
    expect(shares.some(({ name: company }) => company === 'CVR ENERGY INC')).toBe(true);
    expect(leftOut.map(({ why }) => why)).toEqual(expect.arrayContaining(['cash', 'futures', 'money market', 'cvr', 'escrow', 'no price']));
  });
});
