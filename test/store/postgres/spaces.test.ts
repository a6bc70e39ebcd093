import { Client, escapeIdentifier } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { makeLogin } from '../../../src/store/postgres/spaces/logins.ts';
import { openPostgresStore } from '../../../src/store/postgres/store.ts';
import type { Store } from '../../../src/store/store.ts';
import { TABLE_NAMES } from '../../../src/store/tables.ts';
import { installQueue } from '../../../src/team/connection.ts';
import { type PostgresBed, startPostgres } from './bed.ts';
import { fillEverything } from './everything.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const NOW = Date.parse('2026-11-20T12:00:00Z');
const now = () => NOW;
const files = () => ({ backup: async () => {}, export: async () => [] });
let postgres: PostgresBed;
let url: string;
const stores: Store[] = [];
/** Each as a login of SQL: a viewer and a researcher of the space alpha, which holds nothing that beta does. */
const logins: Record<string, Client> = {};

beforeAll(async () => {
  postgres = await startPostgres();
  url = await postgres.database();
  for (const space of ['alpha', 'beta']) stores.push(await openPostgresStore({ url, space, now, files }));
  await fillEverything(stores[1] as Store, now);
  await fillBeside();
  const owner = { owner: 'harbinger_owner', worker: 'harbinger_worker', reader: 'harbinger_reader' };
  await installQueue({ url }, owner);
  await postgres.run(
    `INSERT INTO harbinger_jobs.job (name, data) VALUES ('work', '{"space": "beta"}'), ('work', '{"space": "alpha"}')`,
    url,
  );
  for (const role of ['viewer', 'researcher'] as const) {
    const { login, password } = await makeLogin(url, { login: `of_${role}`, space: 'alpha', role });
    const at = new URL(url);
    Object.assign(at, { username: login, password });
    logins[role] = new Client(at.href);
    await logins[role].connect();
  }
});
afterAll(async () => {
  for (const client of Object.values(logins)) await client.end();
  for (const store of stores) await store.close();
  await postgres.stop();
});

const RELATIONS = `
  SELECT relname AS name, relkind AS kind, relispartition AS "isPart" FROM pg_class
  WHERE relnamespace = 'harbinger'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S', 'f')`;
/** Tables beside the store in which what is worked on is changed and taken away: by workers of the space, in their space. */
const WORKED_ON = ['job_results', 'job_progress', 'rule_files', 'panels', 'scan_parts', 'limits', 'locks'];

/** Puts a row of the space beta into each table that belongs to spaces and that the store does not know, whatever its columns are. */
async function fillBeside(): Promise<void> {
  const made: Readonly<Record<string, string>> = {
    text: "'secret'",
    bytea: "'secret'",
    jsonb: "'{}'",
    uuid: 'gen_random_uuid()',
    bool: 'false',
  };
  const known: readonly string[] = [...TABLE_NAMES, 'members', 'tokens', 'audit', 'logins'];
  for (const { name } of (await relations()).filter(({ kind, isPart, name: one }) => kind === 'r' && !isPart && !known.includes(one))) {
    const columns = (await postgres.run(
      `SELECT attname, typname FROM pg_attribute JOIN pg_type ON pg_type.oid = atttypid WHERE attrelid = 'harbinger.${name}'::regclass AND attnum > 0`,
      url,
    )) as { attname: string; typname: string }[];
    if (!columns.some(({ attname }) => attname === 'space')) continue;
    const sampleOf = ({ attname, typname }: { attname: string; typname: string }) =>
      attname === 'space' ? "'beta'" : typname.startsWith('timestamp') ? 'now()' : (made[typname] ?? '1');
    await postgres.run(
      `INSERT INTO harbinger.${name} (${columns.map(({ attname }) => escapeIdentifier(attname)).join(', ')}) VALUES (${columns.map(sampleOf).join(', ')})`,
      url,
    );
  }
}

/** What every login may look at: in which version the tables are. */
const OPEN = ['schema_version', 'team_steps'];

