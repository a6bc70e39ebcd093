import { type EpochDay, formatCivilDate } from '../../core/calendar/civil-date.ts';
import { newYorkInstant } from '../../core/calendar/time-zone.ts';
import { datesNote } from '../dates-note.ts';
import { arranged, type Observation } from '../observations.ts';
import type { Parsed } from '../provider.ts';
import { type Answer, readJson, wrongShape } from '../read-json.ts';
import { type BalanceRow, cashBalanceSchema } from './schema.ts';

/** A page of rows, and how much there is in all. */
export interface Page {
  readonly rows: readonly BalanceRow[];
  readonly totalRows: number;
  readonly totalPages: number;
  readonly notes: readonly string[];
}

/** Where each layout of the statement puts the closing balance of the Treasury General Account. */
const CLOSINGS: Readonly<Record<string, 'close_today_bal' | 'open_today_bal'>> = {
  // To 2021-09-30.
  'Federal Reserve Account': 'close_today_bal',
  // From 2021-10-01 to 2022-04-17.
  'Treasury General Account (TGA)': 'close_today_bal',
  // Since 2022-04-18: the closing balance stands under the name of the opening one, and its own column is "null".
  'Treasury General Account (TGA) Closing Balance': 'open_today_bal',
};

/** Other accounts and flows of the statement. */
const OTHERS = [
  /^Treasury General Account \(TGA\) Opening Balance$/,
  /^Total\b/,
  /^Tax and Loan Note Accounts\b/,
  /^Short-Term Cash Investments\b/,
  /^Supplementary Financing Program Account\b/,
  /^Financial Institution Account\b/,
];

/** One page. Throws ProviderError `changed-shape`. */
export function parsePage(body: string, answer: Answer): Page {
  const { data, notes } = readJson(body, cashBalanceSchema, answer);
  const { data: rows, meta } = data;
  if (rows.length !== meta.count)
    throw wrongShape(answer, `the page says that it has ${meta.count} rows, and has ${rows.length}`, { body });
  return { rows, totalRows: meta['total-count'], totalPages: meta['total-pages'], notes };
}

/**
 * The daily closing balance of the Treasury General Account in USD millions, from the rows of all pages.
 *
 * @param now - The instant of the request; a day that has not begun by then in Washington is an error.
 * @throws ProviderError `changed-shape`, for an account that is not known too: it may be a new name of this one.
 */
export function closingBalances(
  rows: readonly BalanceRow[],
  place: Answer & { body: string; notes: readonly string[]; now: number },
): Parsed {
  const found: Observation[] = [];
  const lacking = new Set<EpochDay>();
  for (const row of rows) {
    if (newYorkInstant(row.record_date, 0) > place.now) {
      throw wrongShape(place, `${formatCivilDate(row.record_date)} has a balance and has not come yet`, place);
    }
    lacking.add(row.record_date);
  }
  for (const row of rows) {
    const value = closingBalance(row, place);
    if (value === undefined) continue;
    found.push({ date: row.record_date, value });
    lacking.delete(row.record_date);
  }
  return arranged(found, { ...place, notes: [...place.notes, ...datesNote([...lacking], 'day')] });
}

/** Undefined for another account, and where the balance is missing. */
function closingBalance(row: BalanceRow, place: Answer & { body: string }): number | undefined {
  const column = Object.hasOwn(CLOSINGS, row.account_type) ? CLOSINGS[row.account_type] : undefined;
  if (column === undefined) {
    if (OTHERS.some((other) => other.test(row.account_type))) return undefined;
    const where = `${formatCivilDate(row.record_date)} has the account ${JSON.stringify(row.account_type)}`;
    throw wrongShape(place, `${where}, which is not known here: the layout of the statement may have changed again`, place);
  }
  if (column === 'open_today_bal' && row.close_today_bal !== undefined && row.close_today_bal !== row.open_today_bal) {
    const where = `${formatCivilDate(row.record_date)} has two closing balances`;
    throw wrongShape(place, `${where}, in open_today_bal and in close_today_bal: the layout of the statement changed again`, place);
  }
  return row[column];
}
