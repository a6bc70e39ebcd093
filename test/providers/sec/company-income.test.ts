import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { formatCivilDate, parseCivilDate } from '../../../src/core/calendar/civil-date.ts';
import { incomeKnownAt } from '../../../src/core/methods/fundamentals/trailing-income.ts';
import { endOfDay } from '../../../src/core/series/panel.ts';
import { readCompanyIncome } from '../../../src/providers/sec/company-income.ts';
import reference from '../../reference/unprofitable/trailing-income.json' with { type: 'json' };

const own = fileURLToPath(new URL('../../recordings/sec/', import.meta.url));
const shared = fileURLToPath(new URL('../../../../shared/api/sec/', import.meta.url));
const isThere = existsSync(shared);
if (!isThere) console.warn(`skipped: no company facts at ${shared}`);

type Known = readonly [date: string, end: string | null, value: number | null];
const known = (of: { readonly known: unknown }): readonly Known[] => of.known as readonly Known[];

const incomeOf = (path: string, cik: string) => readCompanyIncome({ name: path, path, bytes: readFileSync(path) }, cik);

/** What the program says of the same dates. */
function asKnown(path: string, cik: string, dates: readonly string[]): Known[] {
  const income = incomeOf(path, cik);
  if (!('history' in income)) throw new Error(income.words);
  return dates.map((date) => {
    const found = incomeKnownAt(income.history, endOfDay(parseCivilDate(date) as number));
    return [date, found ? formatCivilDate(found.end) : null, found?.value ?? null];
  });
}

describe('the last four quarters as known at dates', () => {
  const companies = Object.entries(reference.madeUp).filter(([, { units }]) => units[0] === 'USD');

  it.each(companies.map(([cik]) => cik))('of the made-up company %s are those that another program adds up', (cik) => {
    const expected = known(reference.madeUp[cik as keyof typeof reference.madeUp]);
    expect(expected.length).toBe(72);
    const found = asKnown(
      `${own}unprofitable/CIK${cik}.fake.json`,
      cik,
      expected.map(([date]) => date),
    );
    expect(found).toEqual(expected);
  });

  it('turn from profit to loss on the day after the amendment, not before', () => {
    const dates = ['2025-06-19', '2025-06-20', '2025-06-21'];
    expect(asKnown(`${own}unprofitable/CIK0000000103.fake.json`, '0000000103', dates).map(([, , value]) => value)).toEqual([
      20e6, 20e6, -35e6,
    ]);
  });

  it('of a company that changed its fiscal year run over the change', () => {
    const dates = ['2024-08-29', '2024-08-30', '2024-11-10'];
    expect(asKnown(`${own}unprofitable/CIK0000000104.fake.json`, '0000000104', dates)).toEqual([
      ['2024-08-29', '2024-03-31', -8e6],
      ['2024-08-30', '2024-06-30', -6e6],
      ['2024-11-10', '2024-09-30', 12e6],
    ]);
  });

  it('of a quarter that was never filed are missing, not guessed', () => {
    const [at] = asKnown(`${own}unprofitable/CIK0000000102.fake.json`, '0000000102', ['2025-02-20']);
    expect(at).toEqual(['2025-02-20', '2024-06-30', 10e6]);
  });

  it('of who reports in euros are not had in dollars', () => {
    expect(incomeOf(`${own}unprofitable/CIK0000000106.fake.json`, '0000000106')).toEqual({
      name: 'Lyon Loom SA',
      lack: 'another currency',
      words: 'reports its net income in EUR, not in US dollars',
    });
  });

  it('name the form and the day of the filing that gave each version', () => {
    const income = incomeOf(`${own}unprofitable/CIK0000000103.fake.json`, '0000000103');
    const filings = 'filings' in income ? income.filings : [];
    expect(filings.map(({ form, filed }) => `${form} ${formatCivilDate(filed)}`)).toContain('10-K/A 2025-06-20');
  });

  it('are those of the company that was asked for', () => {
    expect(() => incomeOf(`${own}unprofitable/CIK0000000103.fake.json`, '0000000104')).toThrow('asked for CIK0000000104');
  });
});

describe.skipIf(!isThere)('recorded company facts', () => {
  const files = isThere ? readdirSync(shared).filter((name) => name.startsWith('companyfacts_')) : [];
  const cikOf = (name: string) => /CIK(\d{10})/.exec(name)?.[1] as string;

  it('are each of a company in the table of reference', () => {
    expect(files.map(cikOf).sort()).toEqual(Object.keys(reference.recorded));
  });

  it('of Alphabet add up to the same four quarters by another program, around its filings', () => {
    const expected = known(reference.recorded['0001652044']);
    expect(expected.length).toBe(17);
    const path = shared + files.find((name) => name.includes('0001652044'));
    expect(
      asKnown(
        path,
        '0001652044',
        expected.map(([date]) => date),
      ),
    ).toEqual(expected);
  });

  it('of Apple, of which a part was recorded, have no net income, and say so', () => {
    const path = shared + files.find((name) => name.includes('0000320193'));
    expect(reference.recorded['0000320193'].known).toEqual([]);
    expect(incomeOf(path, '0000320193')).toMatchObject({ name: 'Apple Inc.', lack: 'no net income' });
  });
});
