import { type McpServer, WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/server';
import type { Mounted } from '../http/options.ts';

/** Who asks, and how operations are carried out for them. */
export type Asker = Parameters<Mounted>[1];

export interface SessionOptions {
  /** Milliseconds on a clock that does not go back. */
  readonly now?: () => number;
  /** Sessions that are kept; the one that was idle longest makes room for a new one. */
  readonly mostSessions?: number;
  /** Milliseconds after which a session that nobody uses ends. */
  readonly idleMs?: number;
}

interface Session {
  readonly asker: Asker;
  readonly transport: WebStandardStreamableHTTPServerTransport;
  readonly server: McpServer;
  lastUsed: number;
}

const HOUR = 3_600_000;

/** The sessions of clients of the revision of 2025: so many at most, each bound to who began it. */
export function openSessions(
  serverFor: (asker: Asker, request: Request) => McpServer,
  { now = () => performance.now(), mostSessions = 100, idleMs = 4 * HOUR }: SessionOptions,
) {
  const open = new Map<string, Session>();
  let isEnding = false;
  const end = async (id: string) => {
    const session = open.get(id);
    open.delete(id);
    await session?.server.close();
  };
  const endIdle = async () => {
    const idle = [...open].filter(([, { lastUsed }]) => now() - lastUsed > idleMs);
    await Promise.all(idle.map(([id]) => end(id)));
  };
  /** Room is made by whoever has most, so that nobody ends the sessions of others by beginning many. */
  const makeRoom = async () => {
    if (open.size < mostSessions) return;
    const owners = [...Map.groupBy(open, ([, { asker }]) => asker.caller.key).values()];
    const most = Math.max(...owners.map(({ length }) => length));
    const [idlest] = owners
      .filter(({ length }) => length === most)
      .flat()
      .sort(([, a], [, b]) => a.lastUsed - b.lastUsed);
    if (idlest) await end(idlest[0]);
  };
  const begin = async (asker: Asker, request: Request): Promise<Session> => {
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: () => crypto.randomUUID(),
      async onsessioninitialized(id) {
        await makeRoom();
        open.set(id, session);
      },
      onsessionclosed: (id) => void open.delete(id),
    });
    const session: Session = { asker, transport, server: serverFor(asker, request), lastUsed: now() };
    await session.server.connect(transport);
    return session;
  };

  return {
    async answer(request: Request, asker: Asker): Promise<Response> {
      // A client whose stream was ended opens it again at once.
      if (isEnding && request.method === 'GET') return refused(503, 'the server is ending');
      await endIdle();
      const id = request.headers.get('mcp-session-id');
      const session = id === null ? await begin(asker, request) : open.get(id);
      // Somebody else's session looks as none does.
      if (!session || !isSame(session.asker, asker))
        return refused(404, 'there is no such session, or it has ended: begin anew with initialize');
      session.lastUsed = now();
      const response = await session.transport.handleRequest(request);
      // What began no session leaves nothing behind.
      if (session.transport.sessionId === undefined) await session.server.close();
      return response;
    },
    endStreams() {
      isEnding = true;
      for (const { transport } of open.values()) transport.closeStandaloneSSEStream();
    },
    close: async () => void (await Promise.all([...open.keys()].map(end))),
    count: () => open.size,
  };
}

/** A token whose scope has changed begins anew. */
const isSame = ({ caller: a }: Asker, { caller: b }: Asker): boolean => a.key === b.key && a.scope === b.scope;

/** A refusal as the protocol writes it, outside any call. */
export const refused = (status: number, message: string): Response =>
  Response.json({ jsonrpc: '2.0', id: null, error: { code: -32_000, message } }, { status });
