import type { Access } from '../app/operation.ts';
import type { Caller } from './http/caller.ts';
import type { Mounted } from './http/options.ts';
import { createMcpOverHttp, type McpOverHttp, type OfferToAll } from './mcp/http.ts';

/** MCP for the HTTP server: each caller has it with their own rights, within their own limits. */
export interface MountedMcp {
  readonly mcp: Mounted;
  close(): Promise<void>;
}

const LEVELS: readonly Access[] = ['read', 'run', 'admin'];

/** Callers whose sessions are kept; the one who was away longest makes room. */
const MOST_CALLERS = 100;

export function mountMcp(offer: Omit<OfferToAll, 'execute'>): MountedMcp {
  const open = new Map<string, McpOverHttp>();

  function of(caller: Caller, execute: OfferToAll['execute']): McpOverHttp {
    const name = `${caller.key} ${caller.scope}`;
    const found = open.get(name) ?? createMcpOverHttp({ ...offer, execute });
    open.delete(name);
    open.set(name, found);
    const [oldest] = open;
    if (open.size > MOST_CALLERS && oldest) {
      open.delete(oldest[0]);
      oldest[1].close().catch(() => {});
    }
    return found;
  }

  return {
    mcp: (request, { caller, execute }) =>
      of(caller, execute).fetch(request, { owner: caller.key, access: LEVELS.slice(0, LEVELS.indexOf(caller.scope) + 1) }),
    async close() {
      await Promise.all([...open.values()].map((one) => one.close()));
    },
  };
}
