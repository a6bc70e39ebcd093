import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { CallerError } from '../../app/context.ts';
import { didYouMean } from '../../app/nearest.ts';

const HOUR_MS = 3_600_000;

/** How long the token of before still opens after a rotation, so that what uses it can be given the new one. */
export const OVERLAP_MS = HOUR_MS;

export const Scope = z.enum(['read', 'run', 'admin']);
export type Scope = z.infer<typeof Scope>;

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const instant = z.number();

/** A token as it is kept: never itself, only its hash. Instants are milliseconds since 1970-01-01T00:00Z. */
export const KeptToken = z.strictObject({
  name: z.string(),
  scope: Scope,
  hash,
  createdAt: instant,
  expiresAt: instant.nullable(),
  /** The one that a rotation has replaced, and until when it still opens. */
  previous: z.strictObject({ hash, until: instant }).nullable(),
});
export type KeptToken = z.infer<typeof KeptToken>;

/** A list with a change, and the new token: the only time that it is seen. */
export interface Issued {
  readonly tokens: readonly KeptToken[];
  readonly token: string;
}

/** 256 random bits: nobody guesses them, so that a fast hash keeps them as safe as a slow one would. */
export const draw = (): string => `hbg_${randomBytes(32).toString('base64url')}`;

const digest = (token: string): Buffer => createHash('sha256').update(token).digest();

/** A token as it is kept in its place: its SHA-256, hex. */
export const hashOf = (token: string): string => digest(token).toString('hex');

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** Adds a token under a name of its own. */
export function addToken(
  tokens: readonly KeptToken[],
  { name, scope, expiresAt, now }: { name: string; scope: Scope; expiresAt: number | null; now: number },
): Issued {
  demandName(name, "a token's name");
  if (tokens.some((kept) => kept.name === name))
    throw new CallerError(`there is a token ${name} already; \`harbinger token rotate ${name}\` gives it a new secret`);
  const token = draw();
  const kept: KeptToken = { name, scope, hash: digest(token).toString('hex'), createdAt: now, expiresAt, previous: null };
  return { tokens: [...tokens, kept], token };
}

/** Names of tokens and members: what needs no quotes anywhere. */
export function demandName(name: string, what: string): void {
  if (!NAME.test(name))
    throw new CallerError(`${what} must be of letters, digits, points and dashes, at most 64, was ${JSON.stringify(name)}`);
}

/** Takes a token away: it opens nothing from now on. */
export function revokeToken(tokens: readonly KeptToken[], name: string): readonly KeptToken[] {
  const { at } = found(tokens, name);
  return tokens.toSpliced(at, 1);
}

/** Gives a token a new secret; the one of before still opens for the overlap. */
export function rotateToken(tokens: readonly KeptToken[], name: string, now: number): Issued {
  const { at, kept } = found(tokens, name);
  const token = draw();
  const previous = { hash: kept.hash, until: now + OVERLAP_MS };
  return { tokens: tokens.with(at, { ...kept, hash: digest(token).toString('hex'), previous }), token };
}

function found(tokens: readonly KeptToken[], name: string): { at: number; kept: KeptToken } {
  const at = tokens.findIndex((kept) => kept.name === name);
  const names = tokens.map((kept) => kept.name);
  if (at < 0)
    throw new CallerError(`no token ${JSON.stringify(name)}${didYouMean(name, names) || '; `harbinger token list` lists those there are'}`);
  return { at, kept: tokens[at] as KeptToken };
}

/** What a given token is: one that opens, one whose time is over, or none. */
export type Recognised =
  | {
      readonly is: 'valid';
      readonly name: string;
      readonly scope: Scope;
      /** Where a team shares the store: the space that it opens, and whose it is. */
      readonly space?: string;
      readonly member?: string;
    }
  | { readonly is: 'expired' }
  | { readonly is: 'unknown' };

/** Recognises a token by its hash; every kept one is compared whole, so that the time taken tells nothing. */
export function recognise(tokens: readonly KeptToken[], token: string, now: number): Recognised {
  const given = digest(token);
  let seen: Recognised = { is: 'unknown' };
  for (const { name, scope, hash, expiresAt, previous } of tokens) {
    const isCurrent = timingSafeEqual(given, Buffer.from(hash, 'hex'));
    const isPrevious = previous !== null && timingSafeEqual(given, Buffer.from(previous.hash, 'hex'));
    if (!isCurrent && !isPrevious) continue;
    const isOver = (expiresAt !== null && now >= expiresAt) || (!isCurrent && previous !== null && now >= previous.until);
    seen = isOver ? { is: 'expired' } : { is: 'valid', name, scope };
  }
  return seen;
}

const DAYS: Readonly<Record<string, number>> = { h: 1 / 24, d: 1, w: 7, mo: 30, y: 365 };

/** When a token given for a span such as 90d is over. */
export function expiryOf(span: string | undefined, now: number): number | null {
  if (span === undefined) return null;
  const [, count, unit] = /^([1-9]\d{0,4})(h|d|w|mo|y)$/.exec(span) ?? [];
  if (!count || !unit) throw new CallerError(`--expires must be a span such as 12h, 90d, 6mo or 1y, was ${JSON.stringify(span)}`);
  return now + Number(count) * (DAYS[unit] as number) * 24 * HOUR_MS;
}
