import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, describe, expect, it } from 'vitest';
import { imported, listed, madeUp, proposed } from './imported.ts';
import { workbook } from './workbook.ts';

const folder = mkdtempSync(join(tmpdir(), 'harbinger-formats-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A Parquet file of what a query gives. */
async function parquet(query: string): Promise<{ name: string; path: string; bytes: Uint8Array }> {
  const path = join(folder, 'prices [1]*.parquet');
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const plain = join(folder, 'plain.parquet');
  await connection.run(`COPY (${query}) TO '${plain}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
  writeFileSync(path, readFileSync(plain));
  return { name: 'prices.parquet', path, bytes: readFileSync(path) };
}

const json = (value: unknown) => madeUp(JSON.stringify(value), 'made-up.json');
const two = ['2024-01-02 = 10.5', '2024-01-03 = 11'];

describe('JSON', () => {
  it.each([
    [
      'an array of objects',
      [
        { date: '2024-01-02', close: 10.5 },
        { close: 11, date: '2024-01-03' },
      ],
      '',
    ],
    [
      'records under a key',
      {
        status: 'ok',
        data: [
          { date: '2024-01-02', close: '10.5' },
          { date: '2024-01-03', close: '11' },
        ],
      },
      'data',
    ],
    [
      'records deep below',
      {
        a: {
          b: [{ t: 1 }],
          rows: [
            { date: '2024-01-02', value: 10.5 },
            { date: '2024-01-03', value: 11 },
          ],
        },
      },
      'a.rows',
    ],
    ['an object of arrays', { chart: { date: ['2024-01-02', '2024-01-03'], close: [10.5, 11] } }, 'chart'],
    [
      'an array of pairs in epoch milliseconds',
      {
        prices: [
          [1704153600000, 10.5],
          [1704240000000, 11],
        ],
      },
      'prices',
    ],
    [
      'an array of arrays, the first of names',
      [
        ['date', 'close'],
        ['2024-01-02', 10.5],
        ['2024-01-03', 11],
      ],
      '',
    ],
    ['an object of dates', { '2024-01-02': 10.5, '2024-01-03': 11 }, ''],
    [
      'an object of dates with records',
      { 'Time Series (Daily)': { '2024-01-03': { '4. close': '11' }, '2024-01-02': { '4. close': '10.5' } } },
      'Time Series (Daily)',
    ],
    [
      'records within records',
      [
        { date: '2024-01-02', price: { usd: 10.5 } },
        { date: '2024-01-03', price: { usd: 11 } },
      ],
      '',
    ],
    [
      'epoch seconds as texts',
      [
        { date: '1704153600', value: { usd: 10.5 } },
        { date: '1704240000', value: { usd: 11 } },
      ],
      '',
    ],
  ])('%s is read', async (_, value, rows) => {
    const { mapping } = await proposed(json(value));
    expect(mapping).toMatchObject({ format: 'json', rows });
    expect((await imported(json(value))).map(listed)).toEqual([two]);
  });

  it('of one record a line is read', async () => {
    const file = madeUp('{"date":"2024-01-02","close":10.5}\n{"date":"2024-01-03","close":11}\n', 'made-up.csv');
    expect((await imported(file)).map(listed)).toEqual([two]);
  });

  it('with null and with records that lack the value has these left out, with a note', async () => {
    const file = json([
      { date: '2024-01-01', close: null },
      { date: '2024-01-02', close: 10.5 },
      { date: '2024-01-03', close: 11 },
      { date: '2024-01-04' },
    ]);
    const [read] = await imported(file);
    expect(read && listed(read)).toEqual(two);
    expect(read?.notes).toEqual(['2 rows without a value left out (first 2024-01-01, last 2024-01-04).']);
  });

  it.each([
    [
      'a value that is none',
      {
        data: [
          { date: '2024-01-02', close: 1 },
          { date: '2024-01-03', close: 'gg' },
        ],
      },
      'data[1].close: expected a number, found "gg"',
    ],
    [
      'a truth value',
      [
        { date: '2024-01-02', close: 1 },
        { date: '2024-01-03', close: true },
      ],
      '[1].close: expected a number, found "true"',
    ],
    [
      'a date that is none',
      { '2024-01-02': 1, '2024-02-30': 2, '2024-03-01': 3 },
      '2024-02-30: expected a date as year-month-day (e.g. 2024-12-31), found "2024-02-30"',
    ],
    ['a list that is shorter', [['2024-01-02', 1], ['2024-01-03']], '[1]: expected 2 cells, found 1'],
    [
      'two values of a date',
      { date: ['2024-01-02', '2024-01-02'], close: [1, 2] },
      'date[1]: 2024-01-02 occurs twice with different values: 1 (date[0]) and 2',
    ],
    ['no rows', { error: 'rate limit' }, 'JSON, but no rows in it: "{\\"error\\":\\"rate limit\\"}"'],
    ['rows without dates', [{ ticker: 'X', close: 1 }], 'no column of dates: the columns are ticker, close'],
  ])('%s is refused at its place', async (_, value, message) => {
    const separator = /^(?:JSON|no column)/.test(message) ? ': ' : ' ';
    await expect(imported(json(value))).rejects.toMatchObject({ kind: 'changed-shape', message: `made-up.json${separator}${message}` });
  });

  it('that is cut off is refused', async () => {
    await expect(imported(madeUp('{"data":[{"date":"2024-01-02"', 'x.json'))).rejects.toMatchObject({
      kind: 'changed-shape',
      message: expect.stringMatching(/^x\.json: expected JSON, found a text that is cut off or damaged/),
    });
  });

  it('with two parts that hold dates leaves it to the user', async () => {
    const pairs = [
      [1704153600000, 10.5],
      [1704240000000, 11],
    ];
    const file = json({ prices: pairs, market_caps: pairs.map(([at, value]) => [at, (value as number) * 100]) });
    const { doubts, mapping } = await proposed(file);
    expect(mapping).toBeNull();
    expect(doubts).toMatchObject([{ flag: '--rows', choices: [{ value: 'prices' }, { value: 'market_caps' }] }]);
    expect((await imported(file, { rows: 'market_caps' })).map(listed)).toEqual([['2024-01-02 = 1050', '2024-01-03 = 1100']]);
    await expect(proposed(file, { rows: 'price' })).rejects.toThrow(
      new RangeError('the rows must be at one of prices, market_caps, was price; did you mean prices?'),
    );
  });
});

describe('a workbook', () => {
  const rows = [
    ['Date', 'Open', 'Close'],
    [{ serial: 45_293 }, 1, 10.5],
    [{ serial: 45_294 }, 2, 11],
  ] as const;

  it('is read, its dates as dates, whatever stands above and beside', async () => {
    const file = madeUp(workbook({ Prices: [['Made up'], [null], ...rows.map((row) => [...row, null])] }), 'prices.xlsx');
    const { mapping, preview } = await proposed(file);
    expect(mapping).toMatchObject({ format: 'xlsx', sheet: 'Prices', header: { line: 3, last: 3 }, dateForm: 'year-month-day' });
    expect(preview[0]).toEqual({ place: 'sheet Prices, row 4', cells: ['2024-01-02', '10.5'], read: ['2024-01-02', '10.5'] });
    expect((await imported(file)).map(listed)).toEqual([two]);
  });

  it('of which one sheet has dates is read there; of several the user says which', async () => {
    const notes = [['Source'], ['made up']];
    const file = madeUp(workbook({ Notes: notes, Empty: [], Prices: rows }), 'prices.xlsx');
    expect((await imported(file)).map(listed)).toEqual([two]);
    const both = madeUp(workbook({ Prices: rows, Notes: notes, Returns: rows }), 'prices.xlsx');
    expect((await proposed(both)).doubts).toMatchObject([
      { flag: '--sheet', choices: [{ value: 'Prices', meaning: '3 rows' }, { value: 'Returns' }] },
    ]);
    expect((await imported(both, { sheet: 'Returns' })).map(listed)).toEqual([two]);
    const message = 'the sheet must be one of Prices, Notes, Returns, was Price; did you mean Prices?';
    await expect(proposed(both, { sheet: 'Price' })).rejects.toThrow(new RangeError(message));
  });

  it('with numbers for dates and texts for numbers is read as the cells are', async () => {
    const file = madeUp(
      workbook({
        S: [
          ['Date', 'Close'],
          [45_293, '10,5'],
          [45_294, 11],
        ],
      }),
      's.xlsx',
    );
    expect((await proposed(file)).mapping).toMatchObject({ dateForm: 'excel-serial', decimal: 'comma' });
    expect((await imported(file)).map(listed)).toEqual([two]);
  });

  it('is refused at the cell, by sheet and row', async () => {
    const file = madeUp(workbook({ Prices: [...rows, [{ serial: 45_295 }, 3, 'gg']] }), 'prices.xlsx');
    const message = 'prices.xlsx sheet Prices, row 4, column 3 (Close): expected a number, found "gg"';
    await expect(imported(file)).rejects.toMatchObject({ kind: 'changed-shape', message });
  });
});

describe('Parquet', () => {
  it.each([
    ['dates', "DATE '2024-01-02'", "DATE '2024-01-03'"],
    ['texts', "'2024-01-02'", "'2024-01-03'"],
    ['stamps of midnight', "TIMESTAMP '2024-01-02'", "TIMESTAMP '2024-01-03'"],
    ['stamps of midnight in UTC', "TIMESTAMPTZ '2024-01-02 00:00:00+00'", "TIMESTAMPTZ '2024-01-03 00:00:00+00'"],
    ['epoch milliseconds', '1704153600000', '1704240000000'],
  ])('with %s is read', async (_, first, second) => {
    const file = await parquet(`SELECT ${first} AS date, 10.5 AS close, 1::BIGINT AS volume UNION ALL SELECT ${second}, 11, 2`);
    expect((await proposed(file)).mapping).toMatchObject({ format: 'parquet', dateColumn: 'date', valueColumns: ['close'] });
    expect((await imported(file)).map(listed)).toEqual([two]);
  });

  it('gives several series in one pass, each with what is missing left out', async () => {
    const file = await parquet(
      "SELECT DATE '2024-01-02' AS d, 10.5::DOUBLE AS a, 7::DECIMAL(9,2) AS b UNION ALL SELECT DATE '2024-01-03', 11, NULL",
    );
    const read = await imported(file, { valueColumn: ['a=A', 'b=B'] });
    expect(read.map(({ column }) => column)).toEqual(['a', 'b']);
    expect(read.map(listed)).toEqual([two, ['2024-01-02 = 7']]);
  });

  it('is refused at the row, and where its bytes are damaged', async () => {
    const file = await parquet("SELECT '2024-01-02' AS date, '10.5' AS close UNION ALL SELECT '2024-01-03', 'gg'");
    const message = 'prices.parquet row 2, column 2 (close): expected a number, found "gg"';
    await expect(imported(file)).rejects.toMatchObject({ kind: 'changed-shape', message });
    const path = join(folder, 'cut.parquet');
    writeFileSync(path, file.bytes.slice(0, 60));
    await expect(imported({ name: 'cut.parquet', path, bytes: file.bytes.slice(0, 60) })).rejects.toMatchObject({
      kind: 'changed-shape',
      message: expect.stringMatching(/^cut\.parquet: expected Parquet, which cannot be read: /),
    });
  });
});

describe('a file of another kind is told by its content, whatever its name', () => {
  it.each([
    ['HTML', '<!DOCTYPE html><title>Just a moment</title>', 'prices.csv line 1: expected a table, found HTML: '],
    ['nothing', '', 'prices.csv: the file is empty'],
    ['blanks', ' \n \n', 'prices.csv: the file is empty'],
    [
      'an old workbook',
      new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1]),
      'prices.csv: expected CSV, JSON, Parquet or .xlsx, found an old .xls workbook: save it as .xlsx or CSV',
    ],
    ['an archive', new Uint8Array([0x1f, 0x8b, 8]), 'prices.csv: expected CSV, JSON, Parquet or .xlsx, found a gzip archive: unpack it'],
    [
      'a ZIP archive that is no workbook',
      Buffer.from('PK\x03\x04nothing'),
      'prices.csv: expected an .xlsx workbook, which cannot be read: ',
    ],
    [
      'a sentence',
      'Exceeded the daily hits limit',
      'prices.csv: expected a table of dates and values, found "Exceeded the daily hits limit"',
    ],
    ['a header alone', 'date,close\n', 'prices.csv: a header, but no rows'],
  ])('%s', async (_, content, message) => {
    await expect(imported(madeUp(content, 'prices.csv'))).rejects.toMatchObject({
      name: 'ProviderError',
      kind: 'changed-shape',
      message: expect.stringContaining(message),
    });
  });

  it('JSON under the name of a CSV is read as JSON', async () => {
    expect(
      (await imported(madeUp('[{"date":"2024-01-02","close":10.5},{"date":"2024-01-03","close":11}]', 'prices.csv'))).map(listed),
    ).toEqual([two]);
  });
});
