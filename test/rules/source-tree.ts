import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { parseAst } from 'vitest/node';

/** Files by their path from the repository's root, with their text. */
export type SourceTree = ReadonlyMap<string, string>;

/** A node of the syntax tree of a source file. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

/** Something that a module brings in: by import, re-export, dynamic import or the type of an import. */
export interface Import {
  /** As it is written; null where it is worked out at run time, so that nobody can say what it is. */
  readonly specifier: string | null;
  /** The file in the tree that a relative specifier means. */
  readonly target: string | null;
}

export interface Module {
  readonly path: string;
  readonly text: string;
  readonly program: Node;
  readonly imports: readonly Import[];
}

/** The repository's root. */
export const ROOT = join(import.meta.dirname, '../..');

/** Folders that a program fills: nobody writes in them. */
const FILLED = new Set(['.git', 'node_modules', 'dist', 'coverage']);

/** What lies in the repository itself, less the folders that a program fills. */
export const ownNames = (): string[] => readdirSync(ROOT).filter((name) => !FILLED.has(name));

/** Reads the named files, and folders with all below them; what does not exist is passed over. */
export function readTree(names: readonly string[], accepts: (path: string) => boolean): SourceTree {
  const tree = new Map<string, string>();
  for (const name of names) {
    for (const entry of listed(name)) if (accepts(entry)) tree.set(entry, readFileSync(join(ROOT, entry), 'utf8'));
  }
  return tree;
}

function listed(folder: string): string[] {
  const found = statSync(join(ROOT, folder), { throwIfNoEntry: false });
  if (!found?.isDirectory()) return found ? [folder] : [];
  return readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => posix.relative(ROOT, posix.join(entry.parentPath, entry.name)))
    .sort();
}

/** The modules of a tree, parsed. */
export function modulesOf(tree: SourceTree): Module[] {
  return Array.from(tree, ([path, text]) => {
    const program = parseAst(text, { lang: path.endsWith('.js') ? 'js' : path.endsWith('.tsx') ? 'tsx' : 'ts' }) as unknown as Node;
    return { path, text, program, imports: importsOf(program, path) };
  });
}

function importsOf(program: Node, path: string): Import[] {
  const found: Import[] = [];
  walk(program, (node) => {
    const source = sourceOf(node);
    if (source === undefined) return;
    const specifier = typeof source?.value === 'string' ? source.value : null;
    const target = specifier?.startsWith('.') ? posix.join(posix.dirname(path), specifier) : null;
    found.push({ specifier, target });
  });
  return found;
}

/** The node that names what is brought in; undefined where the node brings nothing in. */
function sourceOf(node: Node): Node | null | undefined {
  if (node.type === 'ImportDeclaration' || node.type === 'ImportExpression' || node.type === 'TSImportType') return node.source as Node;
  if ((node.type === 'ExportNamedDeclaration' || node.type === 'ExportAllDeclaration') && node.source) return node.source as Node;
  if (node.type === 'TSExternalModuleReference') return node.expression as Node;
  const isRequire =
    node.type === 'CallExpression' && (node.callee as Node).type === 'Identifier' && (node.callee as Node).name === 'require';
  return isRequire ? ((node.arguments as Node[])[0] ?? null) : undefined;
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

/** Visits a node and all below it, each with its parent and the key under which the parent holds it. */
export function walk(node: Node, visit: (node: Node, parent: Node | undefined, key: string) => void): void {
  const step = (at: Node, parent: Node | undefined, key: string) => {
    visit(at, parent, key);
    for (const [name, value] of Object.entries(at)) {
      if (isNode(value)) step(value, at, name);
      else if (Array.isArray(value)) for (const child of value) if (isNode(child)) step(child, at, name);
    }
  };
  step(node, undefined, '');
}

/** The line, from 1, on which an offset of a text lies. */
export const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

/** How many lines a text has; a line end at the very end opens no new one. */
export const lineCount = (text: string): number => text.replace(/\n$/, '').split('\n').length;
