import { z } from 'zod';
import { isoDate, numberText } from '../json-fields.ts';

/** Comes with every answer, and is not read. */
const unread = z.unknown().optional();

/** A figure as a text; null where there is none, written `.` or nothing. */
export const figureText = z.union([z.enum(['.', '']).transform(() => null), numberText], {
  error: 'expected a number, or "." where there is none',
});

/** The answer of fred/series/observations in its plain form: one row for each date and real-time period. */
export const observationsSchema = z.strictObject({
  realtime_start: unread,
  realtime_end: unread,
  observation_start: unread,
  observation_end: unread,
  /** A transformation, not the unit: `lin` is none. */
  units: z.literal('lin'),
  output_type: z.literal(1),
  file_type: unread,
  order_by: unread,
  sort_order: unread,
  count: z.int().min(0),
  offset: z.int().min(0),
  limit: unread,
  observations: z.array(z.strictObject({ realtime_start: isoDate, realtime_end: isoDate, date: isoDate, value: figureText })),
});

/** How FRED words an error in JSON. */
export const faultSchema = z.object({ error_code: z.number(), error_message: z.string() });

export type ObservationsPage = z.output<typeof observationsSchema>;
export type FredRow = ObservationsPage['observations'][number];
