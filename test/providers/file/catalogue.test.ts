import { describe, expect, it } from 'vitest';
import { parseCivilDate } from '../../../src/core/calendar/civil-date.ts';
import { parseCatalogue } from '../../../src/providers/file/catalogue.ts';

const FILE = { name: 'catalogue.yaml', path: 'somewhere/catalogue.yaml' };

describe('a catalogue', () => {
  it('gives title, unit, calendar, release, source, columns, cycle and note of each series', () => {
    const text = `
description: Two series
series:
  WALCL:
    title: Total assets
    unit: USD millions
    calendar: weekly-new-york
    release: { days: 1, time: "16:30", zone: America/New_York }
    source: H.4.1
    note: Level on Wednesday.
  BTC:
    columns: [date, open, close]
    column: close
    cycle: { name: halvings, dates: [2012-11-28, 2016-07-09] }
`;
    expect(parseCatalogue(text, FILE)).toEqual({
      description: 'Two series',
      series: {
        WALCL: {
          title: 'Total assets',
          unit: 'USD millions',
          calendar: 'weekly-new-york',
          release: { kind: 'days', days: 1, minutes: 990, zone: 'America/New_York' },
          source: 'H.4.1',
          note: 'Level on Wednesday.',
        },
        BTC: {
          columns: ['date', 'open', 'close'],
          column: 'close',
          cycle: { name: 'halvings', dates: [parseCivilDate('2012-11-28'), parseCivilDate('2016-07-09')] },
        },
      },
    });
  });

  it('may be empty', () => {
    expect(parseCatalogue('', FILE)).toEqual({ series: {} });
    expect(parseCatalogue('# nothing yet\n', FILE)).toEqual({ series: {} });
  });
});

describe('a fault of the catalogue is refused with line and column', () => {
  it.each([
    ['titel at the top', 'descripton: x\n', 'line 1, column 1: unknown key "descripton"; did you mean description?'],
    ['a mistyped key', 'series:\n  BTC:\n    titel: Bitcoin\n', 'line 3, column 5: unknown key "titel"; did you mean title?'],
    [
      'a mistyped key of a release',
      'series:\n  BTC:\n    release: { day: 1, time: "16:30", zone: UTC }\n',
      'line 3, column 16: unknown key "day"; did you mean days?',
    ],
    [
      'the former name of the release',
      'series:\n  WALCL:\n    lag: { days: 1, time: "16:30", zone: UTC }\n',
      'line 3, column 5: unknown key "lag"; did you mean release?',
    ],
    [
      'a release of two kinds',
      'series:\n  WALCL:\n    release: { days: 1, weekday: friday, time: "16:30", zone: UTC }\n',
      'line 3, column 14: series.WALCL.release: expected one of days, businessDays, weekday (with weeks), or weekday with nth and months',
    ],
    [
      'a key like none that is known',
      'series:\n  BTC:\n    cycle: { name: halvings, dates: [2012-11-28], anniversary: x }\n',
      'line 3, column 51: unknown key "anniversary": expected one of name, dates',
    ],
    [
      'an unknown calendar',
      'series:\n  RUT:\n    calendar: newyork\n',
      'line 3, column 15: unknown calendar "newyork"; did you mean new-york?',
    ],
    [
      'a calendar like none that is known',
      'series:\n  RUT:\n    calendar: tokyo-stock-exchange\n',
      'line 3, column 15: unknown calendar "tokyo-stock-exchange": expected one of utc-daily, new-york, weekdays, weekly-new-york, weekly-utc, monthly, irregular',
    ],
    ['a title that is no text', 'series:\n  RUT:\n    title: 2000\n', 'line 3, column 12: series.RUT.title: expected string, found "2000"'],
    ['a series that is no mapping', 'series:\n  RUT: Russell\n', 'line 2, column 8: series.RUT: expected object, found "Russell"'],
    ['a list at the top', '- RUT\n', 'line 1, column 1: the file: expected object'],
    [
      'a release without its zone',
      'series:\n  RUT:\n    release:\n      days: 1\n      time: "16:30"\n',
      'line 4, column 7: series.RUT.release.zone is missing',
    ],
    [
      'a release after half a day',
      'series:\n  RUT:\n    release: { days: 0.5, time: "16:30", zone: UTC }\n',
      'line 3, column 22: series.RUT.release.days: expected int, found "0.5"',
    ],
    [
      'a time that no clock shows',
      'series:\n  RUT:\n    release: { days: 1, time: "24:30", zone: UTC }\n',
      'line 3, column 31: series.RUT.release.time: expected a time of day as HH:MM (24 hours), found "24:30"',
    ],
    [
      'a zone that does not exist',
      'series:\n  RUT:\n    release: { days: 1, time: "16:30", zone: New York }\n',
      'line 3, column 46: series.RUT.release.zone: expected an IANA time zone, for example America/New_York, found "New York"',
    ],
    [
      'a date that does not exist',
      'series:\n  BTC:\n    cycle: { name: halvings, dates: [2012-11-31] }\n',
      'line 3, column 38: series.BTC.cycle.dates.0: expected a date as YYYY-MM-DD that exists, found "2012-11-31"',
    ],
    [
      'dates out of order',
      'series:\n  BTC:\n    cycle: { name: halvings, dates: [2016-07-09, 2012-11-28] }\n',
      'line 3, column 37: series.BTC.cycle.dates: expected dates in ascending order, none twice',
    ],
    ['a key that stands twice', 'series:\n  BTC: {}\n  BTC: {}\n', 'line 3, column 3: not YAML: Map keys must be unique'],
    ['no YAML at all', 'series:\n  BTC: [1, 2\n', 'line 3, column 1: not YAML: '],
  ])('%s', (_, text, message) => {
    const expected = expect.objectContaining({ message: expect.stringContaining(`catalogue.yaml ${message}`), kind: 'changed-shape' });
    expect(() => parseCatalogue(text, FILE)).toThrow(expected);
  });
});
