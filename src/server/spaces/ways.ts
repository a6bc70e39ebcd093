import type { Context } from '../../app/context.ts';
import { describeFailure } from '../../app/failure.ts';
import { type AuditLog, openAuditLog } from '../audit/audit-log.ts';
import type { Watch } from '../execute-here.ts';
import type { AppOptions, Log } from '../http/options.ts';
import type { TokenCheck } from '../tokens/token-check.ts';
import { withoutPaths } from '../without-paths.ts';
import type { ServedSpaces, Spaces } from './spaces.ts';

type Ways = Pick<AppOptions, 'execute' | 'dataVersion' | 'estimateCost'>;

/** Nothing is computed that belongs to no space; where none is named, it is only asked whether the database is there. */
export const withinSpaces = (spaces: Spaces, tokens: TokenCheck): Ways => ({
  execute: spaces.execute,
  dataVersion: async (operation, space) => (space === undefined ? String(await tokens.count()) : spaces.dataVersion(operation, space)),
  async estimateCost(operation, input, space) {
    if (space === undefined) throw new Error(`${operation.name} was asked for in no space`);
    return spaces.estimateCost(operation, input, space);
  },
});

const QUIET: Watch = { onProgress: () => {}, confirm: async () => false };

/** A context that only looks: over a space, where there are any. */
export async function contextOf(
  space: string | undefined,
  { spaces, openContext }: { readonly spaces: Spaces | undefined; openContext(watch: Watch): Promise<Context> },
): Promise<Context> {
  return spaces && space !== undefined ? spaces.look(space) : openContext(QUIET);
}

export const auditOf = ({ keepAudit: keep }: ServedSpaces, log: Log): AuditLog =>
  openAuditLog({
    keep,
    onFailure: (error) =>
      log.warn({ error: withoutPaths(describeFailure(error).message) }, 'the audit log could not be written: it is tried again'),
  });
