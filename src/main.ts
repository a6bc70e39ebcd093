#!/usr/bin/env node
// The only file that names concrete providers and that hands clock, disk and process to the rest.
import './engine.ts';

import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { enableCompileCache } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import packageJson from '../package.json' with { type: 'json' };
import type { CommandServer } from './app/commands.ts';
import type { Context } from './app/context.ts';
import type { Ending } from './app/operation.ts';
import type { Spread } from './app/scan/spread.ts';
import type { DataChoice, ServeRequest, Watch, WatchRequest, WorkerRequest } from './cli/terminal.ts';
import type { FileReader } from './providers/file-port.ts';
import type { Manner, Team } from './world/team.ts';

enableCompileCache();
if (!('Temporal' in globalThis)) await import('temporal-polyfill/global');
// Loaded only now, so that the cache and Temporal are there first.
const { CallerError } = await import('./app/context.ts');
const { storedSeries } = await import('./app/stored-series.ts');
const {
  catalogues,
  demandWritable,
  docs,
  indicators,
  lexicon,
  listFolder,
  namesIn,
  packs,
  pages,
  readCatalogueFiles,
  readLexicon,
  readNamedFile,
  readPack,
  readPage,
  readPieces,
  readText,
  reasonOf,
  reference,
  triggers,
  writeWhole,
} = await import('./disk.ts');
const { runCommandLine } = await import('./cli/program.ts');
const { DAY_MS } = await import('./core/calendar/civil-date.ts');
const { parseEventDates } = await import('./providers/file/event-dates.ts');
const { csvFolder } = await import('./providers/file/provider.ts');

// In a checkout the program runs from its sources, and npm finds the pinned Node.
const program = import.meta.url.endsWith('.ts') ? 'npm run -s harbinger --' : 'harbinger';

const now = (): number => Date.now();
const { readSettings } = await import('./world/settings.ts');
const { storePlace } = await import('./world/store.ts');
const { sharedStore } = await import('./world/spaces.ts');
const { openFundamentals, outside } = await import('./world/network.ts');
const { settings, kept } = await readSettings()
  .then((settings) => ({ settings, kept: storePlace(settings, now) }))
  .catch((error: unknown) => {
    if (!(error instanceof CallerError)) throw error;
    process.stderr.write(`harbinger: ${error.message}\n`);
    process.exit(1);
  });
/** What a store has that a team shares, beside what it keeps. */
const shared = sharedStore(settings, now);
const { openNetwork, readArticle, openCourier, close: closeOutside } = outside(now, readPieces);

/** What the shipped catalogue says of series, for files of a folder that say nothing of themselves. */
async function knownSeries() {
  const { readDescriptions } = await import('./app/pull/catalogue.ts');
  return readDescriptions(await readCatalogueFiles(undefined));
}

const openFiles = async (): Promise<FileReader> => (await import('./providers/file/reader.ts')).fileReader;

let joined: Promise<Team> | undefined;

/** The team of a store in PostgreSQL, joined once. */
function joinTeam(manner: Manner): Promise<Team> {
  joined ??= import('./world/team.ts')
    .then(({ joinTeam: join }) => join(settings, manner))
    .catch((error: unknown) => {
      // It may be there when it is asked for again.
      joined = undefined;
      throw error;
    });
  return joined;
}

const quietly = { name: 'command', isSupervising: false, onTrouble: () => {} };
const isShared = kept.file === undefined;

/** A login that may only look, or a database that workers have not joined yet, costs a scan time and never the answer. */
async function openSpread(space: string, seconds: number): Promise<Spread | undefined> {
  try {
    return await (await joinTeam(quietly)).spreadOf(space, seconds);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return undefined;
  }
}

