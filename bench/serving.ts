import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** A server under measurement: a process of its own. */
export interface Serving {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/** Starts a program that says its address on a line, and waits for it. */
async function started(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Serving> {
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, ...env } });
  const url = await addressOf(child);
  return {
    url,
    pid: child.pid as number,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function addressOf(child: ChildProcess): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let said = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
    if (url) resolve(url);
  });
  child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
  return promise;
}

/** Harbinger's server on a free port, over a folder of data. */
export const harbingerServing = (data: string): Promise<Serving> => started(['src/main.ts', 'serve', '--port', '0', '--data', data]);

/** One of several servers over one database, its tokens in a folder of its own. */
export const replicaServing = ({ store, home }: { readonly store: string; readonly home: string }): Promise<Serving> =>
  started(['src/main.ts', 'serve', '--port', '0', '--drain', '0'], { HARBINGER_STORE: store, HOME: home });

/** Node's own server that gives the same bytes to everybody: the limit of this machine. */
export const bareServing = (body: string): Promise<Serving> =>
  started([
    '--input-type=module',
    '-e',
    `import { createServer } from 'node:http';
     const body = Buffer.from(${JSON.stringify(body)}, 'base64');
     const server = createServer((_, answer) => answer.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body));
     server.listen(0, '127.0.0.1', () => console.log('http://127.0.0.1:' + server.address().port));
     process.once('SIGTERM', () => process.exit(0));`,
  ]);
