import { z } from 'zod';
import { isoDate, numberOrText } from '../json-fields.ts';

/** A number, a text that holds one, or a text that says there is none. */
const amount = z.union([z.literal(['', 'NA']).transform(() => undefined), numberOrText], { error: 'expected a number' });
const text = z.string().nullish();

/** Par values held in the System Open Market Account, USD. Body of `/api/soma/summary.json`. */
export const holdingsSchema = z.strictObject({
  soma: z.strictObject({
    summary: z.array(
      z.strictObject({
        asOfDate: isoDate,
        bills: amount,
        notesbonds: amount,
        tips: amount,
        tipsInflationCompensation: amount.optional(),
        frn: amount,
        mbs: amount,
        cmbs: amount,
        agencies: amount,
        total: amount,
      }),
    ),
  }),
});

/** Results of repo and reverse repo operations, USD. Body of `/api/rp/results/search.json`. */
export const repoSchema = z.strictObject({
  repo: z.strictObject({
    operations: z.array(
      z.strictObject({
        operationId: z.string(),
        operationDate: isoDate,
        operationType: z.string(),
        auctionStatus: z.string(),
        term: z.string(),
        totalAmtAccepted: amount,
        totalAmtSubmitted: amount.nullish(),
        operationMethod: text,
        settlementType: text,
        settlementDate: text,
        maturityDate: text,
        termCalenderDays: amount.nullish(),
        releaseTime: text,
        closeTime: text,
        participatingCpty: amount.nullish(),
        acceptedCpty: amount.nullish(),
        isSmallValue: text,
        note: text,
        lastUpdated: text,
        details: z.unknown().optional(),
      }),
    ),
  }),
});

/** Results of operations in agency mortgage-backed securities, USD. Body of `/api/ambs/all/results/summary/search.json`. */
export const mortgageSchema = z.strictObject({
  ambs: z.strictObject({
    auctions: z.array(
      z.strictObject({
        operationId: z.string(),
        operationDate: isoDate,
        operationType: z.string(),
        /** `P` for a purchase, `S` for a sale. */
        operationDirection: z.string(),
        auctionStatus: z.string(),
        /** Par of forward (TBA) trades; empty for specified pools, which state their face. */
        totalAmtAcceptedPar: amount,
        totalAcceptedCurrFace: amount.nullish(),
        totalAmtSubmittedPar: amount.nullish(),
        totalSubmittedCurrFace: amount.nullish(),
        totalAcceptedOrigFace: amount.nullish(),
        totalSubmittedOrigFace: amount.nullish(),
        method: text,
        classType: text,
        settlementDate: text,
        releaseTime: text,
        closeTime: text,
        note: text,
        lastUpdated: text,
        details: z.unknown().optional(),
      }),
    ),
  }),
});

/** Reference rates in percent. Body of `/api/rates/…/search.json`. */
export const ratesSchema = z.strictObject({
  refRates: z.array(
    z.strictObject({
      effectiveDate: isoDate,
      type: z.string(),
      percentRate: amount,
      /** Not empty where the rate replaces one that was published before. */
      revisionIndicator: text,
      percentPercentile1: amount.nullish(),
      percentPercentile25: amount.nullish(),
      percentPercentile75: amount.nullish(),
      percentPercentile99: amount.nullish(),
      volumeInBillions: amount.nullish(),
      targetRateFrom: amount.nullish(),
      targetRateTo: amount.nullish(),
      intraDayLow: amount.nullish(),
      intraDayHigh: amount.nullish(),
      stdDeviation: amount.nullish(),
      footnoteId: z.union([z.string(), z.number()]).nullish(),
    }),
  ),
});

/** What of a holdings row an address names. */
export type Holding = 'bills' | 'notesbonds' | 'tips' | 'frn' | 'mbs' | 'cmbs' | 'agencies' | 'total';
