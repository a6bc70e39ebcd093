import { z } from 'zod';
import { isoDate, numberText } from '../json-fields.ts';

/** 00:00 UTC with nanoseconds, as a civil date. */
const midnight = z
  .string()
  .regex(/T00:00:00(?:\.0+)?Z$/, 'expected 00:00 UTC of a day')
  .transform((text) => text.slice(0, text.indexOf('T')))
  .pipe(isoDate);

/** `/v4/timeseries/asset-metrics` of one asset and one metric. From an excerpt and the public documentation: no whole answer was at hand. */
export function seriesSchema({ asset, metric }: { asset: string; metric: string }) {
  const row = z.strictObject({
    asset: z.literal(asset),
    time: midnight,
    [metric]: numberText.nullable(),
    [`${metric}-status`]: z.string().optional(),
    [`${metric}-status-time`]: z.string().optional(),
  });
  return z.strictObject({ data: z.array(row), next_page_token: z.string().optional(), next_page_url: z.url().optional() });
}

/** Errors, from the public documentation. */
export const refusalSchema = z.object({ error: z.object({ type: z.string(), message: z.string() }) });
