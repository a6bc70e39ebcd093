import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import type { Told } from './desk.ts';
import type { Ask } from './environment.ts';
import { problemOf } from './problem.ts';

/** Proxies close what is silent; a comment is no event. */
const HEARTBEAT_MS = 15_000;

const MOST_UNREAD = 500;

/** What events are made from: it tells how it goes, and ends with the bytes of its result or with an error. */
export type Telling = (watch: { readonly signal: AbortSignal; readonly onProgress: (told: Told) => void }) => Promise<Buffer>;

/**
 * Answers with server-sent events: `progress` as often as there is some, then one `result` or `problem`. A client that goes away ends what it
 * waited for.
 */
export function sendEvents(ask: Ask, tell: Telling): Response {
  const gone = new AbortController();
  ask.header('x-accel-buffering', 'no');
  const response = streamSSE(ask as never, async (stream) => {
    stream.onAbort(() => gone.abort());
    const heart = setInterval(() => void stream.write(': still at it\n\n'), HEARTBEAT_MS);
    try {
      await write(stream, ask, { tell, gone: gone.signal });
    } finally {
      clearInterval(heart);
    }
  });
  response.headers.set('cache-control', 'no-store');
  return response;
}

async function write(stream: SSEStreamingApi, ask: Ask, { tell, gone }: { tell: Telling; gone: AbortSignal }): Promise<void> {
  let unread = 0;
  const onProgress = (told: Told) => {
    // Somebody who reads slowly misses some of it, and fills no memory.
    if (unread >= MOST_UNREAD) return;
    unread++;
    void stream.writeSSE({ event: 'progress', data: JSON.stringify(told) }).finally(() => unread--);
  };
  try {
    const bytes = await tell({ signal: gone, onProgress });
    await stream.writeSSE({ event: 'result', data: bytes.toString() });
  } catch (error) {
    if (gone.aborted) return;
    const { problem } = problemOf(error, ask.get('requestId'));
    if (problem.code === 'internal' || problem.code === 'data') ask.get('onFailure')(error);
    await stream.writeSSE({ event: 'problem', data: JSON.stringify(problem) });
  }
}
