import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilParts, formatCivilDate } from '../../../src/core/calendar/civil-date.ts';
import type { DateFormName } from '../../../src/providers/file/mapping.ts';
import { readTable } from '../../../src/providers/file/read-table.ts';
import { imported, listed, madeUp, proposed } from './imported.ts';
import { TODAY } from './recordings.ts';

/** How a table may be written. */
interface Dialect {
  readonly delimiter: string;
  readonly decimal: 'point' | 'comma';
  readonly thousands: string;
  readonly decimals: number;
  readonly form: DateFormName;
  readonly names: readonly [date: string, value: string] | null;
  readonly preamble: boolean;
  readonly others: boolean;
  readonly quoted: boolean;
  readonly end: string;
  readonly encoding: 'utf-8' | 'utf-8 with a mark' | 'utf-16le' | 'utf-16le with a mark' | 'utf-16be with a mark' | 'windows-1252';
  readonly newestFirst: boolean;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (part: number) => String(part).padStart(2, '0');

const WRITE: Readonly<Record<DateFormName, (day: number) => string>> = {
  'year-month-day': formatCivilDate,
  'day/month/year': (date) => withParts(date, ({ year, month, day }) => `${two(day)}/${two(month)}/${year}`),
  'month/day/year': (date) => withParts(date, ({ year, month, day }) => `${month}/${day}/${year}`),
  'month-name': (date) => withParts(date, ({ year, month, day }) => `${MONTHS[month - 1]} ${two(day)}, ${year}`),
  yyyymmdd: (date) => formatCivilDate(date).replaceAll('-', ''),
  'year-month': (date) => formatCivilDate(date).slice(0, 7),
  'epoch-seconds': (date) => String(date * 86_400),
  'epoch-milliseconds': (date) => String(date * 86_400_000),
  'excel-serial': (date) => String(date + 25_569),
};

function withParts(date: number, write: (parts: ReturnType<typeof civilParts>) => string): string {
  return write(civilParts(date));
}

const COUNTING: readonly DateFormName[] = ['yyyymmdd', 'epoch-seconds', 'epoch-milliseconds', 'excel-serial'];

const dialects: fc.Arbitrary<Dialect> = fc
  .record({
    delimiter: fc.constantFrom(',', ';', '\t', '|'),
    decimal: fc.constantFrom('point' as const, 'comma' as const),
    thousands: fc.constantFrom('', '', 'mark', ' ', "'"),
    decimals: fc.nat({ max: 4 }),
    form: fc.constantFrom(...(Object.keys(WRITE) as DateFormName[])),
    names: fc.constantFrom(null, ['Date', 'Close'] as const, ['Datum', 'Schlußkurs'] as const, ['time', 'Price'] as const),
    preamble: fc.boolean(),
    others: fc.boolean(),
    quoted: fc.boolean(),
    end: fc.constantFrom('\n', '\r\n', '\r'),
    encoding: fc.constantFrom('utf-8', 'utf-8 with a mark', 'utf-16le', 'utf-16le with a mark', 'utf-16be with a mark', 'windows-1252'),
    newestFirst: fc.boolean(),
  })
  // Numbers that stand for dates are known by a name alone, and other columns are told from the value by theirs.
  .map((dialect): Dialect => {
    const isBare = dialect.names === null || dialect.names[0] === 'Datum';
    return COUNTING.includes(dialect.form) && isBare ? { ...dialect, names: ['date', 'Close'] } : dialect;
  })
  .map((dialect) => (dialect.names === null ? { ...dialect, others: false, preamble: false } : dialect))
  // Where cells are divided by commas a lone point is a decimal point: nobody who divides thousands by points writes such files.
  .map((dialect) =>
    dialect.delimiter === ',' && dialect.decimal === 'comma' && dialect.thousands === 'mark' && dialect.decimals === 0
      ? { ...dialect, decimals: 1 }
      : dialect,
  );

/** Days from 1990 on, one for each month where the form knows no days, and values as written with so many decimals. */
const rowsOf = ({ form, decimals }: Dialect) =>
  fc
    .uniqueArray(
      fc.tuple(
        fc.integer({ min: 7305, max: TODAY }),
        fc.oneof(fc.integer({ min: -999_999, max: 999_999 }), fc.integer({ min: 0, max: 5_000_000_000 })),
      ),
      {
        minLength: 1,
        maxLength: 40,
        selector: ([day]) => (form === 'year-month' ? formatCivilDate(day).slice(0, 7) : day),
      },
    )
    .map((rows) =>
      rows
        .map(([day, value]) => ({ day: form === 'year-month' ? firstOfMonth(day) : day, text: (value / 10 ** decimals).toFixed(decimals) }))
        .sort((a, b) => a.day - b.day),
    );

const firstOfMonth = (day: number): number => day - civilParts(day).day + 1;

interface Written {
  readonly day: number;
  readonly text: string;
}

function written({ text }: Written, { decimal, thousands, decimals }: Dialect): string {
  const [whole, fraction] = text.split('.') as [string, string?];
  const mark = decimal === 'point' ? '.' : ',';
  const divider = thousands === 'mark' ? (decimal === 'point' ? ',' : '.') : thousands;
  const divided = whole.replace(/\B(?=(\d{3})+$)/g, divider);
  return decimals === 0 ? divided : `${divided}${mark}${fraction}`;
}

function fileOf(rows: readonly Written[], dialect: Dialect): Uint8Array {
  const { delimiter, names, others, quoted, end, form } = dialect;
  const cell = (text: string) => (quoted || text.includes(delimiter) ? `"${text}"` : text);
  const line = (cells: readonly string[]) => cells.map(cell).join(delimiter);
  const body = rows.map((row) => line([WRITE[form](row.day), ...(others ? ['7', 'n'] : []), written(row, dialect)]));
  const head = names === null ? [] : [line([names[0], ...(others ? ['Volume', 'Symbol'] : []), names[1]])];
  const preamble = dialect.preamble ? ['Prices as published'] : [];
  return encoded([...preamble, ...head, ...(dialect.newestFirst ? body.toReversed() : body), ''].join(end), dialect.encoding);
}

function encoded(text: string, encoding: Dialect['encoding']): Uint8Array {
  const marked = encoding.endsWith('with a mark') ? `\uFEFF${text}` : text;
  if (encoding === 'windows-1252') return new Uint8Array(Buffer.from(text, 'latin1'));
  if (encoding.startsWith('utf-8')) return new TextEncoder().encode(marked);
  const little = Buffer.from(marked, 'utf16le');
  return new Uint8Array(encoding.startsWith('utf-16be') ? little.swap16() : little);
}

const tables = dialects.chain((dialect) => fc.tuple(fc.constant(dialect), rowsOf(dialect)));

describe('any table, written in any dialect', () => {
  it('is read back the same by the mapping that is proposed, or leaves a doubt that the truth settles', async () => {
    await fc.assert(
      fc.asyncProperty(tables, async ([dialect, rows]) => {
        const file = madeUp(fileOf(rows, dialect));
        const { doubts } = await proposed(file);
        const truth = { '--date-form': { dateForm: dialect.form }, '--decimal': { decimal: dialect.decimal } };
        const flags = Object.assign({}, ...doubts.map(({ flag }) => truth[flag as keyof typeof truth]));
        const [read] = await imported(file, flags);
        expect(listed(read as NonNullable<typeof read>)).toEqual(rows.map(({ day, text }) => `${formatCivilDate(day)} = ${Number(text)}`));
      }),
      { numRuns: 300 },
    );
  });

  it('leaves the order of day and month in doubt only where no day is above 12, and the decimal mark only where each figure leaves it open', async () => {
    await fc.assert(
      fc.asyncProperty(tables, async ([dialect, rows]) => {
        const { doubts } = await proposed(madeUp(fileOf(rows, dialect)));
        const isSlashed = dialect.form === 'day/month/year' || dialect.form === 'month/day/year';
        const isOpen = isSlashed && rows.every(({ day }) => civilParts(day).day <= 12 && civilParts(day).day !== civilParts(day).month);
        const flags = doubts.map(({ flag }) => flag);
        expect(flags.filter((flag) => flag !== '--date-form' && flag !== '--decimal')).toEqual([]);
        if (isOpen) expect(flags).toContain('--date-form');
        if (isSlashed && rows.some(({ day }) => civilParts(day).day > 12)) expect(flags).not.toContain('--date-form');
        if (!isSlashed) expect(flags).not.toContain('--date-form');
        const decides = rows.some((row) => /\d[.,](?:\d{1,2}|\d{4})$|^-?0[.,]/.test(written(row, dialect)));
        if (decides) expect(flags).not.toContain('--decimal');
      }),
      { numRuns: 300 },
    );
  });

  it('with one bad value is refused at that cell', async () => {
    await fc.assert(
      fc.asyncProperty(tables, fc.nat(), async ([dialect, rows], at) => {
        const sound = madeUp(fileOf(rows, dialect));
        const { doubts, mapping } = await proposed(sound);
        if (!mapping || doubts.length > 0) return;
        const bad = at % rows.length;
        const spoilt = rows.map((row, i) => (i === bad ? { ...row, text: 'gg' } : row));
        const lines = Number(dialect.preamble) + Number(dialect.names !== null);
        const line = lines + 1 + (dialect.newestFirst ? rows.length - 1 - bad : bad);
        const file = madeUp(fileOf(spoilt, { ...dialect, decimals: 0 }));
        await expect(readTable(file, mapping, { today: TODAY })).rejects.toMatchObject({
          name: 'ProviderError',
          message: expect.stringMatching(
            new RegExp(`^made-up\\.csv line ${line}, column \\d+(?: \\(.*\\))?: expected a number.*, found "gg"$`),
          ),
        });
      }),
      { numRuns: 100 },
    );
  });
});
