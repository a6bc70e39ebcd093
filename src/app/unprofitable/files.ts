import { createHash } from 'node:crypto';
import { formatCivilDate } from '../../core/calendar/civil-date.ts';
import type { NamedFile } from '../../providers/file-port.ts';
import type { FundamentalsReader, FundHoldings, TickerOfCompany } from '../../providers/fundamentals-port.ts';
import { CallerError, type Context } from '../context.ts';

/** Reads files, and keeps count of what was read. */
export interface CountedReading {
  read(path: string): Promise<NamedFile>;
  /** SHA-256 of all that was read, in order, hex; and its length. */
  digest(): { readonly sha256: string; readonly bytes: number };
}

/** A way of reading the user's files of which the store can say what was read. */
export function countedReading({ data }: Context): CountedReading {
  const hash = createHash('sha256');
  let bytes = 0;
  return {
    async read(path) {
      const file = await data.readFile(path);
      hash.update(file.bytes);
      bytes += file.bytes.length;
      return file;
    },
    digest: () => ({ sha256: hash.copy().digest('hex'), bytes }),
  };
}

/**
 * The holdings of one fund at the dates of its files, ascending.
 *
 * @throws CallerError for files of two funds, and for two of one date.
 */
export async function readHoldings(
  paths: readonly string[],
  reader: FundamentalsReader,
  { read }: CountedReading,
): Promise<FundHoldings[]> {
  const all: FundHoldings[] = [];
  for (const path of paths) all.push(reader.holdings(await read(path)));
  all.sort((a, b) => a.asOf - b.asOf);
  const [first] = all as [FundHoldings];
  const stranger = all.find(({ fund }) => fund !== first.fund);
  if (stranger) throw new CallerError(`--holdings must be files of one fund, were of ${first.fund} and ${stranger.fund}`);
  const twice = all.find(({ asOf }, i) => all[i + 1]?.asOf === asOf);
  if (twice) throw new CallerError(`--holdings has two files of ${formatCivilDate(twice.asOf)}: name one of them`);
  return all;
}

/** What a folder of company facts has: files by CIK, and lists of filings, which name tickers. */
export interface FactsFolder {
  readonly facts: ReadonlyMap<string, string>;
  readonly filings: readonly string[];
}

/** `CIK0000320193.json`, with words before or after the number; older pages of a list of filings are neither. */
const OF_COMPANY = /CIK(\d{10})(?!-submissions)[^/\\]*\.json$/i;

/**
 * Looks a folder over by the names of its files.
 *
 * @throws CallerError where no file is named after a company, and where two are of one.
 */
export async function lookOver(folder: string, { data }: Context): Promise<FactsFolder> {
  const named = (await data.listFolder(folder)).flatMap((name) => {
    const cik = OF_COMPANY.exec(name)?.[1];
    return cik === undefined ? [] : [{ name, cik, path: `${folder.replace(/[/\\]+$/, '')}/${name}` }];
  });
  const isList = ({ name }: { name: string }) => /^submissions/i.test(name);
  const files = named.filter((file) => !isList(file));
  if (files.length === 0)
    throw new CallerError(`--facts must be a folder with files named CIK##########.json, as the SEC names them; ${folder} has none`);
  const twice = files.find(({ cik }, i) => files.findIndex((other) => other.cik === cik) !== i);
  if (twice) throw new CallerError(`--facts has two files of CIK${twice.cik}: keep one of them in ${folder}`);
  return { facts: new Map(files.map(({ cik, path }) => [cik, path])), filings: named.filter(isList).map(({ path }) => path) };
}

/**
 * Which company each ticker is.
 *
 * @throws CallerError where nothing says so.
 */
export async function readTickerLists(
  { lists, filings }: { readonly lists: readonly string[]; readonly filings: readonly string[] },
  reader: FundamentalsReader,
  { read }: CountedReading,
): Promise<TickerOfCompany[]> {
  const all: TickerOfCompany[] = [];
  for (const path of lists) all.push(...reader.tickers(await read(path)));
  for (const path of filings) all.push(...reader.tickersOfFilings(await read(path)));
  if (all.length > 0) return all;
  throw new CallerError(
    'nothing says which company a ticker is: give --tickers with company_tickers.json of the SEC, or a CSV of ticker and cik',
  );
}
