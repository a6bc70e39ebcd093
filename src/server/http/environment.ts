import type { HttpBindings } from '@hono/node-server';
import type { Context as HonoContext } from 'hono';
import type { Noting } from '../audit/audit-log.ts';
import type { Caller } from './caller.ts';

/** What the handlers of one request share. */
export interface Environment {
  /** Missing where a request did not come over a socket. */
  Bindings: Partial<HttpBindings>;
  Variables: {
    requestId: string;
    /** The route for the log and the metrics: never with what a caller wrote into the address. */
    route: string;
    caller: Caller;
    /** What is asked for, for the audit log; the operation, where it is one. */
    action: string;
    subject: string;
    noting: Noting | undefined;
    /** Takes the failure behind a problem, for the log alone. */
    onFailure: (error: unknown) => void;
  };
}

export type Ask = HonoContext<Environment>;
