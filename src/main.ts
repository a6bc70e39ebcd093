#!/usr/bin/env node
// The only file that names concrete providers and that hands clock, disk and process to the rest.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import packageJson from '../package.json' with { type: 'json' };
import type { Context } from './app/context.ts';

enableCompileCache();
if (!('Temporal' in globalThis)) await import('temporal-polyfill/global');
// Loaded only now, so that the cache and Temporal are there first.
const { CallerError } = await import('./app/context.ts');
const { runCommandLine } = await import('./cli/program.ts');
const { DAY_MS } = await import('./core/calendar/civil-date.ts');
const { didYouMean } = await import('./core/text/nearest-name.ts');
const { parseEventDates } = await import('./providers/csv/event-dates.ts');
const { csvFolder } = await import('./providers/csv/provider.ts');

const packs = fileURLToPath(new URL('../claims/', import.meta.url));
const reference = fileURLToPath(new URL('../reference/', import.meta.url));

// In a checkout the program runs from its sources, and npm finds the pinned Node.
const program = import.meta.url.endsWith('.ts') ? 'npm run -s harbinger --' : 'harbinger';

async function readPack(name: string): Promise<{ file: string; text: string }> {
  if (/[/\\]|\.ya?ml$/.test(name)) return { file: name, text: await readText(name) };
  const shipped = (await readdir(packs)).filter((file) => file.endsWith('.yaml')).map((file) => file.slice(0, -'.yaml'.length));
  if (!shipped.includes(name)) {
    throw new CallerError(
      `no pack "${name}"${didYouMean(name, shipped) || `; there is ${shipped.join(', ')}, or give the path of a .yaml file`}`,
    );
  }
  return { file: `claims/${name}.yaml`, text: await readText(join(packs, `${name}.yaml`)) };
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new CallerError(`cannot read ${path}: ${reasonOf(error)}`, { cause: error });
  }
}

function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  return { ENOENT: 'there is no such file', EISDIR: 'it is a folder', EACCES: 'permission denied' }[code ?? ''] ?? String(code ?? error);
}

async function openContext(dataDirectory: string | undefined): Promise<Context> {
  const today = Math.floor(Date.now() / DAY_MS);
  return {
    series: csvFolder(dataDirectory ?? reference, { today }),
    readPack,
    readEventDates: async (path) => parseEventDates(await readText(path), { file: { name: path, path }, today }),
    today,
    version: packageJson.version,
    program,
    dataOption:
      dataDirectory === undefined ? '' : `--data ${/^[\w./-]+$/.test(dataDirectory) ? dataDirectory : JSON.stringify(dataDirectory)}`,
  };
}

// A reader that closes the pipe early (`| head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await runCommandLine(process.argv.slice(2), {
  write: (text) => process.stdout.write(text),
  writeError: (text) => process.stderr.write(text),
  async writeFile(path, text) {
    try {
      await writeFile(path, text);
    } catch (error) {
      throw new CallerError(`cannot write ${path}: ${reasonOf(error)}`, { cause: error });
    }
  },
  colour: process.stdout.isTTY === true && !process.env.NO_COLOR,
  openContext,
  version: packageJson.version,
  program,
});
