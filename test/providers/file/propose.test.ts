import { describe, expect, it } from 'vitest';
import { describeMapping, type Mapping, mappingSchema } from '../../../src/providers/file/mapping.ts';
import { propose, signature } from '../../../src/providers/file/propose.ts';
import { readTable } from '../../../src/providers/file/read-table.ts';
import { withFlags } from '../../../src/providers/file/with-flags.ts';
import { imported, listed, madeUp, proposed } from './imported.ts';
import { TODAY } from './recordings.ts';

const lines = (...rows: string[]) => madeUp(`${rows.join('\n')}\n`);

describe('what could mean two things is left to the user', () => {
  it('the order of day and month, where no day is above 12', async () => {
    const file = lines('Date,Close', '03/04/2024,10', '05/06/2024,11');
    const { mapping, doubts, draft } = await proposed(file);
    expect(mapping).toBeNull();
    expect(draft).not.toHaveProperty('dateForm');
    expect(doubts).toEqual([
      {
        flag: '--date-form',
        question: 'Dates such as "03/04/2024" can be read in 2 ways, and no row decides (none has a day above 12).',
        choices: [
          { value: 'day/month/year', meaning: '03/04/2024 is 2024-04-03' },
          { value: 'month/day/year', meaning: '03/04/2024 is 2024-03-04' },
        ],
      },
    ]);
    expect((await imported(file, { dateForm: 'mdy' })).map(listed)).toEqual([['2024-03-04 = 10', '2024-05-06 = 11']]);
    expect((await imported(file, { dateForm: 'day/month/year' })).map(listed)).toEqual([['2024-04-03 = 10', '2024-06-05 = 11']]);
  });

  it('dates with years of two digits', async () => {
    const file = lines('Date,Close', '24/01/31,10');
    expect((await proposed(file)).doubts).toMatchObject([{ flag: '--date-form', choices: [{ meaning: '24/01/31 is 1931-01-24' }] }]);
    expect((await imported(lines('Date,Close', '31/12/99,10', '25/06/24,11'), { dateForm: 'dmy' })).map(listed)).toEqual([
      ['1999-12-31 = 10', '2024-06-25 = 11'],
    ]);
  });

  it('decimal commas and decimal points in one column', async () => {
    const file = lines('Date;Close', '2024-01-02;1,5', '2024-01-03;2.5');
    expect((await proposed(file)).doubts).toMatchObject([
      { flag: '--decimal', question: expect.stringMatching(/^Some values have a decimal comma/) },
    ]);
    await expect(imported(file, { decimal: 'comma' })).rejects.toThrow('line 3, column 2 (Close): expected a number with a decimal comma');
  });

  it('a comma in each figure that may be either', async () => {
    const { doubts } = await proposed(lines('Date\tClose', '2024-01-02\t1,234', '2024-01-03\t1,300'));
    expect(doubts).toEqual([
      {
        flag: '--decimal',
        question: '2 values such as "1,234" may have a decimal comma or divide thousands by it, and no row decides.',
        choices: [
          { value: 'comma', meaning: '1,234 is 1.234' },
          { value: 'point', meaning: '1,234 is 1234' },
        ],
      },
    ]);
  });

  it('which column holds the values, with an example of each', async () => {
    const { doubts, preview } = await proposed(lines('date,PriceUSD,CapMrktCurUSD,asset', '2024-01-02,10,200,btc'));
    expect(doubts).toEqual([
      {
        flag: '--value-column',
        question: '2 columns could be the value: which is meant?',
        choices: [
          { value: 'PriceUSD', meaning: 'column 2, such as "10"' },
          { value: 'CapMrktCurUSD', meaning: 'column 3, such as "200"' },
        ],
      },
    ]);
    expect(preview).toEqual([{ place: 'line 2', cells: ['2024-01-02'], read: ['2024-01-02'] }]);
  });

  it('which column holds the dates', async () => {
    const { doubts } = await proposed(lines('from,to,Close', '2024-01-02,2024-01-03,10'));
    expect(doubts).toMatchObject([{ flag: '--date-column', choices: [{ value: 'from' }, { value: 'to' }] }]);
  });

  it('two columns of one name, which go by their numbers then', async () => {
    const file = lines('Date,Close,Close', '2024-01-02,10,11');
    expect((await proposed(file)).doubts).toMatchObject([
      { flag: '--value-column', choices: [{ value: 'Close (column 2)' }, { value: 'Close (column 3)' }] },
    ]);
    expect((await imported(file, { valueColumn: ['3'] })).map(listed)).toEqual([['2024-01-02 = 11']]);
  });

  it.each([
    ['without a zone', '2024-01-02 16:00:00', ['as-written'], '2024-01-02'],
    ['with an offset', '2024-01-02T20:00:00-05:00', ['as-written', 'UTC', 'America/New_York'], '2024-01-02'],
    ['of midnight east of Greenwich', '2024-01-02 00:00:00+09:00', ['as-written', 'UTC', 'America/New_York'], '2024-01-02'],
  ])('the date of a time of day %s', async (_, stamp, choices, written) => {
    const file = lines('Date,Close', `${stamp},10`);
    expect((await proposed(file)).doubts).toMatchObject([{ flag: '--zone', choices: choices.map((value) => ({ value })) }]);
    expect((await imported(file, { zone: 'as-written' })).map(listed)).toEqual([[`${written} = 10`]]);
  });

  it('the date of an instant that is no midnight: each zone gives its own', async () => {
    const file = lines('time,close', '1704236400,10');
    expect((await proposed(file)).doubts).toMatchObject([
      { flag: '--zone', choices: [{ value: 'UTC', meaning: '1704236400 is 2024-01-02' }, { value: 'America/New_York' }] },
    ]);
    for (const [zone, date] of [
      ['UTC', '2024-01-02'],
      ['Asia/Tokyo', '2024-01-03'],
    ] as const)
      expect((await imported(file, { zone })).map(listed)).toEqual([[`${date} = 10`]]);
    await expect(imported(file, { zone: 'as-written' })).rejects.toThrow('its date hangs on the time zone');
  });
});

