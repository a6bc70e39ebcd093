import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import type { Operation } from '../../src/app/operation.ts';
import { operations, run } from '../../src/app/registry.ts';
import { renderAs } from '../../src/app/render.ts';
import type { CheckResult } from '../../src/contract/claims.ts';
import type { StudyOutput, StudyResult } from '../../src/contract/study.ts';
import { parquetTable } from '../../src/providers/file/parquet-table.ts';
import { shipped } from './shipped.ts';

const named = (name: string) => operations.find((operation) => operation.name === name) as Operation;
const form = async (name: string, input: object, format: 'csv' | 'parquet' | 'claim' | 'markdown') => {
  const done = await run(named(name), input, shipped);
  return { result: done.result, made: await renderAs(format, done) };
};

const when = 'all_time_high(RUT, after: 1y)';

describe('the forms of an operation', () => {
  test('all that have a report have it as Markdown and as PDF too', () => {
    for (const { formats } of operations) {
      if (formats.includes('html')) expect(formats).toEqual(expect.arrayContaining(['markdown', 'pdf']));
    }
  });

  test('Markdown says the verdict before its tables, with its numbers, and the command that makes it again', async () => {
    const { result, made } = await form('study', { when, then: ['return(BTC, 180d)'] }, 'markdown');
    const { sentence, verdict } = result as StudyResult;
    const text = String(made);
    expect(text.indexOf(verdict)).toBeGreaterThan(0);
    expect(text.indexOf(sentence.slice(0, 40))).toBeLessThan(text.indexOf('| --- |'));
    expect(text).toContain(`harbinger study --when '${when}' --then 'return(BTC, 180d)'`);
    expect(text).toMatch(/data hash `[0-9a-f]{64}`/);
  });

  test('without a browser PDF is refused in a line', async () => {
    const done = await run(named('series'), {}, shipped);
    await expect(renderAs('pdf', done)).rejects.toThrow(RangeError);
  });
});

describe('a series as a file', () => {
  test('has all that was known then, in CSV and in Parquet alike', async () => {
    const input = { id: 'RUT', asOf: '2020-06-30', rows: 3 };
    const csv = parseCsv(String((await form('series show', input, 'csv')).made), { columns: true }) as Record<string, string>[];
    expect(csv.length).toBeGreaterThan(1000);
    expect(csv.at(-1)).toMatchObject({ date: '2020-06-26', known_at: '2020-06-26T20:00:00.000Z' });
    const folder = mkdtempSync(join(tmpdir(), 'harbinger-forms-'));
    const path = join(folder, 'RUT.parquet');
    writeFileSync(path, (await form('series show', input, 'parquet')).made);
    const table = await parquetTable({ name: 'RUT.parquet', path });
    rmSync(folder, { recursive: true });
    expect(table.names).toEqual(['date', 'value', 'known_at']);
    expect(table.count).toBe(csv.length);
    for (const row of [0, 700, csv.length - 1]) {
      const [date, value, knownAt] = table.cells(row);
      expect([date, value]).toEqual([csv[row]!.date, Number(csv[row]!.value)]);
      expect(Date.parse(String(knownAt).replace(' ', 'T').replace(/\+00$/, 'Z'))).toBe(Date.parse(csv[row]!.known_at!));
    }
  });
});

describe('a study as a claim file', () => {
  test.each<[string, { when: string; then: string[]; direction?: 'down' }]>([
    ['one outcome', { when, then: ['return(BTC, 180d)'] }],
    ['a family', { when, then: ['return(BTC, 90d)', 'hits(all_time_high(BTC), within: 180d)'] }],
    ['a fall', { when: 'crosses_below(NFCI, 0)', then: ['return(SPX, 90d)'], direction: 'down' }],
  ])('can be checked at once, with the same headline p: %s', async (_, input) => {
    const { result, made } = await form('study', input, 'claim');
    const members = 'members' in (result as StudyOutput) ? (result as { members: StudyResult[] }).members : [result as StudyResult];
    const context = { ...shipped, readPack: async () => ({ file: 'my-claim.yaml', text: String(made) }) };
    const checked = (await run(named('check'), { pack: 'my-claim.yaml' }, context)).result as CheckResult;
    const { known } = checked.claims[0]!;
    expect(known.map(({ outcome }) => outcome)).toEqual(members.map(({ outcome }) => outcome));
    expect(known.map(({ headline }) => headline.p)).toEqual(members.map(({ headline }) => headline.p));
    expect(known.map(({ headline }) => headline.adjusted)).toEqual(members.map(({ headline }) => headline.adjusted));
    expect(known.map(({ direction }) => direction)).toEqual(members.map(() => input.direction ?? 'up'));
  });

  test('says plainly what is to be filled in, and names its series with their units', async () => {
    const text = String((await form('study', { when, then: ['return(BTC, 180d)'] }, 'claim')).made);
    const pack = parseYaml(text);
    expect(pack.claims[0].by).toMatch(/^FILL IN/);
    expect(pack.articles.source.outlet).toMatch(/^FILL IN/);
    expect(Object.keys(pack.series)).toEqual(['RUT', 'BTC']);
    expect(text).toMatch(/BTC:\n +# in USD\n +title: Bitcoin/);
  });
});
