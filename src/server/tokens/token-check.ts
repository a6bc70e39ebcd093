import { readLastUsed, readTokens, stampOf, writeLastUsed } from './token-file.ts';
import { type KeptToken, type Recognised, recognise } from './tokens.ts';

/** Recognises tokens for a server, by the file as it is now: one that is revoked opens nothing from the next request on. */
export interface TokenCheck {
  recognise(token: string): Promise<Recognised>;
  /** How many there are whose time is not over. */
  count(): Promise<number>;
  /** Writes down when each was last used. */
  flush(): Promise<void>;
}

const FLUSH_MS = 60_000;

export function tokenCheck(path: string, now: () => number): TokenCheck {
  let stamp: string | undefined;
  let tokens: readonly KeptToken[] = [];
  const used = new Map<string, number>();
  let flushedAt = now();

  async function current(): Promise<readonly KeptToken[]> {
    const newest = await stampOf(path);
    if (newest !== stamp) {
      tokens = newest === undefined ? [] : await readTokens(path);
      stamp = newest;
    }
    return tokens;
  }

  async function flush(): Promise<void> {
    if (used.size === 0) return;
    const seen = Object.fromEntries(used);
    used.clear();
    flushedAt = now();
    await writeLastUsed(path, { ...(await readLastUsed(path)), ...seen });
  }

  return {
    async recognise(token) {
      const found = recognise(await current(), token, now());
      if (found.is === 'valid') {
        used.set(found.name, now());
        // Nobody waits for what is only for looking at, and nothing hangs on it.
        if (now() - flushedAt > FLUSH_MS) flush().catch(() => {});
      }
      return found;
    },
    async count() {
      return (await current()).filter(({ expiresAt }) => expiresAt === null || expiresAt > now()).length;
    },
    flush,
  };
}
