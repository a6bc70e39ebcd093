import { roleName } from '../connection.ts';

// Who may do what in which space, and who did. None of it is granted to those who look and add: a login of SQL sees nothing of it.

const KEEPER = roleName('keeper');

/** Row-level security as for every table of a space, for the keeper alone. */
const kept = (table: string, rights: string): readonly string[] => [
  `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
  `CREATE POLICY own_space ON ${table} USING (space = (SELECT current_space())) WITH CHECK (space = (SELECT current_space()))`,
  `GRANT ${rights} ON ${table} TO ${KEEPER}`,
];

const MEMBERS = [
  `CREATE TABLE members (
    space text COLLATE "C" NOT NULL REFERENCES spaces (name),
    name text COLLATE "C" NOT NULL,
    role text COLLATE "C" NOT NULL CHECK (role IN ('viewer', 'researcher', 'admin')),
    added_at timestamptz NOT NULL,
    removed_at timestamptz,
    PRIMARY KEY (space, name)
  )`,
  ...kept('members', 'SELECT, INSERT, UPDATE'),
];

const TOKENS = [
  `CREATE TABLE tokens (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    space text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    member text COLLATE "C" NOT NULL,
    hash text COLLATE "C" NOT NULL UNIQUE,
    scope text COLLATE "C" NOT NULL CHECK (scope IN ('read', 'run', 'admin')),
    created_at timestamptz NOT NULL,
    expires_at timestamptz,
    revoked_at timestamptz,
    previous_hash text COLLATE "C",
    previous_until timestamptz,
    last_used_at timestamptz,
    FOREIGN KEY (space, member) REFERENCES members
  )`,
  'CREATE UNIQUE INDEX ON tokens (space, name) WHERE revoked_at IS NULL',
  'CREATE INDEX ON tokens (previous_hash) WHERE previous_hash IS NOT NULL',
  ...kept('tokens', 'SELECT, INSERT, UPDATE'),

  // Over all spaces, since a request says nothing but its token; only by the whole hash of one.
  `CREATE FUNCTION known_token(given text, moment timestamptz)
    RETURNS TABLE (space text, name text, member text, scope text, role text, is_over boolean)
    LANGUAGE sql SECURITY DEFINER SET search_path = harbinger, pg_temp AS $$
    UPDATE tokens SET last_used_at = moment
      WHERE hash = given AND revoked_at IS NULL AND (last_used_at IS NULL OR last_used_at < moment - interval '1 minute');
    SELECT tokens.space, tokens.name, tokens.member, tokens.scope, members.role,
      COALESCE(expires_at <= moment, false) OR (hash <> given AND previous_until <= moment)
    FROM tokens JOIN members ON members.space = tokens.space AND members.name = tokens.member
    WHERE (hash = given OR previous_hash = given) AND revoked_at IS NULL AND removed_at IS NULL
  $$`,
  `CREATE FUNCTION open_tokens(moment timestamptz) RETURNS integer
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = harbinger, pg_temp AS $$
    SELECT CAST(count(*) AS integer) FROM tokens WHERE revoked_at IS NULL AND (expires_at IS NULL OR expires_at > moment)
  $$`,
  'REVOKE EXECUTE ON FUNCTION known_token, open_tokens FROM PUBLIC',
  `GRANT EXECUTE ON FUNCTION known_token, open_tokens TO ${KEEPER}`,
];

const AUDIT = [
  `CREATE TABLE audit (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    space text COLLATE "C" NOT NULL,
    at timestamptz NOT NULL,
    who text COLLATE "C" NOT NULL,
    face text COLLATE "C" NOT NULL,
    action text COLLATE "C" NOT NULL,
    subject text COLLATE "C" NOT NULL,
    outcome text COLLATE "C" NOT NULL CHECK (outcome IN ('begun', 'done', 'refused', 'failed')),
    why text COLLATE "C" NOT NULL,
    times integer NOT NULL,
    request_id text COLLATE "C"
  )`,
  'CREATE INDEX ON audit (space, at)',
  ...kept('audit', 'SELECT'),

  // Not even whoever owns the tables changes it by mistake.
  `CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'the audit log only grows'; END
  $$`,
  `CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,

  // A service says who did what, in which space. Anybody else can only speak of themselves, in their space, and now.
  `CREATE FUNCTION keep_audit(entries jsonb) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = harbinger, pg_temp AS $$
    INSERT INTO audit (space, at, who, face, action, subject, outcome, why, times, request_id)
    SELECT
      CASE WHEN serves THEN COALESCE(entry->>'space', '*') ELSE current_space() END,
      CASE WHEN serves THEN (entry->>'at')::timestamptz ELSE clock_timestamp() END,
      CASE WHEN serves THEN left(entry->>'who', 200) ELSE 'login ' || session_user END,
      CASE WHEN serves THEN left(entry->>'face', 40) ELSE 'login' END,
      left(entry->>'action', 100), left(entry->>'subject', 500), entry->>'outcome', left(entry->>'why', 500),
      COALESCE((entry->>'times')::integer, 1), left(entry->>'requestId', 64)
    FROM jsonb_array_elements(entries) WITH ORDINALITY AS given (entry, place),
      (SELECT EXISTS (SELECT FROM logins WHERE login = session_user AND logins.space = '*') AS serves) AS asker
    ORDER BY place
  $$`,
  'REVOKE EXECUTE ON FUNCTION keep_audit FROM PUBLIC',
  `GRANT EXECUTE ON FUNCTION keep_audit TO ${KEEPER}, ${roleName('worker')}, ${roleName('reader')}`,
];

/** Members of spaces, their tokens, and the log of what was done. */
export const spaces = {
  name: 'spaces',
  statements: [`GRANT SELECT, INSERT ON spaces TO ${KEEPER}`, ...MEMBERS, ...TOKENS, ...AUDIT],
};
