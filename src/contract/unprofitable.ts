import { z } from 'zod';
import { Insufficient } from './cross-checks.ts';

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date must be YYYY-MM-DD');
const share = z.number().min(0).max(1);

/** The share of a fund's companies that lost money over four quarters. */
export const UnprofitableInput = z.strictObject({
  holdings: z
    .array(z.string())
    .min(1, 'name at least one holdings file')
    .meta({ description: 'Holdings file of an iShares fund, CSV; one for each date.' }),
  facts: z.string().meta({ description: 'Folder with company facts of the SEC: CIK##########.json, as they were downloaded.' }),
  tickers: z
    .array(z.string())
    .default([])
    .meta({ description: 'Which company a ticker is: company_tickers.json of the SEC, or a CSV with the columns ticker and cik.' }),
  asOf: isoDate.optional().meta({ description: 'Use only what was known by the end of this date (UTC). Default: today.' }),
  every: z
    .string()
    .regex(/^[1-9]\d*(d|w|mo|y)$/, 'must be a span such as 1mo or 13w')
    .optional()
    .meta({ description: 'A history, one value in every such span, e.g. 1mo; needs --from.' }),
  from: isoDate.optional().meta({ description: 'First date of the history.' }),
  to: isoDate.optional().meta({ description: 'Last date of the history. Default: today.' }),
  maxAge: z
    .int()
    .min(1)
    .max(1000)
    .default(200)
    .meta({ description: 'Days after which the end of four quarters, or the date of the holdings, is too old.' }),
  fund: z
    .string()
    .regex(/^[A-Z][A-Z0-9]*$/, 'must be capital letters and digits')
    .optional()
    .meta({ description: 'What the fund is called in the ids of the series. Default: its ticker, where it is known here.' }),
  keep: z
    .boolean()
    .default(false)
    .meta({ description: 'Keep the shares in the store, as the series UNPROFITABLE_<fund>_COUNT and UNPROFITABLE_<fund>_WEIGHT.' }),
});
export type UnprofitableInput = z.infer<typeof UnprofitableInput>;

/** A share of those that are covered, and between what the share of all lies; or too little to say it. */
const CoveredShare = z.union([z.strictObject({ ok: z.literal(true), share, lowest: share, highest: share }), Insufficient]);

/** The share as it could be known at the end of a date. */
export const UnprofitablePoint = z.strictObject({
  asOf: isoDate,
  /** Date of the holdings, and the instant from which they were known. */
  heldOn: isoDate,
  holdingsKnownAt: z.string(),
  companies: z.int(),
  /** Companies whose income counts, and those of them with a loss. */
  covered: z.int(),
  negative: z.int(),
  /** The same as shares of the value of all companies. */
  coveredWeight: share,
  negativeWeight: share,
  byCount: CoveredShare,
  byWeight: CoveredShare,
});
export type UnprofitablePoint = z.infer<typeof UnprofitablePoint>;

/** Why a company has no income that counts. */
export const IncomeLack = z.enum([
  'no company',
  'several companies',
  'another company',
  'no file',
  'unreadable file',
  'another currency',
  'no net income',
  'does not add up',
  'nothing known yet',
  'too old',
]);
export type IncomeLack = z.infer<typeof IncomeLack>;

/** A company of the fund with its income of four quarters as it was known. */
export const UnprofitableCompany = z.strictObject({
  tickers: z.array(z.string()),
  name: z.string(),
  /** Ten digits; null where the ticker leads to no company. */
  cik: z.string().nullable(),
  weight: share,
  /** End of the four quarters; null where no income was known. */
  periodEnd: isoDate.nullable(),
  /** US dollars. */
  netIncome: z.number().nullable(),
  /** Day of the filing that gave this value, its form, and the instant from which it was known. */
  filed: isoDate.nullable(),
  form: z.string().nullable(),
  knownAt: z.string().nullable(),
  /** Null where the income counts. */
  lack: IncomeLack.nullable(),
  /** What there is to say of it. */
  note: z.string().nullable(),
});
export type UnprofitableCompany = z.infer<typeof UnprofitableCompany>;

/** A series that was kept. */
const KeptSeries = z.strictObject({ id: z.string(), rows: z.int(), added: z.int(), revised: z.int() });

/** The share of a fund's companies that lost money, with what it rests on. */
export const UnprofitableResult = z.strictObject({
  fund: z.string(),
  ticker: z.string().nullable(),
  summary: z.string(),
  maxAge: z.int(),
  /** One for each date that was asked for, the last of them last. */
  points: z.array(UnprofitablePoint).min(1),
  /** At the last date: the heaviest first. */
  companies: z.array(UnprofitableCompany),
  /** Companies at the last date whose income does not count, by why. */
  lacks: z.array(z.strictObject({ lack: IncomeLack, companies: z.int(), weight: share })),
  /** Lines of the holdings of the last date that are no company's shares. */
  leftOut: z.array(z.strictObject({ name: z.string(), why: z.string() })),
  /** Empty where nothing was to be kept. */
  kept: z.array(KeptSeries),
  notes: z.array(z.string()),
});
export type UnprofitableResult = z.infer<typeof UnprofitableResult>;
