// No test reaches the network: whatever would leave this machine throws at once and says where it wanted to go. The
// processes that a test starts with `node` are held to it as well, through NODE_OPTIONS.
import dgram from 'node:dgram';
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?|0\.0\.0\.0|::)$/i;

function refuse(target: string): never {
  throw new Error(`the network is closed under test: something wanted to reach ${target}; use a recording`);
}

function refuseBeyondLoopback(host: unknown, target = String(host)): void {
  if (host !== undefined && host !== null && !LOOPBACK.test(String(host))) refuse(target);
}

type Connection = { host?: string; port?: number; path?: string | null };

/** What `socket.connect` was asked for, in each of the forms it takes. */
function connectionOf(args: readonly unknown[]): Connection {
  const [first, second] = args;
  if (Array.isArray(first)) return connectionOf(first);
  if (typeof first === 'object' && first !== null) return first as Connection;
  if (typeof first === 'string' && Number.isNaN(Number(first))) return { path: first };
  return { port: Number(first), ...(typeof second === 'string' && { host: second }) };
}

function closeSockets(): void {
  const connect = net.Socket.prototype.connect;
  net.Socket.prototype.connect = function (this: net.Socket, ...args: unknown[]) {
    const { host, port, path } = connectionOf(args);
    if (!path) refuseBeyondLoopback(host, `${host}:${port}`);
    return Reflect.apply(connect, this, args);
  } as typeof connect;
  for (const method of ['send', 'connect'] as const) {
    dgram.Socket.prototype[method] = () => refuse('a datagram address');
  }
}

function closeNames(): void {
  for (const library of [dns, dns.promises] as unknown as Record<string, (host: string, ...rest: unknown[]) => unknown>[]) {
    for (const [name, original] of Object.entries(library)) {
      if (!/^(lookup|resolve|reverse)/.test(name) || typeof original !== 'function') continue;
      library[name] = (host, ...rest) => {
        refuseBeyondLoopback(host);
        return Reflect.apply(original, library, [host, ...rest]);
      };
    }
  }
  for (const { prototype } of [dns.Resolver, dns.promises.Resolver]) {
    for (const name of Object.getOwnPropertyNames(prototype).filter((method) => /^(resolve|reverse)/.test(method))) {
      Object.defineProperty(prototype, name, { value: (host: string) => refuse(host) });
    }
  }
}

function closeFetch(): void {
  const open = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : String(input));
    refuseBeyondLoopback(url.hostname || undefined, url.href);
    return open(input, init);
  };
}

const mark = Symbol.for('harbinger.test.network-closed');
if (!(mark in globalThis)) {
  Object.defineProperty(globalThis, mark, { value: true });
  closeSockets();
  closeNames();
  closeFetch();
  syncBuiltinESMExports();
  const self = `--import=${import.meta.url}`;
  if (!process.env.NODE_OPTIONS?.includes(self)) process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ''} ${self}`.trim();
}
