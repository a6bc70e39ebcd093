import { StoreError } from '../store.ts';

/** What node and PostgreSQL say where the database is not to be had, or went away. */
const GONE = /^(?:ECONNREFUSED|ECONNRESET|EPIPE|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|57P0[123]|53300|08\d\d\d)$/;
const GONE_WORDS =
  /Connection terminated|connection timeout|query read timeout|timeout expired|timeout exceeded when trying to connect|Client has encountered a connection error|client was closed|server closed the connection/i;
const NOT_PREPARED = /^(?:3F000|42P01|42883|22023|3D000)$/;
const REFUSED = /^(?:28\d\d\d|42501)$/;
/** What node says of a certificate that is not as the address demands. */
const UNTRUSTED = /^(?:ERR_(?:TLS|SSL)_\w+|CERT_\w+|UNABLE_TO_\w+|\w*SELF_SIGNED_CERT\w*)$/;

const codeOf = (error: unknown): string => String((error as { code?: unknown } | undefined)?.code ?? '');
const firstLine = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] as string;

/** Whether the connection is lost, so that another one might do. */
export function isGone(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isGone);
  return GONE.test(codeOf(error)) || (error instanceof Error && GONE_WORDS.test(error.message));
}

/** Whether there is a database, all of whose connections are taken, or all of this process's own. */
export const isFull = (error: unknown): boolean =>
  codeOf(error) === '53300' || (error instanceof Error && /timeout exceeded when trying to connect/i.test(error.message));

/** Whether the tables, the schema, the roles or the database are not there yet. */
export const isNotPrepared = (error: unknown): boolean => NOT_PREPARED.test(codeOf(error));

/** Whether the connection is not as safe as the address demands, or the authority's certificate that it names cannot be read. */
function isUntrusted(error: Error): boolean {
  const isFile = (error as NodeJS.ErrnoException).syscall === 'open';
  return UNTRUSTED.test(codeOf(error)) || isFile || /does not support SSL connections/.test(error.message);
}

/** An error of PostgreSQL or of the network as the store's, where the world is to blame; any other as it is. */
export function postgresFault(error: unknown, place: string): unknown {
  if (error instanceof StoreError || !(error instanceof Error)) return error;
  const why = error instanceof AggregateError ? firstLine(error.errors[0]) : firstLine(error);
  if (isGone(error))
    return new StoreError('busy', `PostgreSQL cannot be reached at ${place} (${why}); try again when it runs`, { cause: error });
  if (codeOf(error) === '55P03')
    return new StoreError('busy', `somebody else writes to ${place} and does not come to an end; try again later`, { cause: error });
  if (isUntrusted(error))
    return new StoreError(
      'refused',
      `PostgreSQL at ${place} is not trusted (${why}); sslmode and sslrootcert in the address say what must be`,
      {
        cause: error,
      },
    );
  if (codeOf(error) === '42501')
    return new StoreError('refused', `this login may not do that at ${place} (${why}); its owner grants more`, { cause: error });
  if (REFUSED.test(codeOf(error))) return new StoreError('refused', `PostgreSQL at ${place} refuses the login (${why})`, { cause: error });
  if (isNotPrepared(error))
    return new StoreError('missing', `there is no store at ${place} (${why}); \`harbinger store init\` makes one`, { cause: error });
  if (/^(?:53|58|XX)/.test(codeOf(error))) return new StoreError('refused', `PostgreSQL at ${place}: ${why}`, { cause: error });
  // What breaks a rule of the tables, the world has done: somebody else was first.
  if (/^(?:23|40)/.test(codeOf(error))) return new StoreError('refused', `PostgreSQL at ${place}: ${why}`, { cause: error });
  return error;
}
