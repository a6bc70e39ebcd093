import { describe, expect, it } from 'vitest';
import { formatCivilDate } from '../../../src/core/calendar/civil-date.ts';
import { parseEventDates } from '../../../src/providers/file/event-dates.ts';
import { TODAY } from './recordings.ts';

const request = { file: { name: 'events.csv', path: 'events.csv' }, today: TODAY };
const dates = (text: string) => parseEventDates(text, request).map(formatCivilDate);

describe('a file of events', () => {
  it.each([
    ['with a header and further columns', 'date,what\n2013-01-02,"a, b"\n2016-11-14,c\n'],
    ['without a header', '2013-01-02\n2016-11-14\n'],
    ['with a byte order mark and Windows line ends', '\uFEFFdate\r\n2013-01-02\r\n2016-11-14\r\n'],
    ['divided by semicolons', 'day;what\n2013-01-02;a\n2016-11-14;b\n'],
    ['with quoted cells and blank lines', '"when"\n"2013-01-02"\n\n"2016-11-14"\n'],
    ['with midnight stamps', 'date\n2013-01-02 00:00:00\n2016-11-14 00:00:00\n'],
  ])('%s gives its dates', (_, text) => {
    expect(dates(text)).toEqual(['2013-01-02', '2016-11-14']);
  });

  it.each([
    ['a word', 'date\n2013-01-02\nsoon\n', 'events.csv line 3: expected an ISO date (YYYY-MM-DD), found "soon"'],
    [
      'a date that does not exist in its first line',
      '2020-13-13\n2013-01-02\n',
      'events.csv line 1: expected a date that exists, found "2020-13-13"',
    ],
    ['an ambiguous date', 'date\n03/04/2021\n', /events\.csv line 2: .*ambiguous/],
    ['a future date', 'date\n2999-01-01\n', 'events.csv line 2: an event must not lie in the future, was "2999-01-01"'],
    ['no date at all', 'date\n', 'events.csv: expected a column of dates (YYYY-MM-DD), found none'],
  ])('with %s is refused with the line', (_, text, message) => {
    expect(() => dates(text)).toThrow(message);
  });
});
