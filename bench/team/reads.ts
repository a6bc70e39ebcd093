// Reads at a fixed rate through two replicas over one PostgreSQL, by a hundred people with a token each, beside two bare servers of Node's own
// that give the same bytes at the same rate. Run alone: npm run bench:team-reads -- [reads a second] [seconds] [rounds]
// HARBINGER_STORE names a database that is filled already; else one is started and filled with the table that ships.
import '../../src/engine.ts';

import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { tokenKeeper } from '../../src/server/tokens/keeper.ts';
import { startPostgres } from '../../test/store/postgres/bed.ts';
import { bareServing, replicaServing, type Serving } from '../serving.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const [rate = 1000, seconds = 10, rounds = 5] = process.argv.slice(2).map(Number);
const PEOPLE = 100;
const PATHS = ['/api/v1/series', '/api/v1/now', '/api/v1/check?claim=three-of-three'];

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

interface Load {
  readonly p50: number;
  readonly p99: number;
  readonly slowest: number;
  readonly perSecond: number;
}

/** So many reads a second in all, half of them at each server, each by the next person. */
async function load(servers: readonly Serving[], path: string): Promise<Load> {
  const results = await Promise.all(
    servers.map(({ url }) =>
      autocannon({
        ...{ url: url + path, connections: 20, duration: seconds, overallRate: rate / servers.length },
        requests: tokens.map((token) => ({ path, headers: { authorization: `Bearer ${token}`, 'accept-encoding': 'br' } })),
      }),
    ),
  );
  for (const { non2xx, errors } of results)
    if (non2xx > 0 || errors > 0) throw new Error(`${path}: ${non2xx} answers were not 200, ${errors} errors`);
  return {
    p50: Math.max(...results.map(({ latency }) => latency.p50)),
    p99: Math.max(...results.map(({ latency }) => latency.p99)),
    slowest: Math.max(...results.map(({ latency }) => latency.max)),
    perSecond: results.reduce((sum, { requests }) => sum + requests.average, 0),
  };
}

/** Starts a database of its own, and fills it. */
async function ownDatabase(): Promise<{ readonly store: string; stop(): Promise<void> }> {
  const postgres = await startPostgres({ isSafe: true });
  const store = await postgres.database();
  const files = globSync('reference/*.csv', { cwd: ROOT });
  const env = { ...process.env, HARBINGER_STORE: store };
  const { status, stderr } = spawnSync(process.execPath, ['src/main.ts', 'import', ...files, '--yes'], {
    cwd: ROOT,
    env,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return { store, stop: postgres.stop };
}

async function bodyOf(address: string): Promise<Buffer> {
  const answer = await fetch(address, { headers: { authorization: `Bearer ${tokens[0]}` } });
  if (!answer.ok) throw new Error(`${address}: ${answer.status} ${await answer.text()}`);
  return Buffer.from(await answer.arrayBuffer());
}

const home = mkdtempSync(join(tmpdir(), 'harbinger-reads-'));
const keeper = tokenKeeper(join(home, 'tokens.json'), () => Date.now());
const tokens: string[] = [];
for (let i = 0; i < PEOPLE; i++) tokens.push(await keeper.add({ name: `person-${i}`, scope: 'run' }));
const given = process.env.HARBINGER_STORE;
const database = given ? { store: given, stop: async () => {} } : await ownDatabase();
const replicas = await Promise.all([1, 2].map(() => replicaServing({ store: database.store, home })));

for (const path of PATHS) {
  const body = await bodyOf((replicas[0] as Serving).url + path);
  const bare = await Promise.all([1, 2].map(() => bareServing(body.toString('base64'))));
  const pairs: { own: Load; limit: Load }[] = [];
  for (let i = 0; i < rounds; i++) pairs.push({ own: await load(replicas, path), limit: await load(bare, path) });
  for (const server of bare) await server.stop();
  const of = (read: (pair: { own: Load; limit: Load }) => number): string => median(pairs.map(read)).toFixed(0);
  console.log(
    `${path}, ${body.length} bytes: ${of(({ own }) => own.perSecond)} reads/s through two replicas, median ${of(({ own }) => own.p50)} ms, ` +
      `p99 ${of(({ own }) => own.p99)} ms, slowest ${of(({ own }) => own.slowest)} ms; bare ${of(({ limit }) => limit.perSecond)} reads/s, ` +
      `p99 ${of(({ limit }) => limit.p99)} ms, slowest ${of(({ limit }) => limit.slowest)} ms`,
  );
}
for (const replica of replicas) await replica.stop();
await database.stop();
rmSync(home, { recursive: true });
