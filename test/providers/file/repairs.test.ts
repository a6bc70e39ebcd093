import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCivilDate } from '../../../src/core/calendar/civil-date.ts';
import { parseObservations } from '../../../src/providers/file/parse.ts';
import { readRecording, TODAY } from './recordings.ts';

describe('a file in the expected shape', () => {
  it('gives its closes without a note; zero and negative values are values', () => {
    expect(readRecording('plain')).toEqual({ observations: ['2024-01-02 = 10', '2024-01-03 = 0', '2024-01-04 = -150'], notes: [] });
  });

  it('gives its adjusted closes, and says which rows have none', () => {
    const notes = ['1 row without a value left out (2024-01-03).'];
    expect(readRecording('plain', { adjusted: true })).toEqual({ observations: ['2024-01-02 = 9.5', '2024-01-04 = -149'], notes });
  });
});

describe('a repair is stated', () => {
  const two = ['2024-01-02 = 10', '2024-01-03 = 11'];
  const three = [...two, '2024-01-04 = 12'];
  it.each([
    ['descending', three, ['Rows came newest first; they were put in ascending order.']],
    ['unsorted', three, ['Rows were not in order of date (first at line 4, 2024-01-03); they were sorted.']],
    ['repeated-date', three, ['1 row dropped for repeating a date with the same value (first: 2024-01-03, lines 3 and 4).']],
    [
      'thousands-commas.fake.tsv',
      ['2024-01-02 = 16476.2', '2024-01-03 = 982.5', '2024-01-04 = 1016476'],
      ['2 values had thousands commas, which were dropped (first: line 2).'],
    ],
    ['epoch-seconds', two, ['2 dates given in epoch seconds (such as "1704153600") read as days of UTC.']],
    ['epoch-milliseconds', two, ['2 dates given in epoch milliseconds (such as "1704153600000") read as days of UTC.']],
    ['midnight-stamp', three, ['3 dates carried a time stamp of midnight (such as "2024-01-02 00:00:00"), which was dropped.']],
    [
      'midnight-at-an-offset',
      ['2024-01-02 = 10', '2024-07-02 = 11'],
      ['2 dates carried a time stamp of midnight at an offset (such as "2024-01-02 00:00:00-05:00"); the date stands as written.'],
    ],
    ['slashed-date', ['2021-12-30 = 1', '2021-12-31 = 2'], ['2 dates (such as "2021/12/30") read as year/month/day.']],
    ['byte-order-mark', ['2024-01-02 = 10'], ['A byte order mark at the start was skipped.']],
    [
      'preamble-skipped',
      ['2024-01-02 = 10'],
      ['Line 1 stands before the header and was skipped: "Made on 10-17-2019,https://example.org".'],
    ],
    ['semicolons', ['2024-01-02 = 10.5'], ['Cells are divided by semicolons.']],
    ['missing-values', ['2024-01-02 = 4', '2024-01-08 = 4.1'], ['4 rows without a value left out (first 2024-01-01, last 2024-01-05).']],
    ['rows-without-content', two, ['1 row without content skipped (first: line 3).']],
  ])('%s', (name, observations, notes) => {
    expect(readRecording(name)).toEqual({ observations, notes });
  });
});

