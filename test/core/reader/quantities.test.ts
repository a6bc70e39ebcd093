import { describe, expect, it } from 'vitest';
import { numberTables } from '../../../src/core/reader/numbers/number-tables.ts';
import { readQuantities } from '../../../src/core/reader/numbers/quantities.ts';
import { tokenise } from '../../../src/core/reader/words/tokens.ts';
import { unbracketed } from './bracketed.ts';
import { LANGUAGES, NUMBERS, numbers } from './lexicon.ts';
import { QUANTITY_IDIOMS } from './quantity-idioms.ts';

const NOTHING = { to: null, unit: null, approx: null, sign: null, inWords: false };

describe('numbers of a text', () => {
  for (const language of LANGUAGES) {
    for (const [sentence, ...said] of QUANTITY_IDIOMS[language]) {
      it(`are read in ${language}: ${sentence}`, () => {
        const { text, spans } = unbracketed(sentence);
        const found = readQuantities(tokenise(text), NUMBERS[language], []);
        const places = found.map(({ start, end }) => text.slice(start, end));
        expect(places).toEqual(spans.map(({ start, end }) => text.slice(start, end)));
        const rounded = (value: number) => Number(value.toPrecision(12));
        const withoutPlace = found.map(({ start: _, end: __, ...rest }) => ({ ...rest, value: rounded(rest.value) }));
        expect(withoutPlace).toEqual(said.map((one) => ({ ...NOTHING, ...one, value: rounded(one.value) })));
        expect(found.map(({ start }) => start)).toEqual(spans.map(({ start }) => start));
      });
    }
  }

  it('are none within what is taken', () => {
    const text = 'The S&P 500 gained 5 % and the Nasdaq 100 rose 3 %.';
    const taken = ['S&P 500', 'Nasdaq 100'].map((name) => ({ start: text.indexOf(name), end: text.indexOf(name) + name.length }));
    const found = readQuantities(tokenise(text), NUMBERS.en, taken.reverse());
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(['5 %', '3 %']);
  });

  it('are refused in a language that the lexicon does not have', () => {
    expect(() => numberTables(numbers, 'nl')).toThrow(new RangeError('language must be one of en, it, de, es, fr, pt, was nl'));
  });
});
