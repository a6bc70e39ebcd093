import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { describeFailure } from '../../app/failure.ts';
import type { Operation } from '../../app/operation.ts';
import { identifier } from './access.ts';
import { keepRefusals, notingOf } from './audited.ts';
import { Content } from './content.ts';
import { type Desk, openDesk } from './desk.ts';
import type { Environment } from './environment.ts';
import { demandHost, demandOwnPage } from './guards.ts';
import { addJobRoutes, JOBS } from './job-routes.ts';
import { withBody } from './json-body.ts';
import { openMetrics } from './metrics.ts';
import { openApiDocument } from './openapi.ts';
import { addOperationRoutes, isReading, wrongMethod } from './operation-routes.ts';
import { type AppOptions, defaultLimits, type Limits } from './options.ts';
import { addPage } from './page.ts';
import { API, isSafe, pathOf } from './paths.ts';
import { unknownName } from './problem.ts';
import { Refusal } from './refusal.ts';
import { setSecurityHeaders } from './security-headers.ts';
import { send, sendProblem } from './send.ts';

const WELL_FORMED_ID = /^[A-Za-z0-9._-]{1,64}$/;
const OPENAPI = `${API}/openapi.json`;
const FIXED = ['/healthz', '/metrics', API, OPENAPI];

/** The HTTP face: a route for each operation, jobs, the page, all behind the same guards, with one shape for errors. */
export function createApp(options: AppOptions): Hono<Environment> & { readonly desk: Desk } {
  const limits: Limits = { ...defaultLimits, ...options.limits };
  const desk = openDesk(options, limits);
  const metrics = options.metrics ?? openMetrics({ ofProcess: false });
  metrics.watch(desk);
  const app = new Hono<Environment>({ strict: true });
  const parts = { desk, limits };
  observe(app, options, metrics);
  app.onError((error, ask) => sendProblem(ask, error));
  if (options.audit) keepRefusals(app, options.audit, options.now);
  guard(app, options, parts);
  for (const fixed of FIXED)
    app.use(fixed, async (ask, next) => {
      ask.set('route', fixed);
      if (!isReading(ask.req.method)) throw wrongMethod(fixed, ['GET', 'HEAD']);
      await next();
    });
  app.get('/healthz', async (ask) => {
    if (ask.req.query('ready') !== undefined) {
      await options.demandReady?.();
      await options.dataVersion();
    }
    return ask.text('ok\n');
  });
  app.get('/metrics', async (ask) => {
    const { kind, space, scope } = ask.get('caller');
    if (kind === 'public') throw new Refusal(403, 'the figures of a public server are for its owner: they need a token');
    if (space !== undefined && scope !== 'admin') throw new Refusal(403, 'the figures of this server need a token of scope admin');
    const { type, text } = await metrics.text();
    return send(ask, { content: new Content(Buffer.from(text), { 'content-type': type }), headers: { 'cache-control': 'no-store' } });
  });
  addDescription(app, options);
  addJobRoutes(app, options, parts);
  addOperationRoutes(app, options, parts);
  addMounted(app, options, parts);
  const paths = [...options.operations.map(pathOf), JOBS, OPENAPI, '/healthz', '/metrics'];
  app.all(`${API}/*`, (ask) => {
    throw unknownName('route', ask.req.path, paths);
  });
  if (options.page !== undefined) addPage(app, options.page);
  app.notFound((ask) => sendProblem(ask, unknownName('route', ask.req.path, paths)));
  return Object.assign(app, { desk });
}

/** Names each request, counts it and logs it; what the caller wrote into the address stays out of the log. */
function observe(app: Hono<Environment>, { log }: AppOptions, metrics: ReturnType<typeof openMetrics>): void {
  app.use(async (ask, next) => {
    const begin = performance.now();
    const given = ask.req.header('x-request-id');
    const requestId = given !== undefined && WELL_FORMED_ID.test(given) ? given : randomUUID();
    ask.set('requestId', requestId);
    ask.set('route', 'other');
    ask.set('onFailure', (error) => logFailure(log, error, requestId));
    ask.header('x-request-id', requestId);
    setSecurityHeaders(ask);
    await next();
    const ms = performance.now() - begin;
    const { method } = ask.req;
    const labels = { route: ask.get('route'), method: METHODS.has(method) ? method : 'other', status: ask.res.status };
    metrics.answered(labels, ms / 1000);
    log.info({ requestId, ...labels, ms: Math.round(ms * 10) / 10, caller: ask.get('caller')?.key }, 'answered');
  });
}

