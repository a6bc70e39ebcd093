import { describe, expect, it } from 'vitest';
import { LanguageError } from '../../../src/core/language/language-error.ts';
import { MAX_EXPRESSION_LENGTH, parse } from '../../../src/core/language/parse.ts';

function syntaxError(text: string): LanguageError {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof LanguageError) return error;
    throw error;
  }
  throw new Error(`was expected to be refused: ${text}`);
}

const OPERAND = '"(", "-", a date, a name, a number, a series, a span or text in quotes';
const EXPRESSION = '"(", "-", "not", a date, a name, a number, a series, a span or text in quotes';

describe('a text that is no expression', () => {
  it.each([
    ['', 'line 1, column 1: expected an expression, found nothing'],
    [' \n\t ', 'line 1, column 1: expected an expression, found nothing'],
    ['RUT > ', `line 1, column 7: expected ${OPERAND}, found the end`],
    ['RUT > )', `line 1, column 7: expected ${OPERAND}, found ")"`],
    ['(RUT > 5', 'line 1, column 9: expected ")", "and", "or", * or / or + or -, found the end'],
    ['RUT > 5)', 'line 1, column 8: expected "and", "or", * or /, + or - or the end, found ")"'],
    ['RUT > 5 SPX', 'line 1, column 9: expected "and", "or", * or /, + or - or the end, found "SPX"'],
    ['ma(RUT,)', `line 1, column 8: expected ${EXPRESSION}, found ")"`],
    ['"RUT', `line 1, column 1: expected ${EXPRESSION}, found """`],
    ['RUT > .5', `line 1, column 7: expected ${OPERAND}, found "."`],
    ['é > 5', `line 1, column 1: expected ${EXPRESSION}, found "é"`],
  ])('is refused with the place, what was expected and what was found: %j', (text, message) => {
    expect(syntaxError(text).message.replace(/ \([^)]*\) or text/, ' or text')).toBe(message);
  });

  it.each([
    ['RUT >\n\n   %', 3, 4],
    ['RUT > 5 # a comment (with a bracket\n and (', 2, 7],
    ['all_time_high(RUT,\n  after: 1y\n  quiet: 3)', 3, 3],
    ['RUT > 5\r\nand and', 2, 8],
    ['# only a comment', 1, 17],
  ])('names line and column where it spreads over lines: %j', (text, line, column) => {
    expect(syntaxError(text)).toMatchObject({ line, column, expression: text });
  });

  it('is the caller’s mistake', () => {
    expect(syntaxError('RUT >')).toBeInstanceOf(RangeError);
    expect(syntaxError('RUT >').name).toBe('LanguageError');
  });

  it.each(['return(BTC, 1q)', 'return(BTC, 180D)', 'all_time_high(RUT, after: 6m)'])(
    'with a unit that does not exist hears which units there are: %s',
    (text) => {
      expect(syntaxError(text).message).toMatch(/\bd, w, mo\b.*\by\b/);
    },
  );

  it.each([
    ['RUT > 5 adn SPX > 5', 'and'],
    ['RUT > 5 orr SPX > 5', 'or'],
  ])('with a mistyped word names the nearest one: %s', (text, nearest) => {
    expect(syntaxError(text).message).toContain(`did you mean ${nearest}?`);
  });
});

describe('the length of an expression', () => {
  const ofLength = (length: number) => `RUT > ${'1'.repeat(length - 6)}`;

  it('is bounded, and the bound is told', () => {
    expect(() => parse(ofLength(MAX_EXPRESSION_LENGTH))).not.toThrow();
    expect(syntaxError(ofLength(MAX_EXPRESSION_LENGTH + 1)).message).toBe(
      'line 1, column 1: an expression must have at most 4000 characters, had 4001',
    );
  });

  it('is refused at once where it is a book', () => {
    expect(syntaxError(`${'RUT + '.repeat(17_000)}RUT`).message).toBe(
      'line 1, column 1: an expression must have at most 4000 characters, had 102003',
    );
  });

  it('up to that bound is read in one go, however it is filled', () => {
    for (const [text, times] of [
      ['RUT > 5 and ', 330],
      ['not ', 990],
      ['x - ', 990],
    ] as const) {
      expect(() => parse(`${text.repeat(times)}RUT > 5`)).not.toThrow(/call stack/);
    }
  });
});

describe('the nesting of an expression', () => {
  const nested = (depth: number) => `RUT > ${'('.repeat(depth)}5${')'.repeat(depth)}`;

  it('is bounded, and the bound is told at the bracket that breaks it', () => {
    expect(() => parse(nested(64))).not.toThrow();
    expect(syntaxError(nested(65)).message).toBe('line 1, column 71: an expression must nest at most 64 deep');
    expect(syntaxError(`RUT > ${'-'.repeat(65)}5`).message).toContain('an expression must nest at most 64 deep');
  });

  it('is bounded for calls, for words and for brackets by the thousand, and never a matter of the stack', () => {
    for (const deep of [`${'log('.repeat(990)}RUT`, `${'not '.repeat(900)}RUT > 1`, '('.repeat(4000)]) {
      expect(syntaxError(deep).message).toContain('an expression must nest at most 64 deep');
    }
    expect(syntaxError(`${'('.repeat(10_000)}RUT${')'.repeat(10_000)}`).message).toContain('must have at most 4000 characters, had 20003');
  });

  it('names the line on which it breaks the bound', () => {
    expect(syntaxError(`RUT >\n  ${'('.repeat(65)}5`)).toMatchObject({ line: 2, column: 67 });
  });

  it('is not what brackets and signs in comments and quotes make', () => {
    expect(() => parse(`RUT > 5 # ${'('.repeat(70)}`)).not.toThrow();
    expect(() => parse(`"${'('.repeat(70)}" > 5`)).not.toThrow();
    expect(() => parse(`RUT > 5 # ${'-'.repeat(70)}`)).not.toThrow();
    expect(() => parse(`"${')'.repeat(70)}" > ${'('.repeat(65)}5${')'.repeat(65)}`)).toThrow('at most 64 deep');
  });

  it('is not what a long list of dates makes', () => {
    expect(() => parse(`date(${Array(40).fill('2020-11-13').join(', ')})`)).not.toThrow();
  });

  it('is not what a long subtraction makes', () => {
    expect(() => parse(`RUT > ${Array(70).fill('1').join(' - ')}`)).not.toThrow();
  });
});
