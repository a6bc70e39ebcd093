import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { CommandServer } from '../../app/commands.ts';
import { CallerError } from '../../app/context.ts';

const PlaceFile = z.strictObject({
  url: z.string().regex(/^http:\/\/127\.0\.0\.1:\d{1,5}$/),
  pid: z.int().positive(),
  version: z.string(),
  secret: z.string().min(32),
});

/** Where a server that owns a store says how commands reach it. */
export const placeFileOf = (store: string): string => `${store}.server.json`;

/** Says where this server is: whole or not at all, readable by its owner alone. Throws CallerError where another one owns the store. */
export async function writePlaceFile(store: string, server: CommandServer): Promise<void> {
  const other = await findServer(store);
  if (other) throw new CallerError(`another \`harbinger serve\` has the store (process ${other.pid}): end it first`);
  const path = placeFileOf(store);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, `${JSON.stringify(server)}\n`, { mode: 0o600, flag: 'wx' });
  await rename(draft, path);
}

/** Takes the file away, unless another server has written its own since. */
export async function removePlaceFile(store: string, { secret }: Pick<CommandServer, 'secret'>): Promise<void> {
  if ((await readPlaceFile(store))?.secret === secret) await rm(placeFileOf(store), { force: true });
}

/** The server that owns a store: its process lives and answers. A file that one left behind is taken away. */
export async function findServer(store: string): Promise<CommandServer | undefined> {
  const server = await readPlaceFile(store);
  if (!server) return undefined;
  if (isAlive(server.pid) && (await answers(server))) return server;
  await removePlaceFile(store, server);
  return undefined;
}

async function readPlaceFile(store: string): Promise<CommandServer | undefined> {
  const text = await readFile(placeFileOf(store), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return PlaceFile.parse(JSON.parse(text));
  } catch {
    // Of another version, or half gone: no server of ours.
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It lives, and is somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

const PATIENCE_MS = 3000;

async function answers({ url, secret, pid }: CommandServer): Promise<boolean> {
  try {
    const response = await fetch(`${url}/healthz`, {
      headers: { authorization: `Bearer ${secret}` },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return response.ok && (await response.text()) === String(pid);
  } catch {
    return false;
  }
}
