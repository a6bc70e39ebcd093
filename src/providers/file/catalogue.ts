import { type Document, isMap, isNode, LineCounter, type Node, parseDocument } from 'yaml';
import type { z } from 'zod';
import { nearestName } from '../../core/text/nearest-name.ts';
import { CALENDARS } from '../catalogue.ts';
import { quoted } from '../wording.ts';
import { changedShape, type SourceFile } from './fault.ts';
import { type Catalogue, catalogueSchema, knownKeys } from './schema.ts';

/** Reads `catalogue.yaml`. @throws ProviderError `changed-shape` with line and column, and the nearest known key for an unknown one. */
export function parseCatalogue(text: string, file: SourceFile): Catalogue {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [fault] = document.errors;
  if (fault) throw changedShape(file, `not YAML: ${fault.message}`, { ...placeOf(fault.pos[0], lines), cause: fault });
  const read = catalogueSchema.safeParse(document.toJS() ?? {});
  if (read.success) return read.data;
  const { issues } = read.error;
  // A mistyped key also leaves the right one missing: the mistake is what to tell.
  const issue = (issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0]) as z.core.$ZodIssue;
  throw changedShape(file, problemOf(issue, document), { ...placeOf(offsetOf(issue, document), lines), cause: read.error });
}

/** Keys of earlier catalogues, and what they are called now. */
const FORMER_KEYS: Readonly<Record<string, string>> = { lag: 'release' };

function problemOf(issue: z.core.$ZodIssue, document: Document): string {
  const found = document.getIn(issue.path.map(String));
  if (issue.code === 'unrecognized_keys') return unknownName('key', issue.keys[0] as string, knownKeys(issue.path));
  if (issue.code === 'invalid_value' && issue.path.at(-1) === 'calendar') return unknownName('calendar', String(found), CALENDARS);
  const where = issue.path.map(String).join('.') || 'the file';
  if (found === undefined) return `${where} is missing`;
  const message = issue.message.replace(/^Invalid input: /, '').replace(/, received .*$/, '');
  return `${where}: ${message}${message.includes('found') || isNode(found) ? '' : `, found ${quoted(String(found))}`}`;
}

function unknownName(kind: string, name: string, known: readonly string[]): string {
  const near = known.includes(FORMER_KEYS[name] ?? '') ? FORMER_KEYS[name] : nearestName(name, known);
  return `unknown ${kind} ${quoted(name)}${near === undefined ? `: expected one of ${known.join(', ')}` : `; did you mean ${near}?`}`;
}

/** Where in the text an issue sits: at the unknown key, at the value, or at the nearest thing above a value that is missing. */
function offsetOf(issue: z.core.$ZodIssue, document: Document): number {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    const holder = nodeAt(document, path);
    const pair = isMap(holder) ? holder.items.find(({ key }) => isNode(key) && String(key) === issue.keys[0]) : undefined;
    if (pair && isNode(pair.key)) return pair.key.range?.[0] ?? 0;
  }
  for (let depth = path.length; depth > 0; depth--) {
    const node = nodeAt(document, path.slice(0, depth));
    if (node?.range) return node.range[0];
  }
  return 0;
}

function nodeAt(document: Document, path: readonly string[]): Node | undefined {
  const node = path.length === 0 ? document.contents : document.getIn(path, true);
  return isNode(node) ? node : undefined;
}

function placeOf(offset: number, lines: LineCounter): { line: number; column: number } {
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}
