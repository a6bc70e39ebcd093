import { z } from 'zod';

/** Comes with every answer, and is not read. */
const unread = z.unknown().optional();

/** Seconds since 1970-01-01T00:00Z, in years 1770 to 2170. */
const stamp = z.int().min(-6_311_433_600).max(6_311_433_600);

const price = z.number().nullable();

const metaSchema = z.strictObject({
  symbol: z.string(),
  currency: z.string().nullish(),
  instrumentType: z.string().nullish(),
  exchangeTimezoneName: z.string(),
  dataGranularity: z.string(),
  firstTradeDate: stamp.nullish(),
  /** Time of the last trade that the answer knows of. */
  regularMarketTime: stamp,
  /** The running session, or the next one. */
  currentTradingPeriod: z.strictObject({
    pre: unread,
    regular: z.strictObject({ timezone: unread, start: stamp, end: stamp, gmtoffset: unread }),
    post: unread,
  }),
  exchangeName: unread,
  fullExchangeName: unread,
  hasPrePostMarketData: unread,
  // Of today: daylight saving makes it wrong for half of the year.
  gmtoffset: unread,
  timezone: unread,
  regularMarketPrice: unread,
  fiftyTwoWeekHigh: unread,
  fiftyTwoWeekLow: unread,
  regularMarketDayHigh: unread,
  regularMarketDayLow: unread,
  regularMarketVolume: unread,
  longName: unread,
  shortName: unread,
  chartPreviousClose: unread,
  previousClose: unread,
  scale: unread,
  priceHint: unread,
  range: unread,
  validRanges: unread,
});

const eventsSchema = z.strictObject({
  dividends: z.record(z.string(), z.strictObject({ amount: z.number(), date: stamp })).optional(),
  splits: z
    .record(z.string(), z.strictObject({ date: stamp, numerator: z.number(), denominator: z.number(), splitRatio: unread }))
    .optional(),
});

const resultSchema = z.strictObject({
  meta: metaSchema,
  /** Missing where the window holds no session. */
  timestamp: z.array(stamp).optional(),
  events: eventsSchema.optional(),
  indicators: z.strictObject({
    quote: z.array(z.strictObject({ close: z.array(price).optional(), open: unread, high: unread, low: unread, volume: unread })).length(1),
    adjclose: z
      .array(z.strictObject({ adjclose: z.array(price).optional() }))
      .length(1)
      .optional(),
  }),
});

const errorSchema = z.strictObject({ code: z.string(), description: z.string() });

/** The answer of the chart endpoint, v8. */
export const chartSchema = z.strictObject({
  chart: z.strictObject({ result: z.array(resultSchema).length(1).nullable(), error: errorSchema.nullable() }),
});

/** What an error status carries: under the endpoint's name, or under `finance` from the gate before it. */
export const faultSchema = z.union([
  z.object({ chart: z.object({ error: errorSchema }) }).transform(({ chart }) => chart.error),
  z.object({ finance: z.object({ error: errorSchema }) }).transform(({ finance }) => finance.error),
]);

export type ChartResult = z.output<typeof resultSchema>;
export type ChartMeta = z.output<typeof metaSchema>;
export type ChartFault = z.output<typeof errorSchema>;
