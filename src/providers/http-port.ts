/** A request as a provider words it. Secrets are apart, so that they are never shown. */
export interface HttpRequest {
  /** Name of the provider, for errors. */
  readonly provider: string;
  /** Without secrets: this is what errors and records show. */
  readonly url: string;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Keys: joined to query and headers when the request is sent, and nowhere else. */
  readonly secrets?: { readonly query?: Readonly<Record<string, string>>; readonly headers?: Readonly<Record<string, string>> };
  /** What is due. HTML where JSON or CSV is due is `changed-shape`, whatever the status says. */
  readonly expects: 'json' | 'csv' | 'text';
  /** Longest body that is read; default 64 MiB. */
  readonly maximumBytes?: number;
  /** Validator: a 304 comes back as a response, with an empty body. */
  readonly etag?: string | undefined;
  /** Statuses of an error that are handed back with their bodies, for the provider to read. */
  readonly hands?: readonly number[];
  readonly signal?: AbortSignal | undefined;
}

/** What a request came to, fit to be kept: no keys in it. */
export interface ResponseRecord {
  readonly url: string;
  readonly status: number;
  readonly bytes: number;
  /** SHA-256 of the body as it came, hex. */
  readonly sha256: string;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly at: number;
}

export interface HttpResponse {
  readonly status: number;
  readonly body: string;
  readonly etag: string | undefined;
  readonly record: ResponseRecord;
}

/** Asks politely: within the host's rate, again where that may help, never longer or more than it should. Throws ProviderError. */
export interface Http {
  get(request: HttpRequest): Promise<HttpResponse>;
}
