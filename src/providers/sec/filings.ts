import { DAY_MS, type EpochDay } from '../../core/calendar/civil-date.ts';
import { newYorkInstant } from '../../core/calendar/time-zone.ts';
import { type Answer, readJson, wrongShape } from '../read-json.ts';
import { type FilingColumns, filingColumns, submissions } from './schema.ts';

/** A report that was sent to the SEC. */
export interface Filing {
  /** Its number, e.g. `0000320193-24-000123`. */
  readonly accession: string;
  readonly form: string;
  /** Date of filing: that of the next business day for most forms that come in after 17:30 New York. */
  readonly filed: EpochDay;
  /** End of the period that is reported. */
  readonly reported: EpochDay | undefined;
  /** The clock of its acceptance as the list shows it, as if it were UTC; milliseconds since 1970-01-01T00:00Z. See `filingTimes`. */
  readonly clock: number;
}

/** A page of older filings. */
export interface OlderPage {
  readonly name: string;
  readonly from: EpochDay;
  readonly to: EpochDay;
  readonly count: number;
}

/** A company and its latest filings, newest first. */
export interface Company {
  readonly cik: string;
  readonly name: string;
  readonly tickers: readonly string[];
  readonly exchanges: readonly string[];
  /** Standard industrial classification: a code of four digits, and its words; empty where it has none. */
  readonly industry: { readonly code: string; readonly name: string };
  readonly filings: readonly Filing[];
  readonly olderPages: readonly OlderPage[];
  readonly notes: readonly string[];
}

/** @throws ProviderError `changed-shape`. */
export function parseSubmissions(body: string, answer: Answer): Company {
  const { data, notes } = readJson(body, submissions, answer);
  return {
    cik: data.cik.padStart(10, '0'),
    name: data.name,
    tickers: data.tickers,
    exchanges: data.exchanges.filter((exchange) => exchange !== null),
    industry: { code: data.sic ?? '', name: data.sicDescription ?? '' },
    filings: rowsOf(data.filings.recent, { ...answer, body }),
    olderPages: data.filings.files.map(({ name, filingFrom, filingTo, filingCount }) => ({
      name,
      from: filingFrom,
      to: filingTo,
      count: filingCount,
    })),
    notes,
  };
}

/** The filings of an older page. @throws ProviderError `changed-shape`. */
export function parseOlderFilings(body: string, answer: Answer): readonly Filing[] {
  return rowsOf(readJson(body, filingColumns, answer).data, { ...answer, body });
}

function rowsOf(columns: FilingColumns, place: Answer & { readonly body: string }): Filing[] {
  const { accessionNumber, form, filingDate, reportDate, acceptanceDateTime } = columns;
  for (const [name, column] of Object.entries({ form, filingDate, reportDate, acceptanceDateTime })) {
    if (column.length === accessionNumber.length) continue;
    const problem = `the columns of the filings differ in length: ${accessionNumber.length} accessionNumber, ${column.length} ${name}`;
    throw wrongShape(place, problem, place);
  }
  return accessionNumber.map((accession, i) => ({
    accession,
    form: form[i] as string,
    filed: filingDate[i] as EpochDay,
    reported: reportDate[i],
    clock: Date.parse(`${(acceptanceDateTime[i] as string).slice(0, 19)}Z`),
  }));
}

/** Hours in which filings are accepted in New York, with some grace: minutes after midnight. */
const [OPENS, CLOSES] = [6 * 60, 22 * 60 + 30];
/** What came in too late for the day is shown the next business day from 06:00 on, as the SEC says, or from 07:30, as others saw it. */
const SHOWN = 7 * 60 + 30;
/** The SEC writes these itself, at any hour. */
const OF_THE_SEC = new Set(['EFFECT', 'UPLOAD', 'LETTER', 'ORDER', 'NO ACT', 'QUALIF']);
const PROOFS = 3;

/**
 * When the world could first read each filing: milliseconds since 1970-01-01T00:00Z by accession number.
 *
 * @param filings - All filings of one company that are at hand.
 * @remarks The list marks its clocks as UTC. For some four companies in five they are; for the others they are New York's, all of
 * them. They are taken as UTC only where at least three of them fall into the hours in which New York accepts nothing, and none
 * would do so in UTC; else as New York's, which is four or five hours later. A clock of midnight is no clock: the end of the date counts.
 */
export function filingTimes(filings: readonly Filing[]): ReadonlyMap<string, number> {
  const isUtc = areClocksUtc(filings);
  return new Map(filings.map((filing) => [filing.accession, readableFrom(filing, isUtc)]));
}

function readableFrom({ clock, filed }: Filing, isUtc: boolean): number {
  if (isMidnight(clock)) return newYorkInstant(filed, 24 * 60);
  const accepted = isUtc ? clock : asNewYork(clock);
  return accepted < newYorkInstant(filed, 0) ? newYorkInstant(filed, SHOWN) : accepted;
}

function areClocksUtc(filings: readonly Filing[]): boolean {
  const clocks = filings.flatMap(({ form, clock }) => (OF_THE_SEC.has(form) || isMidnight(clock) ? [] : [clock]));
  const proofs = clocks.filter((clock) => !isOpen(asNewYork(clock))).length;
  return proofs >= PROOFS && clocks.every(isOpen);
}

/** Whether New York accepts filings at an instant, weekends apart. */
function isOpen(instant: number): boolean {
  const day = Math.floor(instant / DAY_MS);
  return [day - 1, day].some((date) => instant >= newYorkInstant(date, OPENS) && instant <= newYorkInstant(date, CLOSES));
}

/** Midnight in UTC or in New York. */
function isMidnight(clock: number): boolean {
  const day = Math.floor(clock / DAY_MS);
  return clock === day * DAY_MS || clock === newYorkInstant(day, 0);
}

/** The instant at which clocks in New York show what the clock shows in UTC. */
function asNewYork(clock: number): number {
  const day = Math.floor(clock / DAY_MS);
  const minutes = Math.floor((clock - day * DAY_MS) / 60_000);
  return newYorkInstant(day, minutes) + (clock % 60_000);
}
