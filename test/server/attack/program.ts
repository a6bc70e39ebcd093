import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Scope, tokensIn } from './scopes.ts';

export const ROOT = join(import.meta.dirname, '../../..');

/** `harbinger serve` as a user starts it: a process of its own, over the weekly table that ships, with a store of its own that is not there yet. */
export interface Program {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** The folder of its store and tokens; `files/` in it is the one whose files callers may name. */
  readonly folder: string;
  readonly tokens: Readonly<Record<Scope, string>>;
  /** What it logged, as lines of JSON. */
  log(): string;
  /** Whether the process lives. */
  lives(): boolean;
  stop(): Promise<void>;
}

interface Start {
  readonly args?: readonly string[];
  /** Files of the folder that callers may name, by name. */
  readonly files?: Readonly<Record<string, string>>;
  /** CSV files in place of the table that ships, by name. */
  readonly data?: Readonly<Record<string, string>>;
}

export async function startProgram({ args = [], files = {}, data }: Start = {}): Promise<Program> {
  const folder = mkdtempSync(join(tmpdir(), 'harbinger-attack-'));
  for (const [name, texts] of Object.entries({ files, data: data ?? {} })) {
    mkdirSync(join(folder, name));
    for (const [file, text] of Object.entries(texts)) writeFileSync(join(folder, name, file), text);
  }
  const tokens = await tokensIn(folder);
  const places = ['--data', data ? join(folder, 'data') : 'reference', '--files', join(folder, 'files')];
  const child = spawn(process.execPath, ['src/main.ts', 'serve', '--port', '0', ...places, ...args], {
    cwd: ROOT,
    // No browser prints for a stranger's test.
    env: { ...process.env, HARBINGER_STORE: join(folder, 'h.duckdb'), HARBINGER_BROWSER: join(folder, 'no-browser') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let logged = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    logged += text;
  });
  const { promise: url, resolve, reject } = Promise.withResolvers<string>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const [found] = /http:\/\/[\d.:]+\d/.exec(text) ?? [];
    if (found) resolve(found);
  });
  child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${logged}`)));
  const at = await url;
  return {
    ...{ url: at, port: Number(new URL(at).port), pid: child.pid as number, folder, tokens },
    log: () => logged,
    lives: () => child.exitCode === null && child.signalCode === null,
    async stop() {
      if (child.exitCode === null) {
        child.kill('SIGTERM');
        await once(child, 'exit');
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Bytes of memory that the server holds, by its own figures. */
export async function memoryOf({ url, tokens }: Pick<Program, 'url' | 'tokens'>): Promise<number> {
  const answer = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${tokens.read}` } });
  return Number(/^harbinger_process_resident_memory_bytes (\S+)/m.exec(await answer.text())?.[1]);
}
