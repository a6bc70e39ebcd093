import type { Span } from '../calendar/civil-date.ts';

/** Where a piece of an expression begins; line and column count from 1. */
export interface Position {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

export type BinaryOperator = 'and' | 'or' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/';

/** An argument of a call, by name or by place. */
export interface Argument {
  readonly name: string | undefined;
  readonly value: SyntaxNode;
  readonly at: Position;
}

/** The syntax tree, as the grammar makes it. */
export type SyntaxNode =
  | { readonly kind: 'number'; readonly value: number; readonly text: string; readonly at: Position }
  | { readonly kind: 'span'; readonly span: Span; readonly at: Position }
  | { readonly kind: 'date'; readonly text: string; readonly at: Position }
  | { readonly kind: 'text'; readonly text: string; readonly at: Position }
  | { readonly kind: 'series'; readonly id: string; readonly adjusted: boolean; readonly at: Position }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Argument[]; readonly at: Position }
  | { readonly kind: 'unary'; readonly op: 'not' | '-'; readonly operand: SyntaxNode; readonly at: Position }
  | { readonly kind: 'binary'; readonly op: BinaryOperator; readonly left: SyntaxNode; readonly right: SyntaxNode; readonly at: Position };

export type CallNode = Extract<SyntaxNode, { kind: 'call' }>;
