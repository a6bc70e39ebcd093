import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Unit } from '../../../src/core/reader/numbers/number-tables.ts';
import { readQuantities } from '../../../src/core/reader/numbers/quantities.ts';
import { tokenise } from '../../../src/core/reader/words/tokens.ts';
import { LANGUAGES, NUMBERS, type Reading } from './lexicon.ts';

const AROUND: Readonly<Record<Reading, readonly [string, string]>> = {
  en: ['Analysts said that', 'were seen on the market.'],
  it: ['Gli analisti scrivono che', 'sono visti sul mercato.'],
  de: ['Analysten sagen, dass', 'am Markt zu sehen sind.'],
  es: ['Los analistas dicen que', 'se ven en el mercado.'],
  fr: ['Les analystes disent que', 'sont vus sur le marché.'],
  pt: ['Os analistas dizem que', 'são vistos no mercado.'],
};

/** The one quantity of a sentence that holds a written number, with what the sentence says in its place. */
function readIn(language: Reading, written: string) {
  const [before, after] = AROUND[language];
  const text = `${before} ${written} ${after}`;
  const found = readQuantities(tokenise(text), NUMBERS[language], []);
  return found.map(({ start, end, value, to, unit }) => ({ written: text.slice(start, end), value, to, unit }));
}

const RUNS = { seed: 11, numRuns: 150 };
const tenths = fc.integer({ min: 1, max: 9999 }).map((n) => n / 10);
const format = (language: Reading, options: Intl.NumberFormatOptions = {}) =>
  new Intl.NumberFormat(language, { maximumFractionDigits: 2, useGrouping: true, ...options });

const PERCENT: Readonly<Record<Reading, readonly string[]>> = {
  en: ['%', ' %', ' percent', ' per cent'],
  it: ['%', ' %', ' per cento'],
  de: [' %', '%', ' Prozent'],
  es: [' %', '%', ' por ciento'],
  fr: [' %', '\u202F%', '%', ' pour cent'],
  pt: ['%', ' %', ' por cento'],
};

const MONEY: Readonly<Record<Reading, readonly (readonly [string, number, Unit])[]>> = {
  en: [
    ['$# billion', 1e9, 'USD'],
    ['€#bn', 1e9, 'EUR'],
    ['# million pounds', 1e6, 'GBP'],
    ['$#tn', 1e12, 'USD'],
    ['$#m', 1e6, 'USD'],
  ],
  it: [
    ['# miliardi di dollari', 1e9, 'USD'],
    ['# mln di euro', 1e6, 'EUR'],
    ['$# miliardi', 1e9, 'USD'],
    ['# mila euro', 1e3, 'EUR'],
  ],
  de: [
    ['# Milliarden Dollar', 1e9, 'USD'],
    ['# Mrd. Euro', 1e9, 'EUR'],
    ['# Billionen US-Dollar', 1e12, 'USD'],
    ['# Mio. Franken', 1e6, 'CHF'],
  ],
  es: [
    ['# mil millones de dólares', 1e9, 'USD'],
    ['# millones de euros', 1e6, 'EUR'],
    ['# billones de dólares', 1e12, 'USD'],
  ],
  fr: [
    ['# milliards de dollars', 1e9, 'USD'],
    ['# millions d’euros', 1e6, 'EUR'],
    ['# Md€', 1e9, 'EUR'],
    ['# Mds de dollars', 1e9, 'USD'],
  ],
  pt: [
    ['US$ # bilhões', 1e9, 'USD'],
    ['# milhões de euros', 1e6, 'EUR'],
    ['# mil milhões de euros', 1e9, 'EUR'],
    ['# trilhões de dólares', 1e12, 'USD'],
  ],
};

const RANGES: Readonly<Record<Reading, readonly string[]>> = {
  en: ['# to #', '#–#', 'between # and #', 'from # to #'],
  it: ['tra # e #', 'da # a #', '#-#', 'tra il # e il #'],
  de: ['# bis #', '#–#', 'zwischen # und #', 'von # bis #'],
  es: ['entre # y #', 'de # a #', '#-#', 'entre el # y el #'],
  fr: ['entre # et #', 'de # à #', '#-#'],
  pt: ['entre # e #', 'de # a #', '#-#'],
};

describe.each(LANGUAGES)('a number written in %s', (language) => {
  it('with the grouping of Intl keeps its value and its place', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 1e12 }), fc.nat(99), (whole, cents) => {
        const value = Number(`${whole}.${String(cents).padStart(2, '0')}`);
        const written = format(language, { useGrouping: 'always' as never }).format(value);
        expect(readIn(language, written)).toEqual([{ written, value, to: null, unit: null }]);
      }),
      RUNS,
    );
  });

  it('with a sign of percent or its words is a percentage', () => {
    fc.assert(
      fc.property(tenths, fc.constantFrom(...PERCENT[language]), (value, sign) => {
        const written = `${format(language).format(value)}${sign}`;
        expect(readIn(language, written)).toEqual([{ written, value, to: null, unit: 'percent' }]);
      }),
      RUNS,
    );
  });

  it('as money of Intl has its currency', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 1e9 }), fc.constantFrom('USD', 'EUR', 'CHF'), (cents, currency) => {
        const value = cents / 100;
        const written = format(language, { style: 'currency', currency, minimumFractionDigits: 2 }).format(value);
        expect(readIn(language, written)).toEqual([{ written, value, to: null, unit: currency }]);
      }),
      RUNS,
    );
  });

  it('with a magnitude and a currency is as much money', () => {
    fc.assert(
      fc.property(tenths, fc.constantFrom(...MONEY[language]), (figure, [template, magnitude, unit]) => {
        const written = template.replace('#', format(language).format(figure));
        const value = Number((figure * magnitude).toPrecision(10));
        expect(readIn(language, written)).toEqual([{ written, value, to: null, unit }]);
      }),
      RUNS,
    );
  });

  it('with the magnitude that Intl writes has that magnitude', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 9999 }), fc.constantFrom(5, 8, 11), (figure, power) => {
        const value = Number(`${figure}e${power}`);
        const written = format(language, { notation: 'compact', compactDisplay: 'long', maximumFractionDigits: 3 }).format(value);
        expect(readIn(language, written)).toEqual([{ written, value, to: null, unit: null }]);
      }),
      RUNS,
    );
  });

  it('with a duration of Intl is that duration', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 900 }), fc.constantFrom('day', 'week', 'month', 'year'), (value, unit) => {
        const written = format(language, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
        expect(readIn(language, written)).toEqual([{ written, value, to: null, unit: `${unit}s` }]);
      }),
      RUNS,
    );
  });

  it('as a range has both ends and one unit', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 90 }),
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom(...RANGES[language]),
        (value, more, template) => {
          const written = `${template.replace('#', String(value)).replace('#', String(value + more))} %`;
          const start = written.search(/\d/);
          expect(readIn(language, written)).toEqual([{ written: written.slice(start), value, to: value + more, unit: 'percent' }]);
        },
      ),
      RUNS,
    );
  });
});
