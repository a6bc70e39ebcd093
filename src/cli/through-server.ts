import { restoreError } from '../app/carried-error.ts';
import type { CommandCall, CommandEvent, CommandServer, Rendered } from '../app/commands.ts';
import { CallerError } from '../app/context.ts';
import type { Ending } from '../app/operation.ts';
import type { Watch } from './terminal.ts';

/** What came of a command. */
export interface Outcome {
  readonly result: unknown;
  readonly ending: Ending;
  /** Makes the form that was wanted beside it; undefined where none was. */
  readonly rendered: (() => Promise<string | Uint8Array>) | undefined;
}

/** Has a server carry out a command, since it owns the store. Throws what the operation throws there. */
export async function runThere(server: CommandServer, call: CommandCall, watch: Watch): Promise<Outcome> {
  const response = await send(server, 'commands', { body: call, signal: watch.signal });
  for await (const event of eventsOf(response)) {
    if (event.kind === 'progress') watch.onProgress(event.progress);
    else if (event.kind === 'question') {
      const yes = await watch.confirm(event.question);
      await send(server, `answers/${event.id}`, { body: { yes }, signal: watch.signal });
    } else if (event.kind === 'failure') throw restoreError(event.error);
    else return { result: event.result, ending: event.ending, rendered: unpacked(event.rendered) };
  }
  throw new CallerError('the server ended before its answer; the same command again opens the store itself');
}

async function send({ url, secret }: CommandServer, path: string, { body, signal }: { body: unknown; signal?: AbortSignal | undefined }) {
  const response = await fetch(`${url}/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: signal ?? null,
  });
  if (!response.ok) throw new Error(`the server refused the command with status ${response.status}`);
  return response;
}

/** The events of an answer, one JSON text a line. */
async function* eventsOf({ body }: Response): AsyncGenerator<CommandEvent> {
  let text = '';
  for await (const chunk of (body as ReadableStream<Uint8Array<ArrayBuffer>>).pipeThrough(new TextDecoderStream())) {
    const lines = (text + chunk).split('\n');
    text = lines.pop() as string;
    for (const line of lines) yield JSON.parse(line) as CommandEvent;
  }
}

function unpacked(rendered: Rendered | undefined): Outcome['rendered'] {
  return rendered && (async () => ('text' in rendered ? rendered.text : Buffer.from(rendered.base64, 'base64')));
}
