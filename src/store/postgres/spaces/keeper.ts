import type { Pool, PoolClient } from 'pg';
import type { AuditFilter, AuditRecord, Member, OpenedSpace, Space, SpaceKeeper, SpaceToken } from '../../spaces.ts';
import { shownAddress } from '../address.ts';
import { openPool } from '../connection.ts';
import { postgresFault } from '../fault.ts';

const ms = (column: string): string => `CAST(EXTRACT(EPOCH FROM ${column}) * 1000 AS double precision)`;
const instant = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

const MEMBERS = `
  SELECT name, role, ${ms('added_at')} AS "addedAt", (SELECT CAST(count(*) AS integer) FROM tokens
    WHERE member = members.name AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())) AS tokens
  FROM members WHERE removed_at IS NULL ORDER BY name`;

const PUT_MEMBER = `
  INSERT INTO members (space, name, role, added_at) VALUES ($1, $2, $3, $4)
  ON CONFLICT (space, name) DO UPDATE SET role = excluded.role, removed_at = NULL`;

const TOKENS = `
  SELECT name, member, scope, ${ms('created_at')} AS "createdAt", ${ms('expires_at')} AS "expiresAt", ${ms('last_used_at')} AS "lastUsed"
  FROM tokens WHERE revoked_at IS NULL ORDER BY name`;

const ADD_TOKEN = `
  INSERT INTO tokens (space, name, member, hash, scope, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
  ON CONFLICT (space, name) WHERE revoked_at IS NULL DO NOTHING`;

const REPLACE_TOKEN = `
  UPDATE tokens SET previous_hash = hash, previous_until = $3, hash = $2 WHERE name = $1 AND revoked_at IS NULL`;

const AUDIT = `
  SELECT space, ${ms('at')} AS at, who, face, action, subject, outcome, why, times, request_id AS "requestId" FROM audit
  WHERE ($1::text IS NULL OR who = $1 OR who LIKE $1 || ' (%') AND ($2::text IS NULL OR action = $2)
    AND ($3::text IS NULL OR outcome = $3) AND ($4::timestamptz IS NULL OR at >= $4)
  ORDER BY id DESC LIMIT $5`;

export interface KeeperOptions {
  readonly url: string;
  /** A login that serves all spaces keeps them; any other can only keep the audit log, of itself. */
  readonly role?: 'keeper' | undefined;
  readonly space?: string | undefined;
}

/** Opens what keeps spaces. */
export function openKeeper({ url, role, space: own }: KeeperOptions): SpaceKeeper {
  const pool = openPool({ url, role, space: own, max: 4 });
  const place = shownAddress(url);
  const asked = <T>(task: () => Promise<T>): Promise<T> =>
    task().catch((error: unknown) => {
      throw postgresFault(error, place);
    });
  const rows = <T>(statement: string, parameters: readonly unknown[] = []): Promise<readonly T[]> =>
    asked(async () => (await pool.query(statement, [...parameters])).rows as readonly T[]);
  const within = <T>(space: string, task: (client: PoolClient) => Promise<T>): Promise<T> => asked(() => inSpace(pool, space, task));
  const rowsWithin = <T>(space: string, statement: string, parameters: readonly unknown[] = []): Promise<readonly T[]> =>
    within(space, async (client) => (await client.query(statement, [...parameters])).rows as readonly T[]);
  const changesWithin = (space: string, statement: string, parameters: readonly unknown[]): Promise<boolean> =>
    within(space, async (client) => ((await client.query(statement, [...parameters])).rowCount ?? 0) > 0);

  return {
    spaces: () => rows<Space>(`SELECT name, title, ${ms('created_at')} AS "createdAt" FROM spaces ORDER BY name`),
    addSpace: ({ name, title, createdAt }) =>
      asked(async () => {
        const statement = 'INSERT INTO spaces (name, title, created_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING';
        return ((await pool.query(statement, [name, title, instant(createdAt)])).rowCount ?? 0) > 0;
      }),
    members: (space) => rowsWithin<Member>(space, MEMBERS),
    async putMember(space, { name, role, at }) {
      await changesWithin(space, PUT_MEMBER, [space, name, role, instant(at)]);
    },
    removeMember: (space, name, at) =>
      within(space, async (client) => {
        const both = [name, instant(at)];
        await client.query('UPDATE tokens SET revoked_at = $2 WHERE member = $1 AND revoked_at IS NULL', both);
        const { rowCount } = await client.query('UPDATE members SET removed_at = $2 WHERE name = $1 AND removed_at IS NULL', both);
        return (rowCount ?? 0) > 0;
      }),
    tokens: (space) => rowsWithin<SpaceToken>(space, TOKENS),
    addToken: (space, { name, member, hash, scope, createdAt, expiresAt }) =>
      changesWithin(space, ADD_TOKEN, [space, name, member, hash, scope, instant(createdAt), instant(expiresAt)]),
    revokeToken: (space, name, at) =>
      changesWithin(space, 'UPDATE tokens SET revoked_at = $2 WHERE name = $1 AND revoked_at IS NULL', [name, instant(at)]),
    replaceToken: (space, name, { hash, previousUntil }) => changesWithin(space, REPLACE_TOKEN, [name, hash, instant(previousUntil)]),
    async opened(hash, at) {
      const [found] = await rows<OpenedSpace>('SELECT space, name, member, scope, role, is_over AS "isOver" FROM known_token($1, $2)', [
        ...[hash, instant(at)],
      ]);
      return found;
    },
    async openTokens(at) {
      const [found] = await rows<{ count: number }>('SELECT open_tokens($1) AS count', [instant(at)]);
      return found?.count ?? 0;
    },
    async keepAudit(records) {
      await rows('SELECT keep_audit($1)', [JSON.stringify(records.map((record) => ({ ...record, at: instant(record.at) })))]);
    },
    audit: (space, { who, action, outcome, since, limit }: AuditFilter) =>
      rowsWithin<AuditRecord>(space, AUDIT, [
        ...[who ?? null, action ?? null, outcome ?? null],
        ...[since === undefined ? null : instant(since), limit],
      ]),
    close: () => pool.end(),
  };
}

/** A task that sees one space, in a transaction: what says so ends with it, whatever the next one who has the connection does. */
async function inSpace<T>(pool: Pool, space: string, task: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let fault: Error | undefined;
  try {
    await client.query('BEGIN');
    await client.query("SELECT set_config('harbinger.space', $1, true)", [space]);
    const value = await task(client);
    await client.query('COMMIT');
    return value;
  } catch (error) {
    await client.query('ROLLBACK').catch((ending: Error) => {
      fault = ending;
    });
    throw error;
  } finally {
    client.release(fault);
  }
}
