import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { operations } from '../../../src/app/registry.ts';
import { Problem } from '../../../src/contract/problem.ts';
import { exampleOf } from '../../../src/server/http/openapi-examples.ts';
import { pathOf } from '../../../src/server/http/paths.ts';
import { posted, shippedApp } from './shipped-app.ts';

const { app, lines } = shippedApp();
/** Those whose run is short whatever is asked. */
const quick = operations.filter(({ access, reads }) => access === 'read' && reads !== 'store');

/** Each answer is a result, or a problem of the one shape that says nothing of where it broke. */
async function isInOrder(answer: Response): Promise<void> {
  const text = await answer.text();
  if (answer.status >= 400) {
    const problem = Problem.parse(JSON.parse(text));
    expect(problem.status).toBe(answer.status);
    expect(problem.status, JSON.stringify(lines.slice(-3))).not.toBe(500);
    expect(text).not.toMatch(/node_modules|\.ts:\d+|\bat [A-Z]\w+\./);
  } else expect([200, 202, 204, 304]).toContain(answer.status);
}

describe('whatever is sent', () => {
  test('as an input is answered in order', async () => {
    const input = fc.constantFrom(...quick).chain((operation) => {
      const keys = Object.keys(operation.input.shape);
      const value = fc.oneof(
        fc.jsonValue({ maxDepth: 3 }),
        fc.string({ unit: 'binary' }),
        fc.constantFrom('BTC', '2020-02-30', -1, 1e308, '__proto__'),
      );
      const changed = fc.dictionary(fc.oneof(fc.constantFrom(...keys, 'x'), fc.string()), value, { maxKeys: 4 });
      return fc.tuple(
        fc.constant(operation),
        fc.oneof(
          fc.jsonValue(),
          changed.map((fields) => ({ ...exampleOf(operation), ...fields })),
        ),
      );
    });
    await fc.assert(
      fc.asyncProperty(input, async ([operation, body]) => isInOrder(await app.request(pathOf(operation), posted(body)))),
      { numRuns: 400, seed: 5 },
    );
  }, 60_000);

  test('as an address is answered in order', async () => {
    const part = fc.oneof(fc.constantFrom('api', 'v1', 'series', 'show', 'jobs', '..', '%2e', '%00', '%', 'healthz', ''), fc.string());
    const query = fc.array(
      fc.tuple(fc.oneof(fc.constantFrom('id', 'rows', 'format', 'then'), fc.string()), fc.string({ unit: 'binary' })),
      { maxLength: 4 },
    );
    const header = fc.constantFrom('accept', 'accept-encoding', 'if-none-match', 'x-request-id', 'origin', 'authorization', 'content-type');
    const method = fc.constantFrom('GET', 'POST', 'DELETE', 'PUT', 'OPTIONS', 'PATCH');
    const value = fc.stringMatching(/^[ -~]{0,60}$/);
    const request = fc.tuple(method, fc.array(part, { maxLength: 6 }), query, fc.tuple(header, value));
    await fc.assert(
      fc.asyncProperty(request, async ([method, parts, query, [name, value]]) => {
        const url = `http://localhost/api/v1/${parts.join('/').replaceAll('#', '')}?${new URLSearchParams(query)}`;
        if (URL.canParse(url)) await isInOrder(await app.request(url, { method, headers: { [name]: value } }));
      }),
      { numRuns: 600, seed: 6 },
    );
  }, 60_000);
});
