import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Notice } from '../../../../src/contract/watch.ts';
import { seededStream } from '../../../../src/core/numerics/random.ts';

/** A receiver of webhooks that fails in every way there is. */
export interface Receiver {
  readonly url: string;
  /** Every message that it took, repetitions too, with the key that it came under. */
  readonly taken: readonly { readonly key: string; readonly notice: Notice }[];
  /** Signatures that were not right, and bodies that came another time with the same key and were not the same. */
  readonly faults: readonly string[];
  isCalm: boolean;
  close(): Promise<void>;
}

/** Starts a receiver on 127.0.0.1: it refuses, takes and says that it did not, takes and hangs up, asks to wait. */
export async function startReceiver(secret: string, seed: number): Promise<Receiver> {
  const random = seededStream(seed);
  const taken: { key: string; notice: Notice }[] = [];
  const faults: string[] = [];
  const bodies = new Map<string, string>();
  const receiver = { taken, faults, isCalm: false };
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString();
      const [, seconds, given] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(request.headers['harbinger-signature'])) ?? [];
      if (given !== createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')) faults.push('a signature that is not right');
      const draw = receiver.isCalm ? 1 : random.uniform();
      if (draw < 0.15) return void response.writeHead(503).end();
      if (draw < 0.18) return void response.writeHead(429, { 'retry-after': '90' }).end();
      const key = String(request.headers['idempotency-key']);
      if ((bodies.get(key) ?? body) !== body) faults.push(`another body under the key ${key}`);
      bodies.set(key, body);
      taken.push({ key, notice: JSON.parse(body) as Notice });
      if (draw < 0.23) return void response.writeHead(500).end();
      if (draw < 0.28) return void request.socket.destroy();
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(receiver, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/alerts`,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  });
}
