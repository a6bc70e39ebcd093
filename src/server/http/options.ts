import type { JobQueue } from '../../app/jobs/queue.ts';
import type { Operation } from '../../app/operation.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { Execute } from '../execute.ts';
import type { TokenCheck } from '../tokens/token-check.ts';
import type { Openness } from './access.ts';
import { type Allowances, defaultAllowances } from './allowance.ts';
import type { Caller } from './caller.ts';
import type { OpenCounter } from './counting.ts';
import type { Neighbours } from './guards.ts';
import type { BodyLimits } from './json-body.ts';
import type { Metrics } from './metrics.ts';

/** How much the server takes on; the defaults do not hinder one person on one machine. */
export interface Limits {
  readonly body: BodyLimits;
  /** Longest address, in characters. */
  readonly address: number;
  /** Bytes of answers that are kept for those who ask the same. */
  readonly cacheBytes: number;
  /** How many computations run at once, and how many wait. */
  readonly running: number;
  readonly waiting: number;
  /** Milliseconds after which a computation is stopped. */
  readonly longestRun: number;
  readonly allowances: Allowances;
  /** Jobs that run at once; that are kept, for everybody and for each caller; and for how many milliseconds after their end. */
  readonly jobs: { readonly running: number; readonly all: number; readonly each: number; readonly keptFor: number };
}

export const defaultLimits: Limits = {
  body: { bytes: 256 * 1024, depth: 16, arrayLength: 1000 },
  address: 16_384,
  cacheBytes: 128 * 1024 * 1024,
  running: 2,
  waiting: 100,
  longestRun: 30 * 60_000,
  allowances: defaultAllowances,
  jobs: { running: 2, all: 200, each: 20, keptFor: 15 * 60_000 },
};

/** One line of the log, as a record. */
export type Log = Readonly<Record<'info' | 'warn' | 'error', (fields: Readonly<Record<string, unknown>>, message: string) => void>>;

/** Another face on the same server, behind the same guards: it has the caller, and operations within the caller's rights and limits. */
export type Mounted = (
  request: Request,
  session: {
    readonly caller: Caller;
    readonly execute: Execute;
    /** Hears of an operation that was asked for and is not offered to the caller. */
    readonly onRefused?: ((operation: string) => Promise<void>) | undefined;
  },
) => Promise<Response>;

/** The queue of a space. */
export interface Team {
  readonly queue: JobQueue;
  readonly space: string;
  /** The jobs of another space. */
  queueOf?(space: string): JobQueue;
}

/** Everything that the HTTP face is made of. */
export interface AppOptions {
  readonly operations: readonly Operation[];
  readonly execute: Execute;
  readonly version: string;
  /** Changes when the data that an operation reads do, so that an answer of before is known as one. */
  readonly dataVersion: (operation?: Operation, space?: string) => Promise<string>;
  /** Milliseconds that a use would take to compute. */
  readonly estimateCost: (operation: Operation, input: unknown, space?: string) => Promise<number>;
  readonly openness: Openness;
  readonly tokens: TokenCheck;
  /** Where a team shares the store: the space of whoever sits at this machine and has no token. */
  readonly ownSpace?: string | undefined;
  /** Where what callers do is kept. */
  readonly audit?: AuditLog | undefined;
  readonly neighbours: Neighbours;
  /** Folder of the built page; undefined where none is served. */
  readonly page?: string | undefined;
  /** The Model Context Protocol over HTTP, on /mcp. */
  readonly mcp?: Mounted | undefined;
  readonly limits?: Partial<Limits> | undefined;
  /** The jobs that workers do, where there is a team; else this process does them. */
  readonly team?: Team | undefined;
  readonly metrics?: Metrics | undefined;
  /** Counts what callers take; default: in this process alone. */
  readonly openCounter?: OpenCounter | undefined;
  /** Throws while nobody should be sent here. */
  readonly demandReady?: (() => Promise<void>) | undefined;
  readonly log: Log;
  /** The instant, milliseconds since 1970-01-01T00:00Z. */
  readonly now: () => number;
}
