import type { HttpBindings } from '@hono/node-server';
import type { Context as HonoContext } from 'hono';

/** What the handlers of one request share. */
export interface Environment {
  /** Missing where a request did not come over a socket. */
  Bindings: Partial<HttpBindings>;
  Variables: {
    requestId: string;
    /** The route for the log and the metrics: never with what a caller wrote into the address. */
    route: string;
    /** The failure behind an internal problem, for the log alone. */
    failure: unknown;
  };
}

export type Ask = HonoContext<Environment>;
