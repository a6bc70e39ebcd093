import { z } from 'zod';
import { isoDate } from '../json-fields.ts';

const accession = z.string().regex(/^\d{10}-\d{2}-\d{6}$/, 'expected an accession number');

/** One figure of one filing, of a period. */
const fact = z.strictObject({
  start: isoDate,
  end: isoDate,
  val: z.number(),
  /** Accession number of the filing that holds it. */
  accn: accession,
  /** Fiscal year and period of the filing, not of the figure; none in a proxy statement. */
  fy: z.number().nullish(),
  fp: z.string().nullish(),
  form: z.string(),
  filed: isoDate,
  frame: z.string().nullish(),
});

/** All figures of one concept, by unit. */
const concept = z.strictObject({
  label: z.string().nullish(),
  description: z.string().nullish(),
  units: z.record(z.string(), z.array(fact)),
});

export type Fact = z.infer<typeof fact>;

/** Everything that a company has reported in XBRL. Only the concepts of net income are looked at, of the hundreds that there are. */
export const companyFacts = z.strictObject({
  cik: z.union([z.int(), z.string()]),
  entityName: z.string(),
  facts: z.looseObject({
    'us-gaap': z
      .looseObject({
        NetIncomeLoss: concept.optional(),
        ProfitLoss: concept.optional(),
        NetIncomeLossAvailableToCommonStockholdersBasic: concept.optional(),
      })
      .optional(),
    'ifrs-full': z.looseObject({ ProfitLossAttributableToOwnersOfParent: concept.optional(), ProfitLoss: concept.optional() }).optional(),
  }),
});

const unused = z.unknown().optional();

/** A list of filings, newest first, as columns of equal length. */
export const filingColumns = z.strictObject({
  accessionNumber: z.array(accession),
  filingDate: z.array(isoDate),
  /** End of the period that is reported; empty where there is none. */
  reportDate: z.array(z.union([z.literal('').transform(() => undefined), isoDate])),
  acceptanceDateTime: z.array(z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z?$/, 'expected a date and time')),
  form: z.array(z.string()),
  act: unused,
  fileNumber: unused,
  filmNumber: unused,
  items: unused,
  core_type: unused,
  size: unused,
  isXBRL: unused,
  isInlineXBRL: unused,
  primaryDocument: unused,
  primaryDocDescription: unused,
});

export type FilingColumns = z.infer<typeof filingColumns>;

/** A company and its filings: the last thousand or those of a year, and the names of the pages with the older ones. */
export const submissions = z.strictObject({
  cik: z.string(),
  name: z.string(),
  tickers: z.array(z.string()),
  exchanges: z.array(z.string().nullable()),
  sic: z.string().nullable(),
  sicDescription: z.string().nullable(),
  filings: z.strictObject({
    recent: filingColumns,
    files: z.array(z.strictObject({ name: z.string(), filingCount: z.int(), filingFrom: isoDate, filingTo: isoDate })),
  }),
  entityType: unused,
  ownerOrg: unused,
  insiderTransactionForOwnerExists: unused,
  insiderTransactionForIssuerExists: unused,
  ein: unused,
  lei: unused,
  description: unused,
  website: unused,
  investorWebsite: unused,
  category: unused,
  fiscalYearEnd: unused,
  stateOfIncorporation: unused,
  stateOfIncorporationDescription: unused,
  addresses: unused,
  phone: unused,
  flags: unused,
  formerNames: unused,
});
