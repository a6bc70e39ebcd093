/** Something that answers statements. */
interface Queryable {
  query(statement: string): Promise<{ readonly rows: readonly unknown[] }>;
}

/** Whatever writes data writes a pull, no earlier than the one before; what is written at the same instant adds to the count. */
const NEWEST = `
  SELECT CAST(recorded_at AS text) AS at, CAST(count(*) AS text) AS count
  FROM harbinger.pulls GROUP BY recorded_at ORDER BY recorded_at DESC LIMIT 1`;

/** A name for the state of a space's data, from one look into an index: it changes with each addition. */
export async function dataState(tables: Queryable): Promise<string> {
  const [newest] = (await tables.query(NEWEST)).rows as { at: string; count: string }[];
  return newest ? `${newest.at} ${newest.count}` : 'empty';
}
