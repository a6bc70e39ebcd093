import { z } from 'zod';

/** The last second that has a date. */
const LAST_SECOND = 8.64e12;

/** Opening time in seconds, low, high, open, close, volume. */
const candle = z.tuple([z.int().min(0).max(LAST_SECOND), z.number(), z.number(), z.number(), z.number().positive(), z.number()]);

/** `/products/PAIR/candles`: newest first. */
export const candlesSchema = z.array(candle);

/** Errors, from the public documentation: no recording of one was at hand. */
export const refusalSchema = z.object({ message: z.string() });
