import type { Server } from 'node:http';
import { availableParallelism } from 'node:os';
import { createAdaptorServer } from '@hono/node-server';
import { pino } from 'pino';
import { CallerError, type Context } from '../app/context.ts';
import { describeFailure } from '../app/failure.ts';
import { listAlerts } from '../app/operations/alerts.ts';
import { operations } from '../app/registry.ts';
import type { AuditLog } from './audit/audit-log.ts';
import { takeCommands } from './commands/take-commands.ts';
import { type Confinement, confine } from './confine.ts';
import { boundConnections } from './connections.ts';
import type { Watch } from './execute-here.ts';
import type { Openness } from './http/access.ts';
import { createApp } from './http/app.ts';
import { openMetrics } from './http/metrics.ts';
import { defaultLimits, type Log, type Team } from './http/options.ts';
import { createMcpOverHttp } from './mcp/http.ts';
import { hostsOf, opennessOf, type Place } from './openness.ts';
import { watchData } from './pool/data-version.ts';
import { startPool } from './pool/pool.ts';
import { keepWarm } from './pool/warm-up.ts';
import { followWrites, type Readiness, type Replica, readiness } from './replica.ts';
import { type ServedSpaces, spacesOver } from './spaces/spaces.ts';
import { auditOf, contextOf, withinSpaces } from './spaces/ways.ts';
import { type TokenCheck, tokenCheck } from './tokens/token-check.ts';
import { readWatch, type WatchPlace, watchInside } from './watch-inside.ts';
import { withoutPaths } from './without-paths.ts';

/** What `harbinger serve` was asked for. */
export interface ServeOptions extends Place {
  readonly port: number;
  /** Other origins whose pages may use the server. */
  readonly origin?: readonly string[] | undefined;
  /** The folder whose files callers may name. */
  readonly files?: string | undefined;
  /** A file of alert rules that is watched while the server runs. */
  readonly watch?: string | undefined;
  /** Seconds in which it says that it is not ready, before it ends; default: 5 for a replica, else 0. */
  readonly drain?: number | undefined;
}

/** What the server needs of the world. */
export interface ServeWorld extends WatchPlace {
  /** Who its members are, and what each may see; undefined where one person's store is served, or a folder. */
  readonly spaces?: ServedSpaces | undefined;
  /** The place of the store that is served; undefined where a folder of files is. */
  readonly store: string | undefined;
  /** The jobs that workers do, where there is a team. */
  readonly team?: Team | undefined;
  /** Has the workers of a team watch a file of rules. */
  plantWatch?(path: string): Promise<void>;
  /** What it shares with other servers over the same database; undefined where it is alone. Told of trouble that is got over by itself. */
  openReplica?(onTrouble: (message: string) => void): Promise<Replica>;
  /** Folders whose files answers are made from: packs, pages, tables. */
  readonly folders: readonly string[];
  /** Folder of the built page. */
  readonly page: string;
  readonly tokensFile: string;
  now(): number;
  print(text: string): void;
  /** Where the log goes, as the number of an open file. */
  readonly logTo: number;
  /** Ends when the server is to stop. */
  readonly stop: AbortSignal;
  /** Milliseconds that running answers have to end by themselves after that. */
  readonly grace: number;
  /** How long a client may take, where it is not as `PATIENCE` has it. */
  readonly patience?: Partial<typeof PATIENCE> | undefined;
  /** How many connections may be open, where it is not `MOST_CONNECTIONS`. */
  readonly mostConnections?: number | undefined;
}

