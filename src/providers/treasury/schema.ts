import { z } from 'zod';
import { isoDate, numberText } from '../json-fields.ts';

/** USD millions; the text `null` is a missing value. */
const balance = z.union([z.literal('null').transform(() => undefined), numberText], { error: 'expected a number or "null", as a text' });
const text = z.string().optional();

const row = z.strictObject({
  record_date: isoDate,
  account_type: z.string(),
  close_today_bal: balance,
  open_today_bal: balance,
  src_line_nbr: text,
  open_month_bal: text,
  open_fiscal_year_bal: text,
  table_nbr: text,
  table_nm: text,
  sub_table_name: text,
  record_fiscal_year: text,
  record_fiscal_quarter: text,
  record_calendar_year: text,
  record_calendar_quarter: text,
  record_calendar_month: text,
  record_calendar_day: text,
});

const count = z.int().min(0);
const labels = z.record(z.string(), z.string()).optional();

/** One page of the operating cash balance of the Daily Treasury Statement. */
export const cashBalanceSchema = z.strictObject({
  data: z.array(row),
  meta: z.strictObject({
    count,
    labels,
    dataTypes: labels,
    dataFormats: labels,
    'total-count': count,
    'total-pages': count,
  }),
  links: z.record(z.string(), z.string().nullable()).nullish(),
});

/** A row of the operating cash balance. */
export type BalanceRow = z.output<typeof row>;
