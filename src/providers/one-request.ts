import type { Http, HttpRequest } from './http-port.ts';
import { admitEmpty } from './pages.ts';
import { type Fetched, type FetchRequest, type Parsed, ProviderError } from './provider.ts';
import type { Answer } from './read-json.ts';

/** How one request gives a series. */
export interface OneRequest {
  readonly http: Http;
  readonly ask: Omit<HttpRequest, 'etag' | 'signal'>;
  /** Whether the answer is all there is, whatever the `since`: only such an answer has a validator. */
  readonly isWhole: boolean;
  readonly parse: (body: string, answer: Answer) => Parsed;
}

/** Fetches a series that comes in one answer. Throws ProviderError, also where everything was asked for and there is nothing. */
export async function fetchInOneRequest(request: FetchRequest, { http, ask, isWhole, parse }: OneRequest): Promise<Fetched> {
  const { status, body, etag, record } = await http.get({ ...ask, etag: isWhole ? request.etag : undefined, signal: request.signal });
  if (status === 304) {
    const nothing = { dates: new Int32Array(0), values: new Float64Array(0), notes: [] };
    return { ...nothing, responses: [record], etag: request.etag, isUnchanged: true };
  }
  const answer = { provider: ask.provider, url: record.url, unknownFields: request.unknownFields };
  const parsed = admitEmpty(parse(body, answer), isWhole ? { ...request, since: undefined } : request, answer);
  request.onRows?.(parsed.dates.length);
  return { ...parsed, responses: [record], etag: isWhole ? etag : undefined };
}

/** An address that a provider does not have: `not-found`, with those that it has. */
export function noSuchAddress({ address }: FetchRequest, provider: string, forms: readonly { readonly form: string }[]): ProviderError {
  const offered = forms.map(({ form }) => form).join(', ');
  return new ProviderError(`${provider}: there is no address ${JSON.stringify(address)}; there are: ${offered}`, {
    provider,
    kind: 'not-found',
    request: address,
  });
}
