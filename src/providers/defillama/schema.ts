import { z } from 'zod';
import { numberOrText } from '../json-fields.ts';

const byPeg = z.record(z.string(), z.number());

/** Body of `/stablecoincharts/all`. Amounts stand by the currency that the coins are pegged to. */
export const stablecoinChartSchema = z.array(
  z.strictObject({
    /** Seconds since 1970, as a text. */
    date: numberOrText,
    /** In coins. */
    totalCirculating: byPeg.optional(),
    totalUnreleased: byPeg.optional(),
    /** In USD. */
    totalCirculatingUSD: byPeg,
    totalMintedUSD: byPeg.optional(),
    totalBridgedToUSD: byPeg.optional(),
  }),
);

/** Body of `/v2/historicalChainTvl`: seconds since 1970, and USD. */
export const valueLockedSchema = z.array(z.strictObject({ date: numberOrText, tvl: z.number() }));
