import type { ServerContext } from '@modelcontextprotocol/server';
import type { OnProgress, Progress } from '../../app/progress.ts';
import { harmless } from './harmless.ts';

/** Passes on what an operation tells while it runs, to a client that has asked for it; undefined for one that has not. */
export function progressFor({ mcpReq }: ServerContext): OnProgress | undefined {
  const progressToken = mcpReq._meta?.progressToken;
  if (progressToken === undefined) return undefined;
  let total: number | undefined;
  let done = 0;
  let since = 0;
  return (told) => {
    if (told.kind === 'begin' || told.kind === 'computed') total = told.total;
    since = told.kind === 'done' ? 0 : since + 1;
    if (told.kind === 'done') done++;
    // Progress must grow with each notification: what is under way comes nearer to the next whole one and never reaches it.
    const progress = told.kind === 'computed' ? told.done : done + 1 - 1 / (since + 1);
    const params = { progressToken, progress, ...(total === undefined ? {} : { total }), message: harmless(wordsOf(told)) };
    // A client that has gone away is no failure of the operation.
    void mcpReq.notify({ method: 'notifications/progress', params }).catch(() => {});
  };
}

function wordsOf(told: Progress): string {
  if (told.kind === 'begin') return `${told.total} to do`;
  if (told.kind === 'series') return `${told.id} from ${told.provider}${told.rows > 0 ? `, ${told.rows} rows` : ''}`;
  if (told.kind === 'retry') return `${told.reason}; again in ${Math.ceil(told.waitMs / 1000)} s`;
  if (told.kind === 'computed') return `${told.done} of ${told.total} ${told.what}`;
  return told.line;
}