async function relations(): Promise<readonly { name: string; kind: string; isPart: boolean }[]> {
  return (await postgres.run(RELATIONS, url)) as never;
}

/** What a statement gave, or the code by which it was refused. */
async function tried(client: Client, statement: string): Promise<unknown> {
  await client.query('BEGIN');
  try {
    return (await client.query(statement)).rows;
  } catch (error) {
    return (error as { code?: string }).code;
  } finally {
    await client.query('ROLLBACK');
  }
}

describe.each(['viewer', 'researcher'] as const)('a login of SQL, %s of one space', (role) => {
  it('sees no row of another, in any table, part, view or sequence, by any way of asking', async () => {
    const login = logins[role] as Client;
    for (const { name, kind, isPart } of await relations()) {
      const table = `harbinger.${escapeIdentifier(name)}`;
      const isHidden =
        isPart ||
        kind === 'S' ||
        ['spaces', 'logins', 'members', 'tokens', 'audit', ...(role === 'viewer' ? ['limits'] : [])].includes(name);
      const ways = [
        `SELECT * FROM ${table}`,
        `TABLE ${table}`,
        ...(kind === 'S' ? [] : [`SELECT ctid, ${escapeIdentifier(name)} FROM ${table}`]),
      ];
      for (const way of ways) {
        const found = await tried(login, way);
        const what = [role, way];
        if (OPEN.includes(name)) continue;
        expect([...what, found]).toEqual([
          ...what,
          isHidden ? '42501' : way.includes('ctid') && kind === 'p' ? expect.toSatisfy(isNothing) : [],
        ]);
      }
      if (OPEN.includes(name) || kind === 'S') continue;
      for (const space of ['beta', '*', '', 'alpha,beta'])
        for (const way of [
          `SET LOCAL harbinger.space = '${space}'; SELECT * FROM ${table}`,
          `SELECT set_config('harbinger.space', '${space}', false); SELECT * FROM ${table}`,
        ]) {
          expect([role, way, await triedTogether(login, way)]).toEqual([role, way, isHidden ? '42501' : 0]);
        }
    }
  });

  it('takes no other role, makes nothing in the schema, and is not fooled into another space by names of its own', async () => {
    const login = logins[role] as Client;
    const others = ['harbinger_owner', 'harbinger_keeper', 'postgres', ...(role === 'viewer' ? ['harbinger_worker'] : [])];
    for (const other of others) expect([other, await tried(login, `SET ROLE ${other}`)]).toEqual([other, '42501']);
    expect(await tried(login, 'SET SESSION AUTHORIZATION postgres')).toBe('42501');
    expect(await tried(login, 'SET row_security = off; SELECT * FROM harbinger.runs')).toBe('42501');
    for (const statement of [
      'CREATE TABLE harbinger.mine (x int)',
      'CREATE FUNCTION harbinger.current_space() RETURNS text LANGUAGE sql AS $$ SELECT $1 $$',
      'CREATE VIEW harbinger.peek AS SELECT * FROM harbinger.runs',
      'ALTER TABLE harbinger.runs DISABLE ROW LEVEL SECURITY',
      'DROP POLICY own_space ON harbinger.runs',
      "ALTER ROLE current_user SET harbinger.space = 'beta'; ALTER ROLE harbinger_reader SUPERUSER",
      "COPY harbinger.runs TO PROGRAM 'cat'",
      "SELECT pg_read_file('PG_VERSION')",
      "SELECT harbinger.known_token('x', now())",
      'SELECT harbinger.open_tokens(now())',
      "SELECT lo_export(1, '/tmp/x')",
    ])
      expect([statement, await tried(login, statement)]).toEqual([statement, expect.toSatisfy(isRefused)]);
    // A table of its own that is called as the one by which spaces are looked up.
    const shadow = `SET LOCAL search_path = pg_temp, harbinger; CREATE TEMP TABLE logins (login text, space text);
      INSERT INTO logins VALUES (session_user, 'beta'); SET LOCAL harbinger.space = 'beta'; SELECT * FROM harbinger.runs`;
    expect(await triedTogether(login, shadow)).toBe(0);
    // A cheap function that tells what it is shown, before the policy would hide it.
    const leak = `CREATE FUNCTION pg_temp.tell(text) RETURNS boolean COST 0.0000001 LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'seen %', $1; END $$;
      SELECT * FROM harbinger.runs WHERE pg_temp.tell(result)`;
    expect(await triedTogether(login, leak)).toBe(0);
    expect(await tried(login, 'SELECT 1 / (CASE WHEN length(id) > 0 THEN 0 ELSE 1 END) FROM harbinger.runs')).toEqual([]);
    expect(await tried(login, 'SELECT * FROM harbinger.runs WHERE CAST(result AS integer) = 1')).toEqual([]);
  });

  it('learns nothing of another by what the database tells of itself', async () => {
    const login = logins[role] as Client;
    await postgres.run('ANALYZE', url);
    expect(
      await tried(login, "SELECT * FROM pg_stats WHERE schemaname = 'harbinger' AND tablename NOT IN ('schema_version', 'team_steps')"),
    ).toEqual([]);
    expect(await tried(login, 'SELECT * FROM pg_stats_ext')).toEqual([]);
    expect(await tried(login, 'SELECT * FROM pg_statistic')).toBe('42501');
    // Roles are for everybody to read: no setting of one names a space.
    expect(await tried(login, 'SELECT rolname FROM pg_roles WHERE rolconfig IS NOT NULL')).toEqual([]);
    const seen = await tried(
      login,
      "SELECT query FROM pg_stat_activity WHERE usename <> session_user AND query NOT IN ('<insufficient privilege>', '')",
    );
    expect(seen).toEqual([]);
  });

  it(role === 'viewer' ? 'writes nothing' : 'adds to its own space alone, and changes nothing', async () => {
    const login = logins[role] as Client;
    for (const { name, kind } of await relations()) {
      if (kind === 'S') continue;
      const table = `harbinger.${escapeIdentifier(name)}`;
      const [column] = (await postgres.run(
        `SELECT attname FROM pg_attribute WHERE attrelid = '${table}'::regclass AND attnum > 0 AND attidentity = '' AND attname <> 'space' ORDER BY attnum LIMIT 1`,
        url,
      )) as [{ attname: string }];
      const set = escapeIdentifier(column.attname);
      for (const statement of [
        `UPDATE ${table} SET ${set} = ${set}`,
        `DELETE FROM ${table}`,
        `TRUNCATE ${table}`,
        `LOCK ${table} IN EXCLUSIVE MODE`,
      ])
        expect([statement, await changed(login, statement)]).toEqual([
          statement,
          WORKED_ON.includes(name)
            ? expect.toSatisfy((found) => found === 0 || found === '42501' || (found === null && /^LOCK/.test(statement)))
            : '42501',
        ]);
    }
    const insert = (space: string) =>
      `INSERT INTO harbinger.mappings (space, signature, revision, mapping, saved_at) VALUES ('${space}', 'x', 1, '{}', now()) RETURNING signature`;
    expect(await tried(login, insert('beta'))).toBe('42501');
    expect(await tried(login, insert('alpha'))).toEqual(role === 'viewer' ? '42501' : [{ signature: 'x' }]);
    expect(await tried(login, "INSERT INTO harbinger.logins VALUES (session_user, 'beta')")).toBe('42501');
    expect(await tried(login, "INSERT INTO harbinger.observations_2020 SELECT 'alpha', 'x', '2020-01-01', 1, now(), now(), 'p'")).toBe(
      '42501',
    );
  });

  it('sees of the queue the jobs of its space, and sends, changes and takes none', async () => {
    const login = logins[role] as Client;
    const tables = (await postgres.run(
      `SELECT oid::regclass::text AS name FROM pg_class WHERE relnamespace = 'harbinger_jobs'::regnamespace AND relkind IN ('r', 'p')`,
      url,
    )) as { name: string }[];
    expect(tables.length).toBeGreaterThan(3);
    for (const { name } of tables) {
      const found = await tried(login, `SELECT row_to_json(one)::text AS text FROM ${name} AS one`);
      expect([name, JSON.stringify(found)]).toEqual([name, expect.not.stringContaining('beta')]);
      const [taken, emptied] = [await changed(login, `DELETE FROM ${name}`), await changed(login, `TRUNCATE ${name}`)];
      expect([name, taken, emptied]).toEqual([name, role === 'viewer' ? '42501' : 0, '42501']);
    }
    expect(await tried(login, "SELECT data->>'space' AS space FROM harbinger_jobs.job")).toEqual([{ space: 'alpha' }]);
    for (const space of ['alpha', 'beta'])
      expect(await tried(login, `INSERT INTO harbinger_jobs.job (name, data) VALUES ('work', '{"space": "${space}"}')`)).toBe('42501');
  });

  it('may say in the audit log what it did, as itself, in its space, and now', async () => {
    const login = logins[role] as Client;
    const entry = {
      space: 'beta',
      who: 'somebody else',
      at: '2001-01-01T00:00:00Z',
      face: 'http',
      action: `look ${role}`,
      subject: '',
      outcome: 'done',
      why: '',
    };
    await login.query('SELECT harbinger.keep_audit($1)', [JSON.stringify([entry])]);
    const [kept] = await postgres.run(
      `SELECT space, who, face, at > now() - interval '1 hour' AS "isNow" FROM harbinger.audit WHERE action = 'look ${role}'`,
      url,
    );
    expect(kept).toEqual({ space: 'alpha', who: `login of_${role}`, face: 'login', isNow: true });
    await expect(
      login.query("SET harbinger.space = 'beta'").then(() => login.query('SELECT harbinger.keep_audit($1)', [JSON.stringify([entry])])),
    ).rejects.toThrow(/null value in column "space"/);
    await login.query('RESET harbinger.space');
  });
});

