import { CallerError } from '../app/context.ts';
import type { Openness } from './http/access.ts';
import { LOOPBACK_NAMES } from './http/guards.ts';
import type { TokenCheck } from './tokens/token-check.ts';

/** Where a server listens and what it is called. */
export interface Place {
  readonly host: string;
  readonly public?: boolean | undefined;
  readonly allowedHost?: readonly string[] | undefined;
}

const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(['127.0.0.1', '::1', 'localhost']);
const ANY_ADDRESS: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

/** The names that a server answers to: this machine's own, the address it listens on, and those that were given. */
export function hostsOf({ host, allowedHost = [] }: Place): readonly string[] {
  const own = LOOPBACK_HOSTS.has(host) || ANY_ADDRESS.has(host) ? [] : [host.includes(':') ? `[${host}]` : host];
  return [...LOOPBACK_NAMES, ...[...own, ...allowedHost].map((name) => name.toLowerCase())];
}

/**
 * Who may ask. Only a server that answers to this machine's own names alone is for whoever sits at it: under another name there is a network, or
 * a proxy that brings one, before it.
 */
export async function opennessOf(place: Place, tokens: TokenCheck): Promise<Openness> {
  if (place.public) return 'public';
  if (LOOPBACK_HOSTS.has(place.host) && hostsOf(place).every((name) => LOOPBACK_NAMES.includes(name))) return 'loopback';
  if ((await tokens.count()) > 0) return 'token';
  throw new CallerError(
    `to serve beyond this machine there must be a token (\`harbinger token add NAME --scope run\`), or --public for everybody to read; --host was ${place.host}`,
  );
}
