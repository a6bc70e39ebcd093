import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Notice } from '../../../src/contract/watch.ts';

/** A receiver of webhooks that takes all, and knows by its key what came before. */
export interface Receiver {
  readonly url: string;
  /** Messages by their keys, each as often as it came. */
  readonly taken: ReadonlyMap<string, readonly Notice[]>;
  /** Bodies that came another time under the same key and were not the same. */
  readonly faults: readonly string[];
  close(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const taken = new Map<string, Notice[]>();
  const bodies = new Map<string, string>();
  const faults: string[] = [];
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await Array.fromAsync(request)).toString();
    const key = String(request.headers['idempotency-key']);
    if ((bodies.get(key) ?? body) !== body) faults.push(`another message came under the key ${key}`);
    bodies.set(key, body);
    taken.set(key, [...(taken.get(key) ?? []), JSON.parse(body)]);
    response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/alerts`,
    ...{ taken, faults },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
