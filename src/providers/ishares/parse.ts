import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { type EpochDay, formatCivilDate } from '../../core/calendar/civil-date.ts';
import { ProviderError } from '../provider.ts';
import { type Answer, excerpt, wrongShape } from '../read-json.ts';
import { counted } from '../wording.ts';
import { readPreamble, readWordedDate } from './preamble.ts';
import { type HoldingRow, holdingRow, KNOWN_COLUMNS, NEEDED_COLUMNS, RENAMED, readAmount } from './schema.ts';

/** A position of a fund. Undefined: the file has `-`. */
export interface Holding {
  readonly ticker: string | undefined;
  readonly name: string;
  readonly sector: string;
  /** `Equity`, `Cash`, `Futures` and the like. */
  readonly assetClass: string;
  /** Per cent of the fund. */
  readonly weight: number;
  /** In the fund's currency. */
  readonly marketValue: number;
  readonly notionalValue: number | undefined;
  readonly shares: number | undefined;
  readonly price: number | undefined;
  readonly location: string | undefined;
  readonly exchange: string | undefined;
  readonly currency: string;
  readonly marketCurrency: string | undefined;
}

/** A fund's holdings at the close of a date. */
export interface Holdings {
  /** The fund's name as the file gives it. */
  readonly fund: string;
  readonly asOf: EpochDay;
  readonly sharesOutstanding: number;
  readonly holdings: readonly Holding[];
  readonly notes: readonly string[];
}

/** Per cent by which the weights, rounded to hundredths, may miss 100. */
const WEIGHT_TOLERANCE = 0.5;
/** Share of the equity positions whose value may differ from shares × price: prices that were set by hand. */
const ODD_POSITIONS = 0.01;

interface Place extends Answer {
  readonly body: string;
}

/**
 * The holdings of a file: its preamble, its table and what both must agree on (weights of 100 % together, values of shares × price).
 *
 * @throws ProviderError `not-found` for the empty file of a date without holdings, `changed-shape` for any other text.
 */
export function parseHoldings(body: string, answer: Answer): Holdings {
  const place = { ...answer, body };
  const lines = body.replace(/^\uFEFF/, '').split(/\r?\n/);
  if (/^\s*</.test(lines[0] as string)) throw wrongShape(answer, `expected CSV, found markup: ${excerpt(body)}`, place);
  const header = lines.findIndex((line) => /^"?Ticker"?,/.test(line));
  const { fund, lines: preamble } = readPreamble(lines.slice(0, header < 0 ? lines.length : header));
  const dated = preamble.get('Fund Holdings as of');
  if (dated === undefined) throw wrongShape(place, 'expected the line "Fund Holdings as of", which is not there', place);
  if (dated === '-') throw noHoldings(answer);
  if (header < 0) throw wrongShape(place, 'expected a table that begins with the column Ticker', place);
  const asOf = readWordedDate(dated);
  if (asOf === undefined) throw wrongShape(place, `expected a date such as May 13, 2025, found ${excerpt(dated)}`, place);
  const outstanding = preamble.get('Shares Outstanding');
  const sharesOutstanding = readAmount(outstanding ?? '');
  if (sharesOutstanding === undefined || sharesOutstanding <= 0)
    throw wrongShape(place, `Shares Outstanding: expected a number, found ${excerpt(outstanding ?? 'nothing')}`, place);
  const { rows, notes } = readTable(lines.slice(header), { place, firstLine: header + 1 });
  if (rows.length === 0) throw noHoldings(answer);
  const holdings = rows.map(asHolding);
  return { fund, asOf, sharesOutstanding, holdings, notes: [...notes, ...checkSums(holdings, asOf, place)] };
}

