// What ships beside the program, and files of the user's, read from the disk.
import { createReadStream, existsSync } from 'node:fs';
import { access, constants, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CallerError } from './app/context.ts';
import { didYouMean } from './core/text/nearest-name.ts';
import type { NamedFile } from './providers/file-port.ts';

export const packs = fileURLToPath(new URL('../claims/', import.meta.url));
export const indicators = fileURLToPath(new URL('../packs/', import.meta.url));
/** Catalogues of templates that scans make their triggers from. */
export const triggers = fileURLToPath(new URL('../triggers/', import.meta.url));
export const docs = fileURLToPath(new URL('../docs/', import.meta.url));
export const catalogues = fileURLToPath(new URL('../catalogue/', import.meta.url));
/** The words by which texts are read. */
export const lexicon = fileURLToPath(new URL('../lexicon/', import.meta.url));
export const reference = fileURLToPath(new URL('../reference/', import.meta.url));

/** Names of the files of a folder that end so, without the ending, in alphabetical order. */
export async function namesIn(folder: string, ending: string): Promise<string[]> {
  const files = await readdir(folder, { recursive: true });
  return files
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length).replaceAll('\\', '/'))
    .sort();
}

/** Pages for readers of the program; decisions are for its builders. */
export const pages = async (): Promise<string[]> => (await namesIn(docs, '.md')).filter((page) => !page.startsWith('decisions/'));

export async function readPage(page: string): Promise<string> {
  const all = await pages();
  if (!all.includes(page)) throw new CallerError(`no page "${page}"${didYouMean(page, all) || `; there is ${all.join(', ')}`}`);
  return readText(join(docs, `${page}.md`));
}

/** A pack that ships, of claims or of indicators, by its name, or one of the user's by its path. */
export async function readPack(name: string): Promise<{ file: string; text: string }> {
  if (/[/\\]|\.ya?ml$/.test(name)) return { file: name, text: await readText(name) };
  const folders = { claims: packs, packs: indicators, triggers } as const;
  const all: string[] = [];
  for (const [shown, folder] of Object.entries(folders)) {
    const shipped = await namesIn(folder, '.yaml');
    if (shipped.includes(name)) return { file: `${shown}/${name}.yaml`, text: await readText(join(folder, `${name}.yaml`)) };
    all.push(...shipped);
  }
  throw new CallerError(`no pack "${name}"${didYouMean(name, all) || `; there is ${all.join(', ')}, or give the path of a .yaml file`}`);
}

export async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new CallerError(`cannot read ${path}: ${reasonOf(error)}`, { cause: error });
  }
}

export async function demandWritable(path: string): Promise<void> {
  const folder = dirname(path);
  try {
    if (existsSync(path) && (await stat(path)).isDirectory()) throw new CallerError(`cannot write ${path}: it is a folder`);
    await access(existsSync(path) ? path : folder, constants.W_OK);
  } catch (error) {
    if (error instanceof CallerError) throw error;
    const isGone = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new CallerError(`cannot write ${path}: ${isGone ? `there is no folder ${folder}` : reasonOf(error)}`, { cause: error });
  }
}

export function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  return { ENOENT: 'there is no such file', EISDIR: 'it is a folder', EACCES: 'permission denied' }[code ?? ''] ?? String(code ?? error);
}

export const readCatalogueFiles = (own: string | undefined) => readAllOf('catalogue', catalogues, own);

export const readLexicon = (own: string | undefined) => readAllOf('lexicon', lexicon, own);

/** The YAML files of a folder that ships, each named by where it is shown to be, and one of the user's after them. */
async function readAllOf(shown: string, folder: string, own: string | undefined): Promise<{ file: string; text: string }[]> {
  const shipped = (await readdir(folder)).filter((file) => file.endsWith('.yaml')).sort();
  const files = shipped.map((file) => ({ file: `${shown}/${file}`, path: join(folder, file) }));
  const all = own === undefined ? files : [...files, { file: own, path: own }];
  return Promise.all(all.map(async ({ file, path }) => ({ file, text: await readText(path) })));
}

/** A file or a pipe of the user's, piece by piece. */
export async function* readPieces(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path) as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw new CallerError(`cannot read ${path}: ${reasonOf(error)}`, { cause: error });
  }
}

export async function readNamedFile(path: string): Promise<NamedFile> {
  try {
    return { name: basename(path), path, bytes: await readFile(path) };
  } catch (error) {
    throw new CallerError(`cannot read ${path}: ${reasonOf(error)}`, { cause: error });
  }
}

/** Drafts so far: each has a name of its own. */
let drafts = 0;

/** Writes a text file whole or not at all, also where the process is killed meanwhile. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const draft = `${path}.${process.pid}-${++drafts}.tmp`;
  try {
    const file = await open(draft, 'w');
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw new CallerError(`cannot write ${path}: ${reasonOf(error)}`, { cause: error });
  }
}

export async function listFolder(path: string): Promise<string[]> {
  try {
    return (await readdir(path)).sort();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const reason = { ENOENT: 'there is no such folder', ENOTDIR: 'it is no folder' }[code ?? ''] ?? reasonOf(error);
    throw new CallerError(`cannot read ${path}: ${reason}`, { cause: error });
  }
}
