import { z } from 'zod';
import { Insufficient } from './cross-checks.ts';

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const probability = z.number().min(0).max(1);

/** How one way of holding the target did between two dates, after costs. Returns and drawdowns as decimals. */
export const Performance = z.strictObject({
  totalReturn: z.number(),
  /** Growth a year; null below a year of closes. */
  annualGrowth: z.number().nullable(),
  /** At most 0. */
  maximumDrawdown: z.number(),
  /** Share of the steps held. */
  exposure: probability,
  /** Sides traded a year, as a multiple of the wealth. */
  turnover: z.number(),
  /** Annualised, with Lo's standard error (robust to autocorrelation where it could be had). */
  sharpe: z.union([z.strictObject({ ratio: z.number(), standardError: z.number() }), Insufficient]),
});
export type Performance = z.infer<typeof Performance>;

/** The trade that a reader would make of a study: hold the target for the horizon after each event. */
export const Trade = z.strictObject({
  from: isoDate,
  to: isoDate,
  /** Shares of what is traded, for each side. */
  cost: z.number(),
  slippage: z.number(),
  direction: z.enum(['up', 'down']),
  /** Trades that are over. */
  observations: z.int(),
  trades: z.array(
    z.strictObject({
      entryDate: isoDate,
      exitDate: isoDate,
      entry: z.number(),
      exit: z.number(),
      /** Events that share the holding. */
      events: z.int(),
      /** After costs. */
      return: z.number(),
    }),
  ),
  open: z
    .strictObject({ entryDate: isoDate, entry: z.number(), events: z.int(), dueDate: isoDate.nullable(), soFar: z.number() })
    .nullable(),
  strategy: Performance,
  buyAndHold: Performance,
  /** Total return without the trade that made most. */
  withoutBest: z.number().nullable(),
  /** The same holdings at every other place of the calendar. */
  placements: z.union([z.strictObject({ p: probability, expectedReturn: z.number(), draws: z.int() }), Insufficient]),
  /** Probability that the Sharpe ratio is above what the best of so many tried variants would show by luck. */
  deflatedSharpe: z.union([z.strictObject({ probability, tried: z.int() }), Insufficient]),
  /** Wealth from 1 on, evenly thinned. */
  wealth: z.strictObject({ dates: z.array(isoDate), strategy: z.array(z.number()), buyAndHold: z.array(z.number()) }),
  /** What it comes to, in plain words. */
  sentence: z.string(),
});
export type Trade = z.infer<typeof Trade>;
