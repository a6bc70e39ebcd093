import type { Ask } from './environment.ts';
import { Refusal } from './refusal.ts';

/** Which hosts the server answers for, and which other origins may use it. */
export interface Neighbours {
  /** Names without port, in lower case. */
  readonly hosts: readonly string[];
  /** As browsers write them, e.g. `https://desk.example`. */
  readonly origins: readonly string[];
}

/** The names by which this machine calls itself. */
export const LOOPBACK_NAMES: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/** The name in a Host header, without its port; undefined where it is no name. */
const nameOf = (host: string): string | undefined =>
  /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:\d{1,5})?$/i.exec(host)?.[1]?.toLowerCase().replace(/\.$/, '');

/** A foreign site can let its own name lead here (DNS rebinding); its pages then send that name as Host. Throws Refusal 403. */
export function demandHost(ask: Ask, { hosts }: Neighbours): void {
  const names = [nameOf(hostOf(ask))];
  // A request may name the whole address, and that address is the one which links lead back to.
  if (ask.env?.incoming?.url?.startsWith('/') === false) names.push(nameOf(new URL(ask.req.url).host));
  if (!names.every((name) => name !== undefined && hosts.includes(name)))
    throw new Refusal(403, 'this server does not answer for that Host; `harbinger serve --allowed-host NAME` adds one');
}

const hostOf = (ask: Ask): string => ask.req.header('host') ?? new URL(ask.req.url).host;

/**
 * A foreign page can make a browser send requests here. What computes or writes is refused to all pages but the server's own and the origins
 * that were named; programs that are no browsers send neither header. Throws Refusal 403.
 */
export function demandOwnPage(ask: Ask, { origins }: Neighbours): void {
  const origin = ask.req.header('origin');
  if (origin !== undefined) {
    if (origins.includes(origin) || isOwn(origin, hostOf(ask))) return;
    throw new Refusal(403, 'this server is not used from that Origin; `harbinger serve --origin ORIGIN` adds one');
  }
  const site = ask.req.header('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none')
    throw new Refusal(403, 'a page of another site may not start this; open it from the address bar or from the page of this server');
}

/** Whether an origin is the address that was asked; a proxy may have spoken TLS before. */
function isOwn(origin: string, host: string): boolean {
  return /^https?:\/\//.test(origin) && origin.replace(/^https?:\/\//, '').toLowerCase() === host.toLowerCase();
}
