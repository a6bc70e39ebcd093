import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { operations } from '../../../src/app/registry.ts';
import { executeHere } from '../../../src/server/execute-here.ts';
import { createApp } from '../../../src/server/http/app.ts';
import { LOOPBACK_NAMES } from '../../../src/server/http/guards.ts';
import type { AppOptions } from '../../../src/server/http/options.ts';
import { tokenCheck } from '../../../src/server/tokens/token-check.ts';
import { shipped } from '../../app/shipped.ts';

/** What the server logged under test. */
export type Line = Readonly<Record<string, unknown>>;

/** The HTTP face over the weekly table that ships, and what it logs. */
export function shippedApp(options: Partial<AppOptions> = {}) {
  const lines: Line[] = [];
  const write = (fields: Line, message: string) => void lines.push({ ...fields, message });
  const app = createApp({
    operations,
    execute: executeHere(async (watch) => ({ ...shipped, ...watch })),
    version: '0.0.0',
    dataVersion: async () => 'reference',
    estimateCost: async () => 10,
    openness: 'loopback',
    tokens: tokenCheck(join(tmpdir(), 'harbinger-tests-have-no-tokens.json'), shipped.data.now),
    neighbours: { hosts: LOOPBACK_NAMES, origins: [] },
    now: shipped.data.now,
    log: { info: write, warn: write, error: write },
    ...options,
  });
  return { app, lines };
}

/** A POST of JSON. */
export const posted = (input: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(input),
});
