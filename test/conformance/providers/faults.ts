import type { ServerResponse } from 'node:http';
import { crc32 } from 'node:zlib';
import { type RandomStream, seededStream } from '../../../src/core/numerics/random.ts';

/** An answer on its way out of the local server. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

type Misbehaviour = (response: ServerResponse, reply: Reply, random: RandomStream) => void;

const send: Misbehaviour = (response, { status, headers, body }) => {
  response.writeHead(status, headers).end(body);
};
const instead =
  (status: number, body: string, headers: Record<string, string> = {}): Misbehaviour =>
  (response, _, random) =>
    send(response, { status, headers, body: Buffer.from(body) }, random);

/** A part of the body under the promise of so many bytes, and then something. */
function begin(
  response: ServerResponse,
  { status, headers, body }: Reply,
  { promised, sent }: { promised: number; sent: number },
): Promise<void> {
  response.writeHead(status, { ...headers, 'content-length': String(promised) });
  return new Promise((resolve) => response.write(body.subarray(0, sent), () => resolve()));
}

const half = ({ body }: Reply) => ({ promised: body.length, sent: Math.floor(body.length / 2) });
const isJson = ({ body }: Reply): boolean => /^\s*[[{]/.test(body.toString('latin1', 0, 20));

const halfBody: Misbehaviour = (response, reply) => void begin(response, reply, half(reply)).then(() => response.socket?.end());

/** What may go wrong with an answer. */
const FAULTS = {
  /** Late, but whole. */
  delay: (response, reply, random) => void setTimeout(send, 1 + random.below(15), response, reply, random),
  /** In pieces with pauses, but whole. */
  'slow drip': (response, { status, headers, body }, random) => {
    response.writeHead(status, headers);
    const size = Math.ceil(body.length / 8) || 1;
    const drip = (at: number): void => {
      if (at >= body.length) response.end();
      else if (response.write(body.subarray(at, at + size)) || !response.destroyed) setTimeout(drip, random.below(4), at + size);
    };
    drip(0);
  },
  reset: (response) => response.socket?.resetAndDestroy(),
  'reset in the body': (response, reply) => void begin(response, reply, half(reply)).then(() => response.socket?.resetAndDestroy()),
  'half a body': halfBody,
  'length too long': (response, reply) =>
    void begin(response, reply, { promised: reply.body.length + 7, sent: reply.body.length }).then(() => response.socket?.end()),
  /** The text breaks off where its length says. Nothing tells a CSV that was cut between two rows from a whole one: it gets half a body. */
  'length too short': (response, reply, random) => {
    if (!isJson(reply)) return halfBody(response, reply, random);
    const length = String(1 + random.below(reply.body.length - 1));
    response.writeHead(reply.status, { ...reply.headers, 'content-length': length }).end(reply.body);
  },
  /** The text breaks off, and its length agrees. A CSV gets half a body, as above. */
  'cut text': (response, reply, random) => {
    if (!isJson(reply)) return halfBody(response, reply, random);
    send(response, { ...reply, body: reply.body.subarray(0, 1 + random.below(reply.body.length - 1)) }, random);
  },
  /** Half of it, and then silence. */
  stall: (response, reply) => void begin(response, reply, half(reply)),
  'no answer': () => {},
  empty: instead(200, ''),
  'server error': instead(500, 'Internal Server Error'),
  'out of order': instead(503, '<html><body>Service Unavailable</body></html>', { 'content-type': 'text/html' }),
  'too many requests': instead(429, 'Too Many Requests\r\n'),
  'too many requests, come back now': instead(429, '{"error":"Too Many Requests"}', { 'retry-after': '0' }),
  'too many requests, come back in an hour': instead(429, '{"error":"Too Many Requests"}', { 'retry-after': '3600' }),
  'a page': instead(200, '<!DOCTYPE html><html><body>Please verify that you are human.</body></html>', { 'content-type': 'text/html' }),
  'another country': instead(451, 'Unavailable For Legal Reasons'),
} as const satisfies Readonly<Record<string, Misbehaviour>>;

export type Fault = keyof typeof FAULTS;

/** Faults that another try gets over. */
export const PASSING: readonly Fault[] = [
  'delay',
  'slow drip',
  'reset',
  'reset in the body',
  'half a body',
  'length too long',
  'length too short',
  'cut text',
  'stall',
  'empty',
  'server error',
  'out of order',
  'too many requests',
  'too many requests, come back now',
];

/** Faults that leave nothing of a series when each of its answers has them. */
export const LASTING: readonly Fault[] = [
  'reset',
  'reset in the body',
  'half a body',
  'length too long',
  'empty',
  'server error',
  'out of order',
  'too many requests',
  'too many requests, come back in an hour',
  'a page',
  'another country',
];

/** Answers a request, with a fault or as it should. */
export function answerWith(
  fault: Fault | undefined,
  response: ServerResponse,
  { reply, random }: { reply: Reply; random: RandomStream },
): void {
  (fault === undefined ? send : FAULTS[fault])(response, reply, random);
}

/** A request as the plan of faults sees it. */
export interface Occasion {
  readonly host: string;
  /** Path and query. */
  readonly path: string;
  /** The how manieth time this is asked of the host, from 1. */
  readonly time: number;
  /** Which of the plays answers it. */
  readonly play: number;
}

/** Which fault a request meets. */
export type FaultPlan = (occasion: Occasion) => Fault | undefined;

export interface FaultMix {
  readonly seed: number;
  /** Probability that a request meets a fault that passes. */
  readonly probability: number;
  /** So many requests in a row for the same thing meet one at most; no more than the client's retries, if all is to arrive. */
  readonly inARow: number;
  /** Which; default all that pass. Each as likely. */
  readonly kinds?: readonly Fault[];
  /** Plays whose answers are all bad, and how; `lastingFault` draws one. */
  readonly lasting?: (play: number) => Fault | undefined;
}

/** Random faults that depend on the seed and on what is asked the how manieth time, and not on the order in which series come. */
export function randomFaults({ seed, probability, inARow, kinds = PASSING, lasting }: FaultMix): FaultPlan {
  const drawn = (occasion: Occasion): Fault | undefined => {
    const random = streamOf(seed, occasion);
    return random.uniform() < probability ? kinds[random.below(kinds.length)] : undefined;
  };
  return (occasion) => {
    const always = lasting?.(occasion.play);
    if (always !== undefined) return always;
    let run = 0;
    for (let time = 1; time < occasion.time; time++) run = drawn({ ...occasion, time }) === undefined || run === inARow ? 0 : run + 1;
    return run === inARow ? undefined : drawn(occasion);
  };
}

/** A lasting fault for a play. */
export function lastingFault(seed: number, play: number): Fault {
  return LASTING[seededStream(crc32(`${seed} ${play}`) | 0).below(LASTING.length)] as Fault;
}

/** A stream of its own for each request. */
export function streamOf(seed: number, { host, path, time }: Omit<Occasion, 'play'>): RandomStream {
  return seededStream(crc32(`${seed} ${host}${path} ${time}`) | 0);
}
