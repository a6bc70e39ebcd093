import { ProviderError, type ProviderErrorKind } from '../provider.ts';
import type { Answer } from '../read-json.ts';
import { readRefusal, refused } from '../refusal.ts';
import { faultSchema } from './schema.ts';

export const KEY_VARIABLE = 'FRED_API_KEY';
export const KEY_PAGE = 'https://fred.stlouisfed.org/docs/api/api_key.html';

/** What FRED says went wrong, as JSON or XML; undefined where a body is no error. */
export function faultIn(body: string): string | undefined {
  const markup = /^\s*(?:<\?xml[^>]*>\s*)?<error\b[^>]*\bmessage="([^"]*)"/.exec(body);
  // Observations are long: only what begins as an error is read as one.
  return markup ? markup[1] : /^\s*\{\s*"error_/.test(body) ? readRefusal(body, faultSchema)?.error_message : undefined;
}

/** Refusals that are no failure, but tell how to ask for vintages. */
export const isTooManyVintages = (fault: string): boolean => /exceeds the maximum number of vintage dates/i.test(fault);
export const isBeforeTheArchive = (fault: string): boolean => /does not exist in ALFRED/i.test(fault);

/** The error that FRED's words are. */
export function faultError(fault: string, body: string, answer: Answer): ProviderError {
  const { kind, problem } = verdictOn(fault);
  return refused(problem, { answer, kind, body, words: fault, retryable: kind === 'rate-limited' });
}

function verdictOn(fault: string): { kind: ProviderErrorKind; problem: string } {
  if (/api_key/.test(fault)) return { kind: 'unauthorized', problem: `put a key from ${KEY_PAGE} into ${KEY_VARIABLE}` };
  if (isBeforeTheArchive(fault)) return { kind: 'not-found', problem: 'no vintages of this series are kept, ask without them' };
  if (/does not exist/i.test(fault)) return { kind: 'not-found', problem: 'no such series, look it up at fred.stlouisfed.org' };
  if (/too many requests|rate limit/i.test(fault)) return { kind: 'rate-limited', problem: 'asked too often, try again in a minute' };
  return { kind: 'changed-shape', problem: 'it refuses the request, whose form may have changed' };
}

/** Vintages cannot be had without a key. */
export function keyNeeded(id: string, url: string): ProviderError {
  const message = `fred gives the vintages of ${id} for a key only; put one from ${KEY_PAGE} into ${KEY_VARIABLE}`;
  return new ProviderError(message, { provider: 'fred', kind: 'unauthorized', request: url });
}
