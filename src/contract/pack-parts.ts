import { z } from 'zod';

/** A date that exists, as packs write it. */
export const civilDate = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'expected a date, YYYY-MM-DD')
  .refine((text) => new Date(`${text}T00:00Z`).toJSON()?.startsWith(text) ?? false, 'expected a date that exists')
  .meta({ description: 'A date, YYYY-MM-DD.' });

/** An id in a pack. */
export const packId = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'expected lower-case words joined by hyphens')
  .meta({ description: 'Lower-case words joined by hyphens.' });

/** An expression of the language. */
export const expression = z.string().min(1);

/** A calendar span. */
export const span = z.string().regex(/^[1-9]\d*(d|w|mo|y)$/, 'expected a span such as 90d, 13w, 6mo or 1y');
