import { createHash } from 'node:crypto';
import type { Hono } from 'hono';
import type { Operation } from '../../app/operation.ts';
import type { Progress } from '../../app/progress.ts';
import { FORMATS, type Format } from '../../contract/formats.ts';
import type { Answer } from '../execute.ts';
import { ContentCache, Flights, type Waiter } from './answers.ts';
import { canonical } from './canonical.ts';
import { Content } from './content.ts';
import type { Ask, Environment } from './environment.ts';
import { fileNameOf, formOf } from './forms.ts';
import { readJson } from './json-body.ts';
import type { AppOptions, Limits } from './options.ts';
import { isSafe, pathOf } from './paths.ts';
import { inputOfQuery } from './query-input.ts';
import { Refusal } from './refusal.ts';
import { send } from './send.ts';

const DAY_MS = 86_400_000;

/** A use of an operation that was read and found fit. */
export interface Use {
  readonly operation: Operation;
  /** As it came, and as the schema has it. */
  readonly given: unknown;
  readonly input: Record<string, unknown>;
  readonly format: Format | undefined;
}

/** Carries out uses of operations, each once for all who ask the same of the same data. */
export function desk(options: AppOptions, limits: Limits) {
  const cache = new ContentCache(limits.cacheBytes);
  const flights = new Flights<Content, Progress>();

  /** What an answer depends on, as one short name: the same name, the same answer. */
  async function keyOf({ operation, input, format }: Use): Promise<string> {
    const day = Math.floor(options.now() / DAY_MS);
    const parts = [options.version, await options.dataVersion(), day, operation.name, format ?? 'json', canonical(input)];
    return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 27);
  }

  async function carryOut(use: Use, watch: Waiter<Progress>): Promise<Content> {
    const { operation, given, input, format } = use;
    const answer = await options.execute({ operation, input: given, format, ...watch });
    return contentOf(answer, { operation, input, format });
  }

  async function contentFor(use: Use, key: string, waiter: Waiter<Progress>): Promise<Content> {
    if (!isLasting(use.operation)) return carryOut(use, waiter);
    const kept = cache.get(key);
    if (kept) return kept;
    return flights.join(key, waiter, async (watch) => {
      const content = await carryOut(use, watch);
      if (content.headers['harbinger-ending'] === 'done') cache.set(key, content);
      return content;
    });
  }

  return { cache, keyOf, contentFor };
}

export type Desk = ReturnType<typeof desk>;

/** Whether the same question has the same answer while the data are the same: what tells of the store itself changes without them. */
export const isLasting = ({ access, reads }: Operation): boolean => access !== 'admin' && reads !== 'store';

/** Policy of a report that is served: it shows, and does nothing. */
const REPORT_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-popups";

function contentOf({ result, rendered, ending }: Answer, { operation, input, format }: Omit<Use, 'given'>): Content {
  if (format === undefined)
    return new Content(Buffer.from(JSON.stringify(result)), {
      'content-type': 'application/json; charset=utf-8',
      'harbinger-ending': ending,
    });
  if (rendered === undefined) throw new Error(`${operation.name} gave no ${format}`);
  const name = fileNameOf(operation, input, format);
  return new Content(Buffer.from(rendered as string), {
    'content-type': FORMATS[format].type,
    'content-disposition': `${format === 'html' ? 'inline' : 'attachment'}; filename="${name}"`,
    'harbinger-ending': ending,
    ...(format === 'html' ? { 'content-security-policy': REPORT_POLICY } : {}),
  });
}

/** Adds the routes of all operations. */
export function addOperationRoutes(app: Hono<Environment>, options: AppOptions, { desk, limits }: { desk: Desk; limits: Limits }): void {
  for (const operation of options.operations) {
    const path = pathOf(operation);
    const answer = async (ask: Ask, given: unknown): Promise<Response> => {
      const form = formOf(
        { format: formatWord(operation, ask), accept: ask.req.header('accept') ?? null, method: ask.req.method },
        operation,
      );
      const input = operation.input.parse(given) as Record<string, unknown>;
      if (form === 'events') throw new Refusal(406, 'events are not told yet');
      const use: Use = { operation, given, input, format: form === 'json' ? undefined : form };
      const key = await desk.keyOf(use);
      const isGet = ask.req.method === 'GET' && isLasting(operation);
      if (isGet && holds(ask.req.header('if-none-match'), key)) return send(ask, { notModified: etagOf(key) });
      const content = await desk.contentFor(use, key, { signal: ask.req.raw.signal });
      const isWhole = content.headers['harbinger-ending'] === 'done';
      const headers = isGet && isWhole ? { etag: etagOf(key), 'cache-control': 'private, no-cache' } : { 'cache-control': 'no-store' };
      return send(ask, { content, headers });
    };
    if (isSafe(operation)) app.get(path, (ask) => answer(ask, inputOfQuery(operation.input, queryOf(ask, operation))));
    app.post(path, async (ask) => answer(ask, await readJson(ask.req.raw, limits.body)));
    app.all(path, () => {
      const allowed = isSafe(operation) ? ['GET', 'HEAD', 'POST'] : ['POST'];
      throw new Refusal(405, `${path} takes ${allowed.join(', ')}`, { allowed, headers: { allow: allowed.join(', ') } });
    });
  }
}

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
