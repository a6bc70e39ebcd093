import { OpenAPIHono, z } from '@hono/zod-openapi';
import type { Operation } from '../../app/operation.ts';
import { FORMATS } from '../../contract/formats.ts';
import { Job, JobRequest } from '../../contract/jobs.ts';
import { Problem } from '../../contract/problem.ts';
import { exampleOf } from './openapi-examples.ts';
import { API, isSafe, pathOf } from './paths.ts';

type Registry = OpenAPIHono['openAPIRegistry'];
type Route = Parameters<Registry['registerPath']>[0];
type Responses = Route['responses'];

const JSON_TYPE = 'application/json';
const PROBLEM_TYPE = 'application/problem+json';

/** The OpenAPI 3.1 document of all routes, made from the registry of operations. */
export function openApiDocument(operations: readonly Operation[], version: string) {
  const app = new OpenAPIHono();
  const registry = app.openAPIRegistry;
  registry.registerComponent('securitySchemes', 'token', {
    type: 'http',
    scheme: 'bearer',
    description:
      'A token made by `harbinger token add`. Scopes: read looks up, run computes too, admin writes too. At the own machine reading and computing need none.',
  });
  const problem = component(registry, { Problem });
  for (const operation of operations) addPaths(registry, operation, problem);
  addJobPaths(registry, problem);
  return app.getOpenAPI31Document({
    openapi: '3.1.1',
    info: {
      title: 'Harbinger',
      version,
      description:
        'Tests, watches and scores the claim that one market foretells another. Every route is an operation of the registry; the command line and MCP have the same.',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    servers: [{ url: '/', description: 'This server' }],
    tags: [
      { name: 'read', description: 'Looks up.' },
      { name: 'run', description: 'Computes.' },
      { name: 'admin', description: 'Writes, or reaches files and the network. Always needs a token.' },
      { name: 'jobs', description: 'Long operations, started and asked after.' },
    ],
  });
}

/** A schema under its name, so that it stands once. Zod's own JSON Schema is taken as it is: the published schemas are the same. */
function component(registry: Registry, schemas: Readonly<Record<string, z.ZodType>>, io: 'input' | 'output' = 'output') {
  const [name, schema] = Object.entries(schemas)[0] as [string, z.ZodType];
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io });
  return registry.registerComponent('schemas', name, json as never).ref;
}

type Reference = ReturnType<typeof component>;

/** `series show` as `SeriesShow`. */
const titleOf = ({ name }: Operation): string => name.replace(/(^| )([a-z])/g, (_, __, letter: string) => letter.toUpperCase());

function addPaths(registry: Registry, operation: Operation, problem: Reference): void {
  const { summary, access } = operation;
  const title = titleOf(operation);
  const [input, output] = [
    component(registry, { [`${title}Input`]: operation.input }, 'input'),
    component(registry, { [`${title}Result`]: operation.output }),
  ];
  const id = title.replace(/^./, (letter) => letter.toLowerCase());
  const path = pathOf(operation);
  const shared = {
    ...{ path, summary, tags: [access] },
    description: `On the command line: \`${operation.examples[0]?.split('\n')[0]}\`.`,
    // An empty record: none is needed at the own machine.
    security: access === 'admin' ? [{ token: [access] }] : [{}, { token: [access] }],
  };
  const content = { [JSON_TYPE]: { schema: input, example: exampleOf(operation) } };
  registry.registerPath({
    ...shared,
    method: 'post',
    operationId: id,
    request: { body: { content, required: false }, query: formatQuery(operation) },
    responses: responsesOf(operation, { output, problem }, { withEvents: true }),
  } as Route);
  if (!isSafe(operation)) return;
  registry.registerPath({
    ...shared,
    method: 'get',
    operationId: `get${title}`,
    summary: `${summary} (input in the address)`,
    request: { query: operation.input.extend(formatQuery(operation)?.shape ?? {}) },
    responses: responsesOf(operation, { output, problem }, { withEvents: false }),
  } as Route);
}

/** `?format=`, where the operation has other forms and no field of that name. */
function formatQuery({ formats, input }: Operation): z.ZodObject | undefined {
  if (formats.length === 0 || Object.hasOwn(input.shape, 'format')) return undefined;
  const format = z
    .enum(['json', ...formats])
    .optional()
    .meta({ description: 'Form of the answer; Accept does the same.' });
  return z.object({ format });
}

