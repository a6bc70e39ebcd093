import type { PacksResult } from '../../contract/state.ts';
import type { Context } from '../context.ts';
import { readPack } from '../pack.ts';

/** The packs that ship, with their claims. */
export async function listPacks(context: Context): Promise<PacksResult> {
  const names = await context.packs();
  const files = await Promise.all(names.map((name) => context.readPack(name)));
  return {
    packs: files.map(({ file, text }) => {
      const { pack, title, question, claims } = readPack(file, text, context.today);
      return { pack, title, question, claims: claims.map(({ id, kind, statement }) => ({ id, kind, statement })) };
    }),
  };
}
