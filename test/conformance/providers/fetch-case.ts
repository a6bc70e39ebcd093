import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { formatCivilDate, parseCivilDate } from '../../../src/core/calendar/civil-date.ts';
import { type Fetched, type FetchRequest, type Parsed, ProviderError } from '../../../src/providers/provider.ts';
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
