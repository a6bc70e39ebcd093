import { lineAt, lineCount, type Module, type Node, walk } from './source-tree.ts';

/** A function with its length in lines and the number of its positional parameters: a record taken apart at the end is none. */
export interface MeasuredFunction {
  readonly place: string;
  readonly name: string;
  readonly lines: number;
  readonly parameters: number;
}

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

/** Written by a program, and so of any length. */
export const isGenerated = (path: string): boolean => /\.generated\.(js|d\.ts)$/.test(path);

/** Every function of the modules, those within functions too. */
export function functionsOf(modules: readonly Module[]): MeasuredFunction[] {
  return modules
    .filter(({ path }) => !isGenerated(path))
    .flatMap(({ path, text, program }) => {
      const found: MeasuredFunction[] = [];
      walk(program, (node, parent) => {
        if (!FUNCTIONS.has(node.type) || !node.body) return;
        const lines = lineCount(text.slice(node.start, node.end));
        const parameters = positional(node.params as Node[]);
        found.push({ place: `${path}:${lineAt(text, node.start)}`, name: nameOf(node, parent), lines, parameters });
      });
      return found;
    });
}

function positional(params: readonly Node[]): number {
  const own = params.filter(({ type, name }) => !(type === 'Identifier' && name === 'this'));
  const last = own.at(-1);
  const isRecord = last?.type === 'ObjectPattern' || (last?.left as Node | undefined)?.type === 'ObjectPattern';
  return own.length - (isRecord ? 1 : 0);
}

function nameOf(node: Node, parent: Node | undefined): string {
  const named = [node.id, parent?.id, parent?.key].find((name): name is Node => (name as Node | null | undefined)?.type === 'Identifier');
  return (named?.name as string | undefined) ?? 'a function without a name';
}

/** Files longer than the ceiling, as sentences. `except` names those that are tables of data. */
export function longFiles(files: Iterable<readonly [path: string, text: string]>, ceiling: number, except: readonly string[]): string[] {
  return Array.from(files)
    .filter(([path, text]) => !isGenerated(path) && !except.includes(path) && lineCount(text) > ceiling)
    .map(([path, text]) => `${path} has ${lineCount(text)} lines, at most ${ceiling}`);
}

/** The value at a share of the sorted numbers: at least that share is not above it. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] as number;
}
