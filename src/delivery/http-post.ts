import { Agent, request } from 'undici';
import { InternalAddressError, lookupOpen, refuseInternalHost } from '../network/internal-address.ts';
import { DeliveryError } from './courier.ts';

const PATIENCE = 10_000;
const SETTINGS = { headersTimeout: PATIENCE, bodyTimeout: PATIENCE, keepAliveTimeout: 1000 } as const;

/** A message as it goes out over HTTP. */
export interface Post {
  readonly url: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly allowInternal?: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** Sends messages over HTTP; redirects are not followed. Throws DeliveryError, whose words hold nothing of the address. */
export function openPost(): { post(message: Post): Promise<void>; close(): Promise<void> } {
  const open = new Agent({ ...SETTINGS, connect: { lookup: lookupOpen, timeout: PATIENCE } });
  const inside = new Agent({ ...SETTINGS, connect: { timeout: PATIENCE } });
  return {
    async post({ url, body, headers = {}, allowInternal = false, signal }) {
      const { protocol, hostname } = urlOf(url);
      if (protocol !== 'https:' && protocol !== 'http:')
        throw new DeliveryError('its address must begin with https://', { isPermanent: true });
      let answer: Awaited<ReturnType<typeof request>>;
      try {
        if (!allowInternal) refuseInternalHost(hostname);
        const fixed = { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'harbinger' };
        answer = await request(url, {
          method: 'POST',
          body,
          headers: { ...fixed, ...headers },
          dispatcher: allowInternal ? inside : open,
          signal: signal ?? null,
        });
        await answer.body.dump({ limit: 65_536 });
      } catch (error) {
        throw outsideFault(error);
      }
      if (answer.statusCode >= 300) throw refusalOf(answer.statusCode, answer.headers['retry-after']);
    },
    close: async () => void (await Promise.all([open.close(), inside.close()])),
  };
}

function urlOf(url: string): URL {
  try {
    return new URL(url);
  } catch {
    throw new DeliveryError('its address cannot be read', { isPermanent: true });
  }
}

function outsideFault(error: unknown): DeliveryError {
  for (let at: unknown = error; at instanceof Error; at = at.cause) if (at instanceof InternalAddressError) return internal();
  const code = (error as { code?: unknown }).code;
  return new DeliveryError(`it could not be reached (${typeof code === 'string' ? code : (error as Error).name})`);
}

const internal = (): DeliveryError =>
  new DeliveryError('its address leads into this machine or its network; `allowInternal: true` in the rules allows that', {
    isPermanent: true,
  });

/** What the receiver cannot take now it may take later; what it will never take is not sent again. */
function refusalOf(status: number, wait: string | string[] | undefined): DeliveryError {
  const isLater = status === 408 || status === 425 || status === 429 || status >= 500;
  const words = status < 400 ? `it points elsewhere (status ${status}), which is not followed` : `it answered with status ${status}`;
  const seconds = Number(wait);
  const retryAfter = Number.isFinite(seconds) ? Math.min(Math.max(0, seconds), 86_400) * 1000 : 0;
  return new DeliveryError(words, { isPermanent: !isLater, retryAfter });
}
