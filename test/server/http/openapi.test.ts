import { describe, expect, test } from 'vitest';
import { operations } from '../../../src/app/registry.ts';
import { Problem } from '../../../src/contract/problem.ts';
import { openApiDocument } from '../../../src/server/http/openapi.ts';
import { exampleOf } from '../../../src/server/http/openapi-examples.ts';
import { pathOf } from '../../../src/server/http/paths.ts';
import { posted, shippedApp } from './shipped-app.ts';

interface Route {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, { content?: Record<string, { schema: unknown }> }>>;
  readonly security: readonly Record<string, readonly string[]>[];
  readonly requestBody?: { content: Record<string, { example: unknown }> };
}
const document = JSON.parse(JSON.stringify(openApiDocument(operations, '0.0.0'))) as {
  openapi: string;
  paths: Record<string, Record<string, Route>>;
  components: { schemas: Record<string, unknown> };
};

describe('the OpenAPI document', () => {
  test('is of 3.1 and lists exactly the operations, by the methods that they take', () => {
    expect(document.openapi).toMatch(/^3\.1\./);
    const paths = Object.entries(document.paths).filter(([path]) => !path.startsWith('/api/v1/jobs'));
    expect(paths.map(([path]) => path)).toEqual(operations.map(pathOf));
    for (const [i, [, methods]] of paths.entries())
      expect(Object.keys(methods).sort()).toEqual(operations[i]?.access === 'admin' ? ['post'] : ['get', 'post']);
  });

  test('names each route once, refers to nothing that is not there, and tells for each who may use it', () => {
    const routes = Object.values(document.paths).flatMap((methods) => Object.values(methods));
    expect(new Set(routes.map(({ operationId }) => operationId)).size).toBe(routes.length);
    for (const [, name] of JSON.stringify(document).matchAll(/"\$ref":"([^"]*)"/g))
      expect(Object.keys(document.components.schemas)).toContain(name?.replace('#/components/schemas/', ''));
    for (const { security } of routes) expect(security.some(({ token }) => token !== undefined)).toBe(true);
    for (const { access, name } of operations)
      expect([name, document.paths[pathOf({ name })]?.post?.security]).toEqual([
        name,
        access === 'admin' ? [{ token: ['admin'] }] : [{}, { token: [access] }],
      ]);
  });

  test('has for each operation an example that its schema takes, and that is answered as it says', async () => {
    const { app } = shippedApp();
    for (const operation of operations) {
      const example = exampleOf(operation);
      expect([operation.name, operation.input.safeParse(example).error?.message]).toEqual([operation.name, undefined]);
      expect(document.paths[pathOf(operation)]?.post?.requestBody?.content['application/json']?.example).toEqual(example);
      if (operation.access === 'admin' || operation.reads === 'store') continue;
      const answer = await app.request(pathOf(operation), posted(example));
      expect([operation.name, answer.status]).toEqual([operation.name, 200]);
      operation.output.parse(await answer.json());
    }
  }, 60_000);

  test('names every status that a caller can meet', async () => {
    const { app } = shippedApp();
    const documented = Object.keys(document.paths['/api/v1/series/show']?.post?.responses ?? {});
    for (const init of [
      posted({}),
      posted({ id: 'BTC' }, { accept: 'image/png' }),
      posted({ id: 'x'.repeat(300_000) }),
      { method: 'POST', body: 'x' },
    ]) {
      const answer = await app.request('/api/v1/series/show', init);
      expect(documented).toContain(String(answer.status));
      Problem.parse(await answer.json());
    }
  });

  test('is what the server answers', async () => {
    expect(await (await shippedApp().app.request('/api/v1/openapi.json')).json()).toEqual(document);
  });
});
