import { expect } from 'vitest';
import { type Fetched, ProviderError } from '../../../src/providers/provider.ts';
import { everyText } from '../../providers/every-text.ts';
import type { ProviderCases } from './cases.ts';
import { observationsOf } from './fetch-case.ts';

const KINDS = ['rate-limited', 'unavailable', 'not-found', 'unauthorized', 'changed-shape'];

/** An error names provider and request, says in one line what was wrong, and shows no key. */
export function expectHonestError(error: ProviderError, { provider, key }: ProviderCases): void {
  expect(error.provider).toBe(provider.name);
  expect(KINDS).toContain(error.kind);
  expect(error.request).not.toBe('');
  expect(error.message).toMatch(/^.{8,600}$/);
  expect(error.message).toContain(provider.name);
  expectNoKey(error, key);
}

export function expectNoKey(thing: unknown, key: string | undefined): void {
  if (key === undefined) return;
  for (const text of everyText(thing)) expect(text).not.toContain(key);
}

/**
 * What a spoilt body may come to: an honest error, or observations that the good body has too. Whatever is missing without an
 * error must be what was taken out; nothing else may be there, and never nothing.
 */
export function expectErrorOrPart(outcome: Fetched | ProviderError, good: Fetched, cases: ProviderCases): void {
  if (outcome instanceof ProviderError) {
    expectHonestError(outcome, cases);
    return;
  }
  const known = new Set(observationsOf(good));
  const others = observationsOf(outcome).filter((observation) => !known.has(observation));
  expect(others.join(', ')).toBe('');
  for (const [i, adjusted] of outcome.adjusted?.entries() ?? [])
    if (!Number.isNaN(adjusted)) expect(adjusted).toBe(good.adjusted?.[good.dates.indexOf(outcome.dates[i] as number)]);
  if (outcome.dates.length === 0) expect(outcome.notes.join('\n')).toMatch(/There is no value since \d{4}-\d{2}-\d{2}/);
}

/** What an expectation says that was not met. */
export function faultOf(look: () => void): string | undefined {
  try {
    look();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
