import type { Server } from 'node:http';
import { availableParallelism } from 'node:os';
import { createAdaptorServer } from '@hono/node-server';
import { pino } from 'pino';
import { CallerError, type Context } from '../app/context.ts';
import { operations } from '../app/registry.ts';
import { type Confinement, confine } from './confine.ts';
import { executeHere, type Watch } from './execute-here.ts';
import { versionOf } from './file-version.ts';
import type { Openness } from './http/access.ts';
import { createApp } from './http/app.ts';
import { LOOPBACK_NAMES } from './http/guards.ts';
import { openMetrics } from './http/metrics.ts';
import type { AppOptions } from './http/options.ts';
import { type TokenCheck, tokenCheck } from './tokens/token-check.ts';

/** What `harbinger serve` was asked for. */
export interface ServeOptions {
  readonly host: string;
  readonly port: number;
  readonly public?: boolean | undefined;
  /** Other origins whose pages may use the server, and other names that it answers to. */
  readonly origin?: readonly string[] | undefined;
  readonly allowedHost?: readonly string[] | undefined;
  /** The folder whose files callers may name. */
  readonly files?: string | undefined;
}

/** What the server needs of the world. */
export interface ServeWorld {
  openContext(watch: Watch): Promise<Context>;
  dataVersion(): Promise<string>;
  /** Folder of the built page. */
  readonly page: string;
  readonly tokensFile: string;
  readonly version: string;
  now(): number;
  print(text: string): void;
  /** Where the log goes; the error stream by default. */
  readonly logTo?: number | undefined;
  /** Ends when the server is to stop. */
  readonly stop: AbortSignal;
  /** Milliseconds that running answers have to end by themselves after that. */
  readonly grace?: number | undefined;
}

const GRACE_MS = 10_000;

/** Serves until it is told to stop; then takes nothing new, lets running answers end, and stops the rest. */
export async function serve(options: ServeOptions, world: ServeWorld): Promise<void> {
  const { host, port } = options;
  const tokens = tokenCheck(world.tokensFile, () => world.now());
  const openness = await opennessOf(options, tokens);
  const log = pino({ level: 'info', base: null }, pino.destination({ dest: world.logTo ?? 2, sync: false }));
  const app = createApp({ ...appOptions(options, world, { openness, tokens }), log });
  const server = createAdaptorServer({ fetch: app.fetch, hostname: host, serverOptions: TIMEOUTS }) as Server;
  server.maxConnections = MOST_CONNECTIONS;
  await listen(server, { host, port });
  world.print(`Harbinger is at ${urlOf(server)} (${WORDS[openness]}). Ctrl-C ends it.\n`);
  await aborted(world.stop);
  await endGracefully(server, { end: () => app.desk.end(), grace: world.grace ?? GRACE_MS });
  await tokens.flush();
  await new Promise<void>((resolve) => log.flush(() => resolve()));
}

/** A client must send its headers and its body in so many milliseconds, and is looked after every second. */
const TIMEOUTS = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 1000,
  keepAliveTimeout: 5000,
  maxHeaderSize: 32_768,
};

const MOST_CONNECTIONS = 1000;

const WORDS: Readonly<Record<Openness, string>> = {
  loopback: 'this machine only; reading and computing need no token',
  token: 'for those with a token',
  public: 'public: everybody reads, nobody writes',
};

function appOptions(
  { host, origin = [], allowedHost = [], files, ...options }: ServeOptions,
  world: ServeWorld,
  { openness, tokens }: Pick<AppOptions, 'openness' | 'tokens'>,
): Omit<AppOptions, 'log'> {
  const confinement: Confinement = { files, keepsRuns: !options.public };
  const filesVersion = async () => (files === undefined ? '' : versionOf(files));
  const own = LOOPBACK_HOSTS.has(host) || ANY_ADDRESS.has(host) ? [] : [host.includes(':') ? `[${host}]` : host];
  return {
    ...{ operations, openness, tokens },
    execute: executeHere(async (watch) => confine(await world.openContext(watch), confinement)),
    version: world.version,
    dataVersion: async () => `${await world.dataVersion()} ${await filesVersion()}`,
    estimateCost: async ({ access }) => (access === 'read' ? 20 : 2000),
    neighbours: { hosts: [...LOOPBACK_NAMES, ...own, ...allowedHost.map((name) => name.toLowerCase())], origins: origin },
    page: world.page,
    limits: { running: Math.max(1, availableParallelism()) },
    metrics: openMetrics({ ofProcess: true }),
    now: () => world.now(),
  };
}

const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(['127.0.0.1', '::1', 'localhost']);
const ANY_ADDRESS: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

/**
 * Who may ask. Only a server that answers to this machine's own names alone is for whoever sits at it: under another name there is a network, or
 * a proxy that brings one, before it.
 */
async function opennessOf({ host, allowedHost = [], public: isPublic }: ServeOptions, tokens: TokenCheck): Promise<Openness> {
  if (isPublic) return 'public';
  const isOwn = LOOPBACK_HOSTS.has(host) && allowedHost.every((name) => LOOPBACK_NAMES.includes(name.toLowerCase()));
  if (isOwn) return 'loopback';
  if ((await tokens.count()) > 0) return 'token';
  throw new CallerError(
    `to serve beyond this machine there must be a token (\`harbinger token add NAME --scope run\`), or --public for everybody to read; --host was ${host}`,
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

/** Takes no connections any more, and gives those there are until the grace is over; then what runs is stopped, and told so. */
async function endGracefully(server: Server, { end, grace }: { end: () => void; grace: number }): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const stopping = setTimeout(end, grace);
  const cutting = setTimeout(() => server.closeAllConnections(), grace + 1000);
  await closed;
  clearTimeout(stopping);
  clearTimeout(cutting);
  end();
}
