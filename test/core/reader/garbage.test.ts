import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDates } from '../../../src/core/reader/dates/dates.ts';
import { readQuantities } from '../../../src/core/reader/numbers/quantities.ts';
import { tokenise } from '../../../src/core/reader/words/tokens.ts';
import { DATES, dates, LANGUAGES, NUMBERS, numbers, type Reading } from './lexicon.ts';

const MARKS = [
  ..."0123456789.,'’-–−+/:%$€£()[]¾½#§&~<>=_ \n\t",
  '\u00A0',
  '\u202F',
  '\u200B',
  '\u00AD',
  '\uFEFF',
  '٣',
  '３',
  '𝟛',
  '\uD800',
  'é',
  'e\u0301',
];
const texts = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : value && typeof value === 'object' ? Object.values(value).flatMap(texts) : [];

function readAll(text: string, language: Reading, published: number | null) {
  const tokens = tokenise(text);
  const found = readDates(tokens, DATES[language], published);
  return { dates: found, quantities: readQuantities(tokens, NUMBERS[language], found) };
}

describe.each(LANGUAGES)('a text of anything, read as %s', (language) => {
  const phrases = [...texts(numbers.languages[language]), ...texts(dates.languages[language])].filter((text) => !text.includes('{'));
  const piece = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...MARKS) },
    { weight: 2, arbitrary: fc.constantFrom(...phrases) },
    { weight: 1, arbitrary: fc.constantFrom('2025', '31', '10', '1.234', '12', ' ') },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) },
  );

  it('never throws, and what it gives lies in order, apart, within the text, and is finite', () => {
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 60 }),
        fc.constantFrom('', ' '),
        fc.option(fc.integer({ min: -40_000, max: 60_000 })),
        (pieces, gap, published) => {
          const text = pieces.join(gap);
          const read = readAll(text, language, published);
          for (const found of [read.dates, read.quantities]) {
            let last = 0;
            for (const { start, end } of found) {
              expect(start).toBeGreaterThanOrEqual(last);
              expect(end).toBeGreaterThan(start);
              last = end;
            }
            expect(last).toBeLessThanOrEqual(text.length);
          }
          for (const { from, to } of read.dates) {
            expect((from === null) === (to === null)).toBe(true);
            if (from !== null) expect(Number.isInteger(from) && Number.isInteger(to) && from <= to!).toBe(true);
          }
          for (const { value, to } of read.quantities) {
            expect(Number.isFinite(value) && value >= 0).toBe(true);
            if (to !== null) expect(to).toBeGreaterThan(value);
          }
          for (const date of read.dates)
            for (const number of read.quantities) expect(date.end <= number.start || number.end <= date.start).toBe(true);
        },
      ),
      { seed: 13, numRuns: 1500 },
    );
  });

  it('takes time in proportion to its length, whatever is repeated', () => {
    // Of the processor, not by the clock: others use the machine too.
    const milliseconds = (text: string, times: number) => {
      const tokens = tokenise(text);
      const runs = Array.from({ length: 3 }, () => {
        const before = process.cpuUsage();
        for (let i = 0; i < times; i++) readQuantities(tokens, NUMBERS[language], readDates(tokens, DATES[language], 20_000));
        return process.cpuUsage(before).user / 1000;
      });
      return Math.min(...runs);
    };
    for (const repeated of [
      '1 ',
      '1-',
      '1 000 ',
      '10/10/',
      '1.1',
      '$',
      '+ - ',
      phrases.slice(0, 40).join(' '),
      'twenty-',
      "'",
      '[( ',
      '2020 ',
      '10. ',
    ]) {
      const text = (length: number) => repeated.repeat(Math.ceil(length / repeated.length));
      const [short, long] = [milliseconds(text(10_000), 8), milliseconds(text(80_000), 1)];
      // As much text in each; a square would take eight times as long for the one that is not in eight.
      expect(long, JSON.stringify(repeated)).toBeLessThan(3 * short + 40);
    }
  });
});
