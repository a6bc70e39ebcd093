import { escapeLiteral } from 'pg';

/** Something that answers statements. */
interface Queryable {
  query(statement: string): Promise<unknown>;
}

/** Whatever writes data writes a pull, no earlier than the one before; what is written at the same instant adds to the count. */
const NEWEST = `
  SELECT CAST(recorded_at AS text) AS at, CAST(count(*) AS text) AS count
  FROM harbinger.pulls GROUP BY recorded_at ORDER BY recorded_at DESC LIMIT 1`;

/**
 * A name for the state of a space's data, from one look into an index: it changes with each addition.
 *
 * @param tables - Connections of a login that may be in the space.
 */
export async function dataState(tables: Queryable, space: string): Promise<string> {
  // Two statements sent as one are one transaction, with which the space ends.
  const statements = `SET LOCAL harbinger.space = ${escapeLiteral(space)}; ${NEWEST}`;
  const [, { rows }] = (await tables.query(statements)) as readonly [unknown, { readonly rows: readonly { at: string; count: string }[] }];
  const [newest] = rows;
  return newest ? `${newest.at} ${newest.count}` : 'empty';
}
