import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Requests that one connection may send before it has read the answers to those before. Browsers send one. */
const MOST_AT_ONCE = 16;

/**
 * Bounds how many connections are open at once. Where all places are taken, one on which no request has come whole gives way, the oldest
 * first: whoever holds many open and sends by drops keeps out nobody who has something to ask. One that sends many requests in one go and reads
 * nothing is cut.
 */
export function boundConnections(server: Server, most: number): void {
  const open = new Set<Socket>();
  const asked = new WeakMap<Socket, IncomingMessage>();
  const unread = new WeakMap<Socket, number>();
  const waits = (socket: Socket) => asked.get(socket)?.complete !== true;

  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    if (open.size <= most) return;
    // The new one itself where everybody else is being answered.
    const gone = open.values().find(waits) ?? socket;
    open.delete(gone);
    gone.destroy();
  });
  // Before the answer is begun: of a connection that was cut, nothing is.
  server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request;
    asked.set(socket, request);
    const count = (unread.get(socket) ?? 0) + 1;
    unread.set(socket, count);
    if (count > MOST_AT_ONCE) socket.destroy();
    response.once('close', () => {
      unread.set(socket, (unread.get(socket) ?? 1) - 1);
      if (asked.get(socket) === request) asked.delete(socket);
      // Last used, last to give way.
      if (open.delete(socket)) open.add(socket);
    });
  });
}
