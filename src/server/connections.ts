import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Bounds how many connections are open at once. Where all places are taken, one on which no request has come whole gives way, the oldest
 * first: whoever holds many open and sends by drops keeps out nobody who has something to ask.
 */
export function boundConnections(server: Server, most: number): void {
  const open = new Set<Socket>();
  const asked = new WeakMap<Socket, IncomingMessage>();
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
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request;
    asked.set(socket, request);
    response.once('close', () => {
      if (asked.get(socket) === request) asked.delete(socket);
      // Last used, last to give way.
      if (open.delete(socket)) open.add(socket);
    });
  });
}
