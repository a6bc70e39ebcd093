import pRetry from 'p-retry';
import { escapeIdentifier, type Notification, type Pool, type PoolClient } from 'pg';

/** What hears of a channel: the payload of a notice, or undefined where some may have been missed, so that all is to be taken as changed. */
export type Ear = (payload: string | undefined) => void;

/** Notices of PostgreSQL, heard over one connection of this process. */
export interface Notices {
  /** Hears a channel until it is closed. Comes back when nothing that is committed from now on is missed in silence. */
  listen(channel: string, ear: Ear): Promise<{ close(): Promise<void> }>;
  close(): Promise<void>;
}

export interface NoticesOptions {
  /** Connections, of which one is taken for as long as it lives. */
  readonly pool: Pick<Pool, 'connect'>;
  /** Told when the connection is lost, and when there is one again. */
  readonly onTrouble?: ((message: string) => void) | undefined;
}

/** The connection that listens. */
interface Line {
  readonly client: PoolClient;
  drop(): void;
}

const listenTo = (channel: string): string => `LISTEN ${escapeIdentifier(channel)}`;

/** Milliseconds between tries of a database that went away. */
const AGAIN = { retries: Number.POSITIVE_INFINITY, minTimeout: 200, maxTimeout: 5000, factor: 2 };

/** Begins to listen, and begins anew whenever the connection is lost. @throws what PostgreSQL says where not even the first one can be had. */
export async function openNotices({ pool, onTrouble = () => {} }: NoticesOptions): Promise<Notices> {
  const ears = new Map<string, Set<Ear>>();
  const ending = new AbortController();
  const tell = ({ channel, payload }: Notification) => {
    for (const ear of ears.get(channel) ?? []) ear(payload ?? '');
  };

  async function connect(): Promise<Line> {
    const client = await pool.connect();
    let isOver = false;
    const drop = () => {
      if (!isOver) client.release(true);
      isOver = true;
    };
    const lose = () => {
      if (isOver) return;
      drop();
      line = again();
    };
    client.on('notification', tell);
    client.on('error', lose);
    client.on('end', lose);
    try {
      for (const channel of ears.keys()) await client.query(listenTo(channel));
    } catch (error) {
      drop();
      throw error;
    }
    return { client, drop };
  }

  /** A new connection in the place of one that was lost: what was told meanwhile, nobody heard. */
  function again(): Promise<Line> {
    onTrouble('notices of the database are not heard: the connection is lost, and begun anew');
    const made = pRetry(connect, { ...AGAIN, signal: ending.signal }).then((made) => {
      onTrouble('notices of the database are heard again');
      for (const each of ears.values()) for (const ear of each) ear(undefined);
      return made;
    });
    // Who waits for it is told; it fails only where it is to end.
    made.catch(() => {});
    return made;
  }

  async function ask(statement: string): Promise<void> {
    const { client } = await line;
    // Where the connection is lost over it, the next one listens to every channel, and tells that something may have been missed.
    await client.query(statement).catch(() => {});
  }

  let line: Promise<Line> = connect();
  await line;
  return {
    async listen(channel, ear) {
      const those = ears.get(channel) ?? new Set();
      ears.set(channel, those.add(ear));
      await ask(listenTo(channel));
      return {
        async close() {
          those.delete(ear);
          if (those.size > 0 || ears.get(channel) !== those) return;
          ears.delete(channel);
          await ask(`UN${listenTo(channel)}`);
        },
      };
    },
    async close() {
      ending.abort();
      await line.then(
        ({ drop }) => drop(),
        () => {},
      );
    },
  };
}