/** Serves until it is told to stop; then takes nothing new, lets running answers end, and stops the rest. */
export async function serve(options: ServeOptions, world: ServeWorld): Promise<void> {
  const { host, port } = options;
  const tokens = world.spaces?.tokens ?? tokenCheck(world.tokensFile, () => world.now());
  const openness = await opennessOf(options, tokens, { isTeam: world.spaces !== undefined });
  const log = pino({ level: 'info', base: null }, pino.destination({ dest: world.logTo, sync: false }));
  const audit = world.spaces && auditOf(world.spaces, log);
  const watched = options.watch === undefined ? undefined : await rulesToWatch(options.watch, world);
  const replica = await world.openReplica?.((message) => log.warn({ message }, 'the database'));
  const ready = readiness(replica);
  const parts = await assemble(options, world, { tokens, openness, log, replica, ready, audit });
  let commands: { close(): Promise<void> } | undefined;
  try {
    const server = createAdaptorServer({
      fetch: (request, env) => ('incoming' in env && env.incoming.socket.destroyed ? GONE.clone() : parts.app.fetch(request, env)),
      hostname: host,
      serverOptions: { ...PATIENCE, ...world.patience },
    }) as Server;
    boundConnections(server, world.mostConnections ?? MOST_CONNECTIONS);
    await listen(server, { host, port });
    commands = await takeCommands(parts.pool, world);
    if (replica) await lookAgain(replica, parts);
    // Which space's first page would it be?
    const warming = world.spaces ? undefined : keepFirstPageWarm(parts, world, log);
    const watching = watched && watchInside(watched, { ...parts, world, log });
    world.print(`Harbinger is at ${urlOf(server)} (${WORDS[openness]}). Ctrl-C ends it.\n`);
    await aborted(world.stop);
    await ready.drain(options.drain ?? (replica ? REPLICA_DRAIN : 0));
    await endGracefully(server, {
      async begin() {
        parts.mounted.endStreams();
        await Promise.all([warming, watching]);
      },
      end: () => parts.app.desk.end(),
      grace: world.grace,
    });
  } finally {
    const closing = [commands?.close(), parts.mounted.close(), parts.pool.close(), tokens.flush(), replica?.close(), audit?.flush()];
    const left = Promise.allSettled(closing);
    await within(LAST_MS, left);
    await within(LAST_MS, new Promise<void>((resolve) => log.flush(() => resolve())));
  }
}

/** The rules that this process watches; undefined where the workers of its team do. */
async function rulesToWatch(path: string, world: ServeWorld): Promise<Awaited<ReturnType<typeof readWatch>> | undefined> {
  if (!world.plantWatch) return readWatch(path, world);
  await world.plantWatch(path);
  return undefined;
}

type Parts = Awaited<ReturnType<typeof assemble>>;

/** Looks again at what another process has written in the own space, as soon as that is told. */
function lookAgain(replica: Replica, { data, pool, spaces }: Pick<Parts, 'data' | 'pool' | 'spaces'>): Promise<void> {
  const isOwn = (space: string | undefined) => space === undefined || space === replica.space;
  return followWrites(replica, {
    data(space) {
      if (isOwn(space)) data.renew();
      spaces?.renew(space);
    },
    run: (space, question) => (isOwn(space) || spaces) && pool.hear(question),
  });
}

/** Computes what the first page shows before somebody asks, through the same desk, so that it lies where the next reader's answer is looked for. */
function keepFirstPageWarm({ app, data }: Pick<Parts, 'app' | 'data'>, world: ServeWorld, log: Log): Promise<void> {
  return keepWarm({
    ...{ operations, data, stop: world.stop },
    packs: async () => (await world.openContext(QUIET)).packs(),
    async warm({ operation, input: given, signal }) {
      const input = operation.input.parse(given) as Record<string, unknown>;
      const use = { operation, given, input, format: undefined, by: WARM_UP };
      await app.desk.contentFor(use, await app.desk.keyOf(use), { signal });
    },
    onFailure: (error) =>
      log.warn({ error: withoutPaths(describeFailure(error).message) }, 'the first page could not be computed beforehand'),
  });
}

const DAY_MS = 86_400_000;
const WARM_UP = 'warm-up';
const QUIET: Watch = { onProgress: () => {}, confirm: async () => false };

/** A client must send its headers and its body in so many milliseconds, and is looked after every second. */
const PATIENCE = {
  ...{ headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 1000 },
  ...{ keepAliveTimeout: 5000, maxHeaderSize: 32_768 },
};

const MOST_CONNECTIONS = 1000;

/** Seconds in which a load balancer notices that a replica is not ready. */
const REPLICA_DRAIN = 5;

/** For a connection that was cut; nobody reads it. */
const GONE = new Response(null, { status: 400 });

const WORDS: Readonly<Record<Openness, string>> = {
  loopback: 'this machine only; reading and computing need no token',
  token: 'for those with a token',
  public: 'public: everybody reads, nobody writes',
  team: 'for the members of its spaces, by their tokens',
};

interface Joined {
  readonly tokens: TokenCheck;
  readonly openness: Openness;
  readonly log: Log;
  readonly replica: Replica | undefined;
  readonly ready: Readiness;
  readonly audit: AuditLog | undefined;
}

