import { isMap, LineCounter, type Node, parseDocument } from 'yaml';
import type { z } from 'zod';
import { didYouMean } from '../core/text/nearest-name.ts';
import { CallerError } from './context.ts';

/** The way from the root of a file to one of its values. */
export type Path = readonly PropertyKey[];

/**
 * A YAML text in the shape of a schema, and a function that tells where in the file a value (or its key) stands.
 *
 * @param file - Name shown in errors.
 * @throws CallerError with file, line, column and what was expected, for the first fault.
 */
export function readYaml<S extends z.ZodType>(file: string, text: string, schema: S): { data: z.output<S>; locate: Locate } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  const fault = document.errors[0];
  if (fault) throw new CallerError(`${at(fault.pos[0])}: ${fault.message}`);
  const locate = (path: Path, ofKey = false) => at(offsetOf(document, path, ofKey));
  return { data: inShape(document.toJS(), schema, locate), locate };
}

/**
 * What a file holds in the shape of a schema.
 *
 * @throws CallerError with where it stands and what was expected, for the first fault.
 */
export function inShape<S extends z.ZodType>(value: unknown, schema: S, locate: Locate): z.output<S> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new CallerError(describe(firstFault(parsed.error.issues), schema, locate));
  return parsed.data;
}

/** Offset of the node at a path, or of the nearest node above it that exists. */
function offsetOf(document: ReturnType<typeof parseDocument>, path: Path, ofKey: boolean): number {
  for (let depth = path.length; depth >= 0; depth--) {
    const parent = document.getIn(path.slice(0, depth - 1), true) as Node | undefined;
    if (ofKey && depth === path.length && isMap(parent)) {
      const pair = parent.items.find(({ key }) => String((key as { value?: unknown }).value) === String(path[depth - 1]));
      const offset = (pair?.key as Node | undefined)?.range?.[0];
      if (offset !== undefined) return offset;
    }
    const node = document.getIn(path.slice(0, depth), true) as Node | undefined;
    if (node?.range) return node.range[0];
  }
  return 0;
}

/** An unknown key is told first: it is most often why another one is missing. */
const firstFault = (issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue =>
  (issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0]) as z.core.$ZodIssue;

/** Where something sits in the file: `file:line:column`. */
export type Locate = (path: Path, ofKey?: boolean) => string;

function describe(issue: z.core.$ZodIssue, schema: z.ZodType, locate: Locate): string {
  const where = issue.path.length === 0 ? 'the file' : issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0] as string;
    return `${locate([...issue.path, key], true)}: unknown key "${key}" in ${where}${didYouMean(key, knownKeys(schema, issue.path))}`;
  }
  return `${locate(issue.path)}: ${where}: ${lowerFirst(issue.message)}`;
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** Keys that the schema knows at a path, for the nearest name. */
function knownKeys(root: z.ZodType, path: Path): string[] {
  let schema: unknown = root;
  for (const step of path) schema = childSchema(unwrap(schema), step);
  const shape = (unwrap(schema) as { shape?: Record<string, unknown> } | undefined)?.shape;
  return shape ? Object.keys(shape) : [];
}

function unwrap(schema: unknown): unknown {
  const inner = (schema as { def?: { innerType?: unknown } } | undefined)?.def?.innerType;
  return inner === undefined ? schema : unwrap(inner);
}

function childSchema(schema: unknown, step: PropertyKey): unknown {
  const { shape, element, valueType } = (schema ?? {}) as { shape?: Record<string, unknown>; element?: unknown; valueType?: unknown };
  return shape?.[String(step)] ?? element ?? valueType;
}
