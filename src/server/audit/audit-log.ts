import { canonical } from '../../app/canonical.ts';
import { CallerError } from '../../app/context.ts';
import { describeFailure } from '../../app/failure.ts';
import type { Operation } from '../../app/operation.ts';
import type { AuditRecord } from '../../app/spaces.ts';

/** The log of who did what. */
export interface AuditLog {
  /** On the disk when this returns. */
  write(record: AuditRecord): Promise<void>;
  /** On the disk a little later; the same again before that is counted, not written again. */
  note(record: AuditRecord): void;
  /** Writes what was only noted. */
  flush(): Promise<void>;
}

export interface AuditOptions {
  keep(records: readonly AuditRecord[]): Promise<void>;
  onFailure(error: unknown): void;
  /** Milliseconds until what was noted is on the disk; default 5 s. */
  readonly delayMs?: number;
}

/** Entries that are written at once; as many as wait make the next look wait for them. */
const MOST_NOTED = 1000;

const sameness = ({ at, times, requestId, ...rest }: AuditRecord): string => JSON.stringify(rest);

export function openAuditLog({ keep, onFailure, delayMs = 5000 }: AuditOptions): AuditLog {
  let noted = new Map<string, AuditRecord>();
  let timer: NodeJS.Timeout | undefined;

  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const records = [...noted.values()];
    if (records.length === 0) return;
    noted = new Map();
    await keep(records).catch((error: unknown) => {
      // What could not be written is written the next time; only looks are noted, so that a bound loses no more than those.
      for (const record of records.slice(0, Math.max(0, MOST_NOTED - noted.size))) add(record);
      onFailure(error);
    });
  }

  function add(record: AuditRecord): void {
    const key = sameness(record);
    const before = noted.get(key);
    noted.set(key, before ? { ...before, times: before.times + record.times } : record);
    timer ??= setTimeout(() => void flush(), delayMs).unref();
  }

  return {
    flush,
    write: (record) => keep([record]),
    note(record) {
      add(record);
      if (noted.size >= MOST_NOTED) void flush();
    },
  };
}

/** Who asks, and by which way, for all that one request does. */
export type Doer = Pick<AuditRecord, 'space' | 'who' | 'face' | 'requestId'>;

/** Keeps what one caller does. */
export interface Noting {
  /** Carries out an operation and keeps what came of it: before the answer where it writes, soon after where it looks. */
  around<T>(operation: Operation, input: unknown, work: () => Promise<T>): Promise<T>;
  /** Keeps a look that needed no work. */
  looked(operation: Operation, input: unknown): void;
  /** Keeps that something was stopped before it was carried out; on the disk when this returns, where a rule refused it. */
  stopped(action: string, subject: string, error: unknown): Promise<void>;
}

/** Errors that were kept where they were thrown, so that nobody keeps them once more on their way. */
const kept = new WeakSet<object>();

/** Whether a failure stands in the log already. */
export const isKept = (error: unknown): boolean => typeof error === 'object' && error !== null && kept.has(error);

const LONGEST = 500;
const short = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

/** Keeps what a caller does in a log. */
export function notingFor(log: AuditLog, doer: Doer, now: () => number): Noting {
  const record = (action: string, subject: string, rest: Pick<AuditRecord, 'outcome' | 'why'>): AuditRecord => ({
    ...{ ...doer, ...rest },
    ...{ at: now(), action, subject: short(subject), times: 1 },
  });
  return {
    async around(operation, input, work) {
      const told = (rest: Pick<AuditRecord, 'outcome' | 'why'>) => record(operation.name, canonical(input), rest);
      const isWriting = operation.access === 'admin';
      if (isWriting) await log.write(told({ outcome: 'begun', why: '' }));
      try {
        const value = await work();
        const done = told({ outcome: 'done', why: '' });
        if (isWriting) await log.write(done);
        else log.note(done);
        return value;
      } catch (error) {
        if (typeof error === 'object' && error !== null) kept.add(error);
        const failed = told(outcomeOf(error));
        if (isWriting || failed.outcome === 'refused') await log.write(failed);
        else log.note(failed);
        throw error;
      }
    },
    looked: (operation, input) => log.note(record(operation.name, canonical(input), { outcome: 'done', why: '' })),
    async stopped(action, subject, error) {
      const told = record(action, subject, outcomeOf(error));
      if (told.outcome === 'refused') await log.write(told);
      else log.note(told);
    },
  };
}

const REFUSED: ReadonlySet<number> = new Set([401, 403, 404, 422, 429]);

/** What a failure is in the log: refused by a rule, or failed in itself. */
export function outcomeOf(error: unknown): Pick<AuditRecord, 'outcome' | 'why'> {
  const { status, kind } = (error ?? {}) as { readonly status?: unknown; readonly kind?: unknown };
  const isRefused = kind === 'refused' || (typeof status === 'number' && REFUSED.has(status));
  const { code, message } = describeFailure(error);
  const isTold = isRefused || code !== 'internal' || error instanceof CallerError || typeof status === 'number';
  // What is internal is told in the log of the server, not to the admins of a space.
  const why = typeof status === 'number' && error instanceof Error ? error.message : isTold ? message : 'a fault of the program';
  return { outcome: isRefused ? 'refused' : 'failed', why: short(why) };
}
