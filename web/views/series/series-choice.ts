import type { Span } from './series-search.ts';

/** What is changed of how a series is shown. */
export interface SeriesChoice {
  readonly known?: string | undefined;
  readonly log?: boolean;
  readonly span?: Span;
}
