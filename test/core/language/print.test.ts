import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LanguageError } from '../../../src/core/language/language-error.ts';
import { parse } from '../../../src/core/language/parse.ts';
import { print, printSeriesId } from '../../../src/core/language/print.ts';
import type { SyntaxNode } from '../../../src/core/language/syntax.ts';

const at = { offset: 0, line: 1, column: 1 };
const word = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,5}$/).filter((name) => !['and', 'or', 'not'].includes(name));
const digits = fc.stringMatching(/^[0-9]{1,4}$/);
const numberText = fc.oneof(
  digits,
  fc.tuple(digits, digits).map(([whole, part]) => `${whole}.${part}`),
  fc.tuple(digits, fc.constantFrom('e3', 'e-2', 'E+1')).map(([whole, exponent]) => whole + exponent),
  fc.tuple(digits, digits).map(([whole, part]) => `${whole}.${part}%`),
);
const four = fc.stringMatching(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/);

const { node: tree } = fc.letrec<{ node: SyntaxNode }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 6, depthSize: 'medium' },
    numberText.map((text): SyntaxNode => ({ kind: 'number', value: 0, text, at })),
    fc
      .record({ count: fc.nat(9999), unit: fc.constantFrom('d', 'w', 'mo', 'y') })
      .map((span): SyntaxNode => ({ kind: 'span', span, at }) as SyntaxNode),
    four.map((text): SyntaxNode => ({ kind: 'date', text, at })),
    fc.stringMatching(/^[^"\n\r]{0,8}$/).map((text): SyntaxNode => ({ kind: 'text', text, at })),
    fc
      .record({ id: word, caret: fc.boolean(), adjusted: fc.boolean() })
      .map(({ id, caret, adjusted }): SyntaxNode => ({ kind: 'series', id: caret ? `^${id}` : id, adjusted, at })),
    fc
      .record({
        name: word,
        args: fc.array(fc.record({ name: fc.option(word, { nil: undefined }), value: tie('node') }), { maxLength: 3 }),
      })
      .map(({ name, args }): SyntaxNode => ({ kind: 'call', name, args: args.map((argument) => ({ ...argument, at })), at })),
    fc
      .record({ op: fc.constantFrom('not' as const, '-' as const), operand: tie('node') })
      .map(({ op, operand }): SyntaxNode => ({ kind: 'unary', op, operand, at })),
    fc
      .record({
        op: fc.constantFrom(
          'and' as const,
          'or' as const,
          '<' as const,
          '<=' as const,
          '>' as const,
          '>=' as const,
          '+' as const,
          '-' as const,
          '*' as const,
          '/' as const,
        ),
        left: tie('node'),
        right: tie('node'),
      })
      .map(({ op, left, right }): SyntaxNode => ({ kind: 'binary', op, left, right, at })),
  ),
}));

/** A tree without places in the text and without the numbers that follow from their digits. */
const bare = (node: SyntaxNode): unknown =>
  JSON.parse(JSON.stringify(node, (key, value) => (key === 'at' || (key === 'value' && typeof value !== 'object') ? undefined : value)));

describe('the canonical form of an expression', () => {
  it('reads back as the same tree, whatever the tree', () => {
    fc.assert(
      fc.property(tree, (node) => {
        const text = print(node);
        fc.pre(text.length <= 4000 && (text.match(/[(-]/g)?.length ?? 0) <= 60);
        expect(bare(parse(text))).toEqual(bare(node));
      }),
      { seed: 20_251_121, numRuns: 2000 },
    );
  });

  it('reads back as the same tree where a comparison stands inside a comparison', () => {
    for (const text of ['(a < b) < c', 'a < (b < c)', '(a >= b) > (c <= d)'])
      expect(bare(parse(print(parse(text))))).toEqual(bare(parse(text)));
  });

  it('is its own canonical form', () => {
    fc.assert(
      fc.property(tree, (node) => {
        const text = print(node);
        fc.pre(text.length <= 4000 && (text.match(/[(-]/g)?.length ?? 0) <= 60);
        expect(print(parse(text))).toBe(text);
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  it.each([
    ['all_time_high( RUT ,after:1y )', 'all_time_high(RUT, after: 1y)'],
    ['((RUT/SPX))>ma( RUT/SPX,200 )# comment', 'RUT / SPX > ma(RUT / SPX, 200)'],
    ['(a and b) or c', 'a and b or c'],
    ['a and (b or c)', 'a and (b or c)'],
    ['not(a and b)', 'not (a and b)'],
    ['not (x > y)', 'not x > y'],
    ['a-(b-c)', 'a - (b - c)'],
    ['(a-b)-c', 'a - b - c'],
    ['a/(b*c)', 'a / (b * c)'],
    ['-(a+b)', '-(a + b)'],
    ['(-a)*b', '-a * b'],
    ['1.50%', '1.50%'],
    ['"BTC-USD.adj"', '"BTC-USD.adj"'],
    ['^RUT.adj', '^RUT.adj'],
  ])('of %s is %s', (text, canonical) => {
    expect(print(parse(text))).toBe(canonical);
  });
});

describe('a series id as an expression', () => {
  it.each(['RUT', 'RUT.adj', '^RUT', 'BTC-USD', 'BTC-USD.adj', '10Y', 'a b', 'EUR/USD', 'and', 'or', 'not'])(
    'reads back as the series %s',
    (id) => {
      const node = parse(printSeriesId(id));
      const read = node.kind === 'series' ? node.id + (node.adjusted ? '.adj' : '') : node.kind === 'text' ? node.text : node.kind;
      expect(read).toBe(id);
    },
  );
});

describe('any text at all', () => {
  const token = fc.constantFrom(
    'RUT',
    'SPX.adj',
    '"x y"',
    '2600',
    '1%',
    '180d',
    '1q',
    '2020-11-13',
    'all_time_high',
    'ma',
    '(',
    ')',
    ',',
    ':',
    '+',
    '-',
    '*',
    '/',
    '<',
    '>=',
    'and',
    'or',
    'not',
    ' ',
    '\n',
    '# c\n',
    '%',
    '.',
    'é',
    '"',
  );

  it('is an expression with a canonical form, or is refused at a place inside it', () => {
    let read = 0;
    fc.assert(
      fc.property(fc.array(token, { minLength: 1, maxLength: 12 }), (tokens) => {
        const text = tokens.join('');
        try {
          const node = parse(text);
          read++;
          expect(bare(parse(print(node)))).toEqual(bare(node));
        } catch (error) {
          expect(error).toBeInstanceOf(LanguageError);
          const { line, column, message } = error as LanguageError;
          const lines = text.split('\n');
          expect(line).toBeLessThanOrEqual(lines.length);
          expect(column).toBeLessThanOrEqual((lines[line - 1] as string).length + 1);
          expect(message).toMatch(/^line \d+, column \d+: expected .+, found .+$/s);
        }
      }),
      { seed: 11, numRuns: 5000 },
    );
    expect(read).toBeGreaterThan(100);
  });
});
