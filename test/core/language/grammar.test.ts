import { describe, expect, it } from 'vitest';
import { parse } from '../../../src/core/language/parse.ts';
import type { SyntaxNode } from '../../../src/core/language/syntax.ts';

/** A tree in brackets, each operator and its operands in one pair. */
function shape(node: SyntaxNode): string {
  switch (node.kind) {
    case 'binary':
      return `(${shape(node.left)} ${node.op} ${shape(node.right)})`;
    case 'unary':
      return `(${node.op} ${shape(node.operand)})`;
    case 'call':
      return `${node.name}[${node.args.map(({ name, value }) => (name ? `${name}=` : '') + shape(value)).join('; ')}]`;
    case 'series':
      return node.id + (node.adjusted ? ' adjusted' : '');
    case 'span':
      return `${node.span.count} ${node.span.unit}`;
    case 'number':
      return String(node.value);
    case 'date':
      return `date ${node.text}`;
    case 'text':
      return `'${node.text}'`;
  }
}
const shapeOf = (text: string) => shape(parse(text));

describe('operators', () => {
  it.each([
    ['a or b and c', '(a or (b and c))'],
    ['a and b or c', '((a and b) or c)'],
    ['a or b or c', '((a or b) or c)'],
    ['not a and b', '((not a) and b)'],
    ['not a or not b', '((not a) or (not b))'],
    ['not not a', '(not (not a))'],
    ['not x > y', '(not (x > y))'],
    ['x > y and y > z', '((x > y) and (y > z))'],
    ['x + 1 > y * 2', '((x + 1) > (y * 2))'],
    ['x <= y', '(x <= y)'],
    ['x >= y', '(x >= y)'],
    ['x < y', '(x < y)'],
  ])('bind from or over and, not and comparison: %s', (text, tree) => {
    expect(shapeOf(text)).toBe(tree);
  });

  it.each([
    ['a - b - c', '((a - b) - c)'],
    ['a / b / c', '((a / b) / c)'],
    ['a / b * c', '((a / b) * c)'],
    ['a - b + c', '((a - b) + c)'],
    ['a + b * c', '(a + (b * c))'],
    ['a * b + c', '((a * b) + c)'],
    ['-a * b', '((- a) * b)'],
    ['a * -b', '(a * (- b))'],
    ['-a - -b', '((- a) - (- b))'],
    ['--a', '(- (- a))'],
    ['(a + b) * c', '((a + b) * c)'],
    ['a - (b - c)', '(a - (b - c))'],
  ])('of arithmetic bind as in arithmetic, from the left: %s', (text, tree) => {
    expect(shapeOf(text)).toBe(tree);
  });

  it('need no blanks, and words are told from names that begin with them', () => {
    expect(shapeOf('a-b>c')).toBe('((a - b) > c)');
    expect(shapeOf('(a)and(b)')).toBe('(a and b)');
    expect(shapeOf('android and orange or nothing')).toBe('((android and orange) or nothing)');
    expect(shapeOf('notional > 3')).toBe('(notional > 3)');
  });

  it('do not chain comparisons', () => {
    expect(() => parse('a < b < c')).toThrow('line 1, column 7');
  });
});

