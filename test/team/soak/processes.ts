import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../../src/main.ts', import.meta.url));

/** A process that is started again whenever it ends, as systemd would. */
export interface Kept {
  readonly name: string;
  readonly kind: 'worker' | 'server';
  /** Where a server is; undefined while it starts. */
  url(): string | undefined;
  /** Kilobytes in memory; undefined while there is no process. */
  memory(): number | undefined;
  kill(): void;
  /** What it wrote since this was asked last. */
  newLines(): readonly string[];
  /** Tells it to end, and waits for that. Returns its exit code. */
  end(): Promise<number | null>;
}

/** An end that nobody asked for. One that starts may: the database is gone, and it is started again. */
export interface OwnEnd {
  readonly name: string;
  readonly when: 'starting' | 'running';
  readonly how: string;
}

/** How processes are run. */
export interface Keeping {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  onOwnEnd(end: OwnEnd): void;
}

const READY = { worker: /"msg":"taking jobs"/, server: /Harbinger is at (http:\S+?)\/ / };

/** What a process sees: nothing of the settings of whoever runs the soak, but what keeps tests from the network. */
export const environmentOf = (environment: Readonly<Record<string, string>>): NodeJS.ProcessEnv => {
  const { PATH, NODE_OPTIONS } = process.env;
  return { PATH, ...(NODE_OPTIONS !== undefined && { NODE_OPTIONS }), ...environment };
};

/** Milliseconds before one that ended by itself is started again, as `RestartSec` has it. */
const PAUSE = 500;

/** Starts a worker or a server by its own command and keeps it. */
export function keep(name: string, kind: Kept['kind'], { folder, environment, onOwnEnd }: Keeping): Kept {
  const logFile = join(folder, `${name}.log`);
  writeFileSync(logFile, '');
  const parameters = kind === 'worker' ? ['worker', '--concurrency', '1'] : ['serve', '--port', '0'];
  let child: ChildProcess;
  let [read, isEnding, isKilled] = [0, false, false];
  let url: string | undefined;
  let gone: Promise<number | null>;

  function start(): void {
    isKilled = false;
    url = undefined;
    let said = '';
    const own = spawn(process.execPath, [MAIN, ...parameters, '--files', folder], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: environmentOf(environment),
    });
    child = own;
    for (const stream of [own.stdout, own.stderr])
      stream.on('data', (part: Buffer) => {
        appendFileSync(logFile, part);
        if (url !== undefined) return;
        said += part.toString();
        const ready = READY[kind].exec(said);
        if (ready && own === child) url = ready[1] ?? 'ready';
      });
    gone = new Promise((resolve) =>
      own.once('exit', (code, signal) => {
        const when = url === undefined ? 'starting' : 'running';
        url = undefined;
        resolve(code);
        if (isEnding) return;
        if (!isKilled) onOwnEnd({ name, when, how: signal === null ? `exit code ${code}` : `signal ${signal}` });
        setTimeout(() => isEnding || start(), isKilled ? 0 : PAUSE);
      }),
    );
  }
  start();
  return {
    ...{ name, kind },
    url: () => url,
    memory: () => memoryOf(child),
    kill() {
      isKilled = true;
      child.kill('SIGKILL');
    },
    newLines() {
      const text = readFileSync(logFile, 'utf8');
      const whole = text.lastIndexOf('\n') + 1;
      const lines = text.slice(read, whole).split('\n').slice(0, -1);
      read = whole;
      return lines;
    },
    end() {
      isEnding = true;
      child.kill('SIGTERM');
      return gone;
    },
  };
}

function memoryOf({ pid }: ChildProcess): number | undefined {
  try {
    return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  } catch {
    return undefined;
  }
}