describe('what one row decides is decided by it, wherever it stands', () => {
  const many = (last: string) =>
    lines('Date,Close', ...Array.from({ length: 3000 }, (_, i) => `0${1 + (i % 9)}/0${1 + (i % 7)}/${1924 + Math.floor(i / 63)},10`), last);

  it.each([
    ['25/03/2024,11', 'day/month/year'],
    ['03/25/2024,11', 'month/day/year'],
  ])('the order of day and month: %s', async (last, form) => {
    const { draft, evidence } = await proposed(many(last));
    expect(draft.dateForm).toBe(form);
    expect(evidence).toContain(`Dates are written as ${form}: "${last.split(',')[0]}" (line 3002) can be nothing else.`);
  });

  it.each([
    ['the same column', ['1,234', '1,234.5'], { decimal: 'point', thousands: 'comma' }],
    ['a comma with one decimal', ['1,234', '0,5'], { decimal: 'comma', thousands: 'none' }],
    ['two commas', ['1,234', '1,234,567'], { decimal: 'point', thousands: 'comma' }],
    ['points and a comma', ['1.234', '1.234,5'], { decimal: 'comma', thousands: 'point' }],
    ['spaces', ['1 234', '1 234,5'], { decimal: 'comma', thousands: 'space' }],
    ['apostrophes', ['1’234', "1'234.5"], { decimal: 'point', thousands: 'apostrophe' }],
  ])('the decimal mark: %s', async (_, values, form) => {
    expect((await proposed(lines('Date;Close', ...values.map((value, i) => `2024-01-0${i + 2};${value}`)))).draft).toMatchObject(form);
  });

  it('the decimal mark of a column that leaves it open, by those of the others', async () => {
    const file = lines('Date;Open;Close', '2024-01-02;1,5;1,234', '2024-01-03;2,5;1,300');
    expect((await proposed(file)).draft).toMatchObject({ decimal: 'comma' });
    expect((await imported(file)).map(listed)).toEqual([['2024-01-02 = 1.234', '2024-01-03 = 1.3']]);
  });
});

