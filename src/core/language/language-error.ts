import type { Position } from './syntax.ts';

/** An expression that cannot be read or means nothing: the caller's mistake, located. */
export class LanguageError extends RangeError {
  readonly line: number;
  readonly column: number;
  readonly expression: string;

  constructor(message: string, expression: string, at: Position) {
    super(`line ${at.line}, column ${at.column}: ${message}`);
    this.name = 'LanguageError';
    this.line = at.line;
    this.column = at.column;
    this.expression = expression;
  }
}
