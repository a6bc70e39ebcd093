import { describe, expect, it } from 'vitest';
import { ProviderError } from '../../../src/providers/provider.ts';
import { readRecording } from './recordings.ts';

/** Recording → the error's whole message, after the file's name. */
const FAULTS: Readonly<Record<string, readonly [name: string, message: string][]>> = {
  'a cell that is no number': [
    ['bad-cell', 'line 3, column 5 (close): expected a number, found "gg"'],
    ['currency-sign', 'line 2, column 2 (value): expected a number, found "$12.50"'],
    ['percent-sign', 'line 2, column 2 (value): expected a number, found "1.5%"'],
    ['decimal-comma', 'line 2, column 2 (value): expected a number, found "10,5"'],
    ['semicolons-and-commas', 'line 2, column 2 (Close): expected a number, found "1,234", whose comma may be a decimal point'],
    ['infinite', 'line 2, column 2 (value): expected a finite number, found "Infinity"'],
    ['too-large', 'line 2, column 2 (value): expected a finite number, found "1e999"'],
    ['mixed-line-ends', 'line 4, column 2 (value): expected a number, found "gg"'],
    ['preamble', 'line 6, column 2 (Close): expected a number, found "x"'],
  ],
  'a cell that is no date': [
    ['no-such-date', 'line 3, column 1 (date): expected a date that exists, found "2023-02-30"'],
    ['future-date', 'line 3, column 1 (date): expected a date up to today (2026-11-20), found the future date "2026-11-21"'],
    ['month-name-date', 'line 2, column 1 (date): expected an ISO date (YYYY-MM-DD), found "Dec 31, 2021"'],
    ['header-again', 'line 3, column 1 (date): expected an ISO date (YYYY-MM-DD), found "date"'],
    [
      'ambiguous-date',
      'line 2, column 1 (date): expected an ISO date (YYYY-MM-DD), found "03/04/2021", which is ambiguous: the day or the month may come first',
    ],
    [
      'day-first-date',
      'line 2, column 1 (date): expected an ISO date (YYYY-MM-DD), found "31.12.2021", which is ambiguous: the day or the month may come first',
    ],
  ],
  'a stamp whose date hangs on the time zone': [
    [
      'afternoon-stamp',
      'line 2, column 1 (Date): expected a date, found "2024-01-02 16:00:00", a stamp at 16:00:00: its date hangs on the time zone, so write an ISO date (YYYY-MM-DD)',
    ],
    [
      'offset-moves-the-date',
      'line 2, column 1 (Date): expected a date, found "2024-01-02 00:00:00+09:00", which is 2024-01-01 in UTC: its date hangs on the time zone, so write an ISO date (YYYY-MM-DD)',
    ],
    [
      'epoch-not-midnight',
      'line 3, column 1 (time): expected a date, found "1704236400", which is 2024-01-02 23:00:00 UTC: its date hangs on the time zone, so write an ISO date (YYYY-MM-DD)',
    ],
  ],
  'a header that leaves a choice': [
    ['several-candidates', 'line 1: 2 columns could be the value: PriceUSD, CapMrktCurUSD; name one in catalogue.yaml (column:)'],
    ['close-and-value', 'line 1: 2 columns could be the value: close, value; name one in catalogue.yaml (column:)'],
    ['two-tickers', 'line 3: 2 columns could be the value: Close, Close; name them all in catalogue.yaml (columns:)'],
    [
      'no-candidate',
      'line 1: no column that could be the value: the columns are date, open, high, low, adj close, volume; name one in catalogue.yaml (column:)',
    ],
    [
      'same-date-column-twice',
      'line 1: two columns of dates: columns 1 and 2 are both named date; name them all in catalogue.yaml (columns:)',
    ],
  ],
  'a file without a header': [
    [
      'no-header',
      'line 1: there is no header, found "2024-01-03,1,3,1,11,100,11"; name the 7 columns in catalogue.yaml (columns: [date, close, …])',
    ],
    [
      'no-date-column',
      'line 1: expected a header with a column of dates (date, time, timestamp, observation_date), found "period,share,web"; name the 3 columns in catalogue.yaml (columns: [date, close, …])',
    ],
    [
      'limit-sentence',
      'line 1: expected a header with a column of dates (date, time, timestamp, observation_date), found "Exceeded the daily hits limit"',
    ],
  ],
  'a file that is no CSV': [
    ['challenge-page', 'line 1: expected CSV, found HTML: "<!DOCTYPE html>\\n<html><head><title>Just a moment</title><…"'],
    ['error-object', 'line 1: expected CSV, found JSON: "{\\"error\\": \\"rate limit\\"}"'],
    ['open-quote', 'line 3: a quotation mark is opened and never closed'],
    ['stray-quote', 'line 3: text follows a closing quotation mark'],
    ['short-row', 'line 3: expected 3 cells, found 2'],
  ],
  'a file without figures': [
    ['empty', ': the file is empty'],
    ['blank', ': the file is empty'],
    ['no-rows', ': a header, but no rows'],
    ['no-values', ': no value in any of 2 rows'],
  ],
  'a date with two values': [['conflicting-date', 'line 5: 2024-01-03 occurs twice with different values: 11 (line 3) and 11.5']],
};

describe.each(Object.entries(FAULTS))('%s is refused as a changed shape, with its place', (_, faults) => {
  it.each(faults)('%s', (name, message) => {
    const file = `${name}.fake.csv`;
    const expected = message.startsWith(':') ? `${file}${message}` : `${file} ${message}`;
    expect(() => readRecording(name)).toThrow(expect.objectContaining({ message: expected, kind: 'changed-shape', provider: 'file' }));
    expect(() => readRecording(name)).toThrow(ProviderError);
  });
});

describe('an adjusted close that is not there', () => {
  it('is not found where the file has no such column', () => {
    const message = 'no-adjusted-close.fake.csv has no adjusted close column: its columns are date, open, close';
    expect(() => readRecording('no-adjusted-close', { adjusted: true })).toThrow(expect.objectContaining({ message, kind: 'not-found' }));
  });

  it('is not found where its column is blank throughout', () => {
    const message = 'blank-adjusted-close.fake.csv has an adjusted close column, but no value in it';
    expect(() => readRecording('blank-adjusted-close', { adjusted: true })).toThrow(
      expect.objectContaining({ message, kind: 'not-found' }),
    );
  });
});

describe('a catalogue entry that does not fit the file', () => {
  it.each([
    [
      'one-candidate',
      { column: 'Price' },
      'one-candidate.fake.csv line 1: catalogue.yaml names the column Price, but the columns are time, asset, PriceUSD',
    ],
    [
      'repeated-column-names',
      { column: 'price' },
      'repeated-column-names.fake.csv line 4: catalogue.yaml names the column price, but columns 1 and 2 bear that name; name them all in catalogue.yaml (columns:)',
    ],
    ['no-header', { columns: ['date', 'close'] }, 'no-header.fake.csv line 1: catalogue.yaml names 2 columns, found 7'],
    ['plain', { columns: ['date', 'close'] }, 'plain.fake.csv line 1: catalogue.yaml names 2 columns, found 7'],
  ])('is refused: %s', (name, options, message) => {
    expect(() => readRecording(name, options)).toThrow(expect.objectContaining({ message, kind: 'changed-shape' }));
  });
});