describe('marks beside figures', () => {
  it.each([
    ['a percent sign stays in percent', ['1.5%', '-2 %'], [1.5, -2], { marks: ['percent'] }],
    ['a currency sign', ['$1,234.50', '-$2'], [1234.5, -2], { marks: ['currency'] }],
    ['a currency after the figure', ['12,5 €', '13,25 €'], [12.5, 13.25], { marks: ['currency'], decimal: 'comma' }],
    ['parentheses are negative', ['(52.7)', '10'], [-52.7, 10], { marks: ['parentheses'] }],
    ['a minus sign of print', ['−5.5', '4'], [-5.5, 4], { marks: [] }],
    ['texts for no value', ['-', '4'], [4], { missing: ['-'] }],
  ])('%s', async (_, values, expected, form) => {
    const file = lines('Date\tFlow', ...values.map((value, i) => `2024-01-0${i + 2}\t${value}`));
    expect((await proposed(file)).mapping).toMatchObject(form);
    const [read] = await imported(file);
    expect([...(read?.values ?? [])]).toEqual(expected);
  });

  it('are refused where the mapping does not name them', async () => {
    const file = lines('Date,Flow', '2024-01-02,1.5', '2024-01-03,2.5%');
    await expect(readTable(file, await mappingOf(lines('Date,Flow', '2024-01-02,1.5')), { today: TODAY })).rejects.toThrow(
      'made-up.csv line 3, column 2 (Flow): expected a number, found "2.5%"',
    );
  });
});

const mappingOf = async (file: ReturnType<typeof madeUp>): Promise<Mapping> => (await proposed(file)).mapping as Mapping;

describe('a proposal', () => {
  it('tells what it is, why, and what the first and last rows become', async () => {
    const rows = Array.from({ length: 8 }, (_, i) => `${11 + i}.03.2024;${i},5;${i},25`);
    const { mapping, evidence, columns, preview } = await proposed(lines('Datum;Schluss;Adj Close', ...rows), {
      valueColumn: ['Schluss=DAX'],
    });
    expect(describeMapping(mapping as Mapping)).toEqual([
      'file: CSV, cells divided by semicolons, text in utf-8',
      'header: line 1',
      'dates: Datum, day/month/year, e.g. 31/12/2024',
      'values: Schluss',
      'numbers: decimal comma',
    ]);
    expect(evidence).toEqual([
      'Cells are divided by semicolons: 8 of the first 9 lines have a date among as many cells.',
      'Line 1 names 3 columns: it stands above the first date and has no figure.',
      'Column 1 (Datum) holds the dates by its cells.',
      'Dates are written as day/month/year: "13.03.2024" (line 4) can be nothing else.',
      'Numbers have a decimal comma, such as "0,5".',
    ]);
    expect(columns).toEqual(['Datum', 'Schluss']);
    expect(preview.map(({ place, read }) => [place, ...read].join(' '))).toEqual([
      'line 2 2024-03-11 0.5',
      'line 3 2024-03-12 1.5',
      'line 4 2024-03-13 2.5',
      'line 7 2024-03-16 5.5',
      'line 8 2024-03-17 6.5',
      'line 9 2024-03-18 7.5',
    ]);
  });

  it('says which cell of a column of dates it could not read', async () => {
    await expect(proposed(lines('Date,Close', '31. Dezember 2024,10'))).rejects.toThrow(
      'made-up.csv: no date that can be read in column 1 (Date), such as "31. Dezember 2024"',
    );
  });

  it('has ids for its columns, by the names in the file', async () => {
    const file = lines('Date,Close,Volume', '2024-01-02,10,5');
    expect((await proposed(file, { as: 'RUT' })).ids).toEqual({ Close: 'RUT' });
    expect((await proposed(file, { valueColumn: ['close=RUT', '3=RUT_VOLUME'] })).ids).toEqual({ Close: 'RUT', Volume: 'RUT_VOLUME' });
    await expect(proposed(file, { as: 'RUT', valueColumn: ['Close', 'Volume'] })).rejects.toThrow(RangeError);
  });

  it('refuses a column that the file does not have, with the name that is near', async () => {
    const file = lines('Date,Close', '2024-01-02,10');
    await expect(proposed(file, { dateColumn: 'Dte' })).rejects.toThrow(
      new RangeError('a column must be one of Date, Close, or a number up to 2, was Dte; did you mean Date?'),
    );
    await expect(proposed(file, { valueColumn: ['3'] })).rejects.toThrow(RangeError);
    await expect(proposed(file, { header: '9' })).rejects.toThrow(RangeError);
  });

  it('of a file with the adjusted close has both, and the notes say what was left out', async () => {
    const file = lines('Date,Close,Adj Close', '2024-01-02,10,9', '2024-01-03,,9.5', '2024-01-04,11,');
    const [read] = await imported(file);
    expect(read && listed(read)).toEqual(['2024-01-02 = 10', '2024-01-04 = 11']);
    expect([...(read?.adjusted ?? [])]).toEqual([9, Number.NaN]);
    expect(read?.notes).toEqual(['1 row without a value left out (2024-01-03).', '1 adjusted close on dates without a close left out.']);
  });
});

