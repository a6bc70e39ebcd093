import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { UnprofitableResult } from '../../src/contract/unprofitable.ts';
import { harbinger } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'harbinger-unprofitable-'));
afterAll(() => rmSync(folder, { recursive: true }));

const recordings = fileURLToPath(new URL('../recordings/', import.meta.url));
const shared = fileURLToPath(new URL('../../../shared/', import.meta.url));
const isThere = existsSync(`${shared}api/sec`);
if (!isThere) console.warn(`skipped: no company facts at ${shared}`);

const files = [
  ...['--holdings', `${recordings}ishares/unprofitable-2025-02-14.fake.csv`, '--facts', `${recordings}sec/unprofitable`],
  ...['--tickers', `${recordings}sec/unprofitable/company_tickers.fake.json`],
];
const env = { HARBINGER_STORE: join(folder, 'store.duckdb') };
const ask = (...args: string[]) => harbinger(['unprofitable', ...args], { cwd: folder, env });

describe('harbinger unprofitable', () => {
  test('tells share, coverage and bounds, and each company with its filing', () => {
    const { code, out, error } = ask(...files, '--as-of', '2025-06-21');
    expect([code, error]).toEqual([0, '']);
    expect(out.replace(/\s+/g, ' ')).toContain(
      '4 of the 7 whose last four quarters were known had a loss: 57 % by count, 53 % by weight; 64 % of the companies and 91 % of the weight are covered.',
    );
    expect(out.replace(/\s+/g, ' ')).toContain('it lies between 36 % and 73 % by count and between 48 % and 57 % by weight');
    expect(out).toMatch(/TLGR +16 % +−35\.0 +31 Dec 2024 +20 Jun 2025 +10-K\/A/);
    expect(out).toMatch(/another currency +1 +5\.4 % +LYLM/);
    expect(out.split('\n').every((line) => line.length <= 100)).toBe(true);
    expect(existsSync(env.HARBINGER_STORE)).toBe(false);
  });

  test('ends with code 4 where only one of the shares can be given, and writes every company as a table', () => {
    const table = join(folder, 'companies.csv');
    const { code, out } = ask(...files, '--as-of', '2025-02-20', '--json', '--out', table);
    const { points, companies } = UnprofitableResult.parse(JSON.parse(out));
    expect([code, points[0]?.byCount.ok, points[0]?.byWeight.ok]).toEqual([4, false, true]);
    const [head, ...rows] = readFileSync(table, 'utf8').trim().split('\r\n');
    expect(head).toBe('as_of,tickers,name,cik,weight,period_end,net_income_usd,loss,filed,form,known_at,lack,note');
    expect(rows).toHaveLength(companies.length);
    expect(rows.filter((row) => row.includes(',yes,')).map((row) => row.split(',')[1])).toEqual(['CPFN', 'GNUN']);
  });

  test.skipIf(!isThere)('of the Russell 2000 with the facts of none of its companies says so, names reasons and ends with code 2', () => {
    const { code, out } = ask(
      ...['--holdings', `${shared}data/macro/iwm_holdings/IWM_2026-05-05.csv`, '--facts', `${shared}api/sec`, '--as-of', '2026-05-31'],
    );
    expect(code).toBe(2);
    expect(out.replace(/\s+/g, ' ')).toMatch(/no share can be given for the 1,912 companies.*0 % of the companies and 0 % of the weight/);
    expect(out).toMatch(/no list has the ticker +1,912 +100 %/);
    expect(out.length).toBeLessThan(1500);
  });
});
