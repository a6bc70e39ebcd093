import type { Series } from '../core/series/series.ts';

export type ProviderErrorKind = 'rate-limited' | 'unavailable' | 'not-found' | 'unauthorized' | 'changed-shape';

/** Something outside went wrong: what was asked, of whom, whether to try again, and where in the answer the trouble sits. */
export class ProviderError extends Error {
  readonly provider: string;
  readonly kind: ProviderErrorKind;
  readonly retryable: boolean;
  readonly request: string;

  constructor(
    message: string,
    details: { provider: string; kind: ProviderErrorKind; request: string; retryable?: boolean; cause?: unknown },
  ) {
    super(message, { cause: details.cause });
    this.name = 'ProviderError';
    this.provider = details.provider;
    this.kind = details.kind;
    this.retryable = details.retryable ?? false;
    this.request = details.request;
  }
}

/** The port: a source of whole series, asked by id. */
export interface SeriesProvider {
  /** One line for the reader: what this source is. */
  readonly description: string;
  /** Ids on offer, in alphabetical order, without reading their figures. */
  ids(): Promise<readonly string[]>;
  /** The series of an id (`X` or `X.adj`). Throws ProviderError `not-found` or `changed-shape` with file, line and column. */
  load(id: string): Promise<Series>;
}