describe('a saved mapping', () => {
  const march = lines('Date;Close', '01/03/2024;1,5', '25/03/2024;2,5');
  const april = lines('Date;Close', '01/04/2024;1,234', '02/04/2024;1,5');

  it('can be kept as JSON, and reads the next file of its kind without a doubt', async () => {
    const saved = mappingSchema.parse(JSON.parse(JSON.stringify((await proposed(march)).mapping)));
    expect(await signature(april, { today: TODAY })).toBe(await signature(march, { today: TODAY }));
    expect((await proposed(april)).mapping).toBeNull();
    const { mapping, doubts, evidence } = await propose(april, { today: TODAY, given: { mapping: saved } });
    expect({ mapping, doubts }).toEqual({ mapping: saved, doubts: [] });
    expect(evidence).toEqual(['The header is where it was said to be.']);
    expect((await readTable(april, saved, { today: TODAY })).map(listed)).toEqual([['2024-04-01 = 1.234', '2024-04-02 = 1.5']]);
  });

  it('refuses a file whose columns have changed, and one of another format', async () => {
    const saved = await mappingOf(march);
    const renamed = lines('Date;Last', '01/04/2024;1,5');
    await expect(readTable(renamed, saved, { today: TODAY })).rejects.toMatchObject({
      kind: 'changed-shape',
      message: 'made-up.csv line 1: expected a column Close, found Date, Last',
    });
    await expect(readTable(madeUp('PK\x03\x04', 'x.csv'), saved, { today: TODAY })).rejects.toMatchObject({ kind: 'changed-shape' });
    await expect(
      readTable(
        { ...march, bytes: new TextEncoder().encode('{"date":["2024-01-02"],"close":[1]}') },
        { ...saved, format: 'json' },
        { today: TODAY },
      ),
    ).rejects.toMatchObject({ kind: 'changed-shape' });
  });

  it('gives way to the flags, and what hung on them is found anew', async () => {
    const saved = await mappingOf(march);
    const file = lines('Date;Close;Tag', '04/25/2024;1.5;2024-04-25');
    const { mapping, doubts } = await propose(file, {
      today: TODAY,
      given: withFlags(saved, { dateColumn: 'Tag', valueColumn: ['Close'] }),
    });
    expect(doubts).toEqual([]);
    expect(mapping).toMatchObject({ dateColumn: 'Tag', dateForm: 'year-month-day', decimal: 'point' });
  });

  it('is told from others by format, delimiter and names, without regard to case', async () => {
    const of = (...rows: string[]) => signature(lines(...rows), { today: TODAY });
    expect(await of('Date,Close', '2024-01-02,1')).toBe('csv ",": date | close');
    expect(await of('DATE,CLOSE', '2025-01-02,7', '2025-01-03,8')).toBe('csv ",": date | close');
    expect(await of('Date;Close', '2024-01-02;1')).toBe('csv ";": date | close');
    expect(await of('2024-01-02,1')).toBe('csv ",": 2 columns without names');
    expect(await signature(madeUp('{"data":[{"date":"2024-01-02","close":1}]}'), { today: TODAY })).toBe('json data: date | close');
  });
});
