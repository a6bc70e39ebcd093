import { formatSpan } from '../calendar/civil-date.ts';
import type { BinaryOperator, SyntaxNode } from './syntax.ts';

const precedence: Record<BinaryOperator, number> = { or: 1, and: 2, '<': 4, '<=': 4, '>': 4, '>=': 4, '+': 5, '-': 5, '*': 6, '/': 6 };
const NOT = 3;
const COMPARISON = 4;
const NEGATION = 7;
const PLAIN_ID = /^(?!(and|or|not)(\.adj)?$)[A-Za-z_^]\w*(\.adj)?$/;

/** An expression in its canonical form: equal trees print equal, and the text parses to the same tree. */
export function print(node: SyntaxNode): string {
  return printed(node, 0);
}

function printed(node: SyntaxNode, outer: number): string {
  switch (node.kind) {
    case 'number':
      return node.text;
    case 'span':
      return formatSpan(node.span);
    case 'date':
      return node.text;
    case 'text':
      return `"${node.text}"`;
    case 'series':
      return `${node.id}${node.adjusted ? '.adj' : ''}`;
    case 'call':
      return `${node.name}(${node.args.map(({ name, value }) => (name === undefined ? '' : `${name}: `) + printed(value, 0)).join(', ')})`;
    case 'unary':
      return node.op === 'not'
        ? bracketed(`not ${printed(node.operand, NOT)}`, NOT < outer)
        : bracketed(`-${printed(node.operand, NEGATION)}`, NEGATION < outer);
    case 'binary': {
      const own = precedence[node.op];
      // Comparisons do not chain, so one inside another keeps its brackets on either side.
      const leftOuter = own === COMPARISON ? own + 1 : own;
      return bracketed(`${printed(node.left, leftOuter)} ${node.op} ${printed(node.right, own + 1)}`, own < outer);
    }
  }
}

const bracketed = (text: string, needed: boolean): string => (needed ? `(${text})` : text);

/** A series id as an expression: quoted where it is no plain name. */
export const printSeriesId = (id: string): string => (PLAIN_ID.test(id) ? id : `"${id}"`);
