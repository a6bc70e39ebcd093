import { RateLimiterMemory } from 'rate-limiter-flexible';

/** What is counted: so many points for each key in so many seconds. */
export interface Limit {
  readonly keyPrefix: string;
  readonly points: number;
  readonly duration: number;
  /** Whether it is asked with each request, so that asking must cost nothing. */
  readonly isBusy?: boolean | undefined;
}

/** Counts points by key; throws a RateLimiterRes where they are over. */
export interface Counter {
  consume(key: string, points?: number): Promise<unknown>;
  /** Gives points back. */
  reward(key: string, points: number): Promise<unknown>;
}

/** Opens a counter: in this process, or one that many share. */
export type OpenCounter = (limit: Limit) => Counter;

/** Counts in this process alone. */
export const countHere: OpenCounter = ({ keyPrefix, points, duration }) => new RateLimiterMemory({ keyPrefix, points, duration });
