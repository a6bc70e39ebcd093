import { NowInput, NowResult } from '../../contract/state.ts';
import type { Context } from '../context.ts';

/** How many runs are looked through for one of the same question. */
const LOOKED_THROUGH = 20;

/** The last state that the store keeps of the same question. */
export interface LastRun {
  readonly id: string;
  readonly dataHash: string;
  readonly result: NowResult;
}

/** Undefined where there is no store, it keeps no such run, or only runs of another version, whose shape may have been another. */
export async function lastRun({ store, version }: Context, { pack, claim, seed }: NowInput): Promise<LastRun | undefined> {
  if (!store) return undefined;
  for (const { id, dataHash, input, result } of await store.runs({ operation: 'now', limit: LOOKED_THROUGH })) {
    const asked = NowInput.safeParse(input);
    const kept = NowResult.safeParse(result);
    if (!asked.success || !kept.success || kept.data.version !== version) continue;
    if (asked.data.pack === pack && asked.data.claim === claim && asked.data.seed === seed) return { id, dataHash, result: kept.data };
  }
  return undefined;
}