async function openContext(choice: DataChoice, watch: Watch, { place, space } = { place: kept, space: settings.space }): Promise<Context> {
  const today = Math.floor(now() / DAY_MS);
  const store = choice === 'default' ? await place.find() : undefined;
  const isFilled = store !== undefined && (await store.ids()).length > 0;
  const folder = typeof choice === 'object' && choice.folder !== 'reference' ? choice.folder : reference;
  return {
    series: isFilled ? storedSeries(store) : csvFolder(folder, { today, ...(folder !== reference && { known: knownSeries }) }),
    store: isFilled ? store : undefined,
    data: {
      ...{ storePlace: place.place, openStore: place.open, restoreStore: place.restore, openStoreAt: place.openAt },
      ...{ openNetwork, readCatalogueFiles, openCourier, now, audit: shared?.audit },
      makeQueue: isShared ? async () => (await import('./world/team.ts')).makeQueue(settings) : undefined,
      openJobs: isShared ? async () => (await joinTeam(quietly)).queueOf(space) : undefined,
      ...{ readFile: readNamedFile, readLexicon, writeFile: writeWhole, listFolder, openFiles, openFundamentals },
      readArticle: (source) => readArticle(source, watch.signal),
    },
    printPdf: async (page) => (await import('./browser/print-pdf.ts')).printPdf(page),
    async openScanThreads(work) {
      const { startScanThreads, WORTH_THREADS } = await import('./threads/scan-threads.ts');
      return work < WORTH_THREADS ? undefined : startScanThreads();
    },
    ...(isShared && isFilled && { openSpread: (seconds: number) => openSpread(space, seconds) }),
    writeParquet: async (columns) => (await import('./store/duckdb/parquet.ts')).writeParquet(columns),
    ...watch,
    packs: () => namesIn(packs, '.yaml'),
    docs: { pages, read: readPage },
    readPack,
    readEventDates: async (path) => parseEventDates(await readText(path), { file: { name: path, path }, today }),
    today,
    version: packageJson.version,
    program,
    dataOption:
      typeof choice === 'object' ? `--data ${/^[\w./-]+$/.test(choice.folder) ? choice.folder : JSON.stringify(choice.folder)}` : '',
  };
}

/** The page as it is built: beside the program. */
const page = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? '../dist/web/' : './web/', import.meta.url));

/** Tokens lie beside the store. */
const tokensFile = join(kept.file === undefined ? homedir() : dirname(kept.file), 'tokens.json');

const openTokens = async () => (shared ? shared.openTokens() : (await import('./server/tokens/keeper.ts')).tokenKeeper(tokensFile, now));

async function openSpaces() {
  if (shared) return shared.openDesk();
  throw new CallerError('spaces are of a store that a team shares: HARBINGER_STORE=postgres://… names one');
}

/** Milliseconds that running answers have to end by themselves when the server is told to stop. */
const GRACE = 10_000;

/** Refuses a folder of files that cannot be read, in the words of every other command. */
async function demandReadable(choice: DataChoice): Promise<void> {
  if (typeof choice === 'object') await (await openContext(choice, QUIET)).series.ids();
}

const QUIET: Watch = { onProgress: () => {}, confirm: async () => false };

/** Whether this process has served: then a thread that does not end must not hold it. */
let hasServed = false;

/** Serves until Ctrl-C or a signal to end. The server's code is loaded only here. */
async function serveHttp(request: ServeRequest): Promise<void> {
  hasServed = true;
  const { serve } = await import('./server/serve.ts');
  const choice = request.data === undefined ? 'default' : { folder: request.data };
  await demandReadable(choice);
  const folder = request.data === undefined || request.data === 'reference' ? reference : request.data;
  const ending = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ending.abort());
  await serve(request, {
    openContext: (watch) => openContext(choice, watch),
    openCourier,
    ...(isShared && request.data === undefined && (await asReplica())),
    store: request.data === undefined ? kept.file : undefined,
    spaces: request.data === undefined ? await shared?.served((watch, at) => openContext('default', watch, at)) : undefined,
    folders: [packs, indicators, triggers, docs, catalogues, lexicon, folder],
    ...{ page, tokensFile, now, stop: ending.signal, grace: GRACE, logTo: process.stderr.fd },
    print: (text) => process.stdout.write(text),
  });
}

