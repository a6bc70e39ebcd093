import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, epochDay } from '../../../src/core/calendar/civil-date.ts';
import { readDates } from '../../../src/core/reader/dates/dates.ts';
import { tokenise } from '../../../src/core/reader/words/tokens.ts';
import { DATES, LANGUAGES, type Reading } from './lexicon.ts';

/** The dates of a sentence that holds one. */
function readIn(language: Reading, written: string, published: number | null = null) {
  const text = `Foo bar: ${written}, xyz.`;
  const found = readDates(tokenise(text), DATES[language], published);
  return found.map(({ start, end, from, to, grain }) => ({ written: text.slice(start, end), from, to, grain }));
}

const RUNS = { seed: 12, numRuns: 200 };
const day = fc.integer({ min: epochDay(1990, 1, 1), max: epochDay(2035, 12, 31) });
const year = fc.integer({ min: 1990, max: 2035 });
const format = (language: Reading, options: Intl.DateTimeFormatOptions) => {
  const dates = new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' });
  return (date: number) => dates.format(new Date(date * DAY_MS));
};

const FORMS: readonly Intl.DateTimeFormatOptions[] = [
  { dateStyle: 'full' },
  { dateStyle: 'long' },
  { dateStyle: 'medium' },
  { day: '2-digit', month: '2-digit', year: 'numeric' },
  { day: 'numeric', month: 'short', year: 'numeric' },
];

const QUARTERS: Readonly<Record<Reading, readonly [words: readonly string[], templates: readonly string[]]>> = {
  en: [
    ['first', 'second', 'third', 'fourth'],
    ['Q# Y', '#Q y', '#Qy', '#Q Y', 'W quarter of Y', 'W-quarter Y', 'Q#/Y'],
  ],
  it: [
    ['primo', 'secondo', 'terzo', 'quarto'],
    ['Q# Y', 'T# Y', 'W trimestre Y', 'W trimestre del Y', '#° trimestre Y'],
  ],
  de: [
    ['erstes', 'zweites', 'drittes', 'viertes'],
    ['Q# Y', 'Q#/Y', 'W Quartal Y', '#. Quartal Y'],
  ],
  es: [
    ['primer', 'segundo', 'tercer', 'cuarto'],
    ['T# Y', '#T Y', '#Ty', 'W trimestre de Y', 'Q# Y'],
  ],
  fr: [
    ['premier', 'deuxième', 'troisième', 'quatrième'],
    ['T# Y', 'W trimestre Y', 'W trimestre de Y', 'Q# Y'],
  ],
  pt: [
    ['primeiro', 'segundo', 'terceiro', 'quarto'],
    ['#Ty', '#T Y', 'W trimestre de Y', '#º trimestre de Y', 'T# Y'],
  ],
};

const HALVES: Readonly<Record<Reading, readonly string[]>> = {
  en: ['H# Y', 'W half of Y', '#H Y'],
  it: ['H# Y', 'W semestre Y', 'W semestre del Y'],
  de: ['H# Y', 'W Halbjahr Y', '#. Halbjahr Y'],
  es: ['H# Y', 'W semestre de Y'],
  fr: ['S# Y', 'W semestre Y', 'W semestre de Y'],
  pt: ['S# Y', 'W semestre de Y', '#º semestre de Y'],
};

const PARTS: Readonly<Record<Reading, readonly [early: readonly string[], mid: readonly string[], late: readonly string[]]>> = {
  en: [
    ['early Y', 'start of Y', 'the beginning of Y'],
    ['mid-Y', 'middle of Y'],
    ['late Y', 'end of Y', 'the end of Y'],
  ],
  it: [
    ['inizio Y', 'all’inizio del Y'],
    ['metà Y', 'a metà del Y'],
    ['fine Y', 'alla fine del Y'],
  ],
  de: [['Anfang Y', 'zu Beginn Y'], ['Mitte Y'], ['Ende Y', 'gegen Ende Y']],
  es: [['principios de Y', 'a comienzos de Y'], ['mediados de Y'], ['finales de Y', 'a finales de Y', 'fin de Y']],
  fr: [['début Y', 'au début de Y'], ['mi-Y'], ['fin Y', 'à la fin de Y']],
  pt: [['início de Y', 'no início de Y'], ['meados de Y'], ['fim de Y', 'no fim de Y', 'final de Y']],
};

