import { z } from 'zod';
import type { Schema } from './values.ts';

interface Media {
  readonly schema: Schema;
  readonly example?: unknown;
}

/** A documented way of asking. */
interface Entry {
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: Schema }[];
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, Media>> }>>;
}

/** The served description of the API. */
export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Entry>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** A route of the document with what it takes. */
export interface Route extends Entry {
  readonly path: string;
  readonly method: string;
  /** Of the input, in the body or in the address. */
  readonly schema: Schema;
  readonly example: unknown;
}

export const routesOf = (document: Document): Route[] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, entry]) => {
      const media = entry.requestBody?.content['application/json'];
      const example = (media ?? methods.post?.requestBody?.content['application/json'])?.example ?? {};
      const schema = media ? resolved(document, media.schema) : ofParameters(entry);
      return { ...entry, path, method: method.toUpperCase(), schema, example };
    }),
  );

const ofParameters = ({ parameters = [] }: Entry): Schema => ({
  type: 'object',
  properties: Object.fromEntries(parameters.filter((each) => each.in === 'query').map(({ name, schema }) => [name, schema])),
});

const nameOf = ($ref: string): string => $ref.slice($ref.lastIndexOf('/') + 1);

const resolved = ({ components }: Document, schema: Schema): Schema =>
  schema.$ref === undefined ? schema : (components.schemas[nameOf(schema.$ref)] as Schema);

/** Tells what is wrong with a value by a schema of the document, or nothing. */
export function schemaCheck(document: Document): (schema: Schema, value: unknown) => string | undefined {
  // References of a document lead into its components, those of a schema by itself into its definitions.
  const $defs = JSON.parse(JSON.stringify(document.components.schemas).replaceAll('#/components/schemas/', '#/$defs/'));
  const made = new Map<string, z.ZodType>();
  return (schema, value) => {
    const text = JSON.stringify(schema).replaceAll('#/components/schemas/', '#/$defs/');
    const type = made.get(text) ?? z.fromJSONSchema({ ...JSON.parse(text), $defs });
    made.set(text, type);
    const { success, error } = type.safeParse(value);
    return success ? undefined : z.prettifyError(error).slice(0, 500);
  };
}
