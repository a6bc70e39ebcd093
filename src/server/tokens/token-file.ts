import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { CallerError } from '../../app/context.ts';
import { KeptToken } from './tokens.ts';

const TokenFile = z.strictObject({ version: z.literal(1), tokens: z.array(KeptToken) });
const UsedFile = z.record(z.string(), z.number());

/** The tokens of a file; none where there is no file. */
export async function readTokens(path: string): Promise<readonly KeptToken[]> {
  const text = await textOf(path);
  if (text === undefined) return [];
  try {
    return TokenFile.parse(JSON.parse(text)).tokens;
  } catch (error) {
    throw new CallerError(`${path} is no file of tokens; move it away and add them anew with \`harbinger token add\``, { cause: error });
  }
}

/** Writes the tokens: whole or not at all, and for its owner only. */
export const writeTokens = (path: string, tokens: readonly KeptToken[]): Promise<void> => writeWhole(path, { version: 1, tokens });

/** When each token was last used, by name. It stands in a file of its own, which the server alone writes. */
export async function readLastUsed(path: string): Promise<Readonly<Record<string, number>>> {
  try {
    return UsedFile.parse(JSON.parse((await textOf(usedPath(path))) ?? '{}'));
  } catch {
    // What is only for looking at is begun anew.
    return {};
  }
}

export const writeLastUsed = (path: string, used: Readonly<Record<string, number>>): Promise<void> => writeWhole(usedPath(path), used);

const usedPath = (path: string): string => path.replace(/\.json$/, '-used.json');

async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new CallerError(`cannot read ${path}: ${(error as NodeJS.ErrnoException).code}`, { cause: error });
  }
}

async function writeWhole(path: string, value: unknown): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomUUID()}`;
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(`${JSON.stringify(value, null, 2)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw new CallerError(`cannot write ${path}: ${(error as NodeJS.ErrnoException).code ?? error}`, { cause: error });
  }
}

/** When a file was last changed and how long it is; undefined where there is none. */
export async function stampOf(path: string): Promise<string | undefined> {
  const found = await stat(path).catch(() => undefined);
  return found && `${found.ino} ${found.mtimeMs} ${found.size}`;
}
