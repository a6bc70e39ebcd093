/** What the server makes of a series beside its result; a test holds it against the registry. */
export const SERIES_FORMATS = ['csv', 'parquet'] as const;

/** How much of a chart is in sight: so many years, or all. */
export const SPANS = ['1', '5', '10', 'all'] as const;
export type Span = (typeof SPANS)[number];

/** The state of a series' page. */
export interface SeriesSearch {
  /** By the end of which date the line must have been known; now where there is none. */
  readonly known?: string;
  /** Whether the axis is logarithmic; by the data where it is not said. */
  readonly log?: boolean;
  readonly span?: Span;
}

/** The choices of the catalogue. */
export interface CatalogueSearch {
  readonly q?: string;
  readonly calendar?: string;
  readonly source?: string;
  readonly unit?: string;
  readonly state?: string;
}

const present = <T extends object>(values: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
// A search for 2600 stands in the address as a number.
const text = (value: unknown): string | undefined =>
  (typeof value === 'string' && value !== '') || typeof value === 'number' ? String(value) : undefined;

/** Reads the state of a series' page from an address. */
export function seriesSearch(search: Record<string, unknown>): SeriesSearch {
  const { known, log, span } = search;
  return present({
    known: typeof known === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(known) ? known : undefined,
    log: typeof log === 'boolean' ? log : undefined,
    span: SPANS.find((one) => one === String(span)),
  });
}

/** Reads the catalogue's choices from an address. */
export function catalogueSearch({ q, calendar, source, unit, state }: Record<string, unknown>): CatalogueSearch {
  return present({ q: text(q), calendar: text(calendar), source: text(source), unit: text(unit), state: text(state) });
}
