import { CallerError } from '../../app/context.ts';
import type { WantedToken } from './space-tokens.ts';
import { readLastUsed, readTokens, writeTokens } from './token-file.ts';
import { addToken, expiryOf, OVERLAP_MS, revokeToken, rotateToken } from './tokens.ts';

/** What `harbinger token` does: adds, lists, revokes and rotates the tokens of a file. */
export function tokenKeeper(path: string, now: () => number) {
  return {
    async add({ name, member, scope = 'run', expires }: WantedToken): Promise<string> {
      if (member !== undefined)
        throw new CallerError('--member is for a store that a team shares, in PostgreSQL: the tokens of this one are of its owner');
      const { tokens, token } = addToken(await readTokens(path), { name, scope, expiresAt: expiryOf(expires, now()), now: now() });
      await writeTokens(path, tokens);
      return token;
    },
    async list() {
      const used = await readLastUsed(path);
      return (await readTokens(path)).map(({ name, scope, createdAt, expiresAt }) => ({
        ...{ name, scope, createdAt, expiresAt },
        isOver: expiresAt !== null && expiresAt <= now(),
        lastUsed: used[name] ?? null,
      }));
    },
    async revoke(name: string): Promise<void> {
      await writeTokens(path, revokeToken(await readTokens(path), name));
    },
    async rotate(name: string): Promise<{ token: string; previousUntil: number }> {
      const { tokens, token } = rotateToken(await readTokens(path), name, now());
      await writeTokens(path, tokens);
      return { token, previousUntil: now() + OVERLAP_MS };
    },
  };
}
