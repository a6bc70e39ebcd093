import type { RateLimiterRes } from 'rate-limiter-flexible';
import type { Operation } from '../../app/operation.ts';
import { secondsOf } from './access.ts';
import type { Caller } from './caller.ts';
import { type Counter, countHere, type OpenCounter } from './counting.ts';
import { Refusal } from './refusal.ts';

/** How much one caller may take in a minute. Costs are milliseconds of computing as estimated before it is done. */
export interface Allowance {
  readonly requestsPerMinute: number;
  readonly costPerMinute: number;
  /** The most that one use of an operation may cost. */
  readonly costPerUse: number;
}

/** The allowance of each kind of caller. One person at the own machine is not counted, only kept from what would never end. */
export type Allowances = Readonly<Record<Caller['kind'], Allowance>>;

export const defaultAllowances: Allowances = {
  loopback: { requestsPerMinute: Infinity, costPerMinute: Infinity, costPerUse: 30 * 60_000 },
  token: { requestsPerMinute: 1200, costPerMinute: 120_000, costPerUse: 120_000 },
  public: { requestsPerMinute: 300, costPerMinute: 20_000, costPerUse: 5_000 },
};

const MINUTE = 60;

/** Counts what callers take. Throws Refusal 429 for too much in a minute, 422 for what is too dear by itself. */
export function meter(allowances: Allowances, openCounter: OpenCounter = countHere) {
  const counters = (what: 'requestsPerMinute' | 'costPerMinute') => (kind: Caller['kind']) => {
    const points = allowances[kind][what];
    const limit = { keyPrefix: `${what} ${kind}`, points, duration: MINUTE, isBusy: what === 'requestsPerMinute' };
    return Number.isFinite(points) ? openCounter(limit) : undefined;
  };
  const byKind = (make: (kind: Caller['kind']) => Counter | undefined) => ({
    loopback: make('loopback'),
    token: make('token'),
    public: make('public'),
  });
  const requests = byKind(counters('requestsPerMinute'));
  const costs = byKind(counters('costPerMinute'));

  return {
    async countRequest({ kind, key }: Caller): Promise<void> {
      await requests[kind]?.consume(key).catch((left: RateLimiterRes) => {
        throw new Refusal(429, `${allowances[kind].requestsPerMinute} requests a minute are allowed; ask again in ${secondsOf(left)} s`, {
          retryAfter: secondsOf(left),
        });
      });
    },

    /** Counts the cost of what is to be computed, before it is. */
    async countCost({ kind, key }: Caller, operation: Operation, cost: number): Promise<void> {
      const { costPerUse, costPerMinute } = allowances[kind];
      const words = `this ${operation.name} would take about ${seconds(cost)} of computing`;
      if (cost > costPerUse) throw new Refusal(422, `${words}, ${seconds(costPerUse)} are allowed. ${cheaper(operation)}`);
      const points = Math.max(1, Math.ceil(cost));
      await costs[kind]?.consume(key, points).catch(async (left: RateLimiterRes) => {
        // What is refused is not taken.
        await costs[kind]?.reward(key, points);
        const wait = secondsOf(left);
        throw new Refusal(
          429,
          `${words}; of the ${seconds(costPerMinute)} a minute too little is left. Ask again in ${wait} s. ${cheaper(operation)}`,
          {
            retryAfter: wait,
          },
        );
      });
    },
  };
}

export type Meter = ReturnType<typeof meter>;

const seconds = (ms: number): string => (ms < 10_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 1000)} s`);

/** What of an operation's options makes it cheaper. */
function cheaper({ input, name }: Operation): string {
  const keys = Object.keys(input.shape);
  const ways = [
    keys.includes('curve') ? 'leave out curve' : '',
    keys.includes('trade') ? 'leave out trade' : '',
    keys.includes('then') ? 'ask for fewer outcomes at once' : '',
    keys.includes('claim') ? 'ask for one claim' : '',
    keys.includes('ids') ? 'name fewer series' : '',
    keys.includes('within') ? 'look at a shorter span' : '',
  ].filter(Boolean);
  return `Cheaper: ${ways.length > 0 ? ways.join(', ') : `run \`harbinger ${name}\` on your own machine`}.`;
}
