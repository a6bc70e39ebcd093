import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import type { Operation } from '../../app/operation.ts';
import { Content } from './content.ts';
import type { Environment } from './environment.ts';
import { addOperationRoutes, desk } from './operation-routes.ts';
import { type AppOptions, defaultLimits } from './options.ts';
import { addPage } from './page.ts';
import { API, isSafe, pathOf } from './paths.ts';
import { unknownName } from './problem.ts';
import { send, sendProblem } from './send.ts';

const WELL_FORMED_ID = /^[A-Za-z0-9._-]{1,64}$/;

/** The HTTP face: a route for each operation, one shape for errors, the page. */
export function createApp(options: AppOptions): Hono<Environment> {
  const limits = { ...defaultLimits, ...options.limits };
  const app = new Hono<Environment>({ strict: true });
  app.use(async (ask, next) => {
    const given = ask.req.header('x-request-id');
    ask.set('requestId', given !== undefined && WELL_FORMED_ID.test(given) ? given : randomUUID());
    await next();
    ask.header('x-request-id', ask.get('requestId'));
  });
  app.onError((error, ask) => sendProblem(ask, error));
  app.get('/healthz', (ask) => ask.text('ok\n'));
  const index = indexContent(options);
  app.get(API, (ask) => send(ask, { content: index, headers: { 'cache-control': 'no-cache' } }));
  addOperationRoutes(app, options, { desk: desk(options, limits), limits });
  const paths = options.operations.map(pathOf);
  const unknown = (path: string) => unknownName('route', path, paths);
  app.all(`${API}/*`, (ask) => {
    throw unknown(ask.req.path);
  });
  if (options.page !== undefined) addPage(app, options.page);
  app.notFound((ask) => sendProblem(ask, unknown(ask.req.path)));
  return app;
}

/** What there is, for somebody who opens the root of the API. */
function indexContent({ operations, version }: AppOptions): Content {
  const entry = (operation: Operation) => ({
    operation: operation.name,
    path: pathOf(operation),
    methods: isSafe(operation) ? ['GET', 'POST'] : ['POST'],
    access: operation.access,
    formats: ['json', ...operation.formats],
    summary: operation.summary,
  });
  const index = { name: 'harbinger', version, openapi: `${API}/openapi.json`, operations: operations.map(entry) };
  return new Content(Buffer.from(JSON.stringify(index)), { 'content-type': 'application/json; charset=utf-8' });
}
