import type { CalendarName } from '../../../src/core/calendar/schedule.ts';
import type { Provider, ProviderErrorKind } from '../../../src/providers/provider.ts';

/** An answer that the local server plays to the requests that match, in the provider's own host and path. */
export interface PlayedAnswer {
  /** Held against path and query, e.g. `/v8/finance/chart/^RUT?period1=0`. */
  readonly match: RegExp;
  readonly status?: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A date with its value. */
export type Dated = readonly [date: string, value: number];

/** A whole good answer to one address. The suite makes the common faults from it. */
export interface GoodCase {
  readonly title: string;
  readonly address: string;
  /** `YYYY-MM-DD` */
  readonly since?: string;
  /** The instant of the request, ISO 8601. */
  readonly now: string;
  readonly answers: readonly PlayedAnswer[];
  readonly calendar: CalendarName;
  /** What comes of it: count and ends of the observations, with the bar that still forms where the body has one. */
  readonly observations: { readonly count: number; readonly first: Dated; readonly last: Dated };
  /** Date of the last bar that is final at `now`, by its calendar's close; default: that of `last`. */
  readonly lastFinal?: string;
  readonly unit?: string;
  /** An adjusted close, where the source has them. */
  readonly adjusted?: Dated;
  /** When the value of a date was first known, where the source tells: date and ISO instant. */
  readonly knownAt?: readonly [date: string, instant: string];
  /** Notes that must be there. */
  readonly notes?: readonly RegExp[];
}

/** An answer that is an error in the provider's own way. */
export interface FaultCase {
  readonly title: string;
  readonly address: string;
  readonly now: string;
  readonly answers: readonly PlayedAnswer[];
  readonly kind: ProviderErrorKind;
  readonly message: RegExp;
}

/** Everything that the suite knows of a provider. */
export interface ProviderCases {
  readonly provider: Provider;
  /** A made-up key, where the provider takes one: the suite asserts that it is shown nowhere. */
  readonly key?: string;
  /** On our own recordings (test/recordings/NAME): one at least for each form of address; nulls, splits, dividends, a forming bar where the source has them. */
  readonly good: readonly GoodCase[];
  readonly faults: readonly FaultCase[];
  /** On the recorded bodies of ../shared/api, read in place; empty where the folder is absent. Built by a function so that nothing is read otherwise. */
  readonly shared: () => { readonly good: readonly GoodCase[]; readonly faults: readonly FaultCase[] };
}
