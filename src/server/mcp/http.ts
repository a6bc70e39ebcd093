import { createMcpHandler, isJsonContentType, isLegacyRequest } from '@modelcontextprotocol/server';
import type { Access, Operation } from '../../app/operation.ts';
import { needed, reaches } from '../../app/reach.ts';
import type { Mounted } from '../http/options.ts';
import { withoutPaths } from '../without-paths.ts';
import type { Offer, OfferToAll } from './offer.ts';
import { pagePath } from './page-path.ts';
import { createMcpServer } from './server.ts';
import { type Asker, openSessions, refused, type SessionOptions } from './sessions.ts';
import { toolName } from './tools.ts';

/** The endpoint for language models, as the HTTP server mounts it behind its guards. */
export interface McpOverHttp {
  readonly answer: Mounted;
  /** Ends the streams on which nothing runs, so that a server that is to end need not wait for them. */
  endStreams(): void;
  /** Ends every session and what runs in it. */
  close(): Promise<void>;
  /** Sessions that are open. */
  sessions(): number;
}

export interface McpOverHttpOptions extends SessionOptions {
  /** Whether a page is served at the same address, so that results link to it. */
  readonly hasPage?: boolean;
  /** Whether clients of 2025 get a session, which is kept in this process; default true. Where the next request may reach another one, they get none. */
  readonly hasSessions?: boolean;
}

/** How operations are carried out comes with each request. */
export interface OfferOverHttp extends Omit<OfferToAll, 'execute' | 'describeData'> {
  /** What the series of a caller are read from, in words. */
  describeData(caller: Asker['caller']): Promise<string>;
}

/**
 * MCP over streamable HTTP. Clients of the revision of 2026 need no session: each request stands alone. Those of 2025 get one, since they
 * cancel by a request of its own, which finds what it cancels only within the same session; among replicas they go without, and cancel by closing
 * the connection.
 */
export function createMcpOverHttp(offer: OfferOverHttp, options: McpOverHttpOptions = {}): McpOverHttp {
  const serverFor = (asker: Asker, request: Request) => createMcpServer(offerTo(asker, offer, options.hasPage ? request : undefined));
  const { hasSessions = true } = options;
  const sessions = openSessions(serverFor, options);
  const handler = createMcpHandler(
    ({ authInfo, requestInfo }) => {
      if (!authInfo || !requestInfo) throw new Error('a request came in without its caller');
      return serverFor(authInfo.extra as unknown as Asker, requestInfo);
    },
    { legacy: hasSessions ? 'reject' : 'stateless', onerror: (error) => offer.log(reasonOf(error)) },
  );
  return {
    async answer(request, asker) {
      if (request.method === 'POST' && !isJsonContentType(request.headers.get('content-type')))
        return refused(415, 'the body must be JSON with Content-Type: application/json');
      await tellRefused(request, asker, offer.operations);
      if (hasSessions && (await isLegacyRequest(request))) return sessions.answer(request, asker);
      return handler.fetch(request, {
        authInfo: { token: '', clientId: asker.caller.key, scopes: [asker.caller.scope], extra: { ...asker } },
      });
    },
    endStreams: sessions.endStreams,
    async close() {
      await Promise.all([handler.close(), sessions.close()]);
    },
    sessions: sessions.count,
  };
}

/** Why a request was refused; what the caller wrote stays out of the log. */
const reasonOf = ({ message }: Error): string => /^Rejected inbound request \([\w-]+\)/.exec(message)?.[0] ?? message;

/** Tells of calls of tools that are there and not for this caller: to the client they look as if they were not. */
async function tellRefused(request: Request, { caller, onRefused }: Asker, operations: readonly Operation[]): Promise<void> {
  if (!onRefused || request.method !== 'POST') return;
  const body: unknown = await request
    .clone()
    .json()
    .catch(() => undefined);
  const called = new Set([body].flat().flatMap(calledTool));
  for (const operation of operations)
    if (called.has(toolName(operation)) && !reaches(caller.scope, needed(operation, caller.space !== undefined)))
      await onRefused(operation.name);
}

function calledTool(message: unknown): readonly unknown[] {
  const { method, params } = (message ?? {}) as { readonly method?: unknown; readonly params?: { readonly name?: unknown } };
  return method === 'tools/call' ? [params?.name] : [];
}

const LEVELS: readonly Access[] = ['read', 'run', 'admin'];

/** What one caller is offered; results link to the page at the address that was asked. */
function offerTo({ caller, execute }: Asker, offer: OfferOverHttp, linked: Request | undefined): Offer {
  const access = LEVELS.slice(0, LEVELS.indexOf(caller.scope) + 1);
  const link: Offer['link'] = (operation, input) => {
    const path = linked && pagePath(operation, input);
    return path && new URL(path, linked.url).href;
  };
  const describeData = () => offer.describeData(caller);
  return { ...offer, access, link, execute, describeData, isTeam: caller.space !== undefined, words: withoutPaths };
}
