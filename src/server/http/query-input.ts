import type { z } from 'zod';

interface Definition {
  readonly type: string;
  readonly innerType?: z.ZodType;
  readonly element?: z.ZodType;
}

const definitionOf = (schema: z.ZodType): Definition => schema.def as unknown as Definition;

/** The kind of a field under its defaults and options. */
function kindOf(schema: z.ZodType): Definition {
  let def = definitionOf(schema);
  while (def.innerType) def = definitionOf(def.innerType);
  return def;
}

const NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i;

/** A text as the field's kind has it; what is none of that kind stays text, so that the schema says what it must be. */
function typedValue(text: string, { type, element }: Definition): unknown {
  if (type === 'array') return element ? typedValue(text, kindOf(element)) : text;
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
  if (type === 'number' || type === 'int') return NUMBER.test(text) ? Number(text) : text;
  return text;
}

/** The input of an operation from the query of an address: lists by repeating a name, booleans as true and false. */
export function inputOfQuery(schema: z.ZodObject, query: URLSearchParams): Record<string, unknown> {
  const input: Record<string, unknown> = Object.create(null);
  for (const key of new Set(query.keys())) {
    const texts = query.getAll(key);
    const field = Object.hasOwn(schema.shape, key) ? kindOf(schema.shape[key] as z.ZodType) : undefined;
    const values = field ? texts.map((text) => typedValue(text, field)) : texts;
    input[key] = field?.type === 'array' || values.length > 1 ? values : values[0];
  }
  return { ...input };
}
