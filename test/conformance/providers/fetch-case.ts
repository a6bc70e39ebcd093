import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { formatCivilDate, parseCivilDate } from '../../../src/core/calendar/civil-date.ts';
import { type Fetched, type FetchRequest, type Parsed, ProviderError } from '../../../src/providers/provider.ts';
import { everyText } from '../../providers/every-text.ts';
import type { ProviderCases } from './cases.ts';
import type { Play, Playing } from './play.ts';

/** Every provider's cases, by the names of their files. */
export async function allCases(): Promise<ReadonlyMap<string, ProviderCases>> {
  const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.cases.ts'));
  const entries = files.sort().map(async (file) => {
    const { cases } = (await import(join(import.meta.dirname, file))) as { cases: ProviderCases };
    return [file.replace('.cases.ts', ''), cases] as const;
  });
  return new Map(await Promise.all(entries));
}

/** What is asked for, by a good case or one of a fault. */
export interface Asked {
  readonly address: string;
  readonly since?: string;
  readonly now: string;
}

/** What a case's answers are when they are played. */
export function playOf({ provider, key }: ProviderCases, answers: Play['answers']): Play {
  return { hosts: provider.terms.hosts, answers, key };
}

/** Fetches what a case asks for. */
export function fetchCase(
  { http }: Pick<Playing, 'http'>,
  { provider, key }: ProviderCases,
  { address, since, now, ...rest }: Asked & Partial<Pick<FetchRequest, 'etag' | 'unknownFields' | 'signal' | 'onRows'>>,
): Promise<Fetched> {
  const from = since === undefined ? undefined : parseCivilDate(since);
  return provider.fetch({ unknownFields: 'refuse', key, ...rest, address, now: Date.parse(now), since: from }, http);
}

/** What a fetch comes to; anything but observations and a ProviderError is thrown. */
export async function outcomeOf(fetching: Promise<Fetched>): Promise<Fetched | ProviderError> {
  try {
    return await fetching;
  } catch (error) {
    if (error instanceof ProviderError) return error;
    throw error;
  }
}

/** Observations as texts: date, when it was known, value. */
export function observationsOf({ dates, values, knownAt }: Parsed): string[] {
  return Array.from(dates, (day, i) => {
    const known = knownAt ? ` known ${new Date(knownAt[i] as number).toISOString()}` : '';
    return `${formatCivilDate(day)}${known}: ${values[i]}`;
  });
}

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
