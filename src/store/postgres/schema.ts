import type { Pool, PoolClient } from 'pg';
import { SCHEMA_VERSION } from '../migrations.ts';
import { instantCell } from '../records.ts';
import { INSERT_VERSION, LAST_VERSION } from '../sql.ts';
import { StoreError } from '../store.ts';
import { roleName, SCHEMA } from './connection.ts';
import { steps, teamSteps } from './migrations.ts';

const ROLES = (['owner', 'worker', 'reader', 'keeper'] as const).map(roleName);

/** What the tables of a database are: brought to this program's version, not there, or older. */
export type Standing = 'current' | 'missing' | 'older';

/** How the tables stand, as any login that may read them sees it. @throws StoreError `newer`. */
export async function standingOf(pool: Pool, place: string): Promise<Standing> {
  const { rows: found } = await pool.query("SELECT to_regclass('harbinger.schema_version') IS NOT NULL AS is_there");
  if (!found[0].is_there) return 'missing';
  const { rows } = await pool.query<{ version: number; program: string }>(
    LAST_VERSION.replace('schema_version', `${SCHEMA}.schema_version`),
  );
  const [{ version, program } = { version: 0, program: '' }] = rows;
  if (version > SCHEMA_VERSION)
    throw new StoreError(
      'newer',
      `Harbinger ${program} or later is needed for ${place}: its tables have version ${version}, this program knows ${SCHEMA_VERSION}`,
    );
  const { rows: made } = await pool.query<{ name: string }>(`SELECT name FROM ${SCHEMA}.team_steps`);
  const names = new Set(made.map(({ name }) => name));
  return version === SCHEMA_VERSION && teamSteps.every(({ name }) => names.has(name)) ? 'current' : 'older';
}

/**
 * Makes roles and schema, brings the tables to this program's version and lets the login in, all in one transaction, one process at a time.
 *
 * @param pool - Connections of a login that may make roles, or is a member of those that are there.
 * @param now - Milliseconds since 1970-01-01T00:00Z.
 */
export async function prepare(pool: Pool, { place, now, space }: { place: string; now: number; space: string }): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query("SELECT pg_advisory_xact_lock(hashtext('harbinger.schema'))");
    await makeRoles(client);
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${SCHEMA} AUTHORIZATION ${roleName('owner')}`);
    await client.query(`SET LOCAL ROLE ${roleName('owner')}`);
    await client.query(`SET LOCAL search_path = ${SCHEMA}, pg_temp`);
    await client.query(`GRANT USAGE ON SCHEMA ${SCHEMA} TO ${ROLES.slice(1).join(', ')}`);
    await migrate(client, { place, now });
    await client.query("INSERT INTO logins (login, space) VALUES (session_user, '*') ON CONFLICT DO NOTHING");
    await client.query('INSERT INTO spaces (name) VALUES ($1) ON CONFLICT DO NOTHING', [space]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}

/** Roles belong to the whole server: another database of it may have made them. Whoever prepares gets each of them. */
async function makeRoles(client: PoolClient): Promise<void> {
  for (const role of ROLES) {
    const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
    if (!rowCount) await client.query(`CREATE ROLE ${role} NOLOGIN`);
    const { rows } = await client.query("SELECT pg_has_role(session_user, $1, 'SET') AS is_member", [role]);
    if (!rows[0].is_member) await client.query(`GRANT ${role} TO CURRENT_USER`);
  }
}

async function migrate(client: PoolClient, { place, now }: { place: string; now: number }): Promise<void> {
  const { rows: found } = await client.query(`SELECT to_regclass('${SCHEMA}.schema_version') IS NOT NULL AS is_there`);
  const { rows } = found[0].is_there ? await client.query<{ version: number }>(LAST_VERSION) : { rows: [] };
  const version = rows[0]?.version ?? 0;
  if (version > SCHEMA_VERSION) throw new StoreError('newer', `a newer Harbinger made the tables of ${place}`);
  for (const step of steps.filter((step) => step.version > version)) {
    for (const statement of step.statements) await client.query(statement);
    await client.query(INSERT_VERSION, [step.version, step.program, instantCell(now)]);
  }
  const { rows: made } = await client.query<{ name: string }>('SELECT name FROM team_steps');
  for (const { name, statements } of teamSteps.filter((step) => !made.some(({ name: done }) => done === step.name))) {
    for (const statement of statements) await client.query(statement);
    await client.query('INSERT INTO team_steps (name) VALUES ($1)', [name]);
  }
}