it('the audit log is changed by nobody, not even by the owner of the tables', async () => {
  const owner = new Client(url);
  await owner.connect();
  for (const role of ['harbinger_owner', 'postgres'])
    for (const statement of ["UPDATE harbinger.audit SET who = 'x'", 'DELETE FROM harbinger.audit', 'TRUNCATE harbinger.audit'])
      expect([role, statement, await triedTogether(owner, `SET LOCAL ROLE ${role}; ${statement}`)]).toEqual([role, statement, 'P0001']);
  await owner.end();
});

it('no login of more rank is taken for one of a space', async () => {
  await postgres.run('CREATE ROLE service LOGIN; GRANT harbinger_owner TO service', url);
  for (const login of ['postgres', 'service', 'harbinger_reader'])
    await expect(makeLogin(url, { login, space: 'alpha', role: 'viewer' })).rejects.toThrow(/may do more than a login of a space/);
  await expect(makeLogin(url, { login: 'x"; DROP', space: 'alpha', role: 'viewer' })).rejects.toThrow(/must be named/);
});

const isRefused = (found: unknown): boolean => typeof found === 'string' && /^(?:42501|42P17|42\w\w\w|0LP01)$/.test(found);
const isNothing = (found: unknown): boolean => (Array.isArray(found) ? found.length === 0 : typeof found === 'string');

/** How many rows a statement changed, or the code by which it was refused. */
async function changed(client: Client, statement: string): Promise<number | string | undefined | null> {
  await client.query('BEGIN');
  try {
    return (await client.query(statement)).rowCount;
  } catch (error) {
    return (error as { code?: string }).code;
  } finally {
    await client.query('ROLLBACK');
  }
}

/** How many rows the last of several statements gave, or the code by which they were refused. */
async function triedTogether(client: Client, statements: string): Promise<unknown> {
  await client.query('BEGIN');
  try {
    const results = (await client.query(statements)) as unknown as { rows: unknown[] } | { rows: unknown[] }[];
    return [results].flat().at(-1)?.rows.length;
  } catch (error) {
    return (error as { code?: string }).code;
  } finally {
    await client.query('ROLLBACK');
    await client.query('RESET harbinger.space');
  }
}
