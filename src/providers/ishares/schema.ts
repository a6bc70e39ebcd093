import { z } from 'zod';

/** A number with thousands commas and a point, such as `303,600,000.00` or `-12.5`; undefined where the text is none. */
export function readAmount(text: string): number | undefined {
  return /^-?\d{1,3}(?:,?\d{3})*(?:\.\d+)?$/.test(text) ? Number(text.replaceAll(',', '')) : undefined;
}

const amount = z.string().transform((text, context): number => {
  const value = readAmount(text);
  if (value !== undefined) return value;
  context.addIssue({ code: 'custom', message: 'expected a number' });
  return z.NEVER;
});

const none = z.literal('-').transform(() => undefined);
const word = z.string().min(1);

/** A row of the table of holdings, by the names of its columns. `-` is nothing. */
export const holdingRow = z.strictObject({
  Ticker: z.union([none, word]),
  Name: word,
  Sector: word,
  'Asset Class': word,
  'Market Value': amount,
  'Weight (%)': amount,
  'Notional Value': z.union([none, amount]).optional(),
  Quantity: z.union([none, amount]),
  Price: z.union([none, amount]),
  Location: z.union([none, word]),
  Exchange: z.union([none, word]),
  Currency: word,
  'FX Rate': z.union([none, amount]).optional(),
  'Market Currency': z.union([none, word]).optional(),
  'Accrual Date': z.string().optional(),
  CUSIP: z.string().optional(),
  ISIN: z.string().optional(),
  SEDOL: z.string().optional(),
});

export type HoldingRow = z.infer<typeof holdingRow>;

/** Columns whose name has changed: `Shares` until March 2025. */
export const RENAMED: Readonly<Record<string, string>> = { Shares: 'Quantity' };

const columns = Object.keys(holdingRow.shape);

/** Columns without which the table is not read. */
export const NEEDED_COLUMNS: readonly string[] = columns.filter(
  (name) => !holdingRow.shape[name as keyof typeof holdingRow.shape].safeParse(undefined).success,
);

export const KNOWN_COLUMNS: ReadonlySet<string> = new Set(columns);
