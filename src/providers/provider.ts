import type { EpochDay } from '../core/calendar/civil-date.ts';
import type { Series } from '../core/series/series.ts';
import type { Http, ResponseRecord } from './http-port.ts';

/** What went wrong outside: asked too often, not to be reached, not there, no leave to read, or an answer of another shape. */
export type ProviderErrorKind = 'rate-limited' | 'unavailable' | 'not-found' | 'unauthorized' | 'changed-shape';

/** Something outside went wrong: what was asked, of whom, whether to try again, and where in the answer the trouble sits. */
export class ProviderError extends Error {
  readonly provider: string;
  readonly kind: ProviderErrorKind;
  readonly retryable: boolean;
  readonly request: string;
  /** The beginning of the raw answer, keys taken out, where there was one. */
  readonly body: string | undefined;

  constructor(
    message: string,
    details: {
      provider: string;
      kind: ProviderErrorKind;
      request: string;
      retryable?: boolean;
      cause?: unknown;
      body?: string | undefined;
    },
  ) {
    super(message, { cause: details.cause });
    this.name = 'ProviderError';
    this.provider = details.provider;
    this.kind = details.kind;
    this.retryable = details.retryable ?? false;
    this.request = details.request;
    this.body = details.body;
  }
}

/** The port of what is read: a source of whole series, asked by id. */
export interface SeriesProvider {
  /** One line for the reader: what this source is. */
  readonly description: string;
  /** Ids on offer, in alphabetical order, without reading their figures. */
  ids(): Promise<readonly string[]>;
  /** The series of an id (`X` or `X.adj`). Throws ProviderError `not-found` or `changed-shape` with file, line and column. */
  load(id: string): Promise<Series>;
}

/** What one kind of address of a provider gives. */
export interface AddressForm {
  /** How it is written, e.g. `SYMBOL` or `PAIR funding`. */
  readonly form: string;
  readonly example: string;
  /** What it gives, with its unit. */
  readonly gives: string;
}

/** A key that a provider wants. Its value never leaves the request that carries it. */
export interface KeyTerms {
  /** Environment variable that holds it. */
  readonly variable: string;
  readonly isRequired: boolean;
  /** Where a person gets one. */
  readonly from: string;
}

/** How often a host may be asked, by its own rules or by good manners. */
export interface Rate {
  readonly requests: number;
  readonly perSeconds: number;
  readonly atOnce: number;
}

/** What a provider offers, as data: the docs' table and the manners of the requests are made from it. */
export interface ProviderTerms {
  readonly title: string;
  /** Hosts that it asks, and no other. */
  readonly hosts: readonly string[];
  readonly addresses: readonly AddressForm[];
  /** How far back, and how much of it a request gives. */
  readonly history: string;
  /** Whether it tells when each value was first known and what it was before. */
  readonly hasVintages: boolean;
  /** Whether its archive of vintages began later than its series: then a first vintage long after the release is no late release. */
  readonly archiveBeganLate?: boolean;
  readonly rate: Rate;
  readonly key: KeyTerms | null;
  /** Whether it demands a contact (a mail address) in the User-Agent. */
  readonly wantsContact?: boolean;
  /** What may be done with its data, in a sentence. */
  readonly licence: string;
  /** Relative difference up to which two of its readings are one value: its own rounding noise. 0: none. */
  readonly precision: number;
  /** Minutes after a close until its bar here is final; default 0. */
  readonly settlesInMinutes?: number;
  /** How many days of what is held are asked again, so that late corrections are seen; undefined: all is asked again. */
  readonly overlapDays?: number;
}

/** What is asked of a provider. */
export interface FetchRequest {
  /** What to fetch, in the provider's own form: `^RUT`, `BTC-USD`, `M2SL`. */
  readonly address: string;
  /** Only observations from this date on are wanted; undefined: everything there is. More may be given. */
  readonly since: EpochDay | undefined;
  /** The instant of the request, milliseconds since 1970-01-01T00:00Z. */
  readonly now: number;
  readonly key?: string | undefined;
  /** Validator of the last whole answer: a provider of one request sends it, and may answer that nothing changed. */
  readonly etag?: string | undefined;
  /** What becomes of fields that the provider's schema does not know; tests refuse them. */
  readonly unknownFields?: 'note' | 'refuse' | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called as rows come in, with the count so far. */
  readonly onRows?: ((rows: number) => void) | undefined;
}

/** Observations as a body holds them: ascending in date, and within a date in knownAt. Values are finite. */
export interface Parsed {
  readonly dates: Int32Array;
  readonly values: Float64Array;
  /** Adjusted closes beside the closes, where the body has both; NaN where it has none for a date. */
  readonly adjusted?: Float64Array;
  /** When each value was first known, where the source tells; only then may a date occur more than once. */
  readonly knownAt?: Float64Array;
  /** Currency or unit, where the body states it. */
  readonly unit?: string;
  /** Repairs and omissions, as sentences for the reader. */
  readonly notes: readonly string[];
}

/** What a provider gave, and the requests that it took. */
export interface Fetched extends Parsed {
  readonly responses: readonly ResponseRecord[];
  /** Validator of the answer, where it was one whole answer. */
  readonly etag?: string | undefined;
  /** True where the source said that nothing changed since the validator; the arrays are empty then. */
  readonly isUnchanged?: true;
}

/** The port of what is fetched: a source on the network. */
export interface Provider {
  /** Its name in the catalogue and in errors: `yahoo`. */
  readonly name: string;
  readonly terms: ProviderTerms;
  /** Throws ProviderError; never gives less than what it was asked for without saying so in a note. */
  fetch(request: FetchRequest, http: Http): Promise<Fetched>;
}
