import { z } from 'zod';
import { SeriesInput } from './operations.ts';

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** What an expression is to be. */
export const ExpressionRole = z.enum(['trigger', 'outcome', 'series']);
export type ExpressionRole = z.infer<typeof ExpressionRole>;

/** Read an expression without running a study. */
export const ParseInput = z.strictObject({
  text: z
    .string()
    .max(4000, 'must have at most 4,000 characters')
    .meta({ description: 'The expression, e.g. all_time_high(RUT, after: 1y).' }),
  role: ExpressionRole.default('trigger').meta({ description: 'What it is to be.' }),
  asOf: SeriesInput.shape.asOf,
});
export type ParseInput = z.infer<typeof ParseInput>;

/** What an expression is: its canonical text and what it gives on the data; or where it goes wrong. */
export const ParseResult = z.strictObject({
  role: ExpressionRole,
  /** Canonical text; null where it cannot be read. */
  canonical: z.string().nullable(),
  /** Ids of the series that it reads, and those of them that are not there. */
  series: z.array(z.string()),
  missing: z.array(z.string()),
  /** For triggers: the dates on which it fires. Null where it cannot be evaluated. */
  events: z
    .strictObject({
      count: z.int(),
      /** Newest first, at most 500. */
      dates: z.array(isoDate),
      from: isoDate.nullable(),
      to: isoDate.nullable(),
    })
    .nullable(),
  /** For series: the last value. */
  last: z.strictObject({ date: isoDate, value: z.number() }).nullable(),
  /** Where it goes wrong, 1-based, and what to do. */
  error: z.strictObject({ line: z.int(), column: z.int(), message: z.string() }).nullable(),
});
export type ParseResult = z.infer<typeof ParseResult>;

/** The functions of the language. */
export const LanguageInput = z.strictObject({
  name: z.string().optional().meta({ description: 'One function, e.g. all_time_high. Default: all.' }),
});
export type LanguageInput = z.infer<typeof LanguageInput>;

/** A function of the language. */
export const LanguageFunction = z.strictObject({
  name: z.string(),
  /** What it makes: a trigger, a series or an outcome. */
  role: ExpressionRole,
  /** e.g. `all_time_high(x, after: 0)`. */
  signature: z.string(),
  doc: z.string(),
  parameters: z.array(z.strictObject({ name: z.string(), kind: z.string(), doc: z.string(), fallback: z.string().nullable() })),
  example: z.string(),
});
export type LanguageFunction = z.infer<typeof LanguageFunction>;

/** Functions of the language. */
export const LanguageResult = z.strictObject({ functions: z.array(LanguageFunction) });
export type LanguageResult = z.infer<typeof LanguageResult>;