/** What a server adds to a team: its replicas share jobs, limits and notices, and have workers watch rules. */
async function asReplica() {
  // Made before others look, where it is not there.
  await kept.open({ create: true });
  // The server's log is there a moment later.
  let tell: (message: string) => void = (message) => void process.stderr.write(`harbinger: ${message}\n`);
  const team = await joinTeam({ name: 'serve', isSupervising: true, onTrouble: (message) => tell(message) });
  const { plant } = await import('./world/worker.ts');
  return {
    team: { queue: team.queueOf(team.space), space: team.space, queueOf: team.queueOf },
    plantWatch: (path: string) => plant(path, { team, readRules: readText }),
    async openReplica(onTrouble: (message: string) => void) {
      tell = onTrouble;
      return (await import('./world/replicas.ts')).joinReplicas(settings, onTrouble);
    },
  };
}

/** Takes jobs of a team until Ctrl-C or a signal to end. Its code is loaded only here. */
async function work(request: WorkerRequest): Promise<void> {
  if (kept.file !== undefined)
    throw new CallerError(
      'workers need a store in PostgreSQL: HARBINGER_STORE=postgres://user@host/database; a file has one process, which does its jobs itself',
    );
  hasServed = true;
  const ending = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ending.abort());
  const { availableParallelism } = await import('node:os');
  const { runWorker } = await import('./world/worker.ts');
  const concurrency = request.concurrency ?? availableParallelism();
  const onTrouble = (message: string) => void process.stderr.write(`harbinger: ${message}\n`);
  // Made before others look, where it is not there.
  await kept.open({ create: true });
  const team = await joinTeam({ name: 'worker', isSupervising: true, concurrency, onTrouble });
  const places = new Map([[settings.space, kept]]);
  const placeOf = (space: string) => {
    const place = places.get(space) ?? storePlace({ ...settings, space }, now);
    places.set(space, place);
    return place;
  };
  await runWorker(
    { ...request, concurrency },
    {
      ...{ team, openCourier, now, stop: ending.signal, grace: GRACE, log: process.stderr.fd, readRules: readText },
      version: packageJson.version,
      openContext: (space, watch) => openContext('default', watch, { place: placeOf(space), space }),
      folders: [packs, indicators, triggers, docs, catalogues, lexicon],
    },
  );
  for (const place of places.values()) await place.close();
}

/** Watches alert rules until Ctrl-C or a signal to end. Its code is loaded only here. */
async function watchRules(request: WatchRequest): Promise<Ending> {
  const server = await findServer();
  if (server)
    throw new CallerError(
      `\`harbinger serve\` has the store (process ${server.pid}): start that with \`--watch ${request.rules}\` instead`,
    );
  if (kept.file === undefined && !request.once)
    throw new CallerError(`the workers of a store in PostgreSQL watch: \`${program} worker --watch ${request.rules}\``);
  const { watchAlone } = await import('./server/watch-alone.ts');
  const ending = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ending.abort());
  const open = (signal: AbortSignal) => openContext('none', { ...QUIET, signal });
  const world = {
    courier: await openCourier(),
    now,
    stop: ending.signal,
    releaseStore: kept.close,
    openContext: open,
    log: process.stderr.fd,
  };
  return watchAlone(request, world);
}

/** The server that owns the store, where one runs; then commands are its business. Its code is loaded only where it left word. */
async function findServer(): Promise<CommandServer | undefined> {
  if (kept.file === undefined || !existsSync(`${kept.file}.server.json`)) return undefined;
  const { findServer: find } = await import('./server/commands/place-file.ts');
  const server = await find(kept.file);
  if (server && server.version !== packageJson.version)
    throw new CallerError(
      `\`harbinger serve\` of version ${server.version} has the store (process ${server.pid}), this is ${packageJson.version}: end it, or start it anew`,
    );
  return server;
}

