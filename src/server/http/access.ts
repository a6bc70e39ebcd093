import type { RateLimiterRes } from 'rate-limiter-flexible';
import type { Operation } from '../../app/operation.ts';
import { needed, reaches } from '../../app/reach.ts';
import type { TokenCheck } from '../tokens/token-check.ts';
import type { Caller } from './caller.ts';
import { countHere, type OpenCounter } from './counting.ts';
import type { Ask } from './environment.ts';
import { Refusal } from './refusal.ts';

/**
 * Who may ask: `loopback`, somebody at this machine, who reads and computes without a token; `token`, nobody without one; `public`,
 * everybody, who reads and computes what is cheap, and nobody writes; `team`, the members of the spaces of a shared store, each in their own.
 */
export type Openness = 'loopback' | 'token' | 'public' | 'team';

const TRIES_PER_MINUTE = 30;

interface Knowing {
  /** The space of whoever sits at this machine, where a team shares the store and it is opened to them. */
  readonly ownSpace?: string | undefined;
  readonly openCounter?: OpenCounter | undefined;
}

/** Tells who asks. Throws Refusal 401 for a token that is none, and 429 for who tries many. */
export function identifier(
  openness: Openness,
  tokens: TokenCheck,
  { ownSpace, openCounter = countHere }: Knowing = {},
): (ask: Ask) => Promise<Caller> {
  const tries = openCounter({ keyPrefix: 'tries', points: TRIES_PER_MINUTE, duration: 60, isBusy: true });

  async function wrong(ask: Ask, detail: string): Promise<never> {
    await tries.consume(addressOf(ask)).catch((left: RateLimiterRes) => {
      throw new Refusal(429, 'too many wrong tokens from this address; ask again later', { retryAfter: secondsOf(left) });
    });
    throw new Refusal(401, detail, { headers: { 'www-authenticate': 'Bearer realm="harbinger", error="invalid_token"' } });
  }

  return async (ask) => {
    const header = ask.req.header('authorization');
    if (header === undefined) {
      if (ownSpace !== undefined)
        return { key: `loopback ${ownSpace}`, kind: 'loopback', scope: 'run', space: ownSpace, who: 'this machine' };
      if (openness === 'loopback') return { key: 'loopback', kind: 'loopback', scope: 'run' };
      if (openness === 'public') return { key: `address ${addressOf(ask)}`, kind: 'public', scope: 'run' };
      throw new Refusal(401, 'this server asks for a token: Authorization: Bearer TOKEN; its owner makes one with `harbinger token add`', {
        headers: { 'www-authenticate': 'Bearer realm="harbinger"' },
      });
    }
    const token = /^Bearer +([A-Za-z0-9._~+/-]{1,256}=*)$/i.exec(header)?.[1];
    if (token === undefined) return wrong(ask, 'Authorization must be: Bearer TOKEN');
    const found = await tokens.recognise(token);
    if (found.is === 'expired')
      return wrong(ask, 'the time of this token is over; its owner makes another with `harbinger token rotate` or `add`');
    if (found.is !== 'valid') return wrong(ask, 'there is no such token; it may have been revoked');
    const { space, member } = found;
    if (openness === 'team') {
      if (space === undefined || member === undefined) throw new Error(`the token ${found.name} belongs to no space`);
      const who = `${member} (token ${found.name})`;
      return { key: `token ${space}/${found.name}`, kind: 'token', scope: found.scope, space, who };
    }
    const scope = openness === 'public' && found.scope === 'admin' ? 'run' : found.scope;
    return { key: `token ${found.name}`, kind: 'token', scope };
  };
}

/** Throws where a caller may not use an operation. */
export function demandAccess({ kind, scope, space }: Caller, operation: Operation, openness: Openness): void {
  const { name } = operation;
  const access = needed(operation, space !== undefined);
  if (reaches(scope, access)) return;
  if (openness === 'public') throw new Refusal(403, `${name} is not for a public server: it only reads and computes`);
  if (kind === 'token') throw new Refusal(403, `${name} needs a token of scope ${access}, this one has ${scope}`);
  throw new Refusal(401, `${name} needs a token of scope ${access}, here too: \`harbinger token add NAME --scope ${access}\``, {
    headers: { 'www-authenticate': `Bearer realm="harbinger", scope="${access}"` },
  });
}

/** The address that a request came from; behind a proxy the proxy's. */
export const addressOf = (ask: Ask): string => countedAddress(ask.env?.incoming?.socket.remoteAddress ?? 'local');

/** What is counted as one address: under version 6 the first half, since whoever has one has all 2^64 that begin so. */
export function countedAddress(address: string): string {
  const [bare = ''] = address.split('%');
  const last = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1];
  if (!bare.includes(':') || last !== undefined) return last ?? bare;
  const [left = '', right] = bare.split('::');
  const before = left === '' ? [] : left.split(':');
  const after = right === undefined || right === '' ? [] : right.split(':');
  const groups = right === undefined ? before : [...before, ...Array(Math.max(0, 8 - before.length - after.length)).fill('0'), ...after];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, '').toLowerCase())
    .join(':')}::/64`;
}

export const secondsOf = ({ msBeforeNext }: Pick<RateLimiterRes, 'msBeforeNext'>): number => Math.max(1, Math.ceil(msBeforeNext / 1000));
