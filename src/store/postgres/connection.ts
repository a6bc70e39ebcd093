import { Client, type ClientConfig, Pool, type PoolConfig } from 'pg';

/** What a connection may do: look, add, keep members, tokens and the audit log, or change the tables themselves. */
export type Role = 'reader' | 'worker' | 'keeper' | 'owner';

/** The schema of all tables of Harbinger, so that a database may hold others beside. */
export const SCHEMA = 'harbinger';

export const roleName = (role: Role): string => `harbinger_${role}`;

export interface Connecting {
  /** `postgres://user:password@host:port/database?sslmode=…`, as libpq has it; what is left out comes from PGHOST, PGUSER and the like. */
  readonly url: string;
  /** Which space is seen; undefined for what belongs to none. */
  readonly space?: string | undefined;
  /** What the connections may do; undefined: what the login may. */
  readonly role?: Role | undefined;
  /** Most connections at once. */
  readonly max?: number | undefined;
  /** What the database's administrator sees of who is connected. */
  readonly name?: string | undefined;
  /** Milliseconds after which a connection, or an answer, is given up; default: 3 s for a new connection, 10 s for one that
   * others of this process have, an answer takes as long as it takes. */
  readonly waitMs?: number | undefined;
}

/** A name of a space: what is a name everywhere, in addresses, settings and shells. */
export const SPACE_NAME = /^[a-z][a-z0-9-]{0,39}$/;

/** Opens connections as they are wanted; none yet. Each begins in its role, in its space. @throws RangeError for a space that is no name. */
export function openPool({ url, space, role, max = 10, name = 'harbinger', waitMs }: Connecting): Pool {
  if (space !== undefined && !SPACE_NAME.test(space))
    throw new RangeError(`a space must be named in small letters, digits and hyphens, at most 40, was ${JSON.stringify(space)}`);
  const given = new URL(url);
  const settings = [
    given.searchParams.get('options') ?? '',
    `-c search_path=${SCHEMA},pg_temp -c timezone=UTC`,
    role === undefined ? '' : `-c role=${roleName(role)}`,
    space === undefined ? '' : `-c harbinger.space=${space}`,
  ];
  given.searchParams.set('options', settings.join(' ').trim());
  // A space is written as + there, which stays a + in the name and the password before.
  given.search = given.search.replaceAll('+', '%20');
  const config: PoolConfig = {
    connectionString: given.href,
    application_name: name,
    max,
    connectionTimeoutMillis: waitMs ?? WAIT_FOR_FREE,
    Client: SoonClient,
    ...(waitMs !== undefined && { query_timeout: waitMs }),
    // A peer that went away without a word is noticed, by who only listens too.
    ...{ keepAlive: true, keepAliveInitialDelayMillis: 10_000 },
    // What waits for nobody must not keep a command from ending.
    allowExitOnIdle: true,
  };
  const pool = new Pool(config);
  // A connection that dies while nobody uses it is replaced when one is wanted; one in use tells whoever waits for its answer.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  pools.add(pool);
  return pool;
}

/** Milliseconds that a task waits for a connection of this process that another one has. */
const WAIT_FOR_FREE = 10_000;

/** Milliseconds after which a server that does not answer at all, as where packets are dropped, is taken for away. */
const WAIT_FOR_NEW = 3000;

/** Gives up a new connection sooner than the pool one that is in use. */
class SoonClient extends Client {
  constructor(config: ClientConfig = {}) {
    super({ ...config, connectionTimeoutMillis: Math.min(WAIT_FOR_NEW, config.connectionTimeoutMillis ?? WAIT_FOR_NEW) });
  }
}

/** Pools that this process has opened. */
const pools = new Set<Pool>();

/** Connections of this process: how many do something, how many are open for the next task, and how many tasks wait for one. */
export function connectionsInUse(): { readonly busy: number; readonly idle: number; readonly waiting: number } {
  const counts = { busy: 0, idle: 0, waiting: 0 };
  for (const pool of pools) {
    if (pool.ended) pools.delete(pool);
    counts.busy += pool.totalCount - pool.idleCount;
    counts.idle += pool.idleCount;
    counts.waiting += pool.waitingCount;
  }
  return counts;
}
