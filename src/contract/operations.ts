import { z } from 'zod';

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date must be YYYY-MM-DD');
const asOf = isoDate.optional().meta({ description: 'Use only what was known by the end of this date (UTC). Default: all the data.' });
const seed = z
  .int()
  .min(0, 'must be at least 0')
  .max(2 ** 31 - 1, 'must be below 2^31')
  .default(1)
  .meta({ description: 'Seed of what is drawn by chance (placebos); nothing else depends on it.' });

const pictures = z.boolean().default(false).meta({ description: 'Give the numbers behind the pictures too.' });

/** A family, a list of eras or of stand-ins is for people to read: nobody reads more, and each costs as much as a study. */
const MOST_IN_A_LIST = 20;

const share = z.number().min(0, 'must be at least 0').max(0.2, 'must be at most 0.2');

/** Test a pack of claims. */
export const CheckInput = z.strictObject({
  pack: z.string().default('russell-crypto').meta({ description: 'A pack that ships, or the path of a claim file.' }),
  claim: z.string().optional().meta({ description: 'One claim of the pack, by id.' }),
  pictures,
  asOf,
  seed,
});
export type CheckInput = z.infer<typeof CheckInput>;

/** Run any study. */
export const StudyInput = z.strictObject({
  when: z.string().meta({ description: 'The trigger, e.g. all_time_high(RUT, after: 1y).' }),
  then: z
    .array(z.string())
    .min(1)
    .max(MOST_IN_A_LIST, `must be at most ${MOST_IN_A_LIST} outcomes`)
    .meta({ description: 'The outcome, e.g. return(BTC, 180d). Several make one family.' }),
  direction: z.enum(['up', 'down']).default('up').meta({ description: 'Which way the claim says the outcome goes.' }),
  curve: z.boolean().default(false).meta({ description: 'Ask the question in every other reasonable way too (specification curve).' }),
  instead: z
    .array(z.string())
    .max(MOST_IN_A_LIST, `must name stand-ins for at most ${MOST_IN_A_LIST} series`)
    .default([])
    .meta({ description: 'Series that could stand in for another on the curve, e.g. RUT=IWM,IWN.' }),
  given: z
    .array(z.string())
    .max(MOST_IN_A_LIST, `must be at most ${MOST_IN_A_LIST} conditions`)
    .default([])
    .meta({ description: 'A condition that may be the reason: the effect is told among dates on which it held and among the others.' }),
  trade: z.boolean().default(false).meta({ description: 'Show the trade: hold the target for the horizon after each event.' }),
  cost: share.default(0.001).meta({ description: 'Fees of the trade on each side, as a share of what is traded: 0.001 is 0.1 %.' }),
  slippage: share.default(0.0005).meta({ description: 'How much worse than the close each side is filled, as a share.' }),
  pictures,
  asOf,
  seed,
});
export type StudyInput = z.infer<typeof StudyInput>;

/** What moves first, of two series. */
export const LagInput = z.strictObject({
  a: z.string().meta({ description: 'The series that may move first, e.g. RUT.' }),
  b: z.string().meta({ description: 'The series that may follow, e.g. BTC.' }),
  within: z
    .string()
    .regex(/^[1-9]\d*(d|w|mo|y)$/, 'must be a span such as 90d, 26w, 6mo or 1y')
    .default('26w')
    .meta({ description: 'Longest lead that is looked at, and how long a peak is waited for. All lags up to it are counted.' }),
  eras: z
    .array(isoDate)
    .max(MOST_IN_A_LIST, `must be at most ${MOST_IN_A_LIST} dates`)
    .default([])
    .meta({ description: 'Date on which a new era begins. Default: the middle of the common time.' }),
  asOf,
  seed,
});
export type LagInput = z.infer<typeof LagInput>;

/** List the series. */
export const SeriesInput = z.strictObject({
  search: z.string().optional().meta({ description: 'Only those whose id, title, unit or source has these words.' }),
  all: z.boolean().default(false).meta({ description: 'Those of the catalogue too that are not held yet.' }),
  asOf,
  seed,
});
export type SeriesInput = z.infer<typeof SeriesInput>;

/** Show one series. */
export const SeriesShowInput = z.strictObject({
  id: z.string().meta({ description: 'The series, e.g. RUT or IWN.adj.' }),
  rows: z.int().min(1).max(10_000).default(10).meta({ description: 'How many of the last rows to show.' }),
  values: z.boolean().default(false).meta({ description: 'Give all dates and values too, for a chart.' }),
  asOf,
  seed,
});
export type SeriesShowInput = z.infer<typeof SeriesShowInput>;

/** Error codes of every face; the command line's exit codes are 1 (caller), 2 (data) and 3 (internal). */
export const ErrorCode = z.enum(['caller', 'data', 'internal']);
export type ErrorCode = z.infer<typeof ErrorCode>;
