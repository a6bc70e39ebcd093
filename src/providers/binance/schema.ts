import { z } from 'zod';
import { numberText } from '../json-fields.ts';

const price = numberText.pipe(z.number().positive());

/**
 * Opening time, open, high, low, close, volume, closing time, volume in the second currency, number of trades, bought volume in
 * both currencies, and a field that is not used.
 */
const kline = z.tuple([
  z.int(),
  numberText,
  numberText,
  numberText,
  price,
  numberText,
  z.int(),
  numberText,
  z.int(),
  numberText,
  numberText,
  z.string(),
]);

/** `/api/v3/klines`: oldest first. */
export const klinesSchema = z.array(kline);

/** `/fapi/v1/fundingRate`. The mark price is missing or empty in older rows. */
export const fundingSchema = (symbol: string) =>
  z.array(
    z.strictObject({
      symbol: z.literal(symbol),
      fundingTime: z.int().positive(),
      fundingRate: numberText,
      markPrice: z.union([numberText, z.literal('')]).optional(),
    }),
  );

/** `/futures/data/openInterestHist`. */
export const openInterestSchema = (symbol: string) =>
  z.array(
    z.strictObject({
      symbol: z.literal(symbol),
      sumOpenInterest: numberText,
      sumOpenInterestValue: numberText,
      CMCCirculatingSupply: numberText.optional(),
      timestamp: z.int(),
    }),
  );

/** Errors: 451 and −1121 were at hand, the rest is from the public documentation. */
export const refusalSchema = z.object({ code: z.int(), msg: z.string() });
