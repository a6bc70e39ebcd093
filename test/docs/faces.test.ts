import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operations } from '../../src/app/registry.ts';
import { pathOf } from '../../src/server/http/paths.ts';
import { harbinger } from '../cli/run.ts';
import { shippedApp } from '../server/http/shipped-app.ts';
import { type Connection, overStdio } from '../server/mcp/connect.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/reference/operations.md'), 'utf8');
const names = operations.map(({ name }) => name).sort();
const listed = (pattern: RegExp): string[] => [...page.matchAll(pattern)].map(([, name]) => name as string).sort();

/** Commands that start a face, and the help. */
const NO_OPERATIONS = ['serve', 'worker', 'watch', 'mcp', 'space', 'token', 'completion', 'help'];

/** Commands of a help text: lines of its list that begin with a name. */
const commandsOf = (help: string): string[] =>
  [...(help.split('\nCommands:\n')[1]?.split('\n\n')[0] ?? '').matchAll(/^ {2}([a-z-]+)/gm)].map(([, name]) => name as string);

describe('every face lists the same operations', () => {
  let connection: Connection;
  beforeAll(async () => {
    connection = await overStdio('2026');
  });
  afterAll(() => connection?.end());

  test('the command line, by its help', () => {
    const words = commandsOf(harbinger(['--help']).out).filter((name) => !NO_OPERATIONS.includes(name));
    const all = words.flatMap((word) => [
      // A group may have no command of its own name.
      ...(names.includes(word) ? [word] : []),
      ...commandsOf(harbinger([word, '--help']).out)
        .filter((name) => name !== 'help')
        .map((name) => `${word} ${name}`),
    ]);
    expect(all.sort()).toEqual(names);
  }, 60_000);

  test('the OpenAPI document, with the same summary', async () => {
    const answer = await shippedApp().app.request('/api/v1/openapi.json');
    const { paths } = (await answer.json()) as { paths: Record<string, { post?: { summary?: string } }> };
    const nameOf = new Map(operations.map((operation) => [pathOf(operation), operation.name]));
    const found = Object.entries(paths).flatMap(([path, { post }]) => (post && nameOf.has(path) ? [[nameOf.get(path), post.summary]] : []));
    expect(found.sort()).toEqual(operations.map(({ name, summary }) => [name, summary]).sort());
    const others = Object.keys(paths).filter((path) => !nameOf.has(path));
    expect(others.filter((path) => !path.startsWith('/api/v1/jobs'))).toEqual([]);
  });

  test('the tools for language models', async () => {
    const { tools } = await connection.client.listTools();
    expect(tools.map(({ name }) => name).sort()).toEqual(names.map((name) => name.replaceAll(' ', '_')).sort());
  });

  test('the documentation, in each of its three columns', () => {
    expect(listed(/\| `harbinger ([a-z -]+)` +\|/g)).toEqual(names);
    expect(listed(/\| `(\/api\/v1\/[a-z/-]+)`/g)).toEqual(operations.map(pathOf).sort());
    expect(listed(/\| `([a-z_-]+)` +\| [A-Z]/g).map((tool) => tool.replaceAll('_', ' '))).toEqual(names);
  });
});
