import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { NamedFile } from '../file-port.ts';
import type { TickerOfCompany } from '../fundamentals-port.ts';
import { type Answer, excerpt, readJson, wrongShape } from '../read-json.ts';

/** `company_tickers.json`: numbered entries. */
const listing = z.strictObject({ cik_str: z.int().positive(), ticker: z.string().min(1), title: z.string() });
const companyTickers = z.record(z.string().regex(/^\d+$/, 'expected a number'), listing);

/**
 * Tickers and their companies, from `company_tickers.json` of the SEC or a CSV table with the columns `ticker` and `cik`, and perhaps `name`.
 *
 * @throws ProviderError `changed-shape`.
 */
export function readTickers({ name, bytes }: NamedFile): TickerOfCompany[] {
  const body = new TextDecoder().decode(bytes);
  const answer = { provider: name, url: name };
  if (!/^\uFEFF?\s*[{[]/.test(body)) return readTable(body, answer);
  const { data } = readJson(body, companyTickers, answer);
  return Object.values(data).map(({ cik_str, ticker, title }) => ({ ticker, cik: tenDigits(String(cik_str)), name: title }));
}

/** Of a list of filings only what names the company. */
const filer = z.looseObject({ cik: z.string().regex(/^\d{1,10}$/), name: z.string(), tickers: z.array(z.string()), filings: z.unknown() });

/** The tickers that a list of a company's filings names. @throws ProviderError `changed-shape`. */
export function readTickersOfFilings({ name: url, bytes }: NamedFile): TickerOfCompany[] {
  const { cik, name, tickers } = readJson(new TextDecoder().decode(bytes), filer, { provider: url, url }).data;
  return tickers.map((ticker) => ({ ticker, cik: tenDigits(cik), name }));
}

const tenDigits = (cik: string): string => cik.padStart(10, '0');

function readTable(body: string, answer: Answer): TickerOfCompany[] {
  if (/^\s*</.test(body)) throw wrongShape(answer, `expected a list of tickers, found markup: ${excerpt(body)}`, { body });
  const [head = [], ...rows] = cellsOf(body, answer);
  const names = head.map((cell) => cell.toLowerCase());
  const [ticker, cik, name] = ['ticker', 'cik', 'name'].map((wanted) => names.indexOf(wanted)) as [number, number, number];
  if (ticker < 0 || cik < 0 || rows.length === 0)
    throw wrongShape(answer, `expected a table with the columns ticker and cik, found ${excerpt(head.join(','))}`, { body });
  return rows.flatMap((row, i) => {
    const [symbol = '', number = ''] = [row[ticker], row[cik]];
    // A list may know a ticker and not its company.
    if (number === '') return [];
    if (symbol === '' || !/^\d{1,10}$/.test(number))
      throw wrongShape(answer, `line ${i + 2}: expected a ticker and a CIK of up to ten digits, found ${excerpt(row.join(','))}`, { body });
    return [{ ticker: symbol, cik: tenDigits(number), name: row[name] || undefined }];
  });
}

function cellsOf(body: string, answer: Answer): string[][] {
  try {
    return parse(body, { bom: true, trim: true, skip_empty_lines: true });
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    throw wrongShape(answer, `no table of tickers: ${cause.message}`, { body, cause });
  }
}