describe('literals', () => {
  it.each([
    ['2600', 2600],
    ['0.5', 0.5],
    ['1e3', 1000],
    ['2.5e-3', 0.0025],
    ['1E+2', 100],
    ['1%', 0.01],
    ['3%', 0.03],
    ['7%', 0.07],
    ['0.1%', 0.001],
    ['150%', 1.5],
    ['12.5%', 0.125],
  ])('a number %s is the decimal nearest to it: %d', (text, value) => {
    expect(parse(text)).toMatchObject({ kind: 'number', value, text });
  });

  it('a percentage with an exponent is a hundredth of its number', () => {
    expect(parse('1e3%')).toMatchObject({ kind: 'number', value: 10 });
  });

  it.each([
    ['180d', 180, 'd'],
    ['13w', 13, 'w'],
    ['6mo', 6, 'mo'],
    ['1y', 1, 'y'],
    ['0d', 0, 'd'],
  ])('a span %s is %d %s', (text, count, unit) => {
    expect(parse(text)).toMatchObject({ kind: 'span', span: { count, unit } });
  });

  it('a date is told from a subtraction by its eight digits without blanks', () => {
    expect(shapeOf('2020-11-13')).toBe('date 2020-11-13');
    expect(shapeOf('2020 - 11 - 13')).toBe('((2020 - 11) - 13)');
    expect(shapeOf('x - 2020-11-13')).toBe('(x - date 2020-11-13)');
    expect(shapeOf('12020-11-13')).toBe('((12020 - 11) - 13)');
  });

  it('text in quotes may hold anything but quotes and line ends', () => {
    expect(shapeOf('"BTC-USD"')).toBe("'BTC-USD'");
    expect(shapeOf('"a file (1), #2.csv"')).toBe("'a file (1), #2.csv'");
    expect(() => parse('"open')).toThrow('line 1, column 1');
    expect(() => parse('"a\nb"')).toThrow('line 1, column 1');
  });
});

describe('names', () => {
  it('of series may begin with a caret or an underscore and hold digits', () => {
    expect(shapeOf('^RUT')).toBe('^RUT');
    expect(shapeOf('_x1 + US10Y + BTC_D')).toBe('((_x1 + US10Y) + BTC_D)');
  });

  it('.adj reads the adjusted close', () => {
    expect(shapeOf('IWN.adj / RUT')).toBe('(IWN adjusted / RUT)');
    expect(() => parse('IWN.adjusted')).toThrow('line 1, column 4');
    expect(() => parse('IWN .adj')).toThrow('line 1, column 5');
  });

  it('and, or and not are no series', () => {
    for (const text of ['and', 'or', 'not', 'x > and']) expect(() => parse(text)).toThrow(/^line 1, column \d+: expected/);
  });
});

describe('calls', () => {
  it('take positional and named arguments, each an expression of its own', () => {
    expect(shapeOf('breakout(RUT, lookback: 1000, margin: 1%)')).toBe('breakout[RUT; lookback=1000; margin=0.01]');
    expect(shapeOf('while(a and b, x / y > ma(x / y, 200))')).toBe('while[(a and b); ((x / y) > ma[(x / y); 200])]');
    expect(shapeOf('date(2020-11-13, 2025-09-18)')).toBe('date[date 2020-11-13; date 2025-09-18]');
    expect(shapeOf('f()')).toBe('f[]');
  });

  it('may have blanks, line ends and comments anywhere between their parts', () => {
    const text = `
      retest(            # resistance became support
        breakout(RUT,
                 lookback : 1000),  # the level (of "1000" closes)
        within:120
      )  # the end`;
    expect(shapeOf(text)).toBe('retest[breakout[RUT; lookback=1000]; within=120]');
  });
});

describe('positions', () => {
  it('count lines and columns from 1, at the first letter of each part', () => {
    const node = parse('ma(RUT,\n   200) >\n\n SPX') as Extract<SyntaxNode, { kind: 'binary' }>;
    expect(node.left.at).toEqual({ offset: 0, line: 1, column: 1 });
    expect((node.left as Extract<SyntaxNode, { kind: 'call' }>).args[1]?.value.at).toEqual({ offset: 11, line: 2, column: 4 });
    expect(node.right.at).toEqual({ offset: 20, line: 4, column: 2 });
  });

  it.each([
    ['x + y', 3],
    ['x  >  y', 4],
    ['x and y', 3],
    ['x   or y', 5],
  ])('of an operator are those of its sign, not of the blank before it: %s', (text, column) => {
    expect(parse(text).at).toEqual({ offset: column - 1, line: 1, column });
  });
});
