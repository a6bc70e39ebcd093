import { join } from 'node:path';
import { tokenKeeper } from '../../../src/server/tokens/keeper.ts';

export const SCOPES = ['read', 'run', 'admin'] as const;
export type Scope = (typeof SCOPES)[number];

/** A token of each scope, in the file beside the store of a server that is started there. */
export async function tokensIn(folder: string): Promise<Readonly<Record<Scope, string>>> {
  const keeper = tokenKeeper(join(folder, 'tokens.json'), () => Date.now());
  const read = await keeper.add({ name: 'reader', scope: 'read' });
  const run = await keeper.add({ name: 'runner', scope: 'run' });
  return { read, run, admin: await keeper.add({ name: 'owner', scope: 'admin' }) };
}
