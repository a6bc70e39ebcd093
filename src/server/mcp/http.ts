import {
  createMcpHandler,
  isJsonContentType,
  isLegacyRequest,
  type McpServer,
  WebStandardStreamableHTTPServerTransport,
} from '@modelcontextprotocol/server';
import type { Access } from '../../app/operation.ts';
import type { Offer } from './offer.ts';
import { createMcpServer } from './server.ts';

/** Who asks: whom a session belongs to, and what they may do. The HTTP server has found that out, and has looked at Host and Origin. */
export interface Caller {
  /** The same for every request of one token; empty where none is asked for. */
  readonly owner: string;
  readonly access: readonly Access[];
}

export interface McpOverHttp {
  /** Answers one request to the endpoint, whatever its method. */
  fetch(request: Request, caller: Caller): Promise<Response>;
  /** Ends every session and what runs in it. */
  close(): Promise<void>;
  /** Sessions that are open. */
  sessions(): number;
}

export interface HttpOptions {
  /** Milliseconds on a clock that does not go back. */
  readonly now?: () => number;
  /** Sessions that are kept; the one that was idle longest makes room for a new one. */
  readonly mostSessions?: number;
  /** Milliseconds after which a session that nobody uses ends. */
  readonly idleMs?: number;
  readonly maxRequestBodySize?: number;
}

/** Everything but who asks. */
export type OfferToAll = Omit<Offer, 'access'>;

/**
 * MCP over streamable HTTP. Clients of the revision of 2026 need no session: each request stands alone. Those of 2025 get one, since they
 * cancel by a request of its own, which finds what it cancels only within the same session.
 */
export function createMcpOverHttp(offer: OfferToAll, options: HttpOptions = {}): McpOverHttp {
  const onerror = (error: Error) => offer.log(error.message);
  const maxRequestBodySize = options.maxRequestBodySize ?? 1_000_000;
  const handler = createMcpHandler(({ authInfo }) => createMcpServer({ ...offer, access: (authInfo?.scopes ?? []) as Access[] }), {
    legacy: 'reject',
    maxRequestBodySize,
    onerror,
  });
  const sessions = createSessions((access) => createMcpServer({ ...offer, access }), { ...options, maxRequestBodySize });
  return {
    async fetch(request, caller) {
      if (request.method === 'POST' && !isJsonContentType(request.headers.get('content-type'))) {
        return refused(415, 'the body must be application/json');
      }
      if (await isLegacyRequest(request, undefined, { maxRequestBodySize })) return sessions.fetch(request, caller);
      return handler.fetch(request, { authInfo: { token: '', clientId: caller.owner, scopes: [...caller.access] } });
    },
    async close() {
      await Promise.all([handler.close(), sessions.close()]);
    },
    sessions: sessions.count,
  };
}

interface Session {
  readonly caller: Caller;
  readonly transport: WebStandardStreamableHTTPServerTransport;
  readonly server: McpServer;
  lastUsed: number;
}

type SessionOptions = HttpOptions & { readonly maxRequestBodySize: number };

function createSessions(
  makeServer: (access: readonly Access[]) => McpServer,
  { now = () => performance.now(), mostSessions = 100, idleMs = 30 * 60_000, maxRequestBodySize }: SessionOptions,
) {
  const open = new Map<string, Session>();
  const end = async (id: string) => {
    const session = open.get(id);
    open.delete(id);
    await session?.server.close();
  };
  const makeRoom = async () => {
    const byUse = [...open].toSorted(([, a], [, b]) => a.lastUsed - b.lastUsed);
    const idle = byUse.filter(([, { lastUsed }]) => now() - lastUsed > idleMs).length;
    const over = Math.max(0, open.size - mostSessions + 1);
    await Promise.all(byUse.slice(0, Math.max(idle, over)).map(([id]) => end(id)));
  };
  const begin = async (caller: Caller): Promise<Session> => {
    await makeRoom();
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: () => crypto.randomUUID(),
      maxRequestBodySize,
      onsessioninitialized: (id) => void open.set(id, session),
      onsessionclosed: (id) => void open.delete(id),
    });
    const session: Session = { caller, transport, server: makeServer(caller.access), lastUsed: now() };
    await session.server.connect(transport);
    return session;
  };
  return {
    async fetch(request: Request, caller: Caller): Promise<Response> {
      const id = request.headers.get('mcp-session-id');
      const session = id === null ? await begin(caller) : open.get(id);
      // Somebody else's session is told from none by nobody.
      if (!session || !isSame(session.caller, caller))
        return refused(404, 'there is no such session, or it has ended: begin anew with initialize');
      session.lastUsed = now();
      const response = await session.transport.handleRequest(request);
      // What began no session leaves nothing behind.
      if (session.transport.sessionId === undefined) await session.server.close();
      return response;
    },
    close: async () => void (await Promise.all([...open.keys()].map(end))),
    count: () => open.size,
  };
}

/** A token whose scope has changed begins anew. */
const isSame = (a: Caller, b: Caller): boolean => a.owner === b.owner && a.access.join() === b.access.join();

const refused = (status: number, message: string): Response =>
  Response.json({ jsonrpc: '2.0', id: null, error: { code: -32_000, message } }, { status });
