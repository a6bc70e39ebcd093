import { randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { carryError } from '../../app/carried-error.ts';
import type { CommandCall, CommandEvent, Rendered } from '../../app/commands.ts';
import { CallerError } from '../../app/context.ts';
import { operations } from '../../app/registry.ts';
import type { Answer, Call } from '../execute.ts';

/** A command as it is carried out: in the folder in which it was given, by somebody who can be asked. */
export type Perform = (call: Call, at: { readonly folder: string; confirm(question: string): Promise<boolean> }) => Promise<Answer>;

/** Where commands reach this process. */
export interface CommandListener {
  readonly url: string;
  readonly secret: string;
  close(): Promise<void>;
}

const MOST_BYTES = 4 * 2 ** 20;

/**
 * Takes commands of the same user, on this machine alone and only with the secret: they may name any file that the user may, have no
 * allowance, and get errors as they were thrown. The API for everybody else is another listener.
 */
export async function listenForCommands(perform: Perform): Promise<CommandListener> {
  const secret = randomBytes(32).toString('base64url');
  const questions = new Map<string, (yes: boolean) => void>();
  const server = createServer(async (request, response) => {
    if (!isKnown(request, secret)) return void end(response, 401);
    try {
      const [, route, id] = (request.url ?? '').split('/') as [string, string?, string?];
      if (request.method === 'GET' && route === 'healthz') return void end(response, 200, String(process.pid));
      if (request.method !== 'POST') return void end(response, 404);
      const body = await bodyOf(request);
      if (route === 'answers' && id !== undefined) {
        questions.get(id)?.((body as { yes: unknown }).yes === true);
        return void end(response, 204);
      }
      if (route === 'commands') return void (await answer(body as CommandCall, { request, response, questions, perform }));
      end(response, 404);
    } catch {
      end(response, 400);
    }
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as { readonly port: number }).port}`,
    secret,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** No page of a browser knows the secret, and none is let in with it. */
function isKnown({ headers }: IncomingMessage, secret: string): boolean {
  const given = Buffer.from(headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${secret}`);
  return headers.origin === undefined && given.length === wanted.length && timingSafeEqual(given, wanted);
}

function end(response: ServerResponse, status: number, text = ''): void {
  if (!response.headersSent) response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
  response.end(text);
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw new RangeError(`a command must have at most ${MOST_BYTES} bytes`);
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString());
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly questions: Map<string, (yes: boolean) => void>;
  readonly perform: Perform;
}

/** Carries out a command and tells of it; a client that goes away ends it. */
async function answer({ operation: name, input, format, folder }: CommandCall, { response, questions, perform }: Exchange): Promise<void> {
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  response.writeHead(200, { 'content-type': 'application/x-ndjson; charset=utf-8' });
  const tell = (event: CommandEvent) => void response.write(`${JSON.stringify(event)}\n`);
  const confirm = async (question: string): Promise<boolean> => {
    const id = randomUUID();
    const { promise, resolve } = Promise.withResolvers<boolean>();
    questions.set(id, resolve);
    gone.signal.addEventListener('abort', () => resolve(false), { once: true });
    tell({ kind: 'question', id, question });
    return promise.finally(() => questions.delete(id));
  };
  try {
    const operation = operations.find((each) => each.name === name);
    if (!operation) throw new CallerError(`there is no operation "${name}"`);
    const onProgress: Call['onProgress'] = (progress) => tell({ kind: 'progress', progress });
    const call = { operation, input, format, signal: gone.signal, onProgress, caller: 'command line' };
    const { result, ending, rendered } = await perform(call, { folder, confirm });
    tell({ kind: 'answer', result, ending, rendered: renderedOf(rendered) });
  } catch (error) {
    tell({ kind: 'failure', error: carryError(error) });
  }
  response.end();
}

function renderedOf(rendered: Answer['rendered']): Rendered | undefined {
  if (rendered === undefined) return undefined;
  return typeof rendered === 'string' ? { text: rendered } : { base64: Buffer.from(rendered).toString('base64') };
}