/** Serves one language model until it closes the pipe. The server's code is loaded only here. */
async function serveMcp(choice: DataChoice): Promise<void> {
  await demandReadable(choice);
  const ending = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ending.abort());
  const { executeHere } = await import('./server/execute-here.ts');
  const { serveMcpOverStdio } = await import('./server/mcp/stdio.ts');
  const { operations } = await import('./app/registry.ts');
  const { withoutStandardInput } = await import('./server/without-standard-input.ts');
  const open = async (watch: Watch) => withoutStandardInput(await openContext(choice, watch), 'here it carries the protocol');
  const owner = async () => (choice === 'default' ? findServer() : undefined);
  // Neither needs the store, which a server may have.
  const { docs: shippedDocs, dataOption } = await openContext(choice === 'default' ? 'none' : choice, QUIET);
  const describeData = async () => ((await owner()) ? `the store (${kept.place})` : (await open(QUIET)).series.description);
  const log = (line: string) => void process.stderr.write(`harbinger: ${line}\n`);
  await serveMcpOverStdio(
    {
      ...{ operations, docs: shippedDocs, dataOption, describeData, log, program, version: packageJson.version },
      async execute(call) {
        const server = await owner();
        if (!server) {
          const work = () => executeHere(open)(call);
          return shared && choice === 'default' ? (await shared.noting('mcp')).around(call.operation, call.input, work) : work();
        }
        const { runThere } = await import('./cli/through-server.ts');
        const { operation, input, format, ...watch } = call;
        const there = { operation: operation.name, input, format, folder: process.cwd() };
        const { rendered, ...outcome } = await runThere(server, there, {
          ...QUIET,
          ...watch,
          onProgress: watch.onProgress ?? QUIET.onProgress,
        });
        return { ...outcome, rendered: await rendered?.() };
      },
    },
    ending.signal,
  );
}

// A reader that closes the pipe early (`| head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

// The first Ctrl-C stops politely: what is under way is left out whole. The second one ends the process.
const stop = new AbortController();

/** FORCE_COLOR decides before NO_COLOR, as Node has it; else there are colours on a terminal that can show them. */
function isColoured(): boolean {
  const { FORCE_COLOR, NO_COLOR, TERM } = process.env;
  if (FORCE_COLOR !== undefined) return !['0', 'false'].includes(FORCE_COLOR);
  return process.stdout.isTTY === true && !NO_COLOR && TERM !== 'dumb';
}

process.exitCode = await runCommandLine(process.argv.slice(2), {
  write: (text) => process.stdout.write(text),
  writeError: (text) => process.stderr.write(text),
  async writeFile(path, content) {
    try {
      await writeFile(path, content);
    } catch (error) {
      throw new CallerError(`cannot write ${path}: ${reasonOf(error)}`, { cause: error });
    }
  },
  demandWritable,
  colour: isColoured(),
  columns: process.stdout.columns ?? (Number(process.env.COLUMNS) || 100),
  isLive: process.stderr.isTTY === true && !process.env.CI,
  listenForStop() {
    process.once('SIGINT', () => stop.abort());
    return stop.signal;
  },
  async confirm(question) {
    if (!process.stdin.isTTY) return false;
    const { createInterface } = await import('node:readline/promises');
    const reader = createInterface({ input: process.stdin, output: process.stderr });
    const answer = await reader.question(`${question} [y/N] `).finally(() => reader.close());
    return /^y(es)?$/i.test(answer.trim());
  },
  openContext,
  findServer,
  folder: process.cwd(),
  serve: serveHttp,
  watch: watchRules,
  work,
  serveMcp,
  openTokens,
  openSpaces,
  space: settings.space,
  keepCommand: async (operation, input, work) => (shared ? (await shared.noting('command')).around(operation, input, work) : work()),
  version: packageJson.version,
  program,
});
await closeOutside();
await (await joined?.catch(() => undefined))?.close();
await shared?.close();
await kept.close();
if (hasServed) process.exit();
