import type { ClaimResult } from '../../contract/claims.ts';
import type { ReadVerdict } from '../../contract/read.ts';
import { openPack } from '../check/open-pack.ts';
import type { Context } from '../context.ts';
import { checkLoaded } from '../operations/check.ts';

/** Verdicts on some claims of a pack, by id. Looked at shortly: no verdict rests on more. */
export async function verdictsOf(
  pack: string,
  claims: ReadonlySet<string>,
  { context, asOf, isDraft }: { readonly context: Context; readonly asOf: string | undefined; readonly isDraft: boolean },
): Promise<ReadonlyMap<string, ReadVerdict>> {
  if (claims.size === 0) return new Map();
  const loaded = await openPack({ pack }, context);
  const run = checkLoaded(
    loaded,
    { pack, asOf, seed: 1, pictures: false, claim: undefined },
    { context, look: 'short', leavesOut: ({ id }) => !claims.has(id) },
  );
  return new Map(run.result.claims.map((claim) => [claim.id, shown(claim, isDraft)]));
}

const shown = ({ verdictKind, verdict, why, command }: ClaimResult, isDraft: boolean): ReadVerdict => ({
  kind: verdictKind,
  verdict,
  why,
  // A draft is in no file that the command could name.
  command: isDraft ? null : command,
});

/** A context in which a file of drafts stands under its name. */
export const withDrafts = (context: Context, name: string, text: string): Context => ({
  ...context,
  readPack: async (asked) => (asked === name ? { file: `${name}.yaml`, text } : context.readPack(asked)),
});
