import type { SyntaxNode } from './syntax.ts';

export interface PeggyExpectation {
  readonly type: string;
  readonly text?: string;
  readonly description?: string;
}
export declare class SyntaxError extends Error {
  readonly expected: readonly PeggyExpectation[] | null;
  readonly found: string | null;
  readonly location: { readonly start: { readonly offset: number; readonly line: number; readonly column: number } };
}
export declare function parse(text: string): SyntaxNode;
