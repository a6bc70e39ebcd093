import type { Hono } from 'hono';
import type { Operation } from '../../app/operation.ts';
import { demandAccess } from './access.ts';
import { type Desk, isLasting, type Use } from './desk.ts';
import type { Ask, Environment } from './environment.ts';
import { sendEvents } from './events.ts';
import { formOf } from './forms.ts';
import { demandOwnPage, type Neighbours } from './guards.ts';
import { readJson } from './json-body.ts';
import type { AppOptions, Limits } from './options.ts';
import { isSafe, pathOf } from './paths.ts';
import { inputOfQuery } from './query-input.ts';
import { Refusal } from './refusal.ts';
import { send } from './send.ts';

interface Parts {
  readonly desk: Desk;
  readonly limits: Limits;
}

/** Adds the routes of all operations. */
export function addOperationRoutes(app: Hono<Environment>, options: AppOptions, { desk, limits }: Parts): void {
  for (const operation of options.operations) {
    const path = pathOf(operation);
    const allowed = isSafe(operation) ? ['GET', 'HEAD', 'POST'] : ['POST'];
    const answer = answerer(operation, { desk, neighbours: options.neighbours });
    app.use(path, async (ask, next) => {
      ask.set('route', path);
      ask.set('action', operation.name);
      if (!allowed.includes(ask.req.method)) throw wrongMethod(path, allowed);
      const isLook = operation.access === 'read' && isReading(ask.req.method);
      if (!isLook) demandOwnPage(ask, options.neighbours);
      demandAccess(ask.get('caller'), operation, options.openness);
      await next();
    });
    if (isSafe(operation)) app.get(path, (ask) => answer(ask, inputOfQuery(operation.input, queryOf(ask, operation))));
    const body = { ...limits.body, bytes: operation.longestInput ?? limits.body.bytes };
    app.post(path, async (ask) => answer(ask, await readJson(ask.req.raw, body)));
  }
}

export const wrongMethod = (path: string, allowed: readonly string[]): Refusal =>
  new Refusal(405, `${path} takes ${allowed.join(', ')}`, { allowed: [...allowed], headers: { allow: allowed.join(', ') } });

export const isReading = (method: string): boolean => method === 'GET' || method === 'HEAD';

/** Milliseconds up to which looking something up is no computing: a page of another site may let a browser do no more. */
const LOOKING_MS = 100;

/** Answers uses of one operation. */
function answerer(
  operation: Operation,
  { desk, neighbours }: { desk: Desk; neighbours: Neighbours },
): (ask: Ask, given: unknown) => Promise<Response> {
  return async (ask, given) => {
    const { method } = ask.req;
    const form = formOf({ format: formatWord(operation, ask), accept: ask.req.header('accept') ?? null, method }, operation);
    const input = operation.input.parse(given) as Record<string, unknown>;
    const { key: by, space } = ask.get('caller');
    const noting = ask.get('noting');
    const use: Use = { operation, given, input, by, space, noting, format: form === 'json' || form === 'events' ? undefined : form };
    const key = await desk.keyOf(use);
    const isKept = isReading(method) && isLasting(operation);
    if (isKept && holds(ask.req.header('if-none-match'), key)) {
      noting?.looked(operation, input);
      return send(ask, { notModified: etagOf(key) });
    }
    const demand = (cost: number) => {
      if (cost > LOOKING_MS) demandOwnPage(ask, neighbours);
    };
    await desk.admit(use, key, { caller: ask.get('caller'), demand });
    if (form === 'events') return sendEvents(ask, async (watch) => (await desk.contentFor(use, key, watch)).bytes);
    const content = await desk.contentFor(use, key, { signal: ask.req.raw.signal });
    const isWhole = content.headers['harbinger-ending'] === 'done';
    return send(ask, { content, headers: isKept && isWhole ? { etag: etagOf(key), 'cache-control': 'private, no-cache' } : NOT_KEPT });
  };
}

const NOT_KEPT = { 'cache-control': 'no-store' };

/** `format` in the address says the form, unless the operation has a field of that name. */
const hasOwnFormat = ({ input }: Operation): boolean => Object.hasOwn(input.shape, 'format');

function formatWord(operation: Operation, ask: Ask): string | null {
  return hasOwnFormat(operation) ? null : (ask.req.query('format') ?? null);
}

function queryOf(ask: Ask, operation: Operation): URLSearchParams {
  const query = new URL(ask.req.url).searchParams;
  if (!hasOwnFormat(operation)) query.delete('format');
  return query;
}

/** Weak, since the bytes differ by encoding. */
const etagOf = (key: string): string => `W/"${key}"`;

const holds = (header: string | undefined, key: string): boolean =>
  header?.split(',').some((tag) => tag.trim().replace(/^W\//, '') === `"${key}"`) ?? false;
