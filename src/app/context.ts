import type { EpochDay } from '../core/calendar/civil-date.ts';
import type { Courier } from '../delivery/courier.ts';
import type { FileReader, NamedFile } from '../providers/file-port.ts';
import type { FundamentalsReader } from '../providers/fundamentals-port.ts';
import type { SeriesProvider } from '../providers/provider.ts';
import type { WriteParquet } from '../store/parquet.ts';
import type { Store } from '../store/store.ts';
import type { JobQueue } from './jobs/queue.ts';
import type { Network } from './network.ts';
import type { OnProgress } from './progress.ts';
import type { ScanThreads } from './scan/scan-threads.ts';
import type { Spread } from './scan/spread.ts';
import type { AuditOf } from './spaces.ts';

/** A text to be read. */
export interface Article {
  /** What its page is called, or its file. */
  readonly name: string;
  readonly text: string;
  /** What was done to get it that a reader should know. */
  readonly notes: readonly string[];
}

/** What feeds and keeps the data: the store, the sources on the network, the catalogue, files to import. */
export interface DataAccess {
  /** Where the store is, or would be. */
  readonly storePlace: string;
  /** Opens the store, once. Throws StoreError `missing` where there is none and it is not to be created. */
  openStore(options: { readonly create: boolean }): Promise<Store>;
  /** Opens a store at another place, a file or an address, to be closed by whoever asks; undefined where that is not to be had. */
  openStoreAt?(place: string, options: { readonly create: boolean }): Promise<Store>;
  /** Puts a copy in the place of the store. Returns where the old one is kept; undefined where there was none. */
  restoreStore(copy: string, options: { readonly replace: boolean }): Promise<string | undefined>;
  /** The sources on the network; nothing is asked yet. */
  openNetwork(): Promise<Network>;
  /** The catalogue that ships, and one of the user's after it. */
  readCatalogueFiles(own: string | undefined): Promise<readonly { readonly file: string; readonly text: string }[]>;
  /** The words by which texts are read, as they ship, and a file of the user's after them. */
  readLexicon(own: string | undefined): Promise<readonly { readonly file: string; readonly text: string }[]>;
  /** An article as plain text: of a file, an address `https://…` or `http://…`, or of standard input, `-`. Throws CallerError, ProviderError. */
  readArticle(source: string): Promise<Article>;
  /** A file of the user's. Throws CallerError where there is none. */
  readFile(path: string): Promise<NamedFile>;
  /** Names of the files of a folder, in alphabetical order. Throws CallerError where there is none. */
  listFolder(path: string): Promise<readonly string[]>;
  /** Reads holdings, company facts and lists of tickers. */
  openFundamentals(): Promise<FundamentalsReader>;
  /** Reads tables of any format. */
  openFiles(): Promise<FileReader>;
  /** What brings messages to readers, where messages can be sent. */
  openCourier?(): Promise<Courier>;
  /** The jobs of a team, where the store is one that many share. */
  readonly openJobs?: (() => Promise<JobQueue>) | undefined;
  /** Makes the queue of jobs of a team, or brings it to this program's version, where the store is one that many share. */
  readonly makeQueue?: (() => Promise<void>) | undefined;
  /** The log of who did what in the space of the store, for its admins; undefined where the store is one person's. */
  readonly audit?: AuditOf | undefined;
  /** Writes a text file whole or not at all. Throws CallerError where it cannot be written. */
  writeFile(path: string, text: string): Promise<void>;
  /** The instant, milliseconds since 1970-01-01T00:00Z. */
  now(): number;
}

/** The documentation that ships: pages of Markdown, each named by its path below docs without the ending, e.g. `methods/exact-shift`. */
export interface Docs {
  /** In alphabetical order. */
  pages(): Promise<readonly string[]>;
  /** Throws CallerError where there is no such page. */
  read(page: string): Promise<string>;
}

/** Everything impure that an operation may use, passed in: data, files, today's date, the program's version. */
export interface Context {
  readonly series: SeriesProvider;
  /** Names of the packs that ship, in alphabetical order. */
  packs(): Promise<readonly string[]>;
  readonly docs: Docs;
  /** Text and shown name of a claim file, by the name of a pack that ships or by path. Throws CallerError where there is none. */
  readPack(name: string): Promise<{ readonly file: string; readonly text: string }>;
  /** Dates in a file of events that an expression names. Throws CallerError where there is none, ProviderError where it is no list of dates. */
  readEventDates(path: string): Promise<readonly EpochDay[]>;
  /** The store that this run reads from and is recorded in; undefined where it reads a folder of files. */
  readonly store?: Store | undefined;
  readonly data: DataAccess;
  /** Prints a page that needs nothing but itself as PDF. Throws RangeError where this machine has no browser that could. */
  printPdf(page: string): Promise<Uint8Array>;
  readonly writeParquet: WriteParquet;
  readonly onProgress: OnProgress;
  /** Threads for the blocks of a scan of so many hypotheses times shifts; undefined where they would take longer to start than they save. */
  openScanThreads?(work: number): Promise<ScanThreads | undefined>;
  /** What shares a scan that takes about so many seconds out to other processes; undefined where asking them would take longer. */
  openSpread?(seconds: number): Promise<Spread | undefined>;
  /** Asks the user a question with yes or no; false where nobody can be asked. */
  confirm(question: string): Promise<boolean>;
  /** Stops a long operation. */
  readonly signal?: AbortSignal | undefined;
  /** The id under which the run is kept, where it may be done again and is one run all the same; by default each has its own. */
  readonly runId?: string | undefined;
  readonly today: EpochDay;
  readonly version: string;
  /** How the reader calls the program, e.g. `harbinger`, or through npm in a checkout. */
  readonly program: string;
  /** Data option as the reader would have to repeat it, e.g. `--data ../prices`; empty for the shipped table. */
  readonly dataOption: string;
}

/** The caller's mistake, in one line that says what to do. */
export class CallerError extends RangeError {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CallerError';
  }
}
