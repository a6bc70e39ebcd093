import type { Hono } from 'hono';
import { type AuditLog, type Doer, isKept, type Noting, notingFor, outcomeOf } from '../audit/audit-log.ts';
import { addressOf } from './access.ts';
import type { Caller } from './caller.ts';
import type { Ask, Environment } from './environment.ts';
import { API } from './paths.ts';

/** Keeps what was refused on its way, before it is answered: what was carried out keeps itself. */
export function keepRefusals(app: Hono<Environment>, audit: AuditLog, now: () => number): void {
  app.use(async (ask, next) => {
    await next();
    const { error } = ask;
    if (!error || isKept(error)) return;
    const noting = ask.get('noting');
    const action = ask.get('action') ?? ask.get('route');
    if (noting) return noting.stopped(action, ask.get('subject') ?? '', error);
    // Somebody without a name is only kept where a token was tried; the token is not.
    const { status } = error as { readonly status?: number };
    if (ask.req.header('authorization') === undefined || (status !== 401 && status !== 429)) return;
    const record = { space: '*', who: `address ${addressOf(ask)}`, face: faceOf(ask), requestId: ask.get('requestId') };
    const tried = { ...record, ...outcomeOf(error), at: now(), action: 'token', subject: '', times: 1 };
    if (status === 401) await audit.write(tried);
    else audit.note({ ...tried, requestId: null });
  });
}

/** Keeps what an identified caller does by this request. */
export function notingOf(ask: Ask, caller: Caller, { audit, now }: { audit: AuditLog; now: () => number }): Noting {
  const face = faceOf(ask);
  const doer: Doer = {
    ...{ space: caller.space ?? '*', who: caller.who ?? caller.key, face },
    // What a session does later is no longer of the request that began it.
    requestId: face === 'mcp' ? null : ask.get('requestId'),
  };
  return notingFor(audit, doer, now);
}

const faceOf = ({ req: { path } }: Ask): string => (path.startsWith('/mcp') ? 'mcp' : path.startsWith(`${API}/jobs`) ? 'job' : 'http');