/** The table from its header to the blank line before the footer, without which it may be cut off. */
function readTable(lines: readonly string[], { place, firstLine }: { place: Place; firstLine: number }) {
  const end = lines.findIndex((line) => line.trim() === '');
  if (end < 0 || end === lines.length - 1) throw wrongShape(place, 'the table of holdings breaks off', place);
  const [names = [], ...cells] = cellsOf(lines.slice(0, end).join('\n'), { place, firstLine });
  const columns = names.map((name) => RENAMED[name] ?? name);
  const missing = NEEDED_COLUMNS.filter((name) => !columns.includes(name));
  const twice = columns.find((name, i) => columns.indexOf(name) !== i);
  if (missing.length > 0 || twice !== undefined)
    throw wrongShape(
      place,
      missing.length > 0 ? `columns are missing: ${missing.join(', ')}` : `the column ${twice} is there twice`,
      place,
    );
  const strange = columns.filter((name) => !KNOWN_COLUMNS.has(name));
  if (strange.length > 0 && place.unknownFields === 'refuse')
    throw wrongShape(place, `the table has unknown columns: ${strange.join(', ')}`, place);
  const known = [...columns.entries()].filter(([, name]) => KNOWN_COLUMNS.has(name));
  const read = z.array(holdingRow).safeParse(cells.map((row) => Object.fromEntries(known.map(([i, name]) => [name, row[i]]))));
  if (read.success)
    return {
      rows: read.data,
      notes: strange.length > 0 ? [`Columns that are not known here were left alone: ${strange.join(', ')}.`] : [],
    };
  const [row, column] = (read.error.issues[0]?.path ?? []) as [number, string];
  const found = cells[row]?.[columns.indexOf(column)] ?? '';
  throw wrongShape(place, `line ${firstLine + row + 1}, ${column}: found ${excerpt(found)}`, { ...place, cause: read.error });
}

function cellsOf(table: string, { place, firstLine }: { place: Place; firstLine: number }): string[][] {
  try {
    return parse(table, { trim: true });
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    const { lines } = cause as CsvError & { lines: number };
    throw wrongShape(place, `line ${firstLine + lines - 1} is no row of the table`, { ...place, cause });
  }
}

function asHolding(row: HoldingRow): Holding {
  return {
    ticker: row.Ticker,
    name: row.Name,
    sector: row.Sector,
    assetClass: row['Asset Class'],
    weight: row['Weight (%)'],
    marketValue: row['Market Value'],
    notionalValue: row['Notional Value'],
    shares: row.Quantity,
    price: row.Price,
    location: row.Location,
    exchange: row.Exchange,
    currency: row.Currency,
    marketCurrency: row['Market Currency'],
  };
}

export const isEquity = ({ assetClass }: Holding): boolean => assetClass === 'Equity';

/** @returns A note on the positions that are odd. @throws ProviderError `changed-shape` where the table cannot be whole. */
function checkSums(holdings: readonly Holding[], asOf: EpochDay, place: Place): string[] {
  const weights = holdings.reduce((sum, { weight }) => sum + weight, 0);
  if (Math.abs(weights - 100) > WEIGHT_TOLERANCE)
    throw wrongShape(place, `the weights add up to ${weights.toFixed(2)} %, not to 100: the table is not whole`, place);
  const equities = holdings.filter(isEquity);
  if (equities.length === 0) throw wrongShape(place, 'the table has no equity positions', place);
  const odd = equities.filter(isOdd);
  if (odd.length > Math.max(1, ODD_POSITIONS * equities.length))
    throw wrongShape(place, `${odd.length} of ${counted(equities.length, 'position')} are not worth shares × price`, place);
  const names = odd.map(({ ticker, name }) => ticker ?? name).join(', ');
  return odd.length === 0
    ? []
    : [`On ${formatCivilDate(asOf)} ${counted(odd.length, 'position')} not worth shares × price, left as in the file: ${names}.`];
}

/** Whether a position's value is not that of its shares, whose price is rounded to cents. In another currency it cannot be told. */
function isOdd({ shares, price, marketValue, currency, marketCurrency = currency }: Holding): boolean {
  if (shares === undefined || price === undefined || marketCurrency !== currency) return false;
  return Math.abs(marketValue - shares * price) > 0.006 * Math.abs(shares) + 0.01 + 0.5 * price;
}

function noHoldings({ provider, url }: Answer): ProviderError {
  const problem = 'there are no holdings of that date: a weekend, a holiday, not yet published, or before the first file';
  return new ProviderError(`${provider}: ${problem}`, { provider, kind: 'not-found', request: url });
}
