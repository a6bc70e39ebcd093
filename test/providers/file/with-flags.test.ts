import { describe, expect, it } from 'vitest';
import { type ImportFlags, withFlags } from '../../../src/providers/file/with-flags.ts';

describe('flags of an import', () => {
  it('become what is settled of a mapping', () => {
    const flags: ImportFlags = {
      ...{ dateColumn: 'Date', valueColumn: ['Close=RUT', 'P/E=RUT.pe', 'a=b=C', 'Open'], dateForm: 'dmy', zone: 'Europe/Berlin' },
      ...{ decimal: 'comma', thousands: 'point', drop: ['percent'], missing: ['n/a'], skipRows: ['Total'] },
      ...{ delimiter: 'tab', encoding: 'latin1', header: '3', sheet: 'Prices', rows: 'data' },
    };
    expect(withFlags({}, flags)).toEqual({
      mapping: {
        ...{ dateColumn: 'Date', valueColumns: ['Close', 'P/E', 'a=b', 'Open'], dateForm: 'day/month/year', stamps: 'Europe/Berlin' },
        ...{ decimal: 'comma', thousands: 'point', marks: ['percent'], missing: ['n/a'], skippedRows: ['Total'] },
        ...{ delimiter: '\t', encoding: 'windows-1252', header: { line: 3 }, sheet: 'Prices', rows: 'data' },
      },
      id: undefined,
      ids: { Close: 'RUT', 'P/E': 'RUT.pe', 'a=b': 'C' },
    });
  });

  it.each([
    [
      { dateForm: 'day-month-year' },
      'the date form must be one of year-month-day, day/month/year, month/day/year, month-name, yyyymmdd, year-month, epoch-seconds, epoch-milliseconds, excel-serial, was day-month-year; did you mean day/month/year?',
    ],
    [{ zone: 'New York' }, 'the zone must be as-written or an IANA time zone such as America/New_York, was New York'],
    [{ decimal: 'coma' }, 'the decimal mark must be one of point, comma, was coma; did you mean comma?'],
    [{ decimal: 'comma', thousands: 'comma' }, 'decimal and thousands must differ, were both comma'],
    [{ drop: ['dollar'] }, 'what is dropped must be one of percent, currency, parentheses, was dollar'],
    [{ delimiter: 'ab' }, 'the delimiter must be one mark or one of comma, semicolon, tab, \\t, bar, pipe, space, was ab'],
    [{ delimiter: '"' }, 'the delimiter must be one mark or one of comma, semicolon, tab, \\t, bar, pipe, space, was "'],
    [{ encoding: 'klingon' }, 'the encoding must be one such as utf-8, utf-16le or windows-1252, was klingon'],
    [{ header: '-1' }, 'the header must be a line from 1, or 0 for none, was -1'],
    [{ valueColumn: ['=RUT'] }, 'a value column must be COLUMN or COLUMN=ID, was =RUT'],
    [{ valueColumn: ['Close='] }, 'a value column must be COLUMN or COLUMN=ID, was Close='],
  ] satisfies [ImportFlags, string][])('%j is refused', (flags, message) => {
    expect(() => withFlags({}, flags)).toThrow(new RangeError(message));
  });
});
