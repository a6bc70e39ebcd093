import type { IncomeLack } from '../../contract/unprofitable.ts';
import { type Constituent, constituentsOf, type HoldingLine, keyOf } from '../../core/methods/fundamentals/constituents.ts';
import { companyOf, type NoMatch, type TickerBook } from '../../core/methods/fundamentals/ticker-book.ts';
import type { Lack } from '../../core/methods/fundamentals/unprofitable-share.ts';
import type { Versions } from '../../core/series/series.ts';
import type { CompanyIncome, FundamentalsReader, FundHoldings, NoIncome } from '../../providers/fundamentals-port.ts';
import { ProviderError } from '../../providers/provider.ts';
import type { Context } from '../context.ts';
import type { CountedReading } from './files.ts';

/** Why the files give a constituent no income. */
export type Reason = NoMatch | NoIncome | 'no file' | 'unreadable file';

/** The contract names every reason, and no other. */
export type NamedLack = Lack<Reason> & IncomeLack;

/** The constituents of a fund at one date, each with the company that its tickers lead to, or why they lead to none. */
export interface MatchedHoldings extends FundHoldings {
  readonly constituents: readonly Constituent[];
  /** By the constituent's key: why there is no company, and what to say of it. */
  readonly unmatched: ReadonlyMap<string, Told>;
}

/** A reason, and what there is to say of it beyond that. */
export interface Told {
  readonly lack: Reason;
  readonly note: string | null;
}

/** Finds the company of each line of a fund's holdings; share classes of one company become one constituent. */
export function matchHoldings(holdings: FundHoldings, book: TickerBook): MatchedHoldings {
  const unmatched = new Map<string, Told>();
  const lines = holdings.shares.map((shares): HoldingLine => {
    const { company, lack, listed } = companyOf(shares, book);
    const line = { ...shares, company };
    if (lack !== undefined) unmatched.set(keyOf(line), { lack, note: noteOn(lack, listed) });
    return line;
  });
  return { ...holdings, constituents: constituentsOf(lines), unmatched };
}

function noteOn(lack: NoMatch, listed: readonly string[]): string | null {
  if (lack === 'no company') return null;
  return `the list of tickers has ${listed.length === 0 ? 'several companies' : listed.join(', ')}`;
}

/** What is known of a company's income: its history, or why there is none. */
export type KnownIncome = Extract<CompanyIncome, { history: Versions }> | Told;

/** More companies than this take a while: the reader is told how far it is. */
const FEW = 50;

/** Reads the company facts of all companies of the holdings, each once. A file that cannot be read is told of its company. */
export async function readIncomes(
  ciks: readonly string[],
  facts: ReadonlyMap<string, string>,
  { reader, reading, context }: { reader: FundamentalsReader; reading: CountedReading; context: Context },
): Promise<ReadonlyMap<string, KnownIncome>> {
  const wanted = ciks.filter((cik) => facts.has(cik));
  const tell = wanted.length > FEW ? context.onProgress : () => {};
  tell({ kind: 'begin', total: wanted.length });
  const incomes = new Map<string, KnownIncome>(ciks.map((cik) => [cik, { lack: 'no file', note: null }]));
  for (const cik of wanted) {
    context.signal?.throwIfAborted();
    const file = await reading.read(facts.get(cik) as string);
    incomes.set(
      cik,
      incomeIn(() => reader.income(file, cik)),
    );
    tell({ kind: 'done', id: `CIK${cik}`, outcome: 'read', line: file.name });
  }
  return incomes;
}

function incomeIn(read: () => CompanyIncome): KnownIncome {
  try {
    const income = read();
    return 'history' in income ? income : { lack: income.lack, note: `${income.name} ${income.words}` };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return { lack: 'unreadable file', note: error.message };
  }
}
