import { type Command, InvalidArgumentError, Option } from 'commander';
import type { z } from 'zod';

/** A field of an operation's input as the command line needs it. */
export interface Field {
  readonly key: string;
  readonly description: string;
  readonly isArray: boolean;
  readonly isNumber: boolean;
  /** Whether only whole numbers will do. */
  readonly isWhole: boolean;
  readonly isFlag: boolean;
  /** Whether each value is a record, given as JSON. */
  readonly isRecord: boolean;
  readonly isRequired: boolean;
  readonly fallback: unknown;
  readonly choices: readonly string[] | undefined;
}

interface Definition {
  readonly type: string;
  readonly innerType?: z.ZodType;
  readonly defaultValue?: unknown;
  readonly entries?: Record<string, string>;
}

/** The fields of an input schema, read off the schema itself so that an operation is described once. */
export function fieldsOf(input: z.ZodObject): Field[] {
  return Object.entries(input.shape).map(([key, schema]) => fieldOf(key, schema as z.ZodType));
}

function fieldOf(key: string, schema: z.ZodType): Field {
  let inner = schema;
  let fallback: unknown;
  let isRequired = true;
  for (let def = definitionOf(inner); def.innerType; def = definitionOf(inner)) {
    isRequired = false;
    fallback ??= def.defaultValue;
    inner = def.innerType;
  }
  const { type, entries } = definitionOf(inner);
  const description = schema.meta()?.description ?? inner.meta()?.description ?? '';
  return {
    key,
    description,
    isArray: type === 'array',
    isNumber: type === 'number' || type === 'int',
    isWhole: (definitionOf(inner) as { check?: string; format?: string }).format === 'safeint',
    isFlag: type === 'boolean',
    isRecord: type === 'array' && definitionOf((inner as unknown as { element: z.ZodType }).element).type === 'object',
    isRequired,
    fallback,
    choices: entries ? Object.values(entries) : undefined,
  };
}

const definitionOf = (schema: z.ZodType): Definition => schema.def as unknown as Definition;

/** `asOf` as an option's name: `as-of`. */
export const optionName = (key: string): string => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** What the value of an option is called in the help, where it is not just a text. */
const VALUE_NAMES: Readonly<Record<string, string>> = {
  ...{ asOf: '<date>', since: '<date>', from: '<date>', to: '<date>', every: '<span>', published: '<date>' },
  ...{ catalogue: '<file>', holdings: '<file>', lexicon: '<file>', tickers: '<file>', facts: '<folder>' },
};

/** Adds the option or argument of a field to a command. */
export function addField(command: Command, field: Field, positional: readonly string[]): void {
  if (positional.includes(field.key)) {
    const name = field.isArray ? `${field.key}...` : field.key;
    const shown = field.isRequired ? `<${name}>` : `[${name}]`;
    // An empty list as the default says nothing to the reader.
    command.argument(shown, field.description, field.isArray ? undefined : field.fallback);
    return;
  }
  if (field.isFlag) {
    command.option(`--${optionName(field.key)}`, field.description, field.fallback === true ? true : undefined);
    return;
  }
  const short = field.choices && field.choices.join('|').length <= 24 ? `<${field.choices.join('|')}>` : undefined;
  const value = field.isRecord ? '<json>' : field.isNumber ? '<n>' : (short ?? VALUE_NAMES[field.key] ?? '<text>');
  const option = new Option(`--${optionName(field.key)} ${value}`, field.description + (field.isArray ? ' May be given again.' : ''));
  if (field.isRequired) option.makeOptionMandatory();
  if (field.choices) option.choices(field.choices);
  else if (field.isNumber) option.argParser(field.isWhole ? parseWholeNumber : parseNumber);
  else if (field.isArray) {
    // What is given stands in the place of the default, not beside it.
    option.argParser((text: string, before: unknown) => [
      ...(before === field.fallback ? [] : ((before as unknown[] | undefined) ?? [])),
      field.isRecord ? parseRecord(text) : text,
    ]);
  }
  if (field.fallback !== undefined && !(field.isArray && (field.fallback as unknown[]).length === 0)) option.default(field.fallback);
  command.addOption(option);
}

function parseRecord(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidArgumentError('It must be JSON.');
  }
}

function parseNumber(text: string): number {
  if (text.trim() === '' || !Number.isFinite(Number(text))) throw new InvalidArgumentError('It must be a number.');
  return Number(text);
}

function parseWholeNumber(text: string): number {
  if (!/^-?\d+$/.test(text.trim())) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}
