import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { pino } from 'pino';
import { CallerError, type Context } from '../app/context.ts';
import { operations } from '../app/registry.ts';
import { executeHere, type Watch } from './execute-here.ts';
import { createApp } from './http/app.ts';

/** What `harbinger serve` was asked for. */
export interface ServeOptions {
  readonly host: string;
  readonly port: number;
  /** A folder of series instead of the store. */
  readonly data?: string | undefined;
}

/** What the server needs of the world. */
export interface ServeWorld {
  openContext(watch: Watch): Promise<Context>;
  dataVersion(): Promise<string>;
  readonly page: string;
  readonly version: string;
  now(): number;
  print(text: string): void;
  /** Ends when the server is to stop. */
  readonly stop: AbortSignal;
}

/** Serves until it is told to stop. */
export async function serve({ host, port }: ServeOptions, world: ServeWorld): Promise<void> {
  const log = pino({ level: 'info' }, pino.destination(2));
  const app = createApp({
    operations,
    execute: executeHere((watch) => world.openContext(watch)),
    version: world.version,
    dataVersion: () => world.dataVersion(),
    page: world.page,
    now: () => world.now(),
    log,
  });
  const server = createAdaptorServer({ fetch: app.fetch, hostname: host }) as Server;
  await listen(server, { host, port });
  world.print(`Harbinger is at ${urlOf(server)}\n`);
  await new Promise<void>((resolve) => world.stop.addEventListener('abort', () => resolve(), { once: true }));
  await new Promise<void>((resolve) => server.close(() => resolve()));
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
