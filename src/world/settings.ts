import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { CallerError } from '../app/context.ts';

/** What a person sets once for all commands. */
export interface Settings {
  /** A file of DuckDB, or an address `postgres://…`. */
  readonly store: string;
  /** Which space of a PostgreSQL store. */
  readonly space: string;
}

const KEYS = ['store', 'space'];

/** Where this system keeps the data of programs. */
function dataFolder(): string {
  const { XDG_DATA_HOME, LOCALAPPDATA } = process.env;
  if (process.platform === 'win32' && LOCALAPPDATA) return LOCALAPPDATA;
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support');
  return XDG_DATA_HOME || join(homedir(), '.local', 'share');
}

/** Where this system keeps what programs are told once. */
function settingsFile(): string {
  const { XDG_CONFIG_HOME, APPDATA } = process.env;
  if (process.platform === 'win32' && APPDATA) return join(APPDATA, 'harbinger', 'config.yaml');
  return join(XDG_CONFIG_HOME || join(homedir(), '.config'), 'harbinger', 'config.yaml');
}

/** The environment decides before the file, the file before what is usual. @throws CallerError for a file that says something else. */
export async function readSettings(): Promise<Settings> {
  const { HARBINGER_STORE, HARBINGER_STORE_FILE, HARBINGER_SPACE } = process.env;
  const file = settingsFile();
  const told = existsSync(file) ? await readFile(file) : {};
  return {
    store: HARBINGER_STORE || secretIn(HARBINGER_STORE_FILE) || told.store || join(dataFolder(), 'harbinger', 'harbinger.duckdb'),
    space: HARBINGER_SPACE || told.space || 'main',
  };
}

/** An address with a password may lie in a file of its own, as containers are given secrets. */
function secretIn(path: string | undefined): string | undefined {
  if (!path) return undefined;
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    throw new CallerError(`HARBINGER_STORE_FILE names ${path}, which cannot be read`, { cause: error });
  }
}

async function readFile(file: string): Promise<Partial<Settings>> {
  const { parse } = await import('yaml');
  let told: unknown;
  try {
    told = parse(readFileSync(file, 'utf8')) ?? {};
  } catch (error) {
    throw new CallerError(`${file} cannot be read: ${(error as Error).message.split('\n', 1)[0]}`, { cause: error });
  }
  const isMap = typeof told === 'object' && !Array.isArray(told);
  const wrong = isMap && Object.entries(told as object).find(([key, value]) => !KEYS.includes(key) || typeof value !== 'string');
  if (!isMap || wrong) throw new CallerError(`${file} may have the lines \`store: …\` and \`space: …\`${wrong ? `, has ${wrong[0]}` : ''}`);
  return told as Partial<Settings>;
}
