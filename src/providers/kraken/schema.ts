import { z } from 'zod';
import { numberText } from '../json-fields.ts';

const price = numberText.pipe(z.number().positive());

/** Opening time in seconds, open, high, low, close, volume-weighted price, volume, number of trades. */
const row = z.tuple([z.int(), numberText, numberText, numberText, price, numberText, numberText, z.int()]);

/** `/0/public/OHLC`. The rows stand under the exchange's own name of the pair, which is not the one that was asked for. */
export const answerSchema = z.strictObject({
  error: z.array(z.string()),
  result: z.object({ last: z.int() }).catchall(z.array(row)).optional(),
});
