import type { Ask } from './environment.ts';

/** Headers of every answer. No Strict-Transport-Security: the server speaks plain HTTP, and whoever puts TLS before it sets that there. */
const ALWAYS: readonly (readonly [string, string])[] = [
  ['x-content-type-options', 'nosniff'],
  ['referrer-policy', 'no-referrer'],
  ['permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-resource-policy', 'same-origin'],
  ['x-frame-options', 'DENY'],
];

/** What is no page loads nothing. */
const NO_PAGE = "default-src 'none'; frame-ancestors 'none'";

export function setSecurityHeaders(ask: Ask): void {
  for (const [name, value] of ALWAYS) ask.header(name, value);
  ask.header('content-security-policy', NO_PAGE);
}

/** The page's policy: its own files only. Style elements that libraries make carry the nonce; style attributes are free. */
export const pagePolicy = (nonce: string | undefined): string =>
  [
    "default-src 'self'",
    "script-src 'self'",
    `style-src 'self'${nonce === undefined ? '' : ` 'nonce-${nonce}'`}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self'",
    "frame-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
