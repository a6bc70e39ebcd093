import type { EpochDay } from '../core/calendar/civil-date.ts';
import type { Versions } from '../core/series/series.ts';
import type { NamedFile } from './file-port.ts';

/** A line of a fund's holdings that is shares of a company that can be traded. */
export interface HeldShares {
  readonly ticker: string;
  readonly name: string;
  /** Market value in the fund's currency, above 0. */
  readonly value: number;
}

/** A line that is none: cash, futures, rights, what has no market. */
export interface LeftOutLine {
  readonly name: string;
  readonly why: string;
}

/** A fund's holdings at the close of a date. */
export interface FundHoldings {
  readonly fund: string;
  /** Undefined where the fund is not known here. */
  readonly ticker: string | undefined;
  readonly asOf: EpochDay;
  /** When the file of that date is published, milliseconds since 1970-01-01T00:00Z. */
  readonly knownAt: number;
  readonly shares: readonly HeldShares[];
  readonly leftOut: readonly LeftOutLine[];
  readonly notes: readonly string[];
}

/** A day on which a company filed figures, and in which forms. */
export interface FilingDay {
  readonly knownAt: number;
  readonly filed: EpochDay;
  readonly form: string;
}

/** Why a company's filings give no income. */
export type NoIncome = 'another currency' | 'no net income' | 'does not add up';

/** A company's net income of four quarters, in US dollars, in every version; or why there is none. */
export type CompanyIncome =
  | { readonly name: string; readonly history: Versions; readonly filings: readonly FilingDay[]; readonly lack?: undefined }
  | { readonly name: string; readonly lack: NoIncome; readonly words: string };

/** A ticker of a company, by its ten-digit CIK. */
export interface TickerOfCompany {
  readonly ticker: string;
  readonly cik: string;
  readonly name: string | undefined;
}

/** Reads the files from which the fundamentals of a fund are computed; each throws ProviderError `changed-shape` for another text. */
export interface FundamentalsReader {
  /** A holdings file of an issuer. Throws ProviderError `not-found` for the empty file of a date without holdings. */
  holdings(file: NamedFile): FundHoldings;
  /** A company facts file of the SEC. */
  income(file: NamedFile, cik: string): CompanyIncome;
  /** The SEC's list of tickers, or a table with the columns ticker and cik. */
  tickers(file: NamedFile): readonly TickerOfCompany[];
  /** The SEC's list of a company's filings, which names its tickers. */
  tickersOfFilings(file: NamedFile): readonly TickerOfCompany[];
}
