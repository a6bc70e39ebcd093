import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHttp, type HttpOptions, type NetworkHttp } from '../../../src/providers/http.ts';
import type { PlayedAnswer } from './cases.ts';
import { answerWith, type Fault, type FaultPlan, streamOf } from './faults.ts';

/** What the local server plays for a source: the first answer that matches path and query. */
export interface Play {
  /** Hosts, as providers name them: `api.example`. */
  readonly hosts: readonly string[];
  readonly answers: readonly (Omit<PlayedAnswer, 'body'> & { readonly body: string | Uint8Array })[];
  /** A key that the client may send in the query: answers are found as if it were not there. */
  readonly key?: string | undefined;
}

/** A request that came to the local server. */
export interface PlayedRequest {
  readonly host: string;
  /** Path and query without the key, percent signs decoded. */
  readonly path: string;
  readonly hasKey: boolean;
  readonly headers: IncomingMessage['headers'];
  /** The fault that it met. */
  readonly fault: Fault | undefined;
  /** Whether something is played for it. */
  readonly isPlayed: boolean;
}

export interface PlayOptions {
  readonly faults?: FaultPlan | undefined;
  /** Of the client: over its time limits and waits of milliseconds. */
  readonly http?: Partial<HttpOptions> | undefined;
}

/** A local server and a client of it. */
export interface Playing {
  readonly http: NetworkHttp;
  /** For a client of your own: `https://host` → the server. */
  readonly origins: ReadonlyMap<string, string>;
  /** Since the last `play`. */
  readonly requests: readonly PlayedRequest[];
  /** Plays something else on the same hosts from now on, and forgets the requests. */
  play(plays: readonly Play[], faults?: FaultPlan): void;
  close(): Promise<void>;
}

/** Milliseconds, so that faults cost little. */
export const QUICK = {
  timeouts: { connect: 1_000, headers: 1_000, idle: 1_000, whole: 300 },
  patience: { retries: 4, firstWait: 1, longestWait: 8, longestRetryAfter: 1_000, rememberUnreachable: 0 },
} as const satisfies Partial<HttpOptions>;

/** Where a server begins the random numbers of its faults' details. */
const DETAILS = 1;

/** Starts a server on 127.0.0.1 that plays answers for any number of hosts, each at a port of its own, and a client that asks it. */
export async function startPlaying(first: readonly Play[], options: PlayOptions = {}): Promise<Playing> {
  let [plays, faults] = [first, options.faults];
  let requests: PlayedRequest[] = [];
  let times = new Map<string, number>();

  const answer = (host: string, { url = '/', headers }: IncomingMessage, response: ServerResponse): void => {
    const keys = plays.flatMap(({ key }) => key ?? []);
    const path = decoded(withoutKeys(url, keys));
    const hasKey = keys.some((key) => decoded(url).includes(key) || Object.values(headers).some((value) => value?.includes(key)));
    const time = (times.get(host + path) ?? 0) + 1;
    times.set(host + path, time);
    const play = plays.findIndex(({ hosts, answers }) => hosts.includes(host) && answers.some(({ match }) => match.test(path)));
    const found = plays[play]?.answers.find(({ match }) => match.test(path));
    const fault = found && faults?.({ host, path, time, play });
    requests.push({ host, path, hasKey, headers, fault, isPlayed: found !== undefined });
    const { status = 200, body, headers: own = {} } = found ?? { status: 418, body: 'nothing is played for this' };
    const isKnown = own.etag !== undefined && own.etag === headers['if-none-match'];
    const reply = { status: isKnown ? 304 : status, headers: own, body: Buffer.from(isKnown ? '' : body) };
    answerWith(fault, response, { reply, random: streamOf(DETAILS, { host, path, time }) });
  };

  const hosts = [...new Set(first.flatMap((play) => play.hosts))];
  const servers = await Promise.all(hosts.map((host) => listening((request, response) => answer(host, request, response))));
  const origins = new Map(hosts.map((host, i) => [`https://${host}`, originOf(servers[i] as Server)] as const));
  const manners = { rate: { requests: 10_000, perSeconds: 0.001, atOnce: 16 }, wantsContact: false };
  const http = createHttp({
    ...QUICK,
    hosts: new Map(hosts.map((host) => [host, manners])),
    origins,
    userAgent: 'harbinger-test/0',
    clock: { now: () => Date.UTC(2030, 0, 1) },
    ...options.http,
  });
  return {
    http,
    origins,
    get requests() {
      return requests;
    },
    play: (next, nextFaults) => {
      [plays, faults, requests, times] = [next, nextFaults, [], new Map()];
    },
    close: async () => {
      for (const server of servers) server.closeAllConnections();
      await http.close();
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

function listening(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<Server> {
  const server = createServer(answer);
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

const originOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

/** The query keeps its order and its spelling: only the parameters that hold a key go. */
function withoutKeys(url: string, keys: readonly string[]): string {
  const [path, query] = url.split('?', 2) as [string, string?];
  const kept = query?.split('&').filter((part) => !keys.some((key) => decoded(part).endsWith(`=${key}`)));
  return kept?.length ? `${path}?${kept.join('&')}` : path;
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
