import type { Problem } from '../../contract/problem.ts';
import { Content } from './content.ts';
import type { Ask } from './environment.ts';
import { problemOf } from './problem.ts';

type Sent =
  | { readonly content: Content; readonly status?: number; readonly headers?: Readonly<Record<string, string>> }
  | { readonly notModified: string };

const VARY = 'Accept, Accept-Encoding, Authorization, Origin';

/** Answers with bytes as they are kept, in an encoding that the client takes. */
export async function send(ask: Ask, sent: Sent): Promise<Response> {
  if ('notModified' in sent) {
    const headers = { etag: sent.notModified, 'cache-control': 'private, no-cache', vary: VARY };
    return ask.body(null, 304, headers);
  }
  const { content, status = 200, headers = {} } = sent;
  const { bytes, encoding } = await content.encoded(ask.req.header('accept-encoding'));
  const coding: Record<string, string> = encoding === 'identity' ? {} : { 'content-encoding': encoding };
  return ask.body(bytes as Uint8Array<ArrayBuffer>, status as 200, {
    ...content.headers,
    'content-length': String(bytes.length),
    vary: VARY,
    ...headers,
    ...coding,
  });
}

/** Answers with a failure in the one shape, and leaves to the log what is internal. */
export function sendProblem(ask: Ask, error: unknown): Promise<Response> {
  const { problem, headers } = problemOf(error, ask.get('requestId'));
  if (problem.code === 'internal' || problem.code === 'data') ask.get('onFailure')(error);
  return send(ask, { content: problemContent(problem), status: problem.status, headers: { 'cache-control': 'no-store', ...headers } });
}

export const problemContent = (problem: Problem): Content =>
  new Content(Buffer.from(JSON.stringify(problem)), { 'content-type': 'application/problem+json; charset=utf-8' });
