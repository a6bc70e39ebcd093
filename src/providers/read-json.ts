import type { z } from 'zod';
import { ProviderError } from './provider.ts';

/** The answer that a body is, for errors. */
export interface Answer {
  readonly provider: string;
  /** What was asked, without keys. */
  readonly url: string;
  /** What becomes of fields that the schema does not know: a note (the default), or an error, as under test. */
  readonly unknownFields?: 'note' | 'refuse' | undefined;
}

/** A body in the shape that was due, and what it had beyond that. */
export interface Shaped<T> {
  readonly data: T;
  readonly notes: readonly string[];
}

const SHOWN_BODY = 400;

/** The body is not in the form that it should have. The error keeps its beginning. */
export function wrongShape(answer: Answer, problem: string, details: { readonly body: string; readonly cause?: unknown }): ProviderError {
  const { provider, url } = answer;
  const body = details.body.slice(0, SHOWN_BODY);
  return new ProviderError(`${provider}: ${problem}`, { provider, kind: 'changed-shape', request: url, body, cause: details.cause });
}

/** The beginning of a text on one line, for a message. */
export function excerpt(text: string, length = 80): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return JSON.stringify(line.length > length ? `${line.slice(0, length - 1)}…` : line);
}

/**
 * Reads a body as JSON of a shape. Known fields are checked hard; unknown ones are noted, or refused.
 *
 * @throws ProviderError `changed-shape` that says where in the body what was expected.
 */
export function readJson<S extends z.ZodType>(body: string, schema: S, answer: Answer): Shaped<z.output<S>> {
  const json = parseJson(body, answer);
  const unknown: string[] = [];
  // Each turn takes out the unknown fields that the schema met; it meets those of an outer level first.
  for (let turn = 0; turn < 8; turn++) {
    const read = schema.safeParse(json);
    if (read.success) return { data: read.data, notes: unknownNotes(unknown) };
    const strangers = read.error.issues.filter(({ code }) => code === 'unrecognized_keys') as z.core.$ZodIssueUnrecognizedKeys[];
    const issue = read.error.issues.find(({ code }) => code !== 'unrecognized_keys');
    if (issue) throw wrongShape(answer, `the answer changed its shape: ${describeIssue(issue, json)}`, { body, cause: read.error });
    for (const { path, keys } of strangers) unknown.push(...keys.map((key) => [...path.map(String), key].join('.')));
    if (answer.unknownFields === 'refuse') throw wrongShape(answer, `the answer has unknown fields: ${unknown.join(', ')}`, { body });
    for (const { path, keys } of strangers) for (const key of keys) delete (at(json, path) as Record<string, unknown>)[key];
  }
  throw wrongShape(answer, 'the answer nests unknown fields too deeply', { body });
}

/** @throws ProviderError `changed-shape` for a body that is no JSON: HTML, a text, or cut off. */
export function parseJson(body: string, answer: Answer): unknown {
  if (body.trim() === '') throw wrongShape(answer, 'the answer is empty where JSON is due', { body });
  try {
    return JSON.parse(body.startsWith('\uFEFF') ? body.slice(1) : body);
  } catch (cause) {
    const found = /^\s*</.test(body) ? 'markup' : /^\s*[[{]/.test(body) ? 'JSON that is cut off or damaged' : 'other text';
    throw wrongShape(answer, `expected JSON, found ${found}: ${excerpt(body)}`, { body, cause });
  }
}

function unknownNotes(unknown: readonly string[]): string[] {
  // Elements of an array share their unknown fields: one mention is enough.
  const names = [...new Set(unknown.map((path) => path.replace(/(^|\.)\d+(?=\.|$)/g, '$1*')))];
  return names.length === 0 ? [] : [`Fields that are not known here were left alone: ${names.join(', ')}.`];
}

function describeIssue(issue: z.core.$ZodIssue, json: unknown): string {
  const where = issue.path.map(String).join('.') || 'the whole';
  const found = at(json, issue.path);
  const message = issue.message.replace(/^Invalid input: /, '').replace(/, received .*$/, '');
  return `${where}: ${message}, found ${found === undefined ? 'nothing' : excerpt(JSON.stringify(found) ?? String(found), 60)}`;
}

function at(json: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | null | undefined)?.[key], json);
}
