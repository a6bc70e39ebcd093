import { createHmac } from 'node:crypto';

/**
 * What proves to a receiver who shares the secret that a message is ours and of now: `t=SECONDS,v1=HEX`, where HEX is the HMAC-SHA256 of
 * `SECONDS.BODY`.
 *
 * @param now - Milliseconds since 1970-01-01T00:00Z.
 */
export function signatureOf(body: string, secret: string, now: number): string {
  const seconds = Math.floor(now / 1000);
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
}
