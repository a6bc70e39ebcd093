import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DAY_MS } from '../../../src/core/calendar/civil-date.ts';

/** The host that a pull asks, and what it asks there. */
const HOST = 'api.alternative.me';
export const PULLED = 'FNG';

/** A source of one series on this machine, in the place of the one that the program knows: it is reached through a proxy. */
export interface Source {
  /** What processes need in their environment to reach it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Dates that it gives; more come from run to run. */
  dates: number;
  /** Requests that it answered. */
  readonly asked: () => number;
  close(): Promise<void>;
}

/** Starts the source with a certificate of its own, made in a folder by openssl. */
export async function startSource(folder: string, dates: number): Promise<Source> {
  const [key, cert] = [join(folder, 'source.key'), join(folder, 'source.pem')];
  const subject = ['-subj', `/CN=${HOST}`, '-addext', `subjectAltName=DNS:${HOST}`];
  const made = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '30'];
  execFileSync('openssl', [...made, '-keyout', key, '-out', cert, ...subject], { stdio: 'ignore' });
  let asked = 0;
  const source = { dates };
  const first = Math.floor(Date.now() / DAY_MS) - 400;
  const secure = createSecureServer({ key: readFileSync(key), cert: readFileSync(cert) }, (request, response) => {
    asked++;
    const limit = Number(new URL(request.url ?? '/', `https://${HOST}`).searchParams.get('limit'));
    const all = Array.from({ length: source.dates }, (_, i) => ({
      value: String(20 + ((i * 7) % 60)),
      value_classification: 'Neutral',
      timestamp: String(((first + i) * DAY_MS) / 1000),
    })).reverse();
    const body = { name: 'Fear and Greed Index', data: limit > 0 ? all.slice(0, limit) : all, metadata: { error: null } };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
  });
  const proxy = createServer();
  proxy.on('connect', (_request, socket) => {
    socket.on('error', () => {});
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    secure.emit('connection', socket);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { port } = proxy.address() as AddressInfo;
  return Object.assign(source, {
    environment: { HTTPS_PROXY: `http://127.0.0.1:${port}`, NODE_EXTRA_CA_CERTS: cert },
    asked: () => asked,
    close: () => closed(proxy),
  });
}

async function closed(server: Server): Promise<void> {
  const end = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await end;
}
