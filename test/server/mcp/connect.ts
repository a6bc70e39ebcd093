import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { Client, type ClientOptions, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { createMcpOverHttp, type McpOverHttp, type McpOverHttpOptions } from '../../../src/server/mcp/http.ts';
import type { OfferToAll } from '../../../src/server/mcp/offer.ts';
import { shippedApp } from '../http/shipped-app.ts';
import { shippedOffer } from './shipped-offer.ts';

const root = join(import.meta.dirname, '../../..');

/** A client, and how it is ended with what it talks to. */
export interface Connection {
  readonly client: Client;
  end(): Promise<void>;
}

export const ERAS = ['2025', '2026'] as const;
export type Era = (typeof ERAS)[number];

const optionsOf = (era: Era): ClientOptions => (era === '2025' ? {} : { versionNegotiation: { mode: { pin: '2026-07-28' } } });

const clientOf = (era: Era): Client => new Client({ name: 'a client under test', version: '1.0.0' }, optionsOf(era));

/** The real program, or a script, over standard input and output; `errors` gathers what it writes beside them. */
export async function overStdio(
  era: Era,
  args: readonly string[] = ['src/main.ts', 'mcp', '--data', 'reference'],
): Promise<Connection & { readonly errors: string[] }> {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [...args],
    cwd: root,
    env: process.env as Record<string, string>,
    stderr: 'pipe',
  });
  const errors: string[] = [];
  transport.stderr?.on('data', (chunk) => errors.push(String(chunk)));
  const client = clientOf(era);
  await client.connect(transport);
  return { client, errors, end: () => client.close() };
}

/** The HTTP face on a port of this machine, over the table that ships. */
export interface Served {
  readonly url: URL;
  readonly mcp: McpOverHttp;
  readonly log: string[];
  end(): Promise<void>;
}

export async function served(offer: Partial<OfferToAll> = {}, options: McpOverHttpOptions = {}): Promise<Served> {
  const log: string[] = [];
  const mcp = createMcpOverHttp({ ...shippedOffer, log: (line) => void log.push(line), ...offer }, options);
  const server = createAdaptorServer({
    fetch: shippedApp({ mcp: mcp.answer, ...(offer.operations ? { operations: offer.operations } : {}) }).app.fetch,
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const end = async () => {
    await mcp.close();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { url: new URL(`http://127.0.0.1:${port}/mcp`), mcp, log, end };
}

/** A client of such a server. */
export async function connectTo({ url }: Pick<Served, 'url'>, era: Era, asked: typeof fetch = fetch): Promise<Client> {
  const client = clientOf(era);
  await client.connect(new StreamableHTTPClientTransport(url, { fetch: asked }));
  return client;
}

/** Both at once. */
export async function overHttp(
  era: Era,
  offer: Partial<OfferToAll> = {},
  options: McpOverHttpOptions = {},
): Promise<Connection & { readonly server: Served }> {
  const server = await served(offer, options);
  const client = await connectTo(server, era);
  const end = async () => {
    await client.close();
    await server.end();
  };
  return { client, server, end };
}
