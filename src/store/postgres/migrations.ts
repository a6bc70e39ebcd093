import type { Migration } from '../migrations.ts';
import { migrations as shared } from '../migrations.ts';
import { inSpaces, SEPARATION, separated } from './separation.ts';
import { jobs } from './tables/jobs.ts';
import { limits } from './tables/limits.ts';
import { locks } from './tables/locks.ts';
import { notices } from './tables/notices.ts';
import { scanParts } from './tables/scan-parts.ts';
import { spaces } from './tables/spaces.ts';

/** A step of the tables that PostgreSQL alone has. Steps are done in order, each once; one that has been released is never edited. */
export interface TeamStep {
  readonly name: string;
  readonly statements: readonly string[];
}

/** What a desk needs beside the store. */
export const teamSteps: readonly TeamStep[] = [scanParts, jobs, notices, limits, spaces, locks];

export const TEAM_STEPS = `CREATE TABLE team_steps (
  name text COLLATE "C" PRIMARY KEY,
  applied_at timestamptz NOT NULL DEFAULT now()
)`;

/** Years at which the observations are parted, so that a question of late years need not look at early ones, and old parts can be kept elsewhere. */
const PARTED_AT = [1980, 1990, 2000, 2010, 2015, 2020, 2025, 2030, 2035];

/** What every role may see: in which version the tables are, and which steps were made. */
const READABLE = ['schema_version', 'team_steps'].map((table) => `GRANT SELECT ON ${table} TO harbinger_reader, harbinger_worker`);

/** The shared steps as PostgreSQL has them. */
export const steps: readonly Migration[] = shared.map((step) => ({ ...step, statements: step.statements.flatMap(forPostgres) }));

function forPostgres(statement: string): readonly string[] {
  const table = /^CREATE TABLE (\w+)/.exec(statement)?.[1];
  if (table === undefined) return [statement];
  if (table === 'schema_version') return [...SEPARATION, TEAM_STEPS, statement, ...READABLE];
  if (table === 'observations') return [`${inSpaces(statement)} PARTITION BY RANGE (observation_date)`, ...parts(), ...separated(table)];
  return [inSpaces(statement), ...indexesOf(table), ...separated(table)];
}

function parts(): string[] {
  const bounds = ['MINVALUE', ...PARTED_AT.map((year) => `'${year}-01-01'`), 'MAXVALUE'];
  const made = bounds.slice(1).map((to, i) => {
    const from = bounds[i] as string;
    const name = i === 0 ? 'early' : String(PARTED_AT[i - 1]);
    // Nothing is granted on a part; without a policy of its own it would show nothing even then.
    return [
      `CREATE TABLE observations_${name} PARTITION OF observations FOR VALUES FROM (${from}) TO (${to})`,
      `ALTER TABLE observations_${name} ENABLE ROW LEVEL SECURITY`,
    ];
  });
  return [...made.flat(), 'CREATE INDEX ON observations (space, series_id)'];
}

/** Tables whose keys do not lead to what is asked most. */
function indexesOf(table: string): readonly string[] {
  const INDEXED: Readonly<Record<string, string>> = {
    second_opinions: 'space, series_id',
    pulls: 'space, series_id, attempted_at',
    runs: 'space, ran_at',
    verdicts: 'space, trigger_series, target',
    deliveries: 'space, created_at',
  };
  return INDEXED[table] === undefined ? [] : [`CREATE INDEX ON ${table} (${INDEXED[table]})`];
}
