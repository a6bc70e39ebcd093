import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { plantWatch } from '../../../src/app/jobs/watch-jobs.ts';
import { sealForecasts } from '../../../src/app/operations/forecast-seal.ts';
import { storedSeries } from '../../../src/app/stored-series.ts';
import { DAY_MS } from '../../../src/core/calendar/civil-date.ts';
import type { RandomStream } from '../../../src/core/numerics/random.ts';
import { openPostgresStore } from '../../../src/store/postgres/store.ts';
import type { StoreFiles } from '../../../src/store/sql-store.ts';
import { joinTeam, type Team } from '../../../src/world/team.ts';
import { shipped } from '../../app/shipped.ts';
import { type PostgresBed, startPostgres } from '../../store/postgres/bed.ts';
import type { Kills } from './chaos.ts';
import { additionsOf, pastPack, SEALED_AT } from './made.ts';
import { environmentOf, type Kept, keep, type OwnEnd } from './processes.ts';
import { type Receiver, startReceiver } from './receiver.ts';
import { type Source, startSource } from './source.ts';

const MAIN = fileURLToPath(new URL('../../../src/main.ts', import.meta.url));

/** A team at work: a database, three workers, two servers, a receiver of its alerts. */
export interface Desk {
  readonly bed: PostgresBed;
  readonly url: string;
  readonly folder: string;
  readonly processes: readonly Kept[];
  readonly receiver: Receiver;
  readonly source: Source;
  /** One more process of the team, which is not killed. */
  readonly team: Team;
  /** Of a member who asks, and of one who writes too. */
  readonly tokens: { readonly researcher: string; readonly admin: string };
  readonly ownEnds: OwnEnd[];
  /** Runs a command of the program to its end; undefined: it is left alone. Returns its exit code, null where it was killed. */
  command(parameters: readonly string[], killAfter?: number): Promise<{ readonly code: number | null; readonly said: string }>;
  /** Statements as the superuser; asks again while the database is gone. */
  rows(statement: string): Promise<readonly Record<string, unknown>[]>;
  close(): Promise<void>;
}

/** Makes a desk in a folder, with what it knows before so many runs. */
export async function openDesk(folder: string, runs: number): Promise<Desk> {
  const bed = await startPostgres({ isSafe: true });
  const url = await bed.database('soak');
  await fill(url, runs);
  const source = await startSource(folder, 300);
  const environment = {
    ...{ HARBINGER_STORE: url, HARBINGER_HEARTBEAT: '10', HOME: folder, XDG_CACHE_HOME: join(folder, 'cache') },
    ...source.environment,
    ...{ XDG_CONFIG_HOME: join(folder, 'config'), XDG_DATA_HOME: join(folder, 'data'), NO_COLOR: '1' },
  };
  const command: Desk['command'] = (parameters, killAfter) => runCommand(parameters, { folder, environment, killAfter });
  const tokens = { researcher: await addMember('ann', 'researcher', command), admin: await addMember('otto', 'admin', command) };
  const ownEnds: OwnEnd[] = [];
  const onOwnEnd = (end: OwnEnd) => void ownEnds.push(end);
  const start = (name: string, kind: Kept['kind']) => keep(name, kind, { folder, environment, onOwnEnd });
  const processes = [1, 2, 3].map((n) => start(`worker-${n}`, 'worker')).concat([1, 2].map((n) => start(`server-${n}`, 'server')));
  const team = await joinTeam({ store: url, space: 'main' }, { name: 'soak', isSupervising: false, onTrouble: () => {} });
  const receiver = await startReceiver();
  return {
    ...{ bed, url, folder, processes, receiver, source, team, tokens, ownEnds, command },
    rows: (statement) => patiently(() => bed.run(statement, url)),
    async close() {
      await Promise.all(processes.map((one) => one.end()));
      await team.close();
      await receiver.close();
      await source.close();
      await bed.stop();
    },
  };
}

/** Makes a member of the team. Returns their token. */
async function addMember(name: string, role: string, command: Desk['command']): Promise<string> {
  await command(['space', 'member', 'add', name, '--role', role]);
  const { said, code } = await command(['token', 'add', name]);
  const [token] = said.split('\n', 1);
  if (code !== 0 || !token) throw new Error(`${name} got no token: ${said}`);
  return token;
}

/** Tries again while the database is gone, for a minute. */
export async function patiently<T>(task: () => Promise<T>): Promise<T> {
  for (let left = 120; ; left--) {
    try {
      return await task();
    } catch (error) {
      if (left === 0) throw error;
      await sleep(500);
    }
  }
}

async function fill(url: string, runs: number): Promise<void> {
  const files = () => ({}) as StoreFiles;
  const store = await openPostgresStore({ url, space: 'main', now: () => Date.now(), files });
  await store.add(...additionsOf(runs));
  const context = {
    ...{ ...shipped, store, series: storedSeries(store), today: Math.floor(SEALED_AT / DAY_MS) },
    readPack: async () => ({ file: 'past.yaml', text: pastPack(runs) }),
    data: { ...shipped.data, openStore: async () => store, now: () => SEALED_AT },
  };
  const { sealed } = await sealForecasts({ pack: 'past.yaml' }, context);
  await store.close();
  if (sealed.length !== runs) throw new Error(`${sealed.length} forecasts of the past were sealed, ${runs} were wanted`);
}

interface Running {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly killAfter: number | undefined;
}

function runCommand(parameters: readonly string[], { folder, environment, killAfter }: Running) {
  const child = spawn(process.execPath, [MAIN, ...parameters], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: environmentOf(environment),
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => {
      said += part.toString();
    });
  const timer = killAfter === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfter);
  return new Promise<{ code: number | null; said: string }>((resolve) =>
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({ code, said });
    }),
  );
}

interface Importing {
  readonly kills: Kills;
  readonly random: RandomStream;
}

/** Has the command import files until it says that it did; it is killed now and then. */
export async function importFiles(desk: Desk, files: Readonly<Record<string, string>>, { kills, random }: Importing): Promise<void> {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(desk.folder, name), text);
  for (;;) {
    const killAfter = random.uniform() < 0.3 ? 3000 * random.uniform() : undefined;
    const parameters = ['import', ...Object.keys(files), '--calendar', 'utc-daily', '--yes'];
    const { code, said } = await desk.command(parameters, killAfter);
    if (code === 0) return;
    if (code === null) kills.importer++;
    // 2: the database was not to be had, or a connection was cut.
    else if (code !== 2) throw new Error(`import ended with code ${code}: ${said}`);
  }
}

/** Gives the team a file of rules; it may be given again. */
export const plant = (desk: Desk, text: string): Promise<void> =>
  patiently(() =>
    plantWatch(
      { space: 'main', by: 'soak', name: 'rules.yaml', text },
      { queue: desk.team.queueOf('main'), rules: desk.team.rulesOf('main') },
    ),
  );
