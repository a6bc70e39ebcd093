import type { Operation } from '../../app/operation.ts';
import type { Execute } from '../execute.ts';
import type { BodyLimits } from './json-body.ts';

/** How much the server takes on; `defaultLimits` are meant for one person on one machine. */
export interface Limits {
  readonly body: BodyLimits;
  /** Longest address, in characters. */
  readonly address: number;
  /** Bytes of answers that are kept for those who ask the same. */
  readonly cacheBytes: number;
}

export const defaultLimits: Limits = {
  body: { bytes: 256 * 1024, depth: 16, arrayLength: 1000 },
  address: 16_384,
  cacheBytes: 128 * 1024 * 1024,
};

/** One line of the log, as a record. */
export type Log = Readonly<Record<'info' | 'warn' | 'error', (fields: Readonly<Record<string, unknown>>, message: string) => void>>;

/** Everything that the HTTP face is made of. */
export interface AppOptions {
  readonly operations: readonly Operation[];
  readonly execute: Execute;
  readonly version: string;
  /** Changes when the data do, so that an answer of before is known as one. */
  readonly dataVersion: () => Promise<string>;
  /** Folder of the built page; undefined where none is served. */
  readonly page?: string | undefined;
  readonly limits?: Partial<Limits> | undefined;
  readonly log: Log;
  /** The instant, milliseconds since 1970-01-01T00:00Z. */
  readonly now: () => number;
}
