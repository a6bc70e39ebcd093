import { CallerError } from '../app/context.ts';
import type { Openness } from './http/access.ts';
import { LOOPBACK_NAMES } from './http/guards.ts';
import type { TokenCheck } from './tokens/token-check.ts';

/** Where a server listens and what it is called. */
export interface Place {
  readonly host: string;
  readonly public?: boolean | undefined;
  readonly allowedHost?: readonly string[] | undefined;
  /** Where a team shares the store: the space of whoever sits at this machine and has no token. */
  readonly space?: string | undefined;
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
export async function opennessOf(place: Place, tokens: TokenCheck, { isTeam = false } = {}): Promise<Openness> {
  const isOwn = LOOPBACK_HOSTS.has(place.host) && hostsOf(place).every((name) => LOOPBACK_NAMES.includes(name));
  if (isTeam) return opennessOfTeam(place, isOwn);
  if (place.space !== undefined) throw new CallerError('--space is for a store that a team shares, in PostgreSQL; this one has none');
  if (place.public) return 'public';
  if (isOwn) return 'loopback';
  if ((await tokens.count()) > 0) return 'token';
  throw new CallerError(
    `to serve beyond this machine there must be a token (\`harbinger token add NAME --scope run\`), or --public for everybody to read; --host was ${place.host}`,
  );
}

function opennessOfTeam(place: Place, isOwn: boolean): Openness {
  if (place.public) throw new CallerError('a store that a team shares is served to its members alone; --public is for a store of your own');
  if (place.space !== undefined && !isOwn)
    throw new CallerError(
      `--space lets whoever sits at this machine in without a token; a server beyond it asks for one. --host was ${place.host}`,
    );
  return 'team';
}
