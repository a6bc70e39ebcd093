import { describe, expect, it } from 'vitest';
import { formatCivilDate, parseCivilDate } from '../../../src/core/calendar/civil-date.ts';
import { dateTables } from '../../../src/core/reader/dates/date-tables.ts';
import { type DateMention, readDates } from '../../../src/core/reader/dates/dates.ts';
import { tokenise } from '../../../src/core/reader/words/tokens.ts';
import { unbracketed } from './bracketed.ts';
import { ABSOLUTE, DEICTIC } from './date-idioms.ts';
import { DATES, dates, LANGUAGES, type Reading } from './lexicon.ts';

const PUBLISHED = parseCivilDate('2026-03-05')!;

const isoOf = ({ from, to }: DateMention) => {
  if (from === null || to === null) return null;
  return from === to ? formatCivilDate(from) : `${formatCivilDate(from)}/${formatCivilDate(to)}`;
};

function read(sentence: string, language: Reading, published: number | null) {
  const { text, spans } = unbracketed(sentence);
  const found = readDates(tokenise(text), DATES[language], published);
  return {
    found,
    places: found.map(({ start, end }) => text.slice(start, end)),
    expected: spans.map(({ start, end }) => text.slice(start, end)),
  };
}

describe('dates of a text', () => {
  for (const language of LANGUAGES) {
    for (const [sentence, interval, grain, relation = 'in'] of ABSOLUTE[language]) {
      it(`are read in ${language}, published or not: ${sentence}`, () => {
        for (const published of [null, PUBLISHED]) {
          const { found, places, expected } = read(sentence, language, published);
          expect(places).toEqual(expected);
          expect([isoOf(found[0]!), found[0]!.grain, found[0]!.relation, found[0]!.relative]).toEqual([interval, grain, relation, false]);
        }
      });
    }
    for (const [sentence, interval, grain, relation = 'in'] of DEICTIC[language]) {
      it(`are told from the day of publication in ${language}: ${sentence}`, () => {
        const { found, places, expected } = read(sentence, language, PUBLISHED);
        expect(places).toEqual(expected);
        expect([isoOf(found[0]!), found[0]!.grain, found[0]!.relation]).toEqual([interval, grain, relation]);
        expect(read(sentence, language, null).found.map(isoOf)).toEqual([null]);
      });
    }
  }

  it('are each of two years', () => {
    expect(read('It rose in [[2017]] and [[2021]].', 'en', null).places).toEqual(['2017', '2021']);
  });

  it.each([
    ['en', 'It rose above 2000 to 2000 points and $1999, 2000% and 2,017 of 10:2017.'],
    ['en', 'It may fall on the march; mon ami, the sun, a second, half of it, 1.2.3.4; 99.99.9999.'],
    ['en', 'Sold 2000 shares for 2010 dollars.'],
    ['it', 'Sono 2000 punti e 1990 euro.'],
    ['de', 'Es sind 2000 Punkte, 1990 Euro und 99.99.9999.'],
    ['fr', 'Ce sont 2000 points et 1990 euros.'],
    ['es', 'Son 2000 puntos y 1990 euros.'],
    ['pt', 'São 2000 pontos e 1990 euros, a segunda vez.'],
  ] as const)('are none in %s: %s', (language, sentence) => {
    expect(read(sentence, language, PUBLISHED).places).toEqual([]);
  });

  it('are refused in a language that the lexicon does not have', () => {
    expect(() => dateTables(dates, 'nl')).toThrow(new RangeError('language must be one of en, it, de, es, fr, pt, was nl'));
  });
});