const filled = (template: string, { n = 1, word = '', y }: { n?: number; word?: string; y: number }) =>
  template
    .replace('#', String(n))
    .replace('Y', String(y))
    .replace('W', word)
    .replace('y', (match, at: number) => (at === template.length - 1 ? String(y).slice(2) : match));

describe.each(LANGUAGES)('a date written in %s', (language) => {
  it('by Intl in any of its forms is that day, whenever it was published', () => {
    fc.assert(
      fc.property(day, fc.constantFrom(...FORMS), fc.option(day), (date, form, published) => {
        const written = format(language, form)(date);
        expect(readIn(language, written, published)).toEqual([{ written, from: date, to: date, grain: 'day' }]);
      }),
      RUNS,
    );
  });

  it('as a month of a year is that month', () => {
    fc.assert(
      fc.property(year, fc.integer({ min: 1, max: 12 }), fc.constantFrom('long' as const, 'short' as const), (y, m, month) => {
        const written = format(language, { year: 'numeric', month })(epochDay(y, m, 15));
        expect(readIn(language, written)).toEqual([{ written, from: epochDay(y, m, 1), to: epochDay(y, m + 1, 1) - 1, grain: 'month' }]);
      }),
      RUNS,
    );
  });

  it('without its year is the last such day up to a month after publication', () => {
    fc.assert(
      fc.property(day, day, (date, published) => {
        const written = format(language, { day: 'numeric', month: 'long' })(date);
        const [found] = readIn(language, written, published);
        expect(found!.written).toBe(written);
        expect(format(language, { day: 'numeric', month: 'long' })(found!.from!)).toBe(written);
        expect(found!.from).toBeLessThanOrEqual(published + 31);
        // 29 February comes every fourth year.
        expect(found!.from).toBeGreaterThan(published + 31 - 4 * 366);
        expect(readIn(language, written, null)).toEqual([{ written, from: null, to: null, grain: 'day' }]);
      }),
      RUNS,
    );
  });

  it('as a quarter is three months', () => {
    const [words, templates] = QUARTERS[language];
    fc.assert(
      fc.property(year, fc.integer({ min: 1, max: 4 }), fc.constantFrom(...templates), (y, n, template) => {
        const written = filled(template, { n, word: words[n - 1]!, y });
        const [from, to] = [epochDay(y, 3 * n - 2, 1), epochDay(y, 3 * n + 1, 1) - 1];
        expect(readIn(language, written)).toEqual([{ written, from, to, grain: 'quarter' }]);
      }),
      RUNS,
    );
  });

  it('as a half is six months', () => {
    const [words] = QUARTERS[language];
    fc.assert(
      fc.property(year, fc.integer({ min: 1, max: 2 }), fc.constantFrom(...HALVES[language]), (y, n, template) => {
        const written = filled(template, { n, word: words[n - 1]!, y });
        const [from, to] = [epochDay(y, 6 * n - 5, 1), epochDay(y, 6 * n + 1, 1) - 1];
        expect(readIn(language, written)).toEqual([{ written, from, to, grain: 'half' }]);
      }),
      RUNS,
    );
  });

  it('as the early, middle or late part of a year is its first, two middle or last quarters', () => {
    fc.assert(
      fc.property(year, fc.integer({ min: 0, max: 2 }), fc.nat(2), (y, part, which) => {
        const templates = PARTS[language][part]!;
        const written = filled(templates[which % templates.length]!, { y });
        const [first, months] = [
          [1, 3],
          [4, 6],
          [10, 3],
        ][part]!;
        const [from, to] = [epochDay(y, first!, 1), epochDay(y, first! + months!, 1) - 1];
        expect(readIn(language, written)).toEqual([{ written, from, to, grain: 'part' }]);
      }),
      RUNS,
    );
  });

  it('as an ISO date or a bare year is itself', () => {
    fc.assert(
      fc.property(day, (date) => {
        const written = new Date(date * DAY_MS).toISOString().slice(0, 10);
        expect(readIn(language, written)).toEqual([{ written, from: date, to: date, grain: 'day' }]);
        const y = Number(written.slice(0, 4));
        expect(readIn(language, String(y))).toEqual([
          { written: String(y), from: epochDay(y, 1, 1), to: epochDay(y, 12, 31), grain: 'year' },
        ]);
      }),
      RUNS,
    );
  });
});
