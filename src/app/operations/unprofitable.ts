import { UnprofitableInput, type UnprofitableResult } from '../../contract/unprofitable.ts';
import { tickerBook } from '../../core/methods/fundamentals/ticker-book.ts';
import type { FundHoldings } from '../../providers/fundamentals-port.ts';
import { CallerError, type Context } from '../context.ts';
import type { Ending } from '../operation.ts';
import {
  type Fundamentals,
  heldAt,
  presentCompanies,
  presentLacks,
  presentPoint,
  type ShareAtDate,
  shareAtDate,
} from '../unprofitable/at-date.ts';
import { datesOf } from '../unprofitable/dates.ts';
import { countedReading, lookOver, readHoldings, readTickerLists } from '../unprofitable/files.ts';
import { matchHoldings, readIncomes } from '../unprofitable/incomes.ts';
import { keepShares } from '../unprofitable/keep.ts';
import { unprofitableSentence } from '../unprofitable/sentence.ts';

/** The share of a fund's companies with a loss over their last four quarters, as known at the end of one date or of many. */
export async function unprofitable(given: unknown, context: Context): Promise<UnprofitableResult> {
  const input = UnprofitableInput.parse(given);
  const dates = datesOf(input, context.today);
  const reader = await context.data.openFundamentals();
  const reading = countedReading(context);
  const files = await readHoldings(input.holdings, reader, reading);
  const { fund, ticker } = files[0] as FundHoldings;
  const id = idOf(input, ticker, fund);
  // Told before thousands of files are read.
  heldAt(dates[0] as number, files);
  const { facts, filings } = await lookOver(input.facts, context);
  const listed = await readTickerLists({ lists: input.tickers, filings }, reader, reading);
  const book = tickerBook(listed.map(({ ticker: symbol, cik, name }) => ({ ticker: symbol, company: cik, name })));
  const holdings = files.map((file) => matchHoldings(file, book));
  const ciks = holdings.flatMap(({ constituents, unmatched }) => constituents.flatMap(({ key }) => (unmatched.has(key) ? [] : [key])));
  const incomes = await readIncomes([...new Set(ciks)], facts, { reader, reading, context });
  const fundamentals: Fundamentals = { holdings, incomes, maximumAge: input.maxAge };
  const found = dates.map((date) => shareAtDate(date, fundamentals));
  const last = found.at(-1) as ShareAtDate;
  const points = found.map(presentPoint);
  const companies = presentCompanies(last, fundamentals);
  return {
    ...{ fund, ticker: ticker ?? null, points, companies, maxAge: input.maxAge },
    summary: unprofitableSentence({ fund, points }),
    lacks: presentLacks(companies),
    leftOut: [...last.held.leftOut],
    kept: id === undefined ? [] : await keepShares({ fund, id, points, digest: reading.digest() }, context),
    notes: [...new Set(found.flatMap(({ held }) => held.notes))],
  };
}

/** Whether of all dates, of some or of none both shares could be given. */
export function endingOf({ points }: UnprofitableResult): Ending {
  const shares = points.flatMap(({ byCount, byWeight }) => [byCount, byWeight]);
  const given = shares.filter(({ ok }) => ok).length;
  return given === 0 ? 'data' : given < shares.length ? 'partial' : 'done';
}

/** What the fund is called in the ids of the series; undefined where nothing is to be kept. */
function idOf({ keep, fund }: UnprofitableInput, ticker: string | undefined, name: string): string | undefined {
  if (!keep) return undefined;
  const id = fund ?? ticker;
  if (id !== undefined) return id;
  throw new CallerError(`--keep needs --fund, a short name for ${name} in the ids of the series, e.g. --fund MINE`);
}
