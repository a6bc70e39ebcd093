import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { escapeIdentifier, type PoolClient } from 'pg';
import { StoreError } from '../../store.ts';
import { shownAddress } from '../address.ts';
import { openPool, roleName, SCHEMA } from '../connection.ts';
import { postgresFault } from '../fault.ts';

/** A login of the database that sees one space: who looks, or who adds too. */
export interface SpaceLogin {
  readonly login: string;
  readonly space: string;
  readonly role: 'viewer' | 'researcher';
}

/** Connections that one login may have at once, so that none takes them from the others. */
const MOST_CONNECTIONS = 10;

const LOGIN_NAME = /^[a-z_][a-z0-9_]{0,62}$/;

/**
 * Makes a login of PostgreSQL for one space, or grants a space to one that is there. It is a member of the role of its rank and of no other, and
 * which space it sees stands in a table that it cannot read.
 *
 * @returns The password of a new login: it is kept nowhere.
 * @throws StoreError `refused` where the login of `url` may not make others, or the name is one of more rank.
 */
export async function makeLogin(url: string, { login, space, role }: SpaceLogin): Promise<{ login: string; password: string | undefined }> {
  if (!LOGIN_NAME.test(login))
    throw new StoreError('refused', `a login must be named in small letters, digits and _, at most 63, was ${JSON.stringify(login)}`);
  const pool = openPool({ url, max: 1 });
  try {
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      const password = await makeRole(client, login);
      await grant(client, { login, space, role });
      await client.query('COMMIT');
      return { login, password };
    } catch (error) {
      await client.query('ROLLBACK').catch(() => {});
      throw error;
    } finally {
      client.release();
    }
  } catch (error) {
    throw postgresFault(error, shownAddress(url));
  } finally {
    await pool.end();
  }
}

/** A new login has what it needs and nothing else; of one that is there, only who is of no rank is taken. */
async function makeRole(client: PoolClient, login: string): Promise<string | undefined> {
  const { rows } = await client.query<{ is_more: boolean }>(
    `SELECT rolsuper OR rolcreaterole OR rolbypassrls OR NOT rolcanlogin
      OR pg_has_role(oid, '${roleName('owner')}', 'MEMBER') OR pg_has_role(oid, '${roleName('keeper')}', 'MEMBER') AS is_more
     FROM pg_roles WHERE rolname = $1`,
    [login],
  );
  if (rows[0]?.is_more)
    throw new StoreError(
      'refused',
      `${login} may do more than a login of a space: it is a service, an owner or no login; take another name`,
    );
  if (rows[0]) return undefined;
  const password = randomBytes(24).toString('base64url');
  const attributes = `LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOREPLICATION CONNECTION LIMIT ${MOST_CONNECTIONS}`;
  await client.query(`CREATE ROLE ${escapeIdentifier(login)} ${attributes} PASSWORD '${verifierOf(password)}'`);
  return password;
}

async function grant(client: PoolClient, { login, space, role }: SpaceLogin): Promise<void> {
  const [wanted, other] = role === 'viewer' ? (['reader', 'worker'] as const) : (['worker', 'reader'] as const);
  const name = escapeIdentifier(login);
  await client.query(`GRANT ${roleName(wanted)} TO ${name}`);
  const { rows } = await client.query('SELECT pg_has_role($1, $2, $3) AS is_member', [login, roleName(other), 'MEMBER']);
  if (rows[0].is_member) await client.query(`REVOKE ${roleName(other)} FROM ${name}`);
  await client.query(`SET LOCAL ROLE ${roleName('owner')}`);
  await client.query(`INSERT INTO ${SCHEMA}.logins (login, space) VALUES ($1, $2) ON CONFLICT DO NOTHING`, [login, space]);
}

/** What PostgreSQL keeps of a password (SCRAM-SHA-256, RFC 5803), made here: the password itself never goes over a connection or into a log. */
function verifierOf(password: string): string {
  const iterations = 4096;
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const keyed = (text: string) => createHmac('sha256', salted).update(text).digest();
  const stored = createHash('sha256').update(keyed('Client Key')).digest('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${stored}:${keyed('Server Key').toString('base64')}`;
}
