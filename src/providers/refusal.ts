import type { z } from 'zod';
import { ProviderError, type ProviderErrorKind } from './provider.ts';
import { type Answer, excerpt } from './read-json.ts';

/** What a provider says in a body instead of data, or undefined where the body has not the form of its errors. */
export function readRefusal<S extends z.ZodType>(body: string, schema: S): z.output<S> | undefined {
  try {
    return schema.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}

/** A refusal in the provider's own words, which follow ours; without words of its own the beginning of the body. */
export function refused(
  problem: string,
  details: { answer: Answer; kind: ProviderErrorKind; body: string; words?: string | undefined; retryable?: boolean },
): ProviderError {
  const { answer, kind, body, retryable } = details;
  const words = excerpt(details.words ?? body, 160);
  return new ProviderError(`${answer.provider}: ${problem}: ${words}`, {
    provider: answer.provider,
    kind,
    request: answer.url,
    body: body.slice(0, 400),
    ...(retryable && { retryable }),
  });
}
