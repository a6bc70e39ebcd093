import type { StandardSchemaWithJSON } from '@modelcontextprotocol/server';
import { z } from 'zod';
import type { Operation } from '../../app/operation.ts';
import { StudyResult } from '../../contract/study.ts';
import { relaxed } from './leave-out.ts';

type Json = Record<string, unknown>;

/**
 * The input of an operation as a tool shows it. What comes is passed on as it came: the operation itself refuses what is wrong, in the
 * same words for every face.
 */
export function inputSchema({ input }: Operation): StandardSchemaWithJSON<unknown, unknown> {
  const json: Json = z.toJSONSchema(input, { io: 'input' });
  return {
    '~standard': {
      version: 1,
      vendor: 'harbinger',
      validate: (value) => ({ value }),
      jsonSchema: { input: () => json, output: () => json },
    },
  };
}

/** A study is a family of one: structured content must be a record of one kind. */
const Studies = z.strictObject({
  members: z.array(StudyResult).min(1),
  /** Adjusted p of each member, in order; null where a member has none. */
  adjusted: z.array(z.number().min(0).max(1).nullable()),
});

/** The output of an operation in the shape in which a tool gives it. */
export const shapeOf = ({ name, output }: Operation): z.ZodType => relaxed(name === 'study' ? Studies : output);

/** A result in that shape, whole. */
export function shaped({ name }: Operation, result: unknown): object {
  if (name !== 'study' || 'members' in (result as object)) return result as object;
  const study = result as z.infer<typeof StudyResult>;
  return { members: [study], adjusted: [study.headline.adjusted] };
}

/** The schema of what a tool gives, held against every result. */
export function outputSchema(operation: Operation): StandardSchemaWithJSON<unknown, unknown> {
  const shape = shapeOf(operation);
  // Parts that occur again stand once: the list of tools is read by every client that connects.
  const json: Json = z.toJSONSchema(shape, { io: 'output', reused: 'ref' });
  return {
    '~standard': {
      version: 1,
      vendor: 'harbinger',
      validate: shape['~standard'].validate,
      jsonSchema: { input: () => json, output: () => json },
    },
  };
}
