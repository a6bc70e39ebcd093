/** A ticker of a company as a list has it. */
export interface Listing {
  readonly ticker: string;
  readonly company: string;
  /** Undefined where the list has none: then the ticker is taken at its word. */
  readonly name: string | undefined;
}

/** Listings by ticker, and by ticker without its signs. */
export interface TickerBook {
  readonly exact: ReadonlyMap<string, readonly Listing[]>;
  readonly bare: ReadonlyMap<string, readonly Listing[]>;
}

/** Why a ticker leads to no company: it is in no list, it leads to several, or to one of another name. */
export type NoMatch = 'no company' | 'several companies' | 'another company';

/** The company of a ticker, or why there is none; `listed` are the names that were found. */
export type TickerMatch =
  | { readonly company: string; readonly lack?: undefined; readonly listed: readonly string[] }
  | { readonly company?: undefined; readonly lack: NoMatch; readonly listed: readonly string[] };

/** Puts listings into an order in which they can be looked up. */
export function tickerBook(listings: readonly Listing[]): TickerBook {
  return {
    exact: Map.groupBy(listings, ({ ticker }) => ticker.toUpperCase()),
    bare: Map.groupBy(listings, ({ ticker }) => withoutSigns(ticker)),
  };
}

/**
 * The company that a ticker of a fund's holdings stands for.
 *
 * @remarks Share classes are written in many ways: where no listing has the very ticker, `BRK.B`, `BRK-B` and `BRKB` are one. A ticker
 * that was given to another company later would lead to that one's income: where a list has names, one must agree with the fund's.
 */
export function companyOf({ ticker, name }: { readonly ticker: string; readonly name: string }, book: TickerBook): TickerMatch {
  const found = book.exact.get(ticker.toUpperCase()) ?? book.bare.get(withoutSigns(ticker)) ?? [];
  const listed = [...new Set(found.flatMap((listing) => listing.name ?? []))];
  if (found.length === 0) return { lack: 'no company', listed };
  const byWord = found.filter((listing) => listing.name === undefined);
  const agreeing = byWord.length > 0 ? byWord : found.filter((listing) => isSameName(name, listing.name as string));
  const companies = [...new Set(agreeing.map(({ company }) => company))];
  if (companies.length === 1) return { company: companies[0] as string, listed };
  return { lack: companies.length === 0 ? 'another company' : 'several companies', listed };
}

const withoutSigns = (ticker: string): string => ticker.toUpperCase().replace(/[^A-Z0-9]/g, '');

/** Words that say nothing of a company. */
const FORMS = new Set(
  'THE AND INC INCORPORATED CORP CORPORATION CO COMPANY LTD LIMITED LLC LP PLC NV SA AG SE CLASS CL SERIES COM ORD ADR'.split(' '),
);

/** Words that many companies have in their names. */
const USUAL = new Set(
  (
    'OF FOR COMPANIES REIT TRUST HOLDING HOLDINGS HLDGS HLDG GROUP GRP INTERNATIONAL INTL GLOBAL AMERICAN AMERICA AMER US USA NATIONAL NATL ' +
    'UNITED FIRST NEW BANCORP BANCORPORATION BANCSHARES BANK BANKSHARES FINANCIAL FINL CAPITAL PARTNERS INVESTMENT INVESTMENTS INSURANCE ' +
    'THERAPEUTICS PHARMACEUTICALS PHARMACEUTICAL PHARMA BIOSCIENCES BIOPHARMA BIOTHERAPEUTICS BIO MEDICAL MEDICINES HEALTH HEALTHCARE ' +
    'SCIENCES SCIENCE SYSTEMS TECHNOLOGIES TECHNOLOGY TECH SOLUTIONS SERVICES INDUSTRIES PRODUCTS BRANDS ENTERPRISES ' +
    'ENERGY RESOURCES OIL GAS POWER MATERIALS MINING PROPERTIES PROPERTY REALTY ESTATE REAL COMMUNICATIONS MEDIA ENTERTAINMENT'
  ).split(' '),
);

/** Names are cut off and shortened differently: words count as the same from so many common letters on, names of usual words from more. */
const [OF_A_WORD, OF_A_NAME] = [5, 8];

/**
 * Whether two names can be one company's: they share a word that few companies have in their names, or, where all words are usual ones,
 * begin alike.
 *
 * @remarks A company that took another name is told apart from its old one.
 */
export function isSameName(a: string, b: string): boolean {
  const [first, second] = [wordsOf(a), wordsOf(b)];
  const [own, other] = [first.filter(isTelling), second.filter(isTelling)];
  if (own.length === 0 || other.length === 0) return first.join('').slice(0, OF_A_NAME) === second.join('').slice(0, OF_A_NAME);
  return own.some((word) => other.some((counterpart) => isSameWord(word, counterpart))) || own.join('') === other.join('');
}

const isTelling = (word: string): boolean => word.length > 1 && !USUAL.has(word);

const isSameWord = (a: string, b: string): boolean =>
  a === b || (Math.min(a.length, b.length) >= OF_A_WORD && (a.startsWith(b) || b.startsWith(a)));

/** Words in capitals without signs, accents and legal forms: `HIMS`, `HERS`, `HEALTH`. */
const wordsOf = (name: string): string[] =>
  name
    .normalize('NFD')
    .replace(/[\u0300-\u036f'’.]/g, '')
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter((word) => word !== '' && !FORMS.has(word));