const ERRORS: Readonly<Record<number, string>> = {
  400: 'The input is not as it must be; `issues` names the fields.',
  401: 'A token is needed, or the one that was given is none.',
  403: 'The token, the Host or the page that asks may not do this.',
  406: 'There is no such form.',
  404: 'There is no such thing.',
  409: 'It stands against what is there.',
  413: 'The body is larger than 256 kB.',
  414: 'The address is longer than 16,384 characters.',
  415: 'The body is not sent as application/json.',
  422: 'It would cost more than is allowed; `detail` says what would be cheaper.',
  429: 'Too much in a minute; Retry-After says when to ask again.',
  500: 'A fault of the program. The log has it under `requestId`.',
  503: 'The data are missing or held by another process, or too much is under way.',
};

function errors(problem: Reference, statuses: readonly number[] = Object.keys(ERRORS).map(Number)): Responses {
  return Object.fromEntries(
    statuses.map((status) => [status, { description: ERRORS[status] ?? '', content: { [PROBLEM_TYPE]: { schema: problem } } }]),
  ) as Responses;
}

function responsesOf(
  operation: Operation,
  { output, problem }: { output: Reference; problem: Reference },
  { withEvents }: { withEvents: boolean },
): Responses {
  const forms = operation.formats.map((format) => {
    const { type } = FORMATS[format];
    return [type.split(';')[0], { schema: { type: 'string' } }];
  });
  const events = withEvents
    ? { 'text/event-stream': { schema: { type: 'string', description: 'Events `progress`, then one `result` or `problem`.' } } }
    : {};
  const headers = {
    'harbinger-ending': { description: 'How much could be done.', schema: { type: 'string', enum: ['done', 'partial', 'data', 'caller'] } },
  };
  const isKept = !withEvents && operation.reads !== 'store';
  return {
    200: { description: 'The result.', headers, content: { [JSON_TYPE]: { schema: output }, ...Object.fromEntries(forms), ...events } },
    ...(isKept ? { 304: { description: 'What If-None-Match names is still the answer.' } } : {}),
    ...errors(problem),
  } as Responses;
}

function addJobPaths(registry: Registry, problem: Reference): void {
  const request = component(registry, { JobRequest }, 'input');
  const job = component(registry, { Job });
  const shared = { tags: ['jobs'], security: [{}, { token: ['read'] }] };
  const json = { [JSON_TYPE]: { schema: job } };
  const params = z.object({ id: z.string().meta({ description: 'The job, as its start named it.' }) });
  const path = `${API}/jobs`;
  registry.registerPath({
    ...{
      ...shared,
      path,
      method: 'post',
      operationId: 'startJob',
      summary: 'Start a long operation; it needs the scope of the operation.',
    },
    request: {
      headers: z.object({
        'idempotency-key': z.string().max(200).optional().meta({
          description: 'A key of your own: who did not hear an answer asks again with the same key and starts nothing twice.',
        }),
      }),
      body: { content: { [JSON_TYPE]: { schema: request, example: { operation: 'check', input: {} } } }, required: true },
    },
    responses: { 202: { description: 'It is under way; Location says where.', content: json }, ...errors(problem) },
  } as Route);
  registry.registerPath({
    ...{
      ...shared,
      path: `${path}/{id}`,
      method: 'get',
      operationId: 'getJob',
      summary: 'How a job stands, with its result once it is done.',
    },
    request: { params },
    responses: { 200: { description: 'The job.', content: json }, ...errors(problem, [401, 403, 404, 414, 429]) },
  } as Route);
  registry.registerPath({
    ...{
      ...shared,
      path: `${path}/{id}`,
      method: 'delete',
      operationId: 'cancelJob',
      summary: 'Cancel a job, or forget one that is over.',
    },
    request: { params },
    responses: { 204: { description: 'It is being ended, or forgotten.' }, ...errors(problem, [401, 403, 404, 414, 429]) },
  } as Route);
  const events = { 'text/event-stream': { schema: { type: 'string', description: 'Events `progress`, then one `result` or `problem`.' } } };
  registry.registerPath({
    ...{ ...shared, path: `${path}/{id}/events`, method: 'get', operationId: 'followJob', summary: 'Follow a job by server-sent events.' },
    request: { params },
    responses: { 200: { description: 'What it tells.', content: events }, ...errors(problem, [401, 403, 404, 414, 429]) },
  } as Route);
}
