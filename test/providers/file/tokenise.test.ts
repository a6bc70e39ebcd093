import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quotedRecords, type Records, tokenise } from '../../../src/providers/file/tokenise.ts';

const file = { name: 'any.csv', path: 'any.csv' };

/** Text of what makes CSV hard, but for quotation marks. */
const texts = fc.array(
  fc.constantFrom('a', '1.5', ' ', ',', ';', '\t', '\n', '\r\n', '\r', '\n\n', 'é', '\u2028', '\u0000', '\uFEFF', "'"),
  { maxLength: 60 },
);

const contents = (records: Records) =>
  Array.from({ length: records.count }, (_, row) => ({ cells: records.cells(row), line: records.lineOf(row) }));

describe('a text without quotation marks', () => {
  it('has the records and lines that csv-parse finds, whatever its line ends', () => {
    fc.assert(
      fc.property(texts, fc.constantFrom(',', ';', '\t'), fc.integer({ min: 1, max: 9 }), (parts, delimiter, firstLine) => {
        const text = parts.join('');
        const request = { file, delimiter, firstLine };
        // csv-parse drops a byte order mark only where it is told to; such a text never begins with one here.
        fc.pre(!text.startsWith('\uFEFF'));
        expect(contents(tokenise(text, request))).toEqual(contents(quotedRecords(text, request)));
      }),
      { numRuns: 2000 },
    );
  });

  it('gives wanted cells and the count of all, as the whole record has them', () => {
    fc.assert(
      fc.property(texts, fc.uniqueArray(fc.nat({ max: 5 }), { minLength: 1 }), (parts, columns) => {
        const records = tokenise(parts.join(''), { file, delimiter: ',', firstLine: 1 });
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
