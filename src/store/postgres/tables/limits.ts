import { roleName } from '../connection.ts';

/** What callers took lately, as rate-limiter-flexible keeps it: counted for all replicas of a server together. */
export const limits = {
  name: 'limits',
  statements: [
    // As its owner, for others may not read who may be where.
    `CREATE FUNCTION is_service() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = harbinger, pg_temp AS $$
      SELECT EXISTS (SELECT FROM logins WHERE login = session_user AND space = '*')
    $$`,
    // Not logged: a crash forgets one minute of counting. The library names no columns, so that their order is its own.
    `CREATE UNLOGGED TABLE limits (
      key text COLLATE "C" PRIMARY KEY,
      points integer NOT NULL DEFAULT 0,
      expire bigint
    )`,
    // Keys name callers of every space: for a login of one space there is nothing to see, and nothing to set back.
    'ALTER TABLE limits ENABLE ROW LEVEL SECURITY',
    'CREATE POLICY of_services ON limits USING ((SELECT is_service())) WITH CHECK ((SELECT is_service()))',
    `GRANT SELECT, INSERT, UPDATE, DELETE ON limits TO ${roleName('worker')}`,
  ],
} as const;
