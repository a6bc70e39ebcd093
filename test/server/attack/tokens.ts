import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { tokenKeeper } from '../../../src/server/tokens/keeper.ts';
import { serving } from '../serving.ts';
import { type Scope, tokensIn } from './scopes.ts';

/** A server that asks everybody for a token, with one of each scope. */
export async function guardedServer(): Promise<Awaited<ReturnType<typeof serving>> & { readonly tokens: Readonly<Record<Scope, string>> }> {
  const folder = mkdtempSync(join(tmpdir(), 'harbinger-guarded-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const tokensFile = join(folder, 'tokens.json');
  const tokens = await tokensIn(folder);
  const server = await serving({ allowedHost: ['desk.example'] }, { tokensFile });
  return { ...server, tokens, keeper: tokenKeeper(tokensFile, () => Date.now()) };
}
