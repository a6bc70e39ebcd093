import { z } from 'zod';

/** The last instant that has a date. */
const LAST_INSTANT = 8.64e15;

/** Instant in milliseconds and value; the value may be null. */
const point = z.tuple([z.int().positive().max(LAST_INSTANT), z.number().nullable()]);

/** `/coins/ID/market_chart`. From the public documentation: only a cut sample was at hand. */
export const chartSchema = z.strictObject({
  prices: z.array(point),
  market_caps: z.array(point),
  total_volumes: z.array(point),
});

const status = z.object({ error_code: z.number(), error_message: z.string() });

/** Errors in their three forms: of the plan, of the rate, and of an unknown coin. */
export const refusalSchema = z.union([
  z.object({ error: z.object({ status }) }).transform(({ error }) => error.status),
  z.object({ status }).transform((body) => body.status),
  z.object({ error: z.string() }).transform(({ error }) => ({ error_code: 404, error_message: error })),
]);