/** What the world did is told in one line, what should not have been with where it was. */
function logFailure(log: AppOptions['log'], error: unknown, requestId: string): void {
  const { code, message } = describeFailure(error);
  if (code === 'data') log.warn({ requestId, why: message }, 'a request could not be answered');
  else log.error({ requestId, error: String((error as Error)?.stack ?? error) }, 'a request failed');
}

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'DELETE', 'OPTIONS', 'PUT', 'PATCH']);

/** What every request must pass: its Host, the length of its address, who asks and how often. */
function guard(app: Hono<Environment>, options: AppOptions, { desk, limits }: { desk: Desk; limits: Limits }): void {
  const { neighbours, openness, tokens, ownSpace, audit, now, openCounter } = options;
  app.use(async (ask, next) => {
    demandHost(ask, neighbours);
    if (ask.req.url.length > limits.address) throw new Refusal(414, `an address may have ${limits.address} characters; a POST takes more`);
    await next();
  });
  if (neighbours.origins.length > 0)
    app.use(
      cors({
        origin: (origin) => (neighbours.origins.includes(origin) ? origin : null),
        allowMethods: ['GET', 'HEAD', 'POST', 'DELETE'],
        allowHeaders: ['authorization', 'content-type', 'idempotency-key', 'if-none-match', 'x-request-id'],
        exposeHeaders: ['etag', 'harbinger-ending', 'location', 'retry-after', 'x-request-id', 'content-disposition'],
        maxAge: 600,
      }),
    );
  const identify = identifier(openness, tokens, { ownSpace, openCounter });
  const isOpen = (path: string) => path === OPENAPI;
  for (const path of [API, `${API}/*`, '/metrics', '/mcp', '/mcp/*'])
    app.use(path, async (ask, next) => {
      if (ask.get('caller') === undefined && !isOpen(ask.req.path)) {
        const caller = await identify(ask);
        ask.set('caller', caller);
        if (audit) ask.set('noting', notingOf(ask, caller, { audit, now }));
        await desk.meter.countRequest(caller);
      }
      await next();
    });
}

/** The index of the routes, and their description. */
function addDescription(app: Hono<Environment>, { operations, version }: AppOptions): void {
  const json = (value: unknown) => new Content(Buffer.from(JSON.stringify(value)), { 'content-type': 'application/json; charset=utf-8' });
  const entry = (operation: Operation) => ({
    operation: operation.name,
    path: pathOf(operation),
    methods: isSafe(operation) ? ['GET', 'POST'] : ['POST'],
    access: operation.access,
    ...(operation.teamAccess ? { teamAccess: operation.teamAccess } : {}),
    formats: ['json', ...operation.formats],
    summary: operation.summary,
  });
  const index = json({ name: 'harbinger', version, openapi: OPENAPI, jobs: JOBS, operations: operations.map(entry) });
  const headers = { 'cache-control': 'no-cache' };
  app.get(API, (ask) => send(ask, { content: index, headers }));
  let document: Content | undefined;
  app.get(OPENAPI, async (ask) => {
    document ??= json(openApiDocument(operations, version));
    return send(ask, { content: document, headers });
  });
}

/** Another face on the same server. */
function addMounted(app: Hono<Environment>, { mcp, neighbours }: AppOptions, { desk, limits }: { desk: Desk; limits: Limits }): void {
  if (!mcp) return;
  app.all('/mcp', async (ask) => {
    ask.set('route', '/mcp');
    demandOwnPage(ask, neighbours);
    const caller = ask.get('caller');
    const noting = ask.get('noting');
    const onRefused = noting && ((name: string) => noting.stopped(name, '', new Refusal(403, 'the tool is not offered to this token')));
    const asker = { caller, execute: desk.executeFor(caller, noting), onRefused };
    const { body, status, headers } = await mcp(await withBody(ask.req.raw, limits.body), asker);
    // Made anew, so that it has the headers of every answer; whether the connection stays is the client's to say.
    headers.delete('connection');
    return ask.newResponse(body, status as 200, Object.fromEntries(headers));
  });
}
