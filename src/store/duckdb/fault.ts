import { StoreError } from '../store.ts';

const BUSY = /Could not set lock|Conflicting lock/;
const NEWER = /newer version of DuckDB|can only read versions|storage version/i;
const FULL = /No space left|quota exceeded|ENOSPC|EDQUOT/i;
const DAMAGE = /not a valid DuckDB database|Could not read enough bytes|checksum|corrupt|Failure while replaying|^Serialization Error/i;
/** What DuckDB blames on the world, not on the statement. */
const OUTSIDE = /^(?:IO|Constraint|Out of Memory|Permission|FATAL|Serialization|TransactionContext|INTERNAL) Error/;

/** Who holds the file, as a message of DuckDB tells. */
export function holderOf(error: unknown): string {
  const process = /\(PID (\d+)\)/.exec(messageOf(error))?.[1];
  return process === undefined ? 'another process' : `process ${process}`;
}

/** An error of DuckDB or of the file system as the store's, where the world is to blame; any other as it is. */
export function storeFault(error: unknown, place: string): unknown {
  const message = messageOf(error);
  if (error instanceof StoreError || !(error instanceof Error)) return error;
  if (BUSY.test(message))
    return new StoreError('busy', `the store is in use by ${holderOf(error)}; try again when that has ended (${place})`, { cause: error });
  if (NEWER.test(message)) return new StoreError('newer', `a newer DuckDB wrote ${place}: update Harbinger`, { cause: error });
  if (!OUTSIDE.test(message) && !('code' in error)) return error;
  // A full disk can break off anything, and harms nothing that was stored before.
  if (FULL.test(message))
    return new StoreError('refused', `the disk is full; what was stored before is safe (${place}: ${message})`, { cause: error });
  if (DAMAGE.test(message)) return damaged(place, message, error);
  return new StoreError('refused', `${place}: ${message}`, { cause: error });
}

/** The file cannot be read: says what cures that. */
export function damaged(place: string, problem: string, cause?: unknown): StoreError {
  const cure = 'put a backup in its place with `harbinger store restore BACKUP --replace`';
  return new StoreError('damaged', `${place} is damaged or no store (${problem}); ${cure}`, { cause });
}

/** The first line of an error's message. */
function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] as string;
}
