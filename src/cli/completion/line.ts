import type { Operation } from '../../app/operation.ts';
import { type Field, fieldsOf, optionName } from '../options.ts';

/** What is due at the cursor. */
export type Due =
  | { readonly kind: 'command'; readonly words: readonly string[] }
  | { readonly kind: 'option'; readonly operation: Operation; readonly given: readonly string[] }
  | { readonly kind: 'value'; readonly operation: Operation; readonly field: Field }
  | { readonly kind: 'file' }
  | { readonly kind: 'nothing' };

/** Options that every operation has, with whether a value follows. */
const COMMON: Readonly<Record<string, 'file' | 'folder' | 'flag'>> = {
  '--out': 'file',
  '--data': 'folder',
  '--json': 'flag',
  '--no-color': 'flag',
  '--help': 'flag',
};

/** A command line as far as it was typed: the words after the program, the last one to be completed. */
export interface TypedLine {
  readonly due: Due;
  /** What was given so far, by key of the input, and as `data`. */
  readonly given: Readonly<Record<string, string>>;
}

/** Reads a line as the program would, up to the cursor. */
export function readLine(before: readonly string[], current: string, operations: readonly Operation[]): TypedLine {
  const words = before.filter((word) => word !== '=');
  const { operation, used } = operationOf(words, operations);
  if (!operation) return { due: { kind: 'command', words }, given: {} };
  const fields = fieldsOf(operation.input);
  const given: Record<string, string> = {};
  const options: string[] = [];
  let place = 0;
  let waiting: string | undefined;
  for (const word of words.slice(used)) {
    if (waiting !== undefined) {
      given[keyOf(waiting, fields)] = word;
      waiting = undefined;
    } else if (word.startsWith('-')) {
      options.push(word);
      if (takesValue(word, fields)) waiting = word;
    } else {
      given[operation.positional[place] ?? ''] = word;
      place += 1;
    }
  }
  if (waiting !== undefined) return { due: dueAfter(waiting, fields, operation), given };
  if (current.startsWith('-')) return { due: { kind: 'option', operation, given: options }, given };
  // A group such as `series` is a command too, and goes on with another word.
  const isGroup = place === 0 && options.length === 0 && operations.some(({ name }) => name.startsWith(`${operation.name} `));
  const last = Math.min(place, operation.positional.length - 1);
  const field = fields.find(({ key }) => key === operation.positional[last]);
  if (field && (place < operation.positional.length || field.isArray)) return { due: { kind: 'value', operation, field }, given };
  return { due: isGroup ? { kind: 'command', words } : { kind: 'nothing' }, given };
}

/** The operation that a line names, with how many of its words. */
function operationOf(words: readonly string[], operations: readonly Operation[]): { operation: Operation | undefined; used: number } {
  for (const used of [2, 1]) {
    const operation = words.length < used ? undefined : operations.find(({ name }) => name === words.slice(0, used).join(' '));
    if (operation) return { operation, used };
  }
  return { operation: undefined, used: 0 };
}

const fieldOf = (option: string, fields: readonly Field[]): Field | undefined =>
  fields.find(({ key }) => `--${optionName(key)}` === option.split('=')[0]);

const keyOf = (option: string, fields: readonly Field[]): string => fieldOf(option, fields)?.key ?? option.replace(/^--/, '');

function takesValue(option: string, fields: readonly Field[]): boolean {
  if (option.includes('=')) return false;
  const field = fieldOf(option, fields);
  return field ? !field.isFlag : ['file', 'folder'].includes(COMMON[option] ?? '');
}

function dueAfter(option: string, fields: readonly Field[], operation: Operation): Due {
  const field = fieldOf(option, fields);
  return field ? { kind: 'value', operation, field } : { kind: 'file' };
}

/** The options of an operation that may still be given. */
export function optionsOf(operation: Operation, given: readonly string[]): { readonly name: string; readonly says: string }[] {
  const own = fieldsOf(operation.input)
    .filter(({ key }) => !operation.positional.includes(key))
    .map(({ key, description, isArray }) => ({ name: `--${optionName(key)}`, says: description, isArray }));
  const common = Object.keys(COMMON)
    .filter((name) => (name !== '--data' || operation.reads === 'series') && (name !== '--out' || operation.formats.length > 0))
    .map((name) => ({ name, says: '', isArray: false }));
  return [...own, ...common].filter(({ name, isArray }) => isArray || !given.some((option) => option.split('=')[0] === name));
}
