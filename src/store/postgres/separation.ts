import { roleName } from './connection.ts';

// How tables are kept apart by space in the database itself. A connection says in which space it is (`harbinger.space`); whether its login may
// be there, the database looks up (`logins`), so that saying so is not enough.

/** Statements that make what every policy asks. Run once, as the owner, before any table of a space. */
export const SEPARATION: readonly string[] = [
  `CREATE TABLE spaces (
    name text COLLATE "C" PRIMARY KEY,
    title text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL DEFAULT now()
  )`,

  // Which login may be in which space; * for a service, which is in each in turn.
  `CREATE TABLE logins (
    login text COLLATE "C" NOT NULL,
    space text COLLATE "C" NOT NULL,
    PRIMARY KEY (login, space)
  )`,

  // By the login of the session, which SET ROLE does not change. As its owner, for others may not read who may be where. A login of one space is
  // in it without saying so: what a role is set to (ALTER ROLE … SET) everybody could read.
  `CREATE FUNCTION current_space() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = harbinger, pg_temp AS $$
    SELECT CASE
      WHEN EXISTS (SELECT FROM logins WHERE login = session_user AND space IN ('*', wanted)) THEN wanted
      WHEN wanted IS NULL THEN (SELECT min(space) FROM logins WHERE login = session_user HAVING count(*) = 1)
    END FROM (SELECT NULLIF(current_setting('harbinger.space', true), '') AS wanted) AS asked
  $$`,
];

/** The shared statement of a table as PostgreSQL has it: with the space of each row, text in the order of its bytes, one key in each space. */
export function inSpaces(statement: string): string {
  return statement
    .replaceAll(/\btext\b(?= NOT NULL|,|\n)/g, 'text COLLATE "C"')
    .replace(/\(\n/, `(\n  space text COLLATE "C" NOT NULL DEFAULT current_setting('harbinger.space'),\n`)
    .replace(/PRIMARY KEY \(/, 'PRIMARY KEY (space, ');
}

/** Statements that let a connection see and add rows of its own space alone, whatever else it asks. The space is looked up once a statement. */
export function separated(table: string): readonly string[] {
  const own = 'space = (SELECT current_space())';
  return [
    `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
    `CREATE POLICY own_space ON ${table} USING (${own}) WITH CHECK (${own})`,
    `GRANT SELECT ON ${table} TO ${roleName('reader')}, ${roleName('worker')}`,
    `GRANT INSERT ON ${table} TO ${roleName('worker')}`,
  ];
}
