import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { formatCivilDate, parseCivilDate } from '../../src/core/calendar/civil-date.ts';
import type { Http } from '../../src/providers/http-port.ts';
import type { Fetched, FetchRequest, Parsed, Provider } from '../../src/providers/provider.ts';
import type { PlayedAnswer } from '../conformance/providers/cases.ts';

/** A body that we made in the shape of a provider: `coinbase/newest.fake.json`. */
export const recording = (path: string): string => readFileSync(new URL(`../recordings/${path}`, import.meta.url), 'utf8');

const SHARED = new URL('../../../shared/', import.meta.url);

/** Whether the recorded bodies lie beside the repository; without them the tests that read them are skipped. */
export const hasShared = existsSync(SHARED);

/** A file of theirs, read in place: `api/kraken/OHLC_XBTUSD_1440.json`. */
export const shared = (path: string): string => readFileSync(new URL(path, SHARED), 'utf8');

/** Answers from memory for what matches, as a network would give them; what was asked is kept. */
export function played(answers: readonly PlayedAnswer[]): Http & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    async get({ url, query, hands = [] }) {
      const whole = new URL(url);
      for (const [name, value] of Object.entries(query ?? {})) if (value !== undefined) whole.searchParams.append(name, String(value));
      const path = decodeURIComponent(whole.pathname + whole.search);
      asked.push(path);
      const answer = answers.find(({ match }) => match.test(path));
      const { status = 200, body, headers } = answer ?? { status: 0, body: '' };
      if (answer === undefined || (status >= 400 && !hands.includes(status))) throw new Error(`nobody reads ${status} for ${path}`);
      const record = { url: whole.href, status, bytes: body.length, sha256: createHash('sha256').update(body).digest('hex'), at: 0 };
      return { status, body, etag: headers?.etag, record };
    },
  };
}

/** Fetches from played answers, refusing unknown fields. */
export function fetchFrom(
  provider: Provider,
  {
    address,
    now,
    since,
    answers,
    ...rest
  }: { address: string; now: string; since?: string; answers: readonly PlayedAnswer[] } & Partial<
    Pick<FetchRequest, 'etag' | 'unknownFields'>
  >,
): Promise<Fetched> {
  const from = since === undefined ? undefined : (parseCivilDate(since) as number);
  return provider.fetch({ unknownFields: 'refuse', ...rest, address, now: Date.parse(now), since: from }, played(answers));
}

/** Observations as `[date, value]`. */
export const dated = ({ dates, values }: Parsed): [string, number][] =>
  Array.from(dates, (day, i) => [formatCivilDate(day), values[i] as number]);
