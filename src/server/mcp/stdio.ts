import type { McpServerFactory } from '@modelcontextprotocol/server';
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio';
import type { OfferToAll } from './offer.ts';
import { createMcpServer } from './server.ts';

/** Serves one client, who has started the program and may do what the program may, over standard input and output, which carry the protocol alone, until it closes them or the signal is given. */
export async function serveMcpOverStdio(offer: OfferToAll, signal?: AbortSignal): Promise<void> {
  const transport = new StdioServerTransport();
  const make: McpServerFactory = () => createMcpServer({ ...offer, access: ['read', 'run', 'admin'] });
  const handle = serveStdio(make, { transport, onerror: (error) => offer.log(error.message) });
  const stop = () => void handle.close();
  signal?.addEventListener('abort', stop, { once: true });
  await new Promise<void>((resolve) => {
    const { onclose } = transport;
    transport.onclose = () => {
      onclose?.();
      resolve();
    };
  });
  signal?.removeEventListener('abort', stop);
}