describe('a choice among columns is stated', () => {
  it.each([
    ['one-candidate', '2024-01-02 = 10', ['Values are those of column 3 (PriceUSD), the only one that could be meant.']],
    ['two-date-columns', '2024-01-02 = 10', ['Dates are those of column 2 (date), not of unix.']],
    ['index-without-a-name', '2024-01-02 = 10', ['The first column has no name; it was read as the date.']],
  ])('%s', (name, observation, notes) => {
    expect(readRecording(name)).toEqual({ observations: [observation], notes });
  });

  it('three header lines, as yfinance writes them, are read as one', () => {
    const notes = ['The header has 3 lines (1 to 3): line 1 names the columns, line 3 the dates.'];
    expect(readRecording('three-header-lines')).toEqual({ observations: ['2024-01-02 = 10', '2024-01-03 = 10.5'], notes });
    expect(readRecording('three-header-lines', { adjusted: true }).observations).toEqual(['2024-01-02 = 9', '2024-01-03 = 9.5']);
  });

  it('the close is taken where another column has lost its name, and the adjusted close is not guessed', () => {
    expect(readRecording('repeated-column-names')).toEqual({
      observations: ['2024-01-02 = 10'],
      notes: [
        'The header has 4 lines (1 to 4): line 1 names the columns, line 4 the dates.',
        'Values are those of column 3 (Close); columns that share a name were left alone (Price).',
        '1 date carried a time stamp of midnight (such as "2024-01-02 00:00:00"), which was dropped.',
      ],
    });
    expect(() => readRecording('repeated-column-names', { adjusted: true })).toThrow('no adjusted close column');
  });
});

describe('the catalogue makes readable what is refused without it', () => {
  it('a column named among several', () => {
    expect(readRecording('several-candidates', { column: 'priceusd' })).toEqual({ observations: ['2024-01-02 = 10'], notes: [] });
  });

  it('the columns of a file without a header', () => {
    const columns = ['date', 'open', 'high', 'low', 'close', 'volume', 'adj close'];
    const notes = [
      'The file has no header; its columns are named by catalogue.yaml.',
      'Rows came newest first; they were put in ascending order.',
    ];
    expect(readRecording('no-header', { columns })).toEqual({ observations: ['2024-01-02 = 10', '2024-01-03 = 11'], notes });
    expect(readRecording('no-header', { columns, adjusted: true }).observations).toEqual(['2024-01-02 = 10', '2024-01-03 = 11']);
  });

  it('the columns of a file whose header names one twice', () => {
    const { observations, notes } = readRecording('repeated-column-names', {
      columns: ['date', 'adj close', 'close', 'high'],
      adjusted: true,
    });
    expect(observations).toEqual(['2024-01-02 = 9']);
    expect(notes).toContain('The columns are named by catalogue.yaml, not by line 4.');
  });
});

describe('any series', () => {
  const day = fc.integer({ min: 0, max: TODAY });
  const series = fc.uniqueArray(fc.tuple(day, fc.double({ noNaN: true, noDefaultInfinity: true })), {
    selector: ([date]) => date,
    minLength: 1,
  });
  const file = { name: 'any.csv', path: 'any.csv' };

  it('written to CSV in any order and with any line ends reads back the same', () => {
    fc.assert(
      fc.property(series, fc.constantFrom('\n', '\r\n', '\r'), fc.constantFrom('', '\uFEFF'), (rows, end, mark) => {
        const text = [`${mark}date,value`, ...rows.map(([date, value]) => `${formatCivilDate(date)},${value}`)].join(end);
        const { dates, values } = parseObservations(text, { file, today: TODAY });
        const sorted = rows.toSorted(([a], [b]) => a - b);
        expect([...dates]).toEqual(sorted.map(([date]) => date));
        expect([...values].map((value) => value + 0)).toEqual(sorted.map(([, value]) => value + 0));
      }),
    );
  });

  it('with one bad cell is refused at that cell, wherever it stands and whatever empty lines come before', () => {
    fc.assert(
      fc.property(series, fc.nat(), fc.nat({ max: 3 }), (rows, at, empty) => {
        const bad = at % rows.length;
        const body = rows.map(([date, value], i) => `${formatCivilDate(date)},${i === bad ? 'gg' : value}`);
        const text = ['date,value', ...Array<string>(empty).fill(''), ...body].join('\n');
        const message = `any.csv line ${2 + empty + bad}, column 2 (value): expected a number, found "gg"`;
        expect(() => parseObservations(text, { file, today: TODAY })).toThrow(message);
      }),
    );
  });
});
