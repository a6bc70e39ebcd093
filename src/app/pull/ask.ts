import pRetry, { type RetryContext } from 'p-retry';
import type { EpochDay } from '../../core/calendar/civil-date.ts';
import { HttpError } from '../../providers/http-errors.ts';
import type { Http } from '../../providers/http-port.ts';
import { type Fetched, type Provider, ProviderError } from '../../providers/provider.ts';
import type { Network } from '../network.ts';
import type { OnProgress } from '../progress.ts';
import type { CatalogueSeries, SourceAddress } from './catalogue.ts';

/** What the sources of one pull share. */
export interface Asking {
  readonly network: Network;
  readonly http: Http;
  now(): number;
  readonly onProgress: OnProgress;
  readonly signal: AbortSignal | undefined;
  /** Answers and failures by provider, for the summary. */
  readonly tally: Map<string, { asked: number; answered: number; failures: ProviderError[] }>;
}

/** What is asked of one source for one series. */
export interface Question {
  readonly series: CatalogueSeries;
  readonly source: SourceAddress;
  readonly since: EpochDay | undefined;
  readonly etag: string | undefined;
}

/** Milliseconds; it doubles, and is drawn between once and twice that. */
const FIRST_WAIT_MS = 1_000;

/** The provider of a source. */
export function providerOf(network: Network, { provider }: SourceAddress): Provider {
  const found = network.providers.find(({ name }) => name === provider);
  if (!found) throw new Error(`the catalogue was checked, and yet there is no provider ${provider}`);
  return found;
}

/**
 * Asks one source for a series.
 *
 * @throws ProviderError; `unauthorized` without a request where a key is missing.
 */
export async function ask({ series, source, since, etag }: Question, asking: Asking): Promise<Fetched> {
  const provider = providerOf(asking.network, source);
  const tally = asking.tally.get(provider.name) ?? { asked: 0, answered: 0, failures: [] };
  asking.tally.set(provider.name, tally);
  try {
    const key = keyFor(provider, asking);
    tally.asked++;
    const { onProgress, signal } = asking;
    const onRows = (rows: number) => onProgress({ kind: 'series', id: series.id, provider: provider.name, rows });
    onRows(0);
    const request = { address: source.address, since, now: asking.now(), key, etag, signal, onRows };
    const fetched = await patiently(() => provider.fetch(request, asking.http), signal);
    if (fetched.dates.length === 0 && !fetched.isUnchanged && since === undefined) {
      throw nothingThere(provider, source);
    }
    tally.answered++;
    return fetched;
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    tally.failures.push(error);
    throw error;
  }
}

/** Whether an error says that a provider was not reached at all. */
export const isNoWay = (error: unknown): boolean => error instanceof HttpError && error.isUnreachable;

/** Whether a provider was not asked, for want of a key: it gave no answer that could have refused one. */
export const lacksKey = (error: ProviderError): boolean =>
  error.kind === 'unauthorized' && error.body === undefined && !(error instanceof HttpError);

/** Faults that a provider tells in a good answer (a rate limit with HTTP 200) are worth another try; those of the wire have had theirs. */
function patiently(fetch: () => Promise<Fetched>, signal: AbortSignal | undefined): Promise<Fetched> {
  const shouldRetry = ({ error }: RetryContext) => error instanceof ProviderError && error.retryable && !(error instanceof HttpError);
  return pRetry(fetch, { retries: 2, minTimeout: FIRST_WAIT_MS, randomize: true, shouldRetry, ...(signal && { signal }) });
}

function keyFor(provider: Provider, { network }: Asking): string | undefined {
  const { key } = provider.terms;
  if (key === null) return undefined;
  const value = network.keyOf(key.variable);
  if (value === undefined && key.isRequired) {
    const message = `${provider.name}: needs a key: set ${key.variable} (${key.from})`;
    throw new ProviderError(message, { provider: provider.name, kind: 'unauthorized', request: 'none' });
  }
  return value;
}

function nothingThere({ name }: Provider, { address }: SourceAddress): ProviderError {
  return new ProviderError(`${name}: no observations for ${address}`, { provider: name, kind: 'not-found', request: address });
}
