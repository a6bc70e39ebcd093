import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsedRecords, type Records, tokenise } from '../../../src/providers/file/tokenise.ts';

const file = { name: 'any.csv', path: 'any.csv' };

/** Texts of what makes CSV hard: some with quotation marks around whole cells, some with them anywhere. */
const parts = ['a', '1.5', ' ', ',', ',', ';', '\t', '\n', '\n', '\r\n', '\r', '\n\n', 'é', '\u2028', '\u0000', '\uFEFF', "'", '😀'];
const cells = ['"1,234.5"', '"a"', '""', '"a;b"', '"x y"'];
const texts = fc.oneof(
  fc.array(fc.constantFrom(...parts), { maxLength: 60 }),
  fc.array(fc.constantFrom(...parts, ...cells), { maxLength: 30 }),
  fc.array(fc.constantFrom(...parts, ...cells, '"', '""', '"a\nb"'), { maxLength: 20 }),
  fc.array(fc.constantFrom('"1,5",2\n', '2,"a"\n', '"a","b"\n', ',""\n', '"",\n', 'x,y\n', '\n', '"a'), { maxLength: 20 }),
);

const contents = (records: Records) =>
  Array.from({ length: records.count }, (_, row) => ({ cells: records.cells(row), line: records.lineOf(row) }));

/** What a text gives: its records, or the error. */
function outcome(read: () => Records): unknown {
  try {
    return contents(read());
  } catch (error) {
    return error;
  }
}

describe('any text', () => {
  it('has the records, lines and errors that csv-parse finds, whatever its line ends and quotation marks', () => {
    fc.assert(
      fc.property(texts, fc.constantFrom(',', ';', '\t'), fc.integer({ min: 1, max: 9 }), (pieces, delimiter, firstLine) => {
        const text = pieces.join('');
        const request = { file, delimiter, firstLine };
        // csv-parse drops a byte order mark only where it is told to; such a text never begins with one here.
        fc.pre(!text.startsWith('\uFEFF'));
        expect(outcome(() => tokenise(text, request))).toEqual(outcome(() => parsedRecords(text, request)));
      }),
      { numRuns: 4000 },
    );
  });

  it('gives wanted cells and the count of all, as the whole record has them', () => {
    fc.assert(
      fc.property(texts, fc.uniqueArray(fc.nat({ max: 5 }), { minLength: 1 }), (pieces, columns) => {
        const text = pieces.join('');
        fc.pre(!(outcome(() => tokenise(text, { file, delimiter: ',', firstLine: 1 })) instanceof Error));
        const records = tokenise(text, { file, delimiter: ',', firstLine: 1 });
        const wanted = Array.from({ length: 6 }, (_, column) => (columns.includes(column) ? columns.indexOf(column) : undefined));
        for (let row = 0; row < records.count; row++) {
          const cells = records.cells(row);
          const into = columns.map(() => null as string | number | null);
          expect(records.pick(row, wanted, into)).toBe(cells.length);
          expect(into).toEqual(columns.map((column) => cells[column] ?? null));
        }
      }),
    );
  });
});
