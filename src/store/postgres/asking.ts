import type { Pool } from 'pg';
import { lookAgain } from './again.ts';
import { postgresFault } from './fault.ts';

/** What answers statements, with the rights and the space of its connections. */
export interface Asking {
  query(
    text: string,
    values?: readonly unknown[],
  ): Promise<{ readonly rows: readonly Record<string, unknown>[]; readonly rowCount: number | null }>;
}

/**
 * Statements of a team over connections: one that only looks looks again where the connection is lost, and what fails says where the database is.
 *
 * @param place - The address as it may be shown.
 */
export function askingOver(pool: Pick<Pool, 'query'>, place: string): Asking {
  return {
    query(text, values = []) {
      const ask = () => told(() => pool.query(text, [...values]), place);
      return /^\s*SELECT\b/i.test(text) ? lookAgain(ask) : ask();
    },
  };
}

/** A port whose failures say where the database is. */
export function tellingOf<Port extends object>(port: Port, place: string): Port {
  return Object.fromEntries(Object.entries(port).map(([name, method]) => [name, tellingMethod(method as Method, place)])) as Port;
}

type Method = (...given: unknown[]) => Promise<unknown>;

const tellingMethod =
  (method: Method, place: string): Method =>
  (...given) =>
    told(() => method(...given), place);

/** @throws StoreError where the database is to blame. */
export async function told<T>(task: () => Promise<T>, place: string): Promise<T> {
  try {
    return await task();
  } catch (error) {
    throw postgresFault(error, place);
  }
}