/** The threads that compute, the faces over them. */
async function assemble(options: ServeOptions, world: ServeWorld, { tokens, openness, log, replica, ready, audit }: Joined) {
  const confinement: Confinement = { files: options.files, keepsRuns: !options.public };
  const openContext = async (watch: Watch) => confine(await world.openContext(watch), confinement);
  const folders = options.files === undefined ? world.folders : [...world.folders, options.files];
  const data = watchData({
    ...{ openContext: () => openContext(QUIET), folders, now: () => world.now() },
    storeState:
      replica && (async () => JSON.stringify([version, Math.floor(world.now() / DAY_MS), await replica.dataState(replica.space)])),
  });
  const { docs, version, program, dataOption } = await openContext(QUIET);
  const threads = Math.max(1, availableParallelism());
  const pool = startPool({ openContext, data, threads });
  const inBackground = pool.over(openContext, { isBackground: true });
  const spaces =
    world.spaces &&
    spacesOver({
      ...{ pool, openContext: world.spaces.openContext, folders: world.folders, files: options.files, now: () => world.now() },
      stateOf: replica && (async (space) => JSON.stringify([version, Math.floor(world.now() / DAY_MS), await replica.dataState(space)])),
    });
  const mounted = createMcpOverHttp(
    {
      ...{ operations, docs, version, program, dataOption },
      describeData: async ({ space }) => (await contextOf(space, { spaces, openContext })).series.description,
      log: (line) => log.error({ face: 'mcp' }, withoutPaths(line)),
    },
    { hasPage: true, hasSessions: replica === undefined },
  );
  const metrics = openMetrics({ ofProcess: true });
  if (replica) metrics.watchTeam({ ...replica.figures, alerts: async () => alertsByStatus(await openContext(QUIET)) });
  const app = createApp({
    ...{ operations, openness, tokens, version, log, audit, mcp: mounted.answer, page: world.page, ownSpace: options.space },
    execute: (call) => (call.caller === WARM_UP ? inBackground(call) : pool.execute(call)),
    dataVersion: (operation) => pool.dataVersion(operation),
    estimateCost: (operation, input) => pool.estimateCost(operation, input),
    ...(spaces && withinSpaces(spaces, tokens)),
    neighbours: { hosts: hostsOf(options), origins: options.origin ?? [] },
    // The pool has a line of its own, in which callers take turns; this bounds what is kept open before it.
    limits: { running: 400, waiting: 0, jobs: { ...defaultLimits.jobs, running: threads } },
    ...{ metrics, team: world.team, openCounter: replica?.openCounter, demandReady: ready.demand },
    now: () => world.now(),
  });
  return { app, pool, mounted, data, metrics, spaces };
}

/** How many rules stand where; none where nothing was watched yet. */
async function alertsByStatus(context: Context): Promise<ReadonlyMap<string, number>> {
  const { alerts } = await listAlerts(context);
  return new Map(
    Array.from(
      Map.groupBy(alerts, ({ status }) => status),
      ([status, those]) => [status, those.length],
    ),
  );
}

function listen(server: Server, { host, port }: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(refusedPlace(error, { host, port })));
    server.listen(port, host, () => resolve());
  });
}

function refusedPlace(error: NodeJS.ErrnoException, { host, port }: { host: string; port: number }): Error {
  if (error.code === 'EADDRINUSE') return new CallerError(`port ${port} of ${host} is taken; --port names another one`);
  if (error.code === 'EACCES') return new CallerError(`port ${port} may not be used; --port above 1023 may`);
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return new CallerError(`--host must be an address of this machine, was ${host}`);
  return error;
}

function urlOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') return String(address);
  return `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}/`;
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => (signal.aborted ? resolve() : signal.addEventListener('abort', () => resolve(), { once: true })));

/** Milliseconds that threads and files have to close, at the very end. */
const LAST_MS = 5000;

/** Waits for something, but no longer than so many milliseconds. */
async function within(ms: number, task: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([task, over]);
  clearTimeout(timer);
}

interface Ending {
  /** Ends what stays open by itself for ever. */
  readonly begin: () => Promise<unknown>;
  /** Stops what still computes. */
  readonly end: () => void;
  readonly grace: number;
}

/** Takes no connections any more, and gives those there are until the grace is over; then what runs is stopped, and told so. */
async function endGracefully(server: Server, { begin, end, grace }: Ending): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const stopping = setTimeout(end, grace);
  const cutting = setTimeout(() => server.closeAllConnections(), grace + 1000);
  await within(grace + 1000, begin());
  await closed;
  clearTimeout(stopping);
  clearTimeout(cutting);
  end();
}
