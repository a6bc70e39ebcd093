import type { Pool } from 'pg';
import { RateLimiterMemory, RateLimiterPostgres, type RateLimiterRes } from 'rate-limiter-flexible';

/** What is counted: so many points for each key in so many seconds. */
export interface Limit {
  readonly keyPrefix: string;
  readonly points: number;
  readonly duration: number;
  /** Whether single points are counted by the thousand: then some are taken at once, and spent without asking anybody. */
  readonly isBusy?: boolean | undefined;
}

/** Counts points by key; what is refused is thrown as RateLimiterRes. */
export interface Counter {
  consume(key: string, points?: number): Promise<unknown>;
  /** Gives points back. */
  reward(key: string, points: number): Promise<unknown>;
}

export interface LimitsOptions {
  /** Connections that give up soon: nobody waits long for being counted. */
  readonly pool: Pool;
  /** Told once when the database no longer counts, and when it does again. */
  readonly onTrouble?: ((message: string) => void) | undefined;
}

/** Of a limit this part is taken at once, and at most so many points. */
const LUMP_PART = 1 / 50;
const LARGEST_LUMP = 20;

/** Opens counters that all processes over one database share. While it is away, each process counts for itself. */
export function sharedLimits({ pool, onTrouble = () => {} }: LimitsOptions): (limit: Limit) => Counter {
  let isAway = false;
  let isSweeping = false;
  const onInsured = () => {
    if (!isAway) onTrouble('the database does not count what callers take: this process counts for itself');
    isAway = true;
  };
  const onCounted = () => {
    if (isAway) onTrouble('the database counts again what callers take');
    isAway = false;
  };

  function open({ keyPrefix, points, duration }: Limit, { blocks }: { readonly blocks: boolean }): Counter {
    const limiter = new RateLimiterPostgres({
      ...{ storeClient: pool, storeType: 'pool', schemaName: 'harbinger', tableName: 'limits', tableCreated: true },
      // One of them sweeps what is over for all.
      clearExpiredByTimeout: !isSweeping,
      ...{ keyPrefix, points, duration },
      // Who is over a limit is refused without asking the database again.
      ...(blocks && { inMemoryBlockOnConsumed: points + 1 }),
      insuranceLimiter: new Insurance({ keyPrefix, points, duration }, onInsured),
    });
    isSweeping = true;
    return {
      async consume(key, taken = 1) {
        const left = await limiter.consume(key, taken);
        if (isAway && !insured.has(left)) onCounted();
        return left;
      },
      reward: (key, given) => limiter.reward(key, given),
    };
  }

  return (limit) => (limit.isBusy ? inLumps(open(limit, { blocks: true }), limit) : open(limit, { blocks: false }));
}

/** Answers that the database did not give. */
const insured = new WeakSet<RateLimiterRes>();

/** Counts in memory in the place of the database, and says so. */
class Insurance extends RateLimiterMemory {
  readonly #onInsured: () => void;

  constructor(limit: ConstructorParameters<typeof RateLimiterMemory>[0], onInsured: () => void) {
    super(limit);
    this.#onInsured = onInsured;
  }

  override async consume(...given: Parameters<RateLimiterMemory['consume']>): Promise<RateLimiterRes> {
    this.#onInsured();
    const left = await super.consume(...given);
    insured.add(left);
    return left;
  }
}

/**
 * Takes lumps of a shared limit and spends them in memory, so that most requests ask nobody. A process never spends what it did not take, and
 * forgets with the minute what it did not spend: all together let in no more than the limit, and refuse at most a lump for each process too early.
 */
function inLumps(shared: Counter, { points, duration, keyPrefix }: Limit): Counter {
  const size = Math.max(1, Math.min(LARGEST_LUMP, Math.floor(points * LUMP_PART)));
  const lumps = new RateLimiterMemory({ keyPrefix: `lump ${keyPrefix}`, points: size, duration });
  const taking = new Map<string, Promise<unknown>>();

  async function spend(key: string): Promise<boolean> {
    const held = await lumps.get(key);
    if (held === null || held.msBeforeNext <= 0) return false;
    return lumps.consume(key).then(
      () => true,
      () => false,
    );
  }

  async function take(key: string): Promise<void> {
    const { msBeforeNext } = (await shared.consume(key, size)) as RateLimiterRes;
    await lumps.set(key, 0, Math.max(0.001, msBeforeNext / 1000));
  }

  return {
    async consume(key) {
      while (!(await spend(key))) {
        const lump = taking.get(key) ?? take(key).finally(() => taking.delete(key));
        taking.set(key, lump);
        await lump;
      }
    },
    reward: (key, given) => shared.reward(key, given),
  };
}
